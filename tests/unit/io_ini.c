/* INI files: order, lines, continuation, and what is refused instead of cut in silence. */
#include "io/ini.h"
#include "strata_test.h"

static void assert_entry(const strata_ini *ini, size_t index, strata_ini_entry expected)
{
    const strata_ini_entry *entry = strata_ini_at(ini, index);
    assert_string_equal(entry->section, expected.section);
    assert_string_equal(entry->name, expected.name);
    assert_string_equal(entry->value, expected.value);
    assert_int_equal(entry->line, expected.line);
    assert_int_equal(entry->section_line, expected.section_line);
}

static const char district[] = "; nightly\n"
                               "title = Lincoln ; the district\n"
                               "[input]\n"
                               "files = incoming/*.csv.gz   ; globs\n"
                               "        more/year=2024/*.csv ; and more\n"
                               "\n"
                               "    # a comment\n"
                               "\tlast.csv\n"
                               "files = again.csv\r\n"
                               "schema: auto\n"
                               "[file \"bench*2024*.csv\"] ; one file\n"
                               "  year = 2024\n"
                               "where=el:current=1;x\n"
                               "empty =";

static void test_entries_in_order(void **state)
{
    const char *folder = *state;
    char path[TEST_PATH_SIZE];
    test_path(path, folder, "d.ini");
    test_file_write(path, district, sizeof district - 1);
    strata_ini *ini = NULL;
    assert_int_equal(strata_ini_load(path, &ini, NULL), STRATA_OK);
    assert_int_equal(strata_ini_count(ini), 9);
    assert_entry(ini, 0, (strata_ini_entry){"", "title", "Lincoln", 2, 0});
    assert_entry(ini, 1, (strata_ini_entry){"input", "files", "incoming/*.csv.gz", 4, 3});
    assert_entry(ini, 2, (strata_ini_entry){"input", "files", "more/year=2024/*.csv", 5, 3});
    assert_entry(ini, 3, (strata_ini_entry){"input", "files", "last.csv", 8, 3});
    assert_entry(ini, 4, (strata_ini_entry){"input", "files", "again.csv", 9, 3});
    assert_entry(ini, 5, (strata_ini_entry){"input", "schema", "auto", 10, 3});
    assert_entry(ini, 6, (strata_ini_entry){"file \"bench*2024*.csv\"", "year", "2024", 12, 11});
    assert_entry(ini, 7,
                 (strata_ini_entry){"file \"bench*2024*.csv\"", "where", "el:current=1;x", 13, 11});
    assert_entry(ini, 8, (strata_ini_entry){"file \"bench*2024*.csv\"", "empty", "", 14, 11});
    strata_ini_free(ini);
    strata_ini_free(NULL);
}

typedef struct refusal {
    const char *text;
    uint64_t line;
    uint64_t column;
    const char *message;
} refusal;

#define SYNTAX "expected [section], name = value, or a comment after ;"
#define INDENTED                                                                                   \
    "an indented line continues the value above; start a section or a name = value at the left "   \
    "margin"
#define FORTY "0123456789012345678901234567890123456789"

static const refusal refusals[] = {
    {"a = 1\nb\nc = 2\n", 2, 0, SYNTAX},
    {"a ; b = 1\n", 1, 0, SYNTAX},
    {"x\n[abc\n", 1, 0, SYNTAX}, /* the first of two faults */
    {"[abc\n", 1, 1, "a section without its closing bracket"},
    {"[a ; ]\n", 1, 0, SYNTAX},
    {"[]\n", 1, 2, "a section name must have 1 to 49 bytes"},
    {"[" FORTY "0123456789]\n", 1, 2, "a section name must have 1 to 49 bytes"},
    {"[a] files = x\n", 1, 5, "text after the closing bracket of a section"},
    {FORTY "0123456789 = 1\n", 1, 1, "a name must have 1 to 49 bytes"},
    {"= 1\n", 1, 1, "a value without a name"},
    {"[a]\nb = 1\n  c = 2\n", 3, 3, INDENTED},
    {"[a]\nb = 1\n  [c]\n", 3, 3, INDENTED},
    {"a = \xe9\n", 1, 5, "not UTF-8; save the file as UTF-8"},
    {"a = 1\rb\x07= 2\n", 2, 2, "a control character, expected text"},
    {"a = " FORTY FORTY FORTY FORTY "012345678901234567890123456\n", 1, 0,
     "a line is longer than 190 bytes; repeat the key or continue the list on indented lines"},
};

static void test_what_is_refused(void **state)
{
    const char *folder = *state;
    char path[TEST_PATH_SIZE];
    test_path(path, folder, "d.ini");
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        test_file_write(path, refusals[i].text, strlen(refusals[i].text));
        strata_ini *ini = NULL;
        strata_error err = {0};
        assert_int_equal(strata_ini_load(path, &ini, &err), STRATA_E_USAGE);
        assert_null(ini);
        assert_string_equal(err.text, refusals[i].message);
        assert_string_equal(err.file, path);
        assert_int_equal(err.line, refusals[i].line);
        assert_int_equal(err.column, refusals[i].column);
    }
}

/* 190 bytes and names of 49 are just short enough, and nothing of them is lost. */
static void test_the_longest_lines(void **state)
{
    const char *folder = *state;
    char path[TEST_PATH_SIZE];
    test_path(path, folder, "d.ini");
    static const char text[] =
        "[" FORTY "012345678]\n" FORTY "012345678=" FORTY FORTY FORTY
        "0123456789\n  " FORTY FORTY FORTY FORTY "0123456789012345678901234567";
    test_file_write(path, text, sizeof text - 1);
    strata_ini *ini = NULL;
    assert_int_equal(strata_ini_load(path, &ini, NULL), STRATA_OK);
    assert_int_equal(strata_ini_count(ini), 2);
    assert_entry(ini, 0,
                 (strata_ini_entry){FORTY "012345678", FORTY "012345678",
                                    FORTY FORTY FORTY "0123456789", 2, 1});
    assert_entry(ini, 1,
                 (strata_ini_entry){FORTY "012345678", FORTY "012345678",
                                    FORTY FORTY FORTY FORTY "0123456789012345678901234567", 3, 1});
    strata_ini_free(ini);
}

static void test_files_that_cannot_be_read(void **state)
{
    const char *folder = *state;
    strata_ini *ini = NULL;
    strata_error err = {0};
    assert_int_equal(strata_ini_load(folder, &ini, &err), STRATA_E_INPUT);
    assert_string_equal(err.text, "is a directory, expected a file");
    err = (strata_error){0};
    assert_int_equal(strata_ini_load("/nonexistent/d.ini", &ini, &err), STRATA_E_INPUT);
    assert_string_equal(err.text, "cannot open: No such file or directory");
}

static strata_status load_once(void)
{
    char folder[TEST_PATH_SIZE];
    char path[TEST_PATH_SIZE];
    strata_ini *ini = NULL;
    test_folder_make(folder);
    test_path(path, folder, "d.ini");
    test_file_write(path, district, sizeof district - 1);
    const strata_status status = strata_ini_load(path, &ini, NULL);
    strata_ini_free(ini);
    test_folder_remove(folder);
    return status;
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    assert_true(test_every_allocation(load_once) >= 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_entries_in_order),
        cmocka_unit_test(test_what_is_refused),
        cmocka_unit_test(test_the_longest_lines),
        cmocka_unit_test(test_files_that_cannot_be_read),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, test_folder_setup, test_folder_teardown);
}
