/* Lock, build, check, name: the order in which a publication comes about. */
#include "run/publish.h"

#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>

#include "run/job.h"
#include "run/publication.h"
#include "run/run_state.h"

enum {
    MS_PER_SECOND = 1000,
    NS_PER_MS = 1000000
};

/* Only differences of it are used. */
static int64_t clock_ms(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * MS_PER_SECOND + now.tv_nsec / NS_PER_MS;
}

/* One run: what it was asked for and when it began. */
typedef struct whole_run {
    strata_config *config;
    strata_run_summary *summary;
    int64_t now;
    int64_t began_ms;
} whole_run;

static strata_status write_parts(const whole_run *run, strata_publication *publication,
                                 strata_error *err)
{
    STRATA_TRY(strata_publication_tables(publication, err));
    STRATA_TRY(strata_publication_quality(publication, err));
    STRATA_TRY(strata_publication_dictionary(publication, err));
    const strata_run_times times = {.start = run->now,
                                    .end = run->now + (clock_ms() - run->began_ms) / MS_PER_SECOND};
    return strata_publication_manifest(publication, &times, err);
}

/* Whether a guard keeps the new publication from taking the place of the last one. */
static bool is_held(const strata_findings *findings)
{
    return findings->limit_passed || findings->nothing_kept ||
           strata_issues_holding(findings->issues) != NULL;
}

static strata_status compute_and_write(const whole_run *run, strata_publication *publication,
                                       strata_error *err)
{
    strata_job job = *strata_config_job(run->config);
    job.rejects_path = strata_build_folder_path(&publication->build, strata_rejects_file);
    if (job.rejects_path == NULL) {
        return strata_fail_memory(err);
    }
    strata_estimates *estimates = NULL;
    STRATA_TRY(strata_pipeline_everything(&job, &estimates, &run->summary->findings, err));
    publication->estimates = estimates;
    publication->build.is_held = is_held(&run->summary->findings);
    const strata_status status = write_parts(run, publication, err);
    strata_estimates_free(estimates);
    publication->estimates = NULL;
    return status;
}

static strata_status build_and_publish(const whole_run *run, strata_error *err)
{
    strata_run_summary *summary = run->summary;
    strata_publication publication = {.config = run->config, .findings = &summary->findings};
    const bool is_private = strata_job_is_confidential(strata_config_job(run->config));
    strata_status status = strata_build_folder_open(
        &publication.build, strata_config_directory(run->config), is_private, err);
    if (status == STRATA_OK) {
        status = compute_and_write(run, &publication, err);
    }
    if (status == STRATA_OK) {
        char id[32];
        strata_time_format(run->now, true, id);
        status = strata_build_folder_publish(&publication.build, id, summary->folder,
                                             sizeof summary->folder, err);
    }
    if (status == STRATA_OK && summary->findings.protection.history != NULL &&
        !publication.build.is_held) {
        status = strata_history_commit(summary->findings.protection.history, err);
    }
    summary->files = publication.build.count;
    strata_build_folder_discard(&publication.build);
    return status;
}

/* What readers of the directory find after a run that does not take its place. */
static const char *what_is_current(const whole_run *run)
{
    char path[PATH_MAX];
    struct stat about;
    const int len = snprintf(path, sizeof path, "%s/current", strata_config_directory(run->config));
    const bool is_there = len > 0 && (size_t)len < sizeof path && stat(path, &about) == 0;
    return is_there ? "`current` still points to the run before"
                    : "nothing is published, there is no `current` yet";
}

static strata_status fail_held(const whole_run *run, strata_error *err)
{
    const strata_findings *findings = &run->summary->findings;
    if (findings->limit_passed) {
        return strata_fail(err, STRATA_E_LIMIT, "max-errors",
                           "more rows were rejected than max_errors allows: %s; see "
                           "quality/rejects.csv in the new run",
                           what_is_current(run));
    }
    const strata_issue *holding = strata_issues_holding(findings->issues);
    if (!findings->nothing_kept && holding != NULL) {
        return strata_fail(err, STRATA_E_LIMIT, holding->rule,
                           "an error in this run: %s; %s, see quality/issues.csv in the new run",
                           strata_rule_text(holding->rule), what_is_current(run));
    }
    return strata_fail(err, STRATA_E_LIMIT, "nothing-kept",
                       "no row could be used: %s; see quality/ in the new run",
                       what_is_current(run));
}

static strata_status run_locked(const whole_run *run, const strata_run_state *state,
                                strata_error *err)
{
    strata_job *job = strata_config_job(run->config);
    strata_build_folder_sweep(strata_config_directory(run->config));
    if (job->key_file == NULL) {
        STRATA_TRY(strata_run_state_key(state, err));
        job->key_file = state->key_file;
    }
    job->state_path = state->folder;
    job->now = run->now;
    STRATA_TRY(build_and_publish(run, err));
    const strata_findings *findings = &run->summary->findings;
    return is_held(findings) ? fail_held(run, err) : STRATA_OK;
}

static strata_status run_in_directory(const whole_run *run, strata_error *err)
{
    strata_arena *arena = strata_arena_new();
    if (arena == NULL) {
        return strata_fail_memory(err);
    }
    strata_job *job = strata_config_job(run->config);
    const char *own_key = job->key_file;
    strata_run_state state;
    strata_status status =
        strata_run_state_open(&state, strata_config_directory(run->config), arena, err);
    if (status == STRATA_OK) {
        status = run_locked(run, &state, err);
    }
    job->key_file = own_key; /* the other one lived in the arena, as the path of the state */
    job->state_path = NULL;
    strata_run_state_close(&state);
    strata_arena_free(arena);
    return status;
}

strata_status strata_run(strata_config *config, int64_t now, strata_run_summary *summary,
                         strata_error *err)
{
    *summary = (strata_run_summary){0};
    STRATA_TRY(strata_findings_init(&summary->findings, err));
    const whole_run run = {
        .config = config, .summary = summary, .now = now, .began_ms = clock_ms()};
    const strata_status status = run_in_directory(&run, err);
    summary->cells = summary->findings.cells;
    summary->estimates = summary->findings.estimates;
    summary->seconds_ms = (uint64_t)(clock_ms() - run.began_ms);
    return status;
}
