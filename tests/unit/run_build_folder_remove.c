/* What killed runs have left is taken away; nothing else is. */
#include <sys/stat.h>

#include "run/build_folder.h"
#include "strata_test.h"

static void make_folder(char path[TEST_PATH_SIZE], const char *parent, const char *name)
{
    test_path(path, parent, name);
    assert_int_equal(mkdir(path, 0700), 0);
}

static void make_file(const char *parent, const char *name)
{
    char path[TEST_PATH_SIZE];
    test_path(path, parent, name);
    test_file_write(path, "x", 1);
}

static void test_sweep(void **state)
{
    (void)state;
    char directory[TEST_PATH_SIZE];
    char left[TEST_PATH_SIZE];
    char inside[TEST_PATH_SIZE];
    char kept[TEST_PATH_SIZE];
    test_folder_make(directory);
    make_folder(left, directory, ".run-aB3xYz");
    make_file(left, "manifest.json");
    make_folder(inside, left, "tables");
    make_file(inside, "gaps.csv");
    make_file(inside, ".strata-0123456789abcdef.tmp");
    make_folder(inside, left, "quality");
    make_folder(kept, directory, "runs");
    make_file(directory, ".runner"); /* a file that only looks like it */
    strata_build_folder_sweep(directory);
    assert_int_equal(test_folder_count(directory), 2);
    assert_int_equal(rmdir(kept), 0);
    test_folder_remove(directory);
}

/* A link in place of a build folder, or inside one, is not followed. */
static void test_links(void **state)
{
    (void)state;
    char directory[TEST_PATH_SIZE];
    char other[TEST_PATH_SIZE];
    char left[TEST_PATH_SIZE];
    char link[TEST_PATH_SIZE];
    test_folder_make(directory);
    test_folder_make(other);
    make_file(other, "precious.csv");
    test_path(link, directory, ".run-link00");
    assert_int_equal(symlink(other, link), 0);
    make_folder(left, directory, ".run-aB3xYz");
    test_path(link, left, "tables");
    assert_int_equal(symlink(other, link), 0);
    strata_build_folder_sweep(directory);
    assert_int_equal(test_folder_count(other), 1);
    assert_int_equal(access(left, F_OK), -1);
    test_folder_remove(directory);
    test_folder_remove(other);
}

static void test_not_removable(void **state)
{
    (void)state;
    char directory[TEST_PATH_SIZE];
    char deep[TEST_PATH_SIZE];
    test_folder_make(directory);
    make_folder(deep, directory, "deeper"); /* nothing of ours goes this deep */
    assert_false(strata_build_folder_remove(directory));
    assert_false(strata_build_folder_remove("/nowhere"));
    assert_int_equal(rmdir(deep), 0);
    assert_true(strata_build_folder_remove(directory));
    strata_build_folder_sweep("/nowhere"); /* nothing to do */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sweep),
        cmocka_unit_test(test_links),
        cmocka_unit_test(test_not_removable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
