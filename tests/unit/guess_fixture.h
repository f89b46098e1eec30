/* Guesses from texts written in the test. */
#ifndef STRATA_TEST_GUESS_FIXTURE_H
#define STRATA_TEST_GUESS_FIXTURE_H

#include "schema/guess_parts.h"
#include "strata_test.h"

/** The guess of a file that holds text[len]; yours to strata_guess_free. */
static inline strata_guess *guess_bytes(const void *text, size_t len)
{
    char folder[TEST_PATH_SIZE];
    char path[TEST_PATH_SIZE];
    strata_guess *guess = NULL;
    strata_error err = {0};
    test_folder_make(folder);
    test_path(path, folder, "extract.csv");
    test_file_write(path, text, len);
    if (strata_guess_file(path, NULL, &guess, &err) != STRATA_OK) {
        fail_msg("%s", err.text);
    }
    test_folder_remove(folder);
    return guess;
}

static inline strata_guess *guess_text(const char *text)
{
    return guess_bytes(text, strlen(text));
}

/** The role of the column of that name, "?" if there is none. */
static inline const char *guess_role(const strata_guess *guess, const char *name, char *out)
{
    for (uint32_t i = 0; i < guess->column_count; i++) {
        if (strata_slice_is(guess->columns[i].name, name)) {
            return strata_guess_role(&guess->columns[i], out);
        }
    }
    return "?";
}

#define ASSERT_ROLE(guess, name, role)                                                             \
    do {                                                                                           \
        char test_role[STRATA_GUESS_ROLE];                                                         \
        assert_string_equal(guess_role(guess, name, test_role), role);                             \
    } while (0)

/** head, then `rows` times the row, in which every %d becomes the number of the row. */
static inline void guess_repeat(char *out, size_t size, const char *head, const char *row,
                                unsigned rows)
{
    size_t len = (size_t)snprintf(out, size, "%s", head);
    for (unsigned i = 0; i < rows; i++) {
        for (const char *c = row; *c != '\0' && len + 12 < size; c++) {
            if (c[0] == '%' && c[1] == 'd') {
                len += (size_t)snprintf(out + len, size - len, "%u", i + 10);
                c++;
            } else {
                out[len++] = *c;
            }
        }
    }
    assert_true(len + 12 < size);
    out[len] = '\0';
}

#endif
