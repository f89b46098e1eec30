/* Files below a folder. */
#include <sys/stat.h>

#include "io/file_list.h"
#include "strata_test.h"

/* A folder with files and two folders. */
typedef struct place {
    char folder[TEST_PATH_SIZE];
    char inner[TEST_PATH_SIZE];
    char empty[TEST_PATH_SIZE];
} place;

static void write_in(const char *where, const char *name)
{
    char path[TEST_PATH_SIZE];
    test_path(path, where, name);
    test_file_write(path, "x", 1);
}

static int make(void **state)
{
    place *p = malloc(sizeof *p);
    if (p == NULL) {
        return -1;
    }
    *state = p;
    test_folder_make(p->folder);
    test_path(p->inner, p->folder, "mn");
    test_path(p->empty, p->folder, "z.json");
    assert_int_equal(mkdir(p->inner, 0700), 0);
    assert_int_equal(mkdir(p->empty, 0700), 0);
    write_in(p->folder, "b.json");
    write_in(p->folder, ".hidden.json");
    write_in(p->folder, "b.txt");
    write_in(p->inner, "a.json");
    write_in(p->inner, "json");
    return 0;
}

static int clean(void **state)
{
    place *p = *state;
    test_folder_remove(p->inner);
    test_folder_remove(p->empty);
    test_folder_remove(p->folder);
    free(p);
    return 0;
}

static void files_are_found_and_sorted(void **state)
{
    const place *p = *state;
    strata_file_list *list = NULL;
    strata_error err = {0};
    assert_int_equal(strata_file_list_new(p->folder, ".json", &list, &err), STRATA_OK);
    assert_int_equal(strata_file_list_count(list), 2);
    assert_string_equal(strata_file_list_at(list, 0), "b.json");
    assert_string_equal(strata_file_list_at(list, 1), "mn/a.json");
    strata_file_list_free(list);
    strata_file_list_free(NULL);
}

static void a_folder_may_hold_none(void **state)
{
    const place *p = *state;
    strata_file_list *list = NULL;
    strata_error err = {0};
    assert_int_equal(strata_file_list_new(p->empty, "", &list, &err), STRATA_OK);
    assert_int_equal(strata_file_list_count(list), 0);
    strata_file_list_free(list);
}

static void what_is_no_folder_is_refused(void **state)
{
    const place *p = *state;
    strata_file_list *list = NULL;
    strata_error err = {0};
    assert_int_equal(strata_file_list_new("/nowhere/at/all", "", &list, &err), STRATA_E_USAGE);
    assert_null(list);
    test_error(&err, "/nowhere/at/all: error: there is no such folder (folder)");
    char file[TEST_PATH_SIZE];
    test_path(file, p->folder, "b.txt");
    err = (strata_error){0};
    assert_int_equal(strata_file_list_new(file, "", &list, &err), STRATA_E_USAGE);
}

/* In the folder of the place. */
static strata_status list_all(void)
{
    strata_file_list *list = NULL;
    strata_error err = {0};
    const strata_status status = strata_file_list_new(".", ".json", &list, &err);
    strata_file_list_free(list);
    return status;
}

static void it_survives_every_failed_allocation(void **state)
{
    const place *p = *state;
    assert_int_equal(chdir(p->folder), 0);
    assert_true(test_every_allocation(list_all) >= 4);
    assert_int_equal(chdir("/"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_are_found_and_sorted),
        cmocka_unit_test(a_folder_may_hold_none),
        cmocka_unit_test(what_is_no_folder_is_refused),
        cmocka_unit_test(it_survives_every_failed_allocation),
    };
    return cmocka_run_group_tests(tests, make, clean);
}
