/* Control files that are none. */
#include "record/control.h"
#include "strata_test.h"

static strata_status load(const char *text, strata_error *err)
{
    char folder[TEST_PATH_SIZE];
    char path[TEST_PATH_SIZE];
    strata_control *control = NULL;
    test_folder_make(folder);
    test_path(path, folder, "control.csv");
    test_file_write(path, text, strlen(text));
    const strata_status status = strata_control_load(path, &control, err);
    assert_true(status == STRATA_OK ? control != NULL : control == NULL);
    strata_control_free(control);
    test_folder_remove(folder);
    return status;
}

/* The message starts with the file in a folder of its own: what follows is compared. */
static void is_refused(const char *text, uint64_t line, uint64_t column, const char *message)
{
    strata_error err = {0};
    assert_int_equal(load(text, &err), STRATA_E_INPUT);
    assert_string_equal(err.rule, "control-form");
    assert_string_equal(err.text, message);
    assert_int_equal(err.line, line);
    assert_int_equal(err.column, column);
}

static void test_forms(void **state)
{
    (void)state;
    assert_int_equal(load("\xEF\xBB\xBF"
                          "file, rows ,sum:score\n\"a,b.csv\", 12 ,-1.50\n",
                          NULL),
                     STRATA_OK);
    assert_int_equal(load("file,xxh3\na.csv,0123456789abcdef0123456789ABCDEF\n", NULL), STRATA_OK);
}

static void test_columns(void **state)
{
    (void)state;
    is_refused("", 0, 0, "a control file needs a header with the column file");
    is_refused("rows\n12\n", 1, 1, "a control file needs the column file");
    is_refused("file,row\na.csv,12\n", 1, 6,
               "\"row\" is no column of a control file; the nearest is rows");
    is_refused("file,rows,rows\na.csv,12,13\n", 1, 11,
               "column 3 says the same as column 2; expected it once");
    is_refused(
        "sum:n,file,sum:p,SUM:N\n", 1, 18,
        "\"SUM:N\" is no column of a control file; expected file, rows, bytes, sha256, xxh3, "
        "sum:COLUMN");
    is_refused("sum:n,file,sum:p,sum: N\n1,a.csv,2,3\n", 1, 18,
               "column 4 says the same as column 1; expected it once");
    is_refused("file,rows\n", 1, 0, "a header without rows; expected a line for each file");
    is_refused("file,md5\na.csv,12\n", 1, 6,
               "\"md5\" is no column of a control file; expected file, rows, bytes, sha256, xxh3, "
               "sum:COLUMN");
}

static void test_values(void **state)
{
    (void)state;
    is_refused("file,rows\na.csv,1e3\n", 2, 7, "expected a whole number");
    is_refused("file,bytes\na.csv,-1\n", 2, 7, "expected a whole number");
    is_refused("file,sum:n\na.csv,1 000\n", 2, 7, "expected a sum such as 1234.5");
    is_refused("file,sha256\na.csv,abc\n", 2, 7, "expected the hex digits of a digest");
    is_refused("file,xxh3\na.csv,0123456789abcdef0123456789abcdeg\n", 2, 7,
               "expected the hex digits of a digest");
    is_refused("file,rows\n,12\n", 2, 1, "expected the name of a file");
    is_refused("file,rows\na.csv\n", 2, 1, "expected as many fields as the header has");
}

/* A line that expects nothing looks like a check and is none. */
static void test_empty_line(void **state)
{
    (void)state;
    static const char advice[] = "nothing is expected of \"b.csv\"; give at least one of rows, "
                                 "bytes, sha256, xxh3, sum:COLUMN";
    static const char *const texts[] = {"file,rows,sum:n\na.csv,1,\nb.csv,,\n",
                                        "file,rows,sum:n\na.csv,,1\nb.csv, ,\n"};
    for (size_t at = 0; at < 2; at++) {
        strata_error err = {0};
        assert_int_equal(load(texts[at], &err), STRATA_E_INPUT);
        assert_string_equal(err.rule, "control-empty");
        assert_string_equal(err.text, advice);
        assert_int_equal(err.line, 3);
    }
    strata_error err = {0};
    assert_int_equal(load("file\na.csv\n", &err), STRATA_E_INPUT);
    assert_string_equal(err.rule, "control-empty");
    assert_int_equal(err.line, 2);
}

static void test_absence(void **state)
{
    (void)state;
    strata_control *control = NULL;
    assert_int_equal(strata_control_load("/no/such/control.csv", &control, NULL), STRATA_E_INPUT);
    assert_null(control);
    strata_control_free(NULL);
}

static strata_status fill(void)
{
    return load("file,rows,sum:score,sha256\na.csv,12,1.5,\nb.csv,3,,\n", NULL);
}

static void test_memory(void **state)
{
    (void)state;
    assert_in_range(test_every_allocation(fill), 6, 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms),  cmocka_unit_test(test_columns),
        cmocka_unit_test(test_values), cmocka_unit_test(test_absence),
        cmocka_unit_test(test_memory), cmocka_unit_test(test_empty_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
