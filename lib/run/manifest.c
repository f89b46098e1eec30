/* What went in, what was chosen and why, what came out. Inputs are named by their base names: a
 * path may hold more than the public should know. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "run/job.h"
#include "run/manifest_inputs.h"
#include "run/provenance.h"
#include "run/publication.h"
#include "strata/version.h"

void strata_time_format(int64_t seconds, bool is_compact, char out[32])
{
    const time_t when = (time_t)seconds;
    struct tm parts;
    out[0] = '\0';
    if (gmtime_r(&when, &parts) != NULL) {
        (void)strftime(out, 32, is_compact ? "%Y%m%dT%H%M%SZ" : "%Y-%m-%dT%H:%M:%SZ", &parts);
    }
}

static void write_time(strata_json *json, const char *key, int64_t seconds)
{
    char text[32];
    strata_time_format(seconds, false, text);
    strata_json_text(json, key, text);
}

/* Rules whose severity is not the usual one: "rule=word". */
static void write_checks(strata_json *json, const strata_checks *checks)
{
    char text[STRATA_OPTION_TEXT];
    strata_json_open(json, "checks", '[');
    for (size_t i = 0; i < strata_rule_count(); i++) {
        const strata_rule *rule = strata_rule_at(i);
        const strata_severity severity = strata_checks_severity(checks, rule->id);
        if (severity != rule->severity) {
            (void)snprintf(text, sizeof text, "%s=%s", rule->id, strata_severity_name(severity));
            strata_json_text(json, NULL, text);
        }
    }
    strata_json_close(json, ']');
}

static void write_plan_rules(strata_json *json, const strata_plan *plan)
{
    strata_json_text(json, "group_kinds", plan->recorded_only ? "recorded" : "all");
    strata_json_text(json, "race_scheme", strata_race_scheme_name(plan->race_scheme));
    strata_json_bool(json, "keep_masks", plan->keep_masks);
    strata_json_open(json, "population", '[');
    for (unsigned i = 0; i < STRATA_POPULATIONS; i++) {
        if (plan->populations[i]) {
            strata_json_text(json, NULL, strata_population_name((strata_population)i));
        }
    }
    strata_json_close(json, ']');
    strata_json_text(json, "meal_rule", plan->ignore_meals ? "off" : "on");
}

static void write_options(strata_json *json, const strata_job *job)
{
    char text[STRATA_OPTION_TEXT];
    strata_json_open(json, "options", '{');
    strata_json_text(json, "groups", strata_plan_schemes_text(&job->plan, text));
    strata_json_text(json, "levels", strata_plan_levels_text(&job->plan, text));
    strata_json_text(json, "grades", strata_plan_grades_text(&job->plan, text));
    write_plan_rules(json, &job->plan);
    strata_json_text(json, "measures", strata_gap_measures_text(&job->gaps, text));
    strata_json_text(json, "ref", strata_gap_refs_text(&job->gaps, text));
    strata_json_text(json, "trends", strata_trend_models_text(&job->trends, text));
    strata_json_text(json, "where", job->where != NULL ? job->where : "");
    strata_json_text(json, "status_year", job->status_year != NULL ? job->status_year : "own");
    strata_json_bool(json, "roster_wins", job->roster_wins);
    strata_json_bool(json, "successors", job->follow_successors);
    strata_json_text(json, "on_error", strata_on_error_name(job->on_error));
    if (job->max_errors == UINT64_MAX) {
        strata_json_text(json, "max_errors", "any");
    } else {
        strata_json_count(json, "max_errors", job->max_errors);
    }
    write_checks(json, &job->checks);
    strata_json_close(json, '}');
}

/* Of a policy that is a file, how many cells there are and how many of them are hidden, as the
 * tables show. How many of these for their own sake is not told here: where few are hidden it would
 * tell of each one on which side of the smallest group it is. */
static void write_protection(strata_json *json, const strata_run_protection *protection)
{
    const strata_policy *policy = &protection->policy;
    strata_json_open(json, "protection", '{');
    strata_json_text(json, "policy", policy->id);
    strata_json_text(json, "title", policy->title);
    strata_json_bool(json, "publishable", policy->publishable);
    strata_json_bool(json, "confidential", policy->confidential);
    strata_json_count(json, "min_n", policy->min_n);
    if (protection->history != NULL) {
        strata_json_count(json, "held", protection->report.held);
        strata_json_count(json, "waiting", protection->report.waiting);
    }
    if (policy->rules != NULL) {
        strata_json_text(json, "digest", policy->rules->digest);
        strata_json_count(json, "cells", protection->report.cells);
        strata_json_count(json, "hidden", protection->report.hidden);
    }
    strata_json_close(json, '}');
}

static void write_provenance(strata_json *json, const strata_findings *findings)
{
    const strata_stream_header *header = &findings->header;
    strata_json_text(json, "schemas", header->schemas);
    strata_json_open(json, "stages", '[');
    for (uint32_t i = 0; i < header->stage_count; i++) {
        strata_json_text(json, NULL, header->stages[i]);
    }
    strata_json_close(json, ']');
    strata_json_open(json, "counts", '{');
    strata_json_count(json, "cells", findings->cells);
    strata_json_count(json, "estimates", findings->estimates);
    strata_json_count(json, "issues", strata_issues_count(findings->issues));
    strata_json_close(json, '}');
}

static void write_outputs(strata_json *json, const strata_build_folder *build)
{
    strata_json_open(json, "outputs", '[');
    for (size_t i = 0; i < build->count; i++) {
        if (strata_build_folder_withholds(build, build->files[i].path)) {
            continue;
        }
        strata_json_open(json, NULL, '{');
        strata_json_text(json, "path", build->files[i].path);
        strata_json_count(json, "bytes", build->files[i].bytes);
        strata_json_text(json, "sha256", build->files[i].sha256);
        strata_json_close(json, '}');
    }
    strata_json_close(json, ']');
    strata_json_open(json, "withheld", '[');
    for (size_t i = 0; i < build->count; i++) {
        if (strata_build_folder_withholds(build, build->files[i].path)) {
            strata_json_text(json, NULL, build->files[i].path);
        }
    }
    strata_json_close(json, ']');
}

static strata_status write_manifest(const strata_publication *publication,
                                    const strata_run_times *times, strata_sink *sink,
                                    strata_error *err)
{
    const strata_job *job = strata_config_job(publication->config);
    strata_json json;
    strata_json_init(&json, sink, err);
    strata_json_open(&json, NULL, '{');
    strata_json_text(&json, "program", "strata");
    strata_json_text(&json, "version", strata_version());
    write_time(&json, "start", times->start);
    write_time(&json, "end", times->end);
    strata_json_count(&json, "exit", publication->build.is_held ? STRATA_E_LIMIT : STRATA_OK);
    write_protection(&json, &publication->findings->protection);
    write_options(&json, job);
    STRATA_TRY(strata_manifest_inputs(&json, publication, err));
    write_provenance(&json, publication->findings);
    write_outputs(&json, &publication->build);
    strata_json_close(&json, '}');
    return strata_json_end(&json);
}

strata_status strata_publication_manifest(strata_publication *publication,
                                          const strata_run_times *times, strata_error *err)
{
    static const char path[] = "manifest.json";
    strata_sink *sink = NULL;
    STRATA_TRY(strata_build_folder_create(&publication->build, path, &sink, err));
    STRATA_TRY(strata_sink_end(sink, write_manifest(publication, times, sink, err), err));
    const strata_written file = {.path = path, .format = "json"};
    return strata_build_folder_note(&publication->build, file, err);
}
