/* Each stage is the one before it and one step more. */
#include "run/pipeline.h"

#include <assert.h>

#include "cube/cell_meals.h"
#include "measure/estimate_stream.h"
#include "run/admitting.h"
#include "run/estimate_join.h"
#include "run/gather.h"
#include "run/job.h"
#include "run/job_policy.h"
#include "run/provenance.h"

strata_status strata_findings_init(strata_findings *findings, strata_error *err)
{
    *findings = (strata_findings){.header.version = STRATA_STREAM_VERSION};
    strata_timings_start(&findings->timings);
    findings->issues = strata_issues_new();
    return findings->issues != NULL ? STRATA_OK : strata_fail_memory(err);
}

void strata_findings_deinit(strata_findings *findings)
{
    strata_accounting_deinit(&findings->accounting);
    strata_accounting_deinit(&findings->roster);
    strata_issues_free(findings->issues);
    findings->issues = NULL;
    strata_history_close(findings->protection.history);
    strata_policy_rules_free(findings->protection.rules);
    findings->protection = (strata_run_protection){0};
}

static bool has_issue(const strata_findings *findings, const char *rule)
{
    return strata_issues_of_rule(findings->issues, strata_rule_find(rule)) > 0;
}

/* Why nothing was kept, as far as it can be told. */
static const char *reason(const strata_findings *findings)
{
    uint64_t results = 0;
    for (size_t i = 0; i < findings->accounting.count; i++) {
        results += findings->accounting.files[i].results;
    }
    if (results == 0 && has_issue(findings, "where-dropped")) {
        return "no result meets the conditions of --where; check their words, and what was "
               "rejected";
    }
    if (findings->accountability_only && has_issue(findings, "no-accountability")) {
        return "only the population accountability was asked for, and no file says who was there "
               "for a full academic year; leave --population out";
    }
    if (findings->accountability_only && results > 0) {
        return "only the population accountability was asked for, and no result belongs to it; "
               "leave --population out, or check the full-academic-year flags and the levels";
    }
    if (findings->no_place[0] != '\0') {
        return findings->no_place;
    }
    return "no row of the input could be used; check the schema, what was rejected, and the "
           "groups, levels and grades that were asked for";
}

strata_status strata_findings_kept(const strata_findings *findings, strata_error *err)
{
    return findings->nothing_kept
               ? strata_fail(err, STRATA_E_LIMIT, "nothing-kept", "%s", reason(findings))
               : STRATA_OK;
}

/* Cells that are protected already can only stay as they are. */
static strata_status check_policy(const strata_stages *stages, const strata_cellset *set,
                                  strata_error *err)
{
    if (!strata_job_names_policy(stages->job)) {
        return STRATA_OK;
    }
    const strata_findings *findings = stages->findings;
    strata_run_protection asked = {0};
    strata_status status =
        strata_job_choose_policy(stages->job, findings->header.schemas, &asked, err);
    if (status == STRATA_OK && !strata_policy_is_of_set(&asked.policy, set)) {
        status = strata_fail(err, STRATA_E_USAGE, "protected-already",
                             "these cells are protected by policy %s, which policy %s cannot "
                             "change; start from the cells that strata cells made",
                             findings->protection.policy.id, asked.policy.id);
    }
    strata_policy_rules_free(asked.rules);
    return status;
}

/* Whether these cells can be compared with earlier releases, if that was asked for. */
static strata_status check_state(const strata_stages *stages, bool is_unprotected,
                                 strata_error *err)
{
    if (!stages->job->needs_state) {
        return STRATA_OK;
    }
    if (!is_unprotected) {
        return strata_fail(err, STRATA_E_USAGE, "state",
                           "these cells are protected already, so that they cannot be compared "
                           "with earlier releases; start from the cells that strata cells made");
    }
    return stages->findings->protection.policy.rules != NULL
               ? STRATA_OK
               : strata_fail(err, STRATA_E_USAGE, "state",
                             "policy %s promises nothing, and so nothing over time; give --policy "
                             "auto, or one of strata protect --policy list, with --state",
                             stages->findings->protection.policy.id);
}

static strata_status apply_policy(const strata_stages *stages, strata_cellset *set,
                                  strata_error *err)
{
    const strata_job *job = stages->job;
    strata_run_protection *protection = &stages->findings->protection;
    if (job->state_path != NULL && protection->policy.rules != NULL) {
        STRATA_TRY(strata_history_open(job->state_path, job->now, &protection->history, err));
    }
    return strata_protect_in_time(&protection->policy, set, protection->history,
                                  &protection->report, err);
}

/* Protects cells that are not; others stay as they are, unless another policy is asked for. */
static strata_status protect_cells(strata_stages *stages, strata_cellset *set, strata_error *err)
{
    strata_findings *findings = stages->findings;
    strata_run_protection *protection = &findings->protection;
    if (strcmp(set->protection, "unprotected") != 0) {
        (void)strata_policy_of_set(set, &protection->policy);
        STRATA_TRY(check_state(stages, false, err));
        return check_policy(stages, set, err);
    }
    STRATA_TRY(strata_job_choose_policy(stages->job, findings->header.schemas, protection, err));
    STRATA_TRY(check_state(stages, true, err));
    /* from here on nothing is added to the set */
    STRATA_TRY(strata_cell_meals_apply(set, err));
    strata_provenance_protect(&findings->header, &protection->policy);
    STRATA_TRY(apply_policy(stages, set, err));
    strata_timings_end(&findings->timings, STRATA_PHASE_PROTECT);
    return STRATA_OK;
}

static strata_status protected_cells(strata_stages *stages, strata_cellset **out, strata_error *err)
{
    strata_cellset *set = NULL;
    STRATA_TRY(strata_gather_cells(stages, &set, err));
    const strata_status status = protect_cells(stages, set, err);
    if (status != STRATA_OK) {
        strata_cellset_free(set);
        return status;
    }
    *out = set;
    return STRATA_OK;
}

/* Cells that somebody hands on unprotected are not protected in silence: only what is counted here
 * is, or what comes with a policy by name. */
static strata_status check_handed_cells(const strata_stages *stages, const strata_cellset *set,
                                        strata_error *err)
{
    const bool has_cells = strata_inputs_of_kind(&stages->inputs, STRATA_STREAM_CELLS) > 0;
    return has_cells && !strata_job_names_policy(stages->job)
               ? strata_protection_gate(set, stages->job->internal, err)
               : STRATA_OK;
}

static strata_status gaps_of(strata_stages *stages, strata_cellset *set, strata_estimates **out,
                             strata_error *err)
{
    STRATA_TRY(check_handed_cells(stages, set, err));
    STRATA_TRY(protect_cells(stages, set, err));
    STRATA_TRY(strata_protection_gate(set, stages->job->internal, err));
    STRATA_TRY(strata_gaps_compute(set, &stages->job->gaps, out, err));
    strata_provenance_gaps(&stages->findings->header, &stages->job->gaps);
    stages->findings->header.kind = STRATA_STREAM_ESTIMATES;
    return STRATA_OK;
}

static strata_status gap_estimates(strata_stages *stages, strata_estimates **out, strata_error *err)
{
    strata_cellset *set = NULL;
    STRATA_TRY(strata_gather_cells(stages, &set, err));
    stages->findings->cells = set->count;
    const strata_status status = gaps_of(stages, set, out, err);
    strata_cellset_free(set);
    return status;
}

/* ---- estimates that come as streams ---- */

static strata_status read_estimates(strata_stages *stages, strata_run_input *input,
                                    strata_estimates **out, strata_error *err)
{
    STRATA_TRY(strata_admitting_refuse(stages->job, input->path, err));
    strata_source *source = NULL;
    STRATA_TRY(strata_run_input_source(input, &source, err));
    strata_stream_header header = {0};
    strata_estimates *estimates = NULL;
    strata_status status = strata_estimate_stream_read(source, &estimates, &header, err);
    strata_source_close(source);
    if (status == STRATA_OK) {
        status = strata_header_merge(&stages->findings->header, &header, input->path, err);
    }
    if (status == STRATA_OK && estimates->confidential && !stages->job->internal) {
        status = strata_fail_at(err, STRATA_E_PROTECTED, "confidential",
                                (strata_place_in_file){.file = input->path},
                                "holds confidential estimates, which go on only with --internal");
    }
    if (status == STRATA_OK && *out != NULL) {
        status = strata_estimates_append(*out, estimates, err);
    } else if (status == STRATA_OK) {
        *out = estimates;
        return STRATA_OK;
    }
    strata_estimates_free(estimates);
    return status;
}

static strata_status all_estimates(strata_stages *stages, strata_estimates **out, strata_error *err)
{
    strata_inputs *inputs = &stages->inputs;
    if (strata_inputs_of_kind(inputs, STRATA_STREAM_ESTIMATES) < inputs->count) {
        return strata_fail(err, STRATA_E_USAGE, "stage-order",
                           "estimates together with inputs of earlier stages; give either");
    }
    STRATA_TRY(strata_inputs_note(inputs, stages->job, stages->findings->issues, err));
    strata_estimates *joined = NULL;
    strata_status status = STRATA_OK;
    for (size_t i = 0; i < inputs->count && status == STRATA_OK; i++) {
        status = read_estimates(stages, &inputs->items[i], &joined, err);
    }
    if (status != STRATA_OK) {
        strata_estimates_free(joined);
        return status;
    }
    stages->findings->header.kind = STRATA_STREAM_ESTIMATES;
    *out = joined;
    return STRATA_OK;
}

/* Estimates as they are, or made of anything earlier. */
static strata_status estimates_of(strata_stages *stages, strata_estimates **out, strata_error *err)
{
    return strata_inputs_of_kind(&stages->inputs, STRATA_STREAM_ESTIMATES) > 0
               ? all_estimates(stages, out, err)
               : gap_estimates(stages, out, err);
}

/* ---- names of places ---- */

static strata_status name_places(strata_stages *stages, strata_estimates *estimates,
                                 strata_error *err)
{
    strata_entities *entities = stages->inputs.names;
    if (entities != NULL) {
        STRATA_TRY(strata_estimates_name(estimates, entities, err));
    }
    if (stages->job->entities_count == 0) {
        return STRATA_OK;
    }
    STRATA_TRY(strata_inputs_entities(&stages->inputs, stages->job, &entities, err));
    return strata_estimates_name(estimates, entities, err);
}

static strata_status trends_of(strata_stages *stages, const strata_estimates *estimates,
                               strata_estimates **out, strata_error *err)
{
    STRATA_TRY(strata_trends_compute(estimates, &stages->job->trends, out, err));
    strata_provenance_trends(&stages->findings->header, &stages->job->trends);
    return STRATA_OK;
}

/* ---- what each command asks for ---- */

/* Which estimates are wanted. */
typedef struct wish {
    bool gaps;            /* of groups and gaps */
    bool trends;          /* of their trends */
    bool accepts_streams; /* estimates may be given as they are */
} wish;

static strata_status make_estimates(strata_stages *stages, wish wanted, strata_estimates **out,
                                    strata_error *err)
{
    strata_estimates *gaps = NULL;
    strata_estimates *trends = NULL;
    strata_status status = wanted.accepts_streams ? estimates_of(stages, &gaps, err)
                                                  : gap_estimates(stages, &gaps, err);
    if (status == STRATA_OK && wanted.trends) {
        status = trends_of(stages, gaps, &trends, err);
    }
    if (status == STRATA_OK && wanted.trends && wanted.gaps) {
        status = strata_estimates_append(gaps, trends, err);
    }
    strata_estimates *result = wanted.gaps ? gaps : trends;
    if (status == STRATA_OK) {
        status = name_places(stages, result, err);
    }
    strata_estimates_free(result == gaps ? trends : gaps);
    if (status != STRATA_OK) {
        strata_estimates_free(result);
        return status;
    }
    assert(result != NULL);
    stages->findings->estimates = result->count;
    *out = result;
    return STRATA_OK;
}

static strata_status run_estimates(const strata_job *job, wish wanted, strata_estimates **out,
                                   strata_findings *findings, strata_error *err)
{
    strata_stages stages = {.job = job, .findings = findings};
    strata_status status = strata_inputs_open(job, &stages.inputs, err);
    if (status == STRATA_OK) {
        status = make_estimates(&stages, wanted, out, err);
    }
    strata_inputs_close(&stages.inputs);
    return status;
}

static strata_status run_cells(const strata_job *job, bool is_protected, strata_cellset **out,
                               strata_findings *findings, strata_error *err)
{
    strata_stages stages = {.job = job, .findings = findings};
    strata_status status = strata_inputs_open(job, &stages.inputs, err);
    if (status == STRATA_OK) {
        status = is_protected ? protected_cells(&stages, out, err)
                              : strata_gather_cells(&stages, out, err);
    }
    if (status == STRATA_OK) {
        findings->cells = (*out)->count;
    }
    strata_inputs_close(&stages.inputs);
    return status;
}

/* NOLINTNEXTLINE(readability-function-size): the sink and its form belong together */
strata_status strata_pipeline_ingest(const strata_job *job, strata_sink *sink, bool binary,
                                     bool bare, strata_findings *findings, strata_error *err)
{
    strata_stages stages = {.job = job, .findings = findings};
    strata_status status = strata_inputs_open(job, &stages.inputs, err);
    if (status == STRATA_OK) {
        status = strata_gather_records(&stages, sink, binary, bare, err);
    }
    strata_inputs_close(&stages.inputs);
    return status;
}

strata_status strata_pipeline_cells(const strata_job *job, strata_cellset **out,
                                    strata_findings *findings, strata_error *err)
{
    return run_cells(job, false, out, findings, err);
}

strata_status strata_pipeline_cells_to(const strata_job *job, const strata_cell_output *output,
                                       strata_findings *findings, strata_error *err)
{
    strata_stages stages = {.job = job, .findings = findings};
    strata_status status = strata_inputs_open(job, &stages.inputs, err);
    if (status == STRATA_OK) {
        status = strata_gather_cells_to(&stages, output, err);
    }
    strata_inputs_close(&stages.inputs);
    return status;
}

strata_status strata_pipeline_protected(const strata_job *job, strata_cellset **out,
                                        strata_findings *findings, strata_error *err)
{
    return run_cells(job, true, out, findings, err);
}

strata_status strata_pipeline_gaps(const strata_job *job, strata_estimates **out,
                                   strata_findings *findings, strata_error *err)
{
    return run_estimates(job, (wish){.gaps = true}, out, findings, err);
}

strata_status strata_pipeline_trends(const strata_job *job, strata_estimates **out,
                                     strata_findings *findings, strata_error *err)
{
    return run_estimates(job, (wish){.trends = true, .accepts_streams = true}, out, findings, err);
}

strata_status strata_pipeline_estimates(const strata_job *job, strata_estimates **out,
                                        strata_findings *findings, strata_error *err)
{
    return run_estimates(job, (wish){.gaps = true, .accepts_streams = true}, out, findings, err);
}

strata_status strata_pipeline_everything(const strata_job *job, strata_estimates **out,
                                         strata_findings *findings, strata_error *err)
{
    return run_estimates(job, (wish){.gaps = true, .trends = true}, out, findings, err);
}
