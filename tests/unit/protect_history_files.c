/* The state directory: who may read it, what of it may be missing, who works with it. */
#include "history_region.h"
#include "protect/explain.h"

enum {
    FILE_ROOM = 64 * 1024
};

/* A state with one release. */
typedef struct fixture {
    char state[TEST_PATH_SIZE];
    char folder[TEST_PATH_SIZE]; /* of the policy */
    strata_policy_rules *rules;
} fixture;

/* The cells of the first day, with so many students more. */
static strata_cellset *set_with(uint64_t more)
{
    days_region region = days_first();
    region.students[0][0][0][1] += more;
    return days_set(&region);
}

static strata_status publish(const fixture *of, uint64_t more)
{
    strata_protect_report report;
    strata_cellset *set = set_with(more);
    const strata_status status = days_publish(of->state, of->rules, set, 0, &report);
    strata_cellset_free(set);
    return status;
}

static void begin(fixture *of)
{
    char name[TEST_PATH_SIZE];
    of->rules = test_preset("generic-10");
    test_folder_make(of->state);
    assert_int_equal(publish(of, 0), STRATA_OK);
    (void)snprintf(name, sizeof name, "releases/%s-%s", of->rules->id, of->rules->digest);
    test_path(of->folder, of->state, name);
}

static void end(fixture *of)
{
    strata_policy_rules_free(of->rules);
    days_remove(of->state);
}

static void nobody_else_may_read(void **state)
{
    (void)state;
    fixture of;
    begin(&of);
    assert_int_equal(test_mode_in(of.state, "releases"), 0700);
    assert_int_equal(test_mode_in(of.folder, "."), 0700);
    assert_int_equal(test_mode_in(of.folder, "0001"), 0700);
    assert_int_equal(test_mode_in(of.folder, "0001/counts.csv.gz"), 0600);
    assert_int_equal(test_mode_in(of.folder, "0001/printed.csv.gz"), 0600);
    end(&of);
}

/* Nothing is compared with half a record, and nothing is added to it. */
static void a_damaged_record_is_refused(void **state)
{
    (void)state;
    static const char *const files[] = {"0001/counts.csv.gz", "0001/printed.csv.gz"};
    fixture of;
    begin(&of);
    for (size_t at = 0; at < sizeof files / sizeof files[0]; at++) {
        static char bytes[FILE_ROOM];
        char path[TEST_PATH_SIZE];
        test_path(path, of.folder, files[at]);
        const size_t len = test_file_read(path, bytes, sizeof bytes);
        test_file_write(path, bytes, len - 1);
        assert_int_equal(publish(&of, 12), STRATA_E_INPUT);
        assert_int_equal(unlink(path), 0);
        assert_int_equal(publish(&of, 12), STRATA_E_INPUT);
        test_file_write(path, bytes, len);
        assert_int_equal(publish(&of, 0), STRATA_OK);
    }
    assert_int_equal(test_folder_count(of.folder), 1);
    end(&of);
}

static void rename_in(const fixture *of, const char *from, const char *to)
{
    char before[TEST_PATH_SIZE];
    char after[TEST_PATH_SIZE];
    test_path(before, of->folder, from);
    test_path(after, of->folder, to);
    assert_int_equal(rename(before, after), 0);
}

static void a_missing_release_is_noticed(void **state)
{
    (void)state;
    fixture of;
    begin(&of);
    assert_int_equal(publish(&of, 12), STRATA_OK);
    assert_int_equal(test_folder_count(of.folder), 2);
    rename_in(&of, "0001", "0003");
    assert_int_equal(publish(&of, 12), STRATA_E_INPUT);
    rename_in(&of, "0003", "0001");
    assert_int_equal(publish(&of, 12), STRATA_OK);
    end(&of);
}

/* A process that was killed after it wrote the release, and before it named it, may have published
 * it; one that was killed earlier has not. */
static void what_was_killed_is_settled(void **state)
{
    (void)state;
    fixture of;
    begin(&of);
    assert_int_equal(publish(&of, 12), STRATA_OK);
    rename_in(&of, "0002", ".pending");
    assert_int_equal(publish(&of, 12), STRATA_OK);
    assert_int_equal(test_mode_in(of.folder, "0002"), 0700);
    rename_in(&of, "0002", ".writing");
    assert_int_equal(publish(&of, 0), STRATA_OK);
    assert_int_equal(test_folder_count(of.folder), 1);
    end(&of);
}

static void one_at_a_time(void **state)
{
    (void)state;
    fixture of;
    strata_history *history = NULL;
    begin(&of);
    assert_int_equal(strata_history_open(of.state, days_time(0), &history, NULL), STRATA_OK);
    assert_int_equal(publish(&of, 0), STRATA_E_LOCKED);
    strata_history_close(history);
    assert_int_equal(publish(&of, 0), STRATA_OK);
    end(&of);
}

/* What is not committed was never published. */
static void without_commit_nothing_is_kept(void **state)
{
    (void)state;
    fixture of;
    strata_history *history = NULL;
    strata_protect_report report;
    begin(&of);
    strata_cellset *set = set_with(12);
    const strata_protect_terms terms = {.rules = of.rules, .suppressor = &strata_hiding};
    assert_int_equal(strata_history_open(of.state, days_time(0), &history, NULL), STRATA_OK);
    assert_int_equal(strata_history_protect(history, &terms, set, &report, NULL), STRATA_OK);
    strata_history_close(history);
    strata_cellset_free(set);
    assert_int_equal(test_folder_count(of.folder), 1);
    end(&of);
}

/* Who asks what would be published leaves nothing that a killed process could have published. */
static void a_question_records_nothing(void **state)
{
    (void)state;
    fixture of;
    strata_history *history = NULL;
    strata_sink *sink = NULL;
    strata_policy policy;
    begin(&of);
    strata_cellset *set = set_with(12);
    assert_int_equal(strata_policy_of_rules(of.rules, &policy, NULL), STRATA_OK);
    assert_int_equal(strata_sink_memory(&sink, NULL), STRATA_OK);
    assert_int_equal(strata_history_open(of.state, days_time(0), &history, NULL), STRATA_OK);
    const strata_explain_question question = {
        .cell = "2024/caaspp/ela/03/all_tested/lea lea0/scale_score/all",
        .policy = &policy,
        .history = history};
    assert_int_equal(strata_explain(&question, set, sink, NULL), STRATA_OK);
    assert_int_equal(test_folder_count(of.folder), 1);
    strata_history_close(history);
    strata_sink_discard(sink);
    strata_cellset_free(set);
    end(&of);
}

/* Publishes with request for memory number fail_at and all later ones failing. */
static strata_status publish_without(const fixture *of, uint64_t fail_at)
{
    strata_protect_report report;
    strata_cellset *set = set_with(12);
    test_allocator context = {.fail_at = fail_at};
    const strata_allocator allocator = {test_resize, test_release, &context};
    strata_allocator_set(&allocator);
    const strata_status status = days_publish(of->state, of->rules, set, 0, &report);
    strata_allocator_set(NULL);
    strata_cellset_free(set);
    return status;
}

static void without_memory_nothing_is_recorded(void **state)
{
    (void)state;
    fixture of;
    begin(&of);
    strata_status status = STRATA_E_MEMORY;
    for (uint64_t fail_at = 1; status == STRATA_E_MEMORY; fail_at += 1 + fail_at / 16) {
        assert_int_equal(test_folder_count(of.folder), 1);
        status = publish_without(&of, fail_at);
    }
    assert_int_equal(status, STRATA_OK);
    assert_int_equal(test_folder_count(of.folder), 2);
    end(&of);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_else_may_read),
        cmocka_unit_test(a_damaged_record_is_refused),
        cmocka_unit_test(a_missing_release_is_noticed),
        cmocka_unit_test(what_was_killed_is_settled),
        cmocka_unit_test(one_at_a_time),
        cmocka_unit_test(without_commit_nothing_is_kept),
        cmocka_unit_test(a_question_records_nothing),
        cmocka_unit_test(without_memory_nothing_is_recorded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
