/* Policies by id and by file, and the one for a schema. */
#include <sys/stat.h>

#include "protect/policy_files.h"
#include "test_policy.h"

static strata_policy_files *files_of(const char *const *folders, size_t count)
{
    strata_policy_files *files = NULL;
    strata_error err = {0};
    if (strata_policy_files_new(folders, count, &files, &err) != STRATA_OK) {
        fail_msg("%s", err.text);
    }
    return files;
}

static const char *const shipped[] = {STRATA_TEST_SOURCE "/schemas"};

static void shipped_policies_are_sorted(void **state)
{
    (void)state;
    static const char *const ids[] = {"ca", "co", "de", "edfacts", "generic-10", "nces-2011-603",
                                      "ny", "tx", "ut", "wi"};
    strata_policy_files *files = files_of(shipped, 1);
    assert_int_equal(strata_policy_files_count(files), sizeof ids / sizeof ids[0]);
    for (size_t at = 0; at < sizeof ids / sizeof ids[0]; at++) {
        assert_string_equal(strata_policy_files_id(files, at), ids[at]);
    }
    strata_policy_files_free(files);
    strata_policy_files_free(NULL);
}

static void the_state_of_a_schema_names_its_policy(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"ca/caaspp-student", "ca"},
        {"ny/nyc-3-8", "ny"},
        {"mn/northstar-district", "generic-10"},
        {"us/naep", "generic-10"},
        {"generic/students", "generic-10"},
        {"ca", "generic-10"},
        {"calc/x", "generic-10"},
        {NULL, "generic-10"},
    };
    strata_policy_files *files = files_of(shipped, 1);
    for (size_t at = 0; at < sizeof cases / sizeof cases[0]; at++) {
        assert_string_equal(strata_policy_for_schema(files, cases[at][0]), cases[at][1]);
    }
    strata_policy_files_free(files);
    files = files_of(NULL, 0);
    assert_null(strata_policy_for_schema(files, "ca/caaspp-student"));
    strata_policy_files_free(files);
}

static void write_policy(const char *folder, const char *name, const char *title)
{
    char path[TEST_PATH_SIZE];
    char text[TEST_SCHEMA_SIZE];
    char json[TEST_SCHEMA_SIZE];
    uint64_t at[2];
    (void)snprintf(text, sizeof text,
                   "{'id': '%s', 'title': '%s', 'publisher': 'P', 'documents': [],%s}", name, title,
                   TEST_POLICY_SOURCES TEST_POLICY_CHOICES TEST_POLICY_DIGITS TEST_POLICY_ENDS
                       TEST_POLICY_BANDS);
    test_schema_text(text, json, at);
    char file[64];
    (void)snprintf(file, sizeof file, "policy/%s.json", name);
    test_path(path, folder, file);
    test_file_write(path, json, strlen(json));
}

static void a_later_folder_wins_and_files_are_read_by_path(void **state)
{
    (void)state;
    char folder[TEST_PATH_SIZE];
    char path[TEST_PATH_SIZE];
    test_folder_make(folder);
    test_path(path, folder, "policy");
    assert_int_equal(mkdir(path, 0700), 0);
    write_policy(folder, "ny", "Ours");
    write_policy(folder, "zz", "New");
    const char *const folders[] = {shipped[0], folder};
    strata_policy_files *files = files_of(folders, 2);
    assert_int_equal(strata_policy_files_count(files), 11);
    strata_policy_rules *rules = NULL;
    strata_error err = {0};
    assert_int_equal(strata_policy_files_load(files, "ny", test_policy_measures, &rules, &err),
                     STRATA_OK);
    assert_true(strata_slice_is(rules->title, "Ours"));
    strata_policy_rules_free(rules);
    assert_string_equal(strata_policy_for_schema(files, "zz/any"), "zz");
    test_path(path, folder, "policy/zz.json");
    assert_int_equal(strata_policy_files_load(files, path, test_policy_measures, &rules, &err),
                     STRATA_OK);
    assert_string_equal(rules->id, "zz");
    strata_policy_rules_free(rules);
    strata_policy_files_free(files);
    test_path(path, folder, "policy");
    test_folder_remove(path);
    test_folder_remove(folder);
}

static void unknown_names_are_refused(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"generic10", "error: there is no policy \"generic10\", did you mean \"generic-10\"? "
                      "(policy-unknown)"},
        {"nope", "error: there is no policy \"nope\"; strata protect --policy list names them all "
                 "(policy-unknown)"},
        {"non", "error: there is no policy \"non\"; strata protect --policy list names them all "
                "(policy-unknown)"},
        {"drft", "error: there is no policy \"drft\", did you mean \"draft\"? (policy-unknown)"},
        {"policy", "error: there is no policy \"policy\"; strata protect --policy list names them "
                   "all (policy-unknown)"},
    };
    strata_policy_files *files = files_of(shipped, 1);
    for (size_t at = 0; at < sizeof cases / sizeof cases[0]; at++) {
        strata_policy_rules *rules = NULL;
        strata_error err = {0};
        assert_int_equal(
            strata_policy_files_load(files, cases[at][0], test_policy_measures, &rules, &err),
            STRATA_E_USAGE);
        assert_null(rules);
        test_error(&err, cases[at][1]);
    }
    strata_policy_files_free(files);
}

static void a_folder_must_be_there(void **state)
{
    (void)state;
    const char *const folders[] = {"no/such/folder"};
    strata_policy_files *files = NULL;
    strata_error err = {0};
    assert_int_equal(strata_policy_files_new(folders, 1, &files, &err), STRATA_E_USAGE);
    assert_null(files);
}

static strata_status list_all(void)
{
    strata_policy_files *files = NULL;
    strata_error err = {0};
    const strata_status status = strata_policy_files_new(shipped, 1, &files, &err);
    strata_policy_files_free(files);
    return status;
}

static void memory_may_run_out(void **state)
{
    (void)state;
    assert_true(test_every_allocation(list_all) > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shipped_policies_are_sorted),
        cmocka_unit_test(the_state_of_a_schema_names_its_policy),
        cmocka_unit_test(a_later_folder_wins_and_files_are_read_by_path),
        cmocka_unit_test(unknown_names_are_refused),
        cmocka_unit_test(a_folder_must_be_there),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
