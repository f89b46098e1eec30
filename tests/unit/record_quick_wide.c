/* Texts as long as what a quick look can hold, and longer: it says that it does not know. */
#include <string.h>

#include "quick_fixture.h"
#include "test_schema.h"

static const char schema[] =
    "{'name': 'test', 'layouts': [{'name': 'l', 'strata': {'set': {'assessment': 'a'}},"
    "'fields': [{'name': 'year', 'strata': {'to': 'year'}},"
    "{'name': 'student', 'strata': {'to': 'student'}},"
    "{'name': 'grade', 'strata': {'to': 'grade'}},"
    "{'name': 'score', 'strata': {'to': 'scale_score'}}]}],"
    "'strata': {'kind': 'students', 'assessments': [{'id': 'a', 'subject': 'ela',"
    "'levels': 0, 'has_scores': true}]}}";

enum {
    YEAR_MAX = 2048,
    ROWS = 4,
    TEXT = ROWS * (YEAR_MAX + 32) + 64
};

/* Rows whose years are padded with blanks to a width, with and without quotes. */
static void write_rows(char *text, size_t width, const char *quote)
{
    char blanks[YEAR_MAX];
    memset(blanks, ' ', sizeof blanks);
    size_t len = (size_t)snprintf(text, TEXT, "year,student,grade,score\n");
    for (unsigned row = 0; row < ROWS; row++) {
        len += (size_t)snprintf(text + len, TEXT - len, "%s2017%.*s%s,000%u,3,24%u0\n", quote,
                                (int)(width - 4), blanks, quote, row, row);
    }
}

static size_t read_rows(const char *folder, const char *text)
{
    strata_error err = {0};
    strata_catalog *catalog = NULL;
    strata_source *source = NULL;
    quick_reading reading;
    quick_ok(strata_catalog_open(&folder, 1, &catalog, &err), &err);
    quick_ok(strata_source_memory("in", text, strlen(text), 0, &source, &err), &err);
    const strata_extract_options how = {.schema = "test"};
    quick_open(&reading, catalog, source, &how);
    quick_read(&reading);
    const size_t clean = reading.clean;
    quick_close(&reading);
    strata_source_close(source);
    strata_catalog_free(catalog);
    return clean;
}

/* Around 64 and 128 words of 8 bytes; quick_read compares what is known with what is decoded. */
static void test_wide_years(void **state)
{
    (void)state;
    static const size_t widths[] = {495,  496,  503,  504,  511,  512,  519, 1000,
                                    1007, 1008, 1015, 1016, 1023, 1024, 2047};
    char folder[TEST_PATH_SIZE];
    char path[TEST_PATH_SIZE];
    char json[TEST_SCHEMA_SIZE];
    char text[TEXT];
    uint64_t at[2];
    test_folder_make(folder);
    test_path(path, folder, "test.json");
    test_schema_text(schema, json, at);
    test_file_write(path, json, strlen(json));
    for (size_t i = 0; i < 2 * sizeof widths / sizeof widths[0]; i++) {
        write_rows(text, widths[i / 2], i % 2 == 0 ? "" : "\"");
        assert_int_equal(read_rows(folder, text), ROWS);
    }
    test_folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_wide_years)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
