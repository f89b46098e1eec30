/* Headers put together, and options as words. */
#include "run/job.h"
#include "run/provenance.h"
#include "strata/version.h"
#include "strata_test.h"

static void test_stages_once_and_in_order(void **state)
{
    (void)state;
    strata_stream_header header = {0};
    strata_header_add_stage(&header, "ingest 1");
    strata_header_add_stage(&header, "cells 1");
    strata_header_add_stage(&header, "ingest 1");
    assert_int_equal(header.stage_count, 2);
    assert_string_equal(header.stages[0], "ingest 1");
    assert_string_equal(header.stages[1], "cells 1");
    char name[16];
    for (int i = 0; i < 2 * STRATA_STAGES_MAX; i++) {
        (void)snprintf(name, sizeof name, "stage %d", i);
        strata_header_add_stage(&header, name);
    }
    assert_int_equal(header.stage_count, STRATA_STAGES_MAX);
}

/* Whatever the order of files, the schemas stand sorted and each once. */
static void test_schemas_sorted(void **state)
{
    (void)state;
    static const char *const orders[][4] = {
        {"b 2", "a 1", "c 3", "a 1"}, {"c 3", "b 2", "a 1", "b 2"}, {"a 1", "b 2", "c 3", "c 3"}};
    for (size_t i = 0; i < 3; i++) {
        strata_stream_header header = {0};
        for (size_t k = 0; k < 4; k++) {
            strata_header_add_schema(&header, orders[i][k]);
        }
        assert_string_equal(header.schemas, "a 1; b 2; c 3");
    }
}

static void test_merge(void **state)
{
    (void)state;
    strata_stream_header header = {.key_id = "0123456789abcdef", .schemas = "b 2"};
    strata_stream_header from = {.schemas = "a 1; b 2"};
    strata_error err = {0};
    strata_header_add_stage(&header, "ingest 1");
    strata_header_add_stage(&from, "ingest 1");
    strata_header_add_stage(&from, "cells 1");
    assert_int_equal(strata_header_merge(&header, &from, "x.csv", &err), STRATA_OK);
    assert_string_equal(header.schemas, "a 1; b 2");
    assert_string_equal(header.key_id, "0123456789abcdef");
    assert_int_equal(header.stage_count, 2);
    (void)snprintf(from.key_id, sizeof from.key_id, "fedcba9876543210");
    assert_int_equal(strata_header_merge(&header, &from, "x.csv", &err), STRATA_E_INPUT);
    test_error(&err, "x.csv: error: made with key fedcba9876543210, but other students here with "
                     "key 0123456789abcdef; use one key (key-differs)");
}

static void test_options_as_words(void **state)
{
    (void)state;
    strata_job job;
    strata_error err = {0};
    char text[STRATA_OPTION_TEXT];
    strata_job_init(&job);
    assert_int_equal(strata_plan_schemes(&job.plan, "all,el,el*frl", &err), STRATA_OK);
    assert_int_equal(strata_plan_levels(&job.plan, "state,school", &err), STRATA_OK);
    assert_int_equal(strata_plan_grades(&job.plan, "all", &err), STRATA_OK);
    assert_int_equal(strata_gap_options_measures(&job.gaps, "gap_pct,pct", &err), STRATA_OK);
    assert_int_equal(strata_job_set_refs(&job, "race=white,frl=complement", &err), STRATA_OK);
    assert_int_equal(strata_trend_options_models(&job.trends, "change", &err), STRATA_OK);
    assert_string_equal(strata_plan_schemes_text(&job.plan, text), "all,el,el*frl");
    assert_string_equal(strata_plan_levels_text(&job.plan, text), "state,school");
    assert_string_equal(strata_plan_grades_text(&job.plan, text), "all");
    assert_string_equal(strata_plan_rules_text(&job.plan, text), "");
    assert_int_equal(strata_plan_groups(&job.plan, "recorded", &err), STRATA_OK);
    assert_string_equal(strata_plan_rules_text(&job.plan, text), " group_kinds=recorded");
    assert_string_equal(strata_gap_measures_text(&job.gaps, text), "pct,gap_pct");
    assert_string_equal(strata_gap_refs_text(&job.gaps, text), "race=white,frl=complement");
    assert_string_equal(strata_trend_models_text(&job.trends, text), "change");
}

static void test_stage_lines(void **state)
{
    (void)state;
    strata_job job;
    strata_error err = {0};
    strata_stream_header header = {0};
    char wanted[128];
    strata_job_init(&job);
    assert_int_equal(strata_plan_schemes(&job.plan, "all,el", &err), STRATA_OK);
    assert_int_equal(strata_plan_levels(&job.plan, "lea", &err), STRATA_OK);
    strata_provenance_ingest(&header);
    strata_provenance_cells(&header, &job.plan);
    strata_provenance_protect(&header, strata_job_policy(&job));
    (void)snprintf(wanted, sizeof wanted, "ingest %s", strata_version());
    assert_string_equal(header.stages[0], wanted);
    (void)snprintf(wanted, sizeof wanted, "cells %s by=all,el levels=lea grades=each,all",
                   strata_version());
    assert_string_equal(header.stages[1], wanted);
    (void)snprintf(wanted, sizeof wanted, "protect %s policy=draft", strata_version());
    assert_string_equal(header.stages[2], wanted);
    const strata_policy_rules rules = {.digest = "0123456789abcdef0123456789abcdef"};
    const strata_policy file = {.id = "tx", .rules = &rules};
    strata_provenance_protect(&header, &file);
    (void)snprintf(wanted, sizeof wanted, "protect %s policy=tx digest=%s", strata_version(),
                   rules.digest);
    assert_string_equal(header.stages[3], wanted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stages_once_and_in_order),
        cmocka_unit_test(test_schemas_sorted),
        cmocka_unit_test(test_merge),
        cmocka_unit_test(test_options_as_words),
        cmocka_unit_test(test_stage_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
