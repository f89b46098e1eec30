/* Every word that a row of a table may carry in status, flags or source has a line that says what
 * it means, in help, in the manual page and in the dictionary of a publication. */
#include <string.h>

#include "cube/cell_columns.h"
#include "help.h"
#include "measure/estimate.h"
#include "strata_test.h"

enum {
    LEAST_MEANING = 10 /* characters; less is no sentence */
};

static bool is_explained(const char *word)
{
    for (size_t list = 0; list < strata_help_list_count(); list++) {
        for (size_t i = 0; i < strata_help_word_count(list); i++) {
            if (strcmp(strata_help_word_at(list, i).word, word) == 0) {
                return true;
            }
        }
    }
    return false;
}

static void test_every_word_has_one_line(void **state)
{
    (void)state;
    for (size_t list = 0; list < strata_help_list_count(); list++) {
        assert_true(strlen(strata_help_list_title(list)) > LEAST_MEANING);
        for (size_t i = 0; i < strata_help_word_count(list); i++) {
            const strata_help_word word = strata_help_word_at(list, i);
            assert_non_null(word.word);
            assert_non_null(word.meaning);
            assert_true(strlen(word.word) > 0);
            assert_true(strlen(word.meaning) > LEAST_MEANING);
            assert_null(strchr(word.meaning, '\n'));
        }
    }
}

static void test_words_of_estimates(void **state)
{
    (void)state;
    for (size_t i = 0; i < STRATA_FLAG_COUNT; i++) {
        char printed[64];
        strata_flags_format((strata_flags)1 << i, printed, sizeof printed);
        assert_true(is_explained(printed));
    }
    for (unsigned i = 0; i < STRATA_ESTIMATE_STATUSES; i++) {
        assert_true(is_explained(strata_estimate_status_name((strata_estimate_status)i)));
    }
}

static void test_words_of_cells(void **state)
{
    (void)state;
    for (size_t i = 0; i < STRATA_CELL_STATUSES; i++) {
        assert_true(is_explained(strata_cell_status_names[i]));
    }
    for (size_t i = 0; i < STRATA_CELL_SOURCES; i++) {
        assert_true(is_explained(strata_cell_source_words[i].word));
    }
    assert_false(is_explained("no_such_word"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_word_has_one_line),
        cmocka_unit_test(test_words_of_estimates),
        cmocka_unit_test(test_words_of_cells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
