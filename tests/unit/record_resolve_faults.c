/* A resolver that runs out of memory, of disk, or of accounts. */
#include "record/resolve.h"
#include "strata_test.h"

enum {
    PUSHED = 30
};

typedef struct work {
    strata_resolve *resolve;
    strata_dictionary *dictionary;
    strata_issues *issues;
    strata_accounting accounting;
    unsigned kept;
} work;

static strata_status count(void *context, const strata_record *record, strata_error *err)
{
    (void)record;
    (void)err;
    ((work *)context)->kept++;
    return STRATA_OK;
}

static strata_status refuse(void *context, const strata_record *record, strata_error *err)
{
    (void)context;
    (void)record;
    return strata_fail(err, STRATA_E_PIPE, "io", "the reader has gone");
}

static strata_status set_up(work *w, uint64_t memory, const char *folder, strata_error *err)
{
    strata_account *account = NULL;
    *w = (work){.dictionary = strata_dictionary_new(), .issues = strata_issues_new()};
    if (w->dictionary == NULL || w->issues == NULL) {
        return strata_fail_memory(err);
    }
    STRATA_TRY(strata_accounting_add(&w->accounting, "in.csv", &account, err));
    return strata_resolve_new(memory, folder, &w->resolve, err);
}

static void tear_down(work *w)
{
    strata_resolve_free(w->resolve);
    strata_accounting_deinit(&w->accounting);
    strata_issues_free(w->issues);
    strata_dictionary_free(w->dictionary);
}

/* Two results of each of fifteen students, which differ. */
static strata_status push_all(work *w, strata_error *err)
{
    for (uint32_t at = 0; at < PUSHED; at++) {
        const strata_record record = {
            .student = 1 + at / 2, .file = 1, .row = at + 2, .level = (uint8_t)(1 + at % 2)};
        STRATA_TRY(strata_resolve_push(w->resolve, &record, err));
    }
    return STRATA_OK;
}

static strata_status finish(work *w, const strata_record_sink *sink, strata_error *err)
{
    return strata_resolve_finish(w->resolve, sink, w->dictionary, &w->accounting, w->issues, err);
}

static strata_status whole(uint64_t memory)
{
    work w;
    strata_error err = {0};
    const strata_record_sink sink = {&w, count};
    strata_status status = set_up(&w, memory, NULL, &err);
    if (status == STRATA_OK) {
        status = push_all(&w, &err);
    }
    if (status == STRATA_OK) {
        status = finish(&w, &sink, &err);
    }
    if (status == STRATA_OK) {
        assert_int_equal(w.kept, PUSHED / 2);
        assert_int_equal(w.accounting.files[0].superseded, PUSHED / 2);
    }
    assert_int_equal(err.status, status);
    tear_down(&w);
    return status;
}

static strata_status in_memory(void)
{
    return whole(0);
}

static strata_status spilled(void)
{
    return whole(4 * sizeof(strata_record));
}

static void test_memory(void **state)
{
    (void)state;
    assert_in_range(test_every_allocation(in_memory), 20, 500);
    assert_in_range(test_every_allocation(spilled), 20, 500);
}

static void test_folder_missing(void **state)
{
    (void)state;
    work w;
    strata_error err = {0};
    assert_int_equal(set_up(&w, 1, "/no/such/folder", &err), STRATA_OK);
    assert_int_equal(push_all(&w, &err), STRATA_E_INPUT);
    assert_string_equal(err.file, "/no/such/folder");
    tear_down(&w);
}

/* The spill file has no name: the folder stays empty, whatever becomes of the program. */
static void test_no_name(void **state)
{
    (void)state;
    work w;
    strata_error err = {0};
    char folder[TEST_PATH_SIZE];
    const strata_record_sink sink = {&w, count};
    test_folder_make(folder);
    assert_int_equal(set_up(&w, 1, folder, &err), STRATA_OK);
    assert_int_equal(push_all(&w, &err), STRATA_OK);
    assert_int_equal(test_folder_count(folder), 0);
    assert_int_equal(finish(&w, &sink, &err), STRATA_OK);
    assert_int_equal(w.kept, PUSHED / 2);
    tear_down(&w);
    test_folder_remove(folder);
}

static void test_sink_fails(void **state)
{
    (void)state;
    work w;
    strata_error err = {0};
    const strata_record_sink sink = {NULL, refuse};
    assert_int_equal(set_up(&w, 0, NULL, &err), STRATA_OK);
    assert_int_equal(push_all(&w, &err), STRATA_OK);
    assert_int_equal(finish(&w, &sink, &err), STRATA_E_PIPE);
    tear_down(&w);
}

static void test_unknown_file(void **state)
{
    (void)state;
    static const uint32_t files[] = {0, 2};
    for (size_t at = 0; at < 2; at++) {
        work w;
        strata_error err = {0};
        const strata_record record = {.student = 5, .file = files[at]};
        const strata_record_sink sink = {&w, count};
        assert_int_equal(set_up(&w, 0, NULL, &err), STRATA_OK);
        assert_int_equal(strata_resolve_push(w.resolve, &record, &err), STRATA_OK);
        assert_int_equal(finish(&w, &sink, &err), STRATA_E_INTERNAL);
        assert_string_equal(err.rule, "record-file");
        tear_down(&w);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memory),       cmocka_unit_test(test_folder_missing),
        cmocka_unit_test(test_no_name),      cmocka_unit_test(test_sink_fails),
        cmocka_unit_test(test_unknown_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
