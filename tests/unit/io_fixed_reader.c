/* Records of fixed width: positions in characters, line ends of every kind, wrong lengths. */
#include "io/fixed_reader.h"
#include "unit/test_fixed.h"

#define BYTES(text) ((strata_slice){(text), sizeof(text) - 1})

/* "number:line@offset" of each row, and its fields as "column<contents>"; then the message. */
static strata_status render(strata_slice bytes, const strata_fixed_form *with, size_t chunk,
                            char *text, size_t room)
{
    strata_source *source = test_source_of(bytes, chunk);
    strata_fixed_reader *reader = NULL;
    const strata_csv_row *row = NULL;
    strata_error err = {0};
    size_t len = 0;
    text[0] = '\0';
    assert_int_equal(strata_fixed_reader_open(source, with, &reader, NULL), STRATA_OK);
    strata_status status = strata_fixed_reader_next(reader, &row, &err);
    while (status == STRATA_OK && row != NULL) {
        len += (size_t)snprintf(text + len, room - len, "%llu:%llu@%llu",
                                (unsigned long long)row->number, (unsigned long long)row->line,
                                (unsigned long long)row->offset);
        for (uint32_t i = 0; i < row->count; i++) {
            const strata_place_in_file at = strata_fixed_reader_place(reader, i);
            assert_int_equal(at.line, row->line);
            len += (size_t)snprintf(text + len, room - len, " %llu<%.*s>",
                                    (unsigned long long)at.column, (int)row->fields[i].len,
                                    row->fields[i].text);
        }
        len += (size_t)snprintf(text + len, room - len, "%s",
                                strata_fixed_reader_ended_line(reader) ? "$\n" : "\n");
        status = strata_fixed_reader_next(reader, &row, &err);
    }
    strata_error again = {0};
    assert_null(row);
    assert_int_equal(strata_fixed_reader_next(reader, &row, &again), status);
    assert_string_equal(again.text, err.text);
    if (status != STRATA_OK) {
        char message[1024];
        (void)snprintf(text + len, room - len, "%s",
                       strata_error_format(&err, message, sizeof message));
    }
    strata_fixed_reader_close(reader);
    strata_source_close(source);
    return status;
}

static void expect(strata_slice bytes, strata_status status, const char *expected)
{
    for (size_t chunk = 0; chunk < 12; chunk++) {
        char text[2048];
        assert_int_equal(render(bytes, &test_fixed_form, chunk, text, sizeof text), status);
        assert_string_equal(text, expected);
    }
}

static void test_rows(void **state)
{
    (void)state;
    expect(BYTES("001Lima 31\n002Orion 9\n"), STRATA_OK,
           "1:1@0 1<001> 4<Lima > 9<31>$\n2:2@11 1<002> 4<Orion> 9< 9>$\n");
    expect(BYTES(""), STRATA_OK, "");
    expect(BYTES("\n\r\n"), STRATA_OK, "");
    expect(BYTES("\xef\xbb\xbf"
                 "001Lima 31"),
           STRATA_OK, "1:1@3 1<001> 4<Lima > 9<31>\n");
}

/* LF, CR, CRLF and empty lines in one file; the last line has no end. */
static void test_line_ends(void **state)
{
    (void)state;
    expect(BYTES("001Lima 31\r002Lima 32\r\n\n\r003Lima 33\n\r\n004Lima 34"), STRATA_OK,
           "1:1@0 1<001> 4<Lima > 9<31>$\n2:2@11 1<002> 4<Lima > 9<32>$\n"
           "3:5@25 1<003> 4<Lima > 9<33>$\n4:7@38 1<004> 4<Lima > 9<34>\n");
}

/* Positions count characters, columns of messages bytes: two for the first character beyond ASCII,
 * three for the second. */
static void test_characters(void **state)
{
    (void)state;
    expect(BYTES("001Pe\xc3\xb1"
                 "a 31\n002\xe2\x80\x94"
                 "1234 9\n"),
           STRATA_OK,
           "1:1@0 1<001> 4<Pe\xc3\xb1"
           "a > 10<31>$\n"
           "2:2@12 1<002> 4<\xe2\x80\x94"
           "1234> 11< 9>$\n");
}

/* The shorter of two lengths has an empty score; any other length is a row of another number of
 * fields than three, which is how a reader of extracts knows. */
static void test_lengths(void **state)
{
    (void)state;
    expect(BYTES("001Lima \n"), STRATA_OK, "1:1@0 1<001> 4<Lima > 9<>$\n");
    expect(BYTES("001Lima\n"), STRATA_OK, "1:1@0 1<001>$\n");
    expect(BYTES("001Lima 3\n"), STRATA_OK, "1:1@0 1<001> 4<Lima >$\n");
    expect(BYTES("001Lima 315\n"), STRATA_OK, "1:1@0 1<001> 4<Lima > 9<31> 1<>$\n");
    expect(BYTES("0\n"), STRATA_OK, "1:1@0 1<0> 2<> 2<> 1<>$\n");
}

static void test_one_field(void **state)
{
    (void)state;
    static const strata_fixed_field one[] = {{2, 2}};
    static const uint32_t length[] = {4};
    const strata_fixed_form small = {one, 1, length, 1};
    char text[256];
    assert_int_equal(render(BYTES("abcd\nab\nabcde\n"), &small, 0, text, sizeof text), STRATA_OK);
    assert_string_equal(text, "1:1@0 2<bc>$\n2:2@5 2<b> 1<>$\n3:3@8 2<bc> 1<>$\n");
}

static void test_refused(void **state)
{
    (void)state;
    expect(BYTES("001Lima 31\n002Pe\xf1"
                 "a 31\n"),
           STRATA_E_INPUT,
           "1:1@0 1<001> 4<Lima > 9<31>$\nx.txt:2:6: error: not UTF-8 at byte 16; is it "
           "windows-1252? say --encoding windows-1252, or encoding = windows-1252 in a [file] "
           "section, or save the file as CSV UTF-8 (encoding)");
    expect(BYTES("001Lima 31\r\n002L\0ma 31\n"), STRATA_E_INPUT,
           "1:1@0 1<001> 4<Lima > 9<31>$\nx.txt:2:5: error: a NUL byte at byte 16, expected text; "
           "export the file again (csv-nul)");
}

static void test_a_file_without_lines(void **state)
{
    (void)state;
    const size_t len = 1024 * 1024 + 1;
    char *bytes = malloc(len);
    char text[256];
    assert_non_null(bytes);
    memset(bytes, '0', len);
    assert_int_equal(render((strata_slice){bytes, len}, &test_fixed_form, 0, text, sizeof text),
                     STRATA_E_INPUT);
    assert_string_equal(text, "x.txt:1:1: error: a record is longer than 1048576 bytes; is this a "
                              "text file with lines? (csv-row-size)");
    free(bytes);
}

static strata_status open_once(void)
{
    strata_source *source = NULL;
    strata_fixed_reader *reader = NULL;
    STRATA_TRY(strata_source_memory("x", "001Lima 31", 10, 0, &source, NULL));
    const strata_status status = strata_fixed_reader_open(source, &test_fixed_form, &reader, NULL);
    strata_fixed_reader_close(reader);
    strata_source_close(source);
    return status;
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    assert_int_equal(test_every_allocation(open_once), 6); /* source 2, reader 4 */
    strata_fixed_reader_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_line_ends),
        cmocka_unit_test(test_characters),
        cmocka_unit_test(test_lengths),
        cmocka_unit_test(test_one_field),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_a_file_without_lines),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
