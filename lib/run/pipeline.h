/* The stages, fused: from whatever a command is given to the stage it wants. Every subcommand and
 * `strata run` go through here, so that pipes and fused runs cannot differ. */
#ifndef STRATA_RUN_PIPELINE_H
#define STRATA_RUN_PIPELINE_H

#include "cube/cell_writer.h"
#include "cube/cube.h"
#include "gap/gap.h"
#include "protect/policy.h"
#include "record/entities.h"
#include "record/ingest.h"
#include "record/key.h"
#include "record/rows.h"
#include "run/timing.h"
#include "stream/stream.h"
#include "trend/trend.h"

/** What holds for one file, from [file "glob"]. */
typedef struct strata_file_rule {
    const char *glob; /* of the path as the job names it; NULL: every file */
    const char
        *member_glob;   /* of the name, or base name, of a member within its archive; NULL: none */
    strata_answer skip; /* the file is left out */
    int16_t year;       /* 0 = none */
    const char *term;   /* NULL = none */
    const char *schema; /* NULL = as usual */
    const char *assessment; /* id of the schema, for files that do not say; NULL = none */
    const char *subject;    /* likewise */
    const char *grade;      /* likewise, in strata's words ("03", "all") */
    const char *encoding;   /* in place of the layout's; NULL = none */
} strata_file_rule;

/** All choices of a run, with the same meaning on the command line and in a configuration. Pointers
 * are borrowed. */
typedef struct strata_job {
    const char *const *files; /* files[file_count]; "-" is standard input */
    size_t file_count;
    const char *const *schema_folders;
    size_t schema_folder_count;
    const char *schema; /* NULL = auto */
    const strata_file_rule *rules;
    size_t rule_count;
    const char *const *skips; /* skips[skip_count]: globs of paths, base names and members that are
                                 left out, whatever the rules say */
    size_t skip_count;
    const char *const *entities; /* entity files */
    size_t entities_count;
    const char *key_file;     /* NULL: a key in memory where no records leave the process */
    uint64_t memory;          /* bytes for results before spilling; 0 = default */
    size_t threads;           /* 1 to STRATA_THREADS_MAX; 0: one for each processor */
    strata_csv_engine reader; /* of delimited files */
    strata_on_error on_error;
    uint64_t max_errors;      /* UINT64_MAX = any */
    const char *rejects_path; /* NULL: none */
    const char *control_path; /* what the files should hold (record/control.h); NULL: none */
    const char *roster_path;  /* who the students are (record/roster.h); NULL: none */
    bool roster_wins;         /* what the roster says replaces what a result says */
    const char *where;        /* which results have a part (record/filter.h); NULL: all */
    const char *status_year;  /* "own", "first", "last" or a year: whose statuses define a
                                 student's groups; NULL: own */
    bool follow_successors;   /* closed schools become their successors (entities) */
    strata_checks checks;     /* how bad each rule is */
    strata_plan plan;
    const strata_policy *policy; /* built in; NULL: policy_name's; without one either: draft */
    const char *policy_name;     /* "tx", "auto", "my.json": a policy that is a file; `policy` is
                                    NULL then */
    bool internal;
    const char *state_path; /* the state directory with earlier releases; NULL: none */
    bool needs_state;       /* what cannot be compared with them is refused */
    int64_t now;            /* seconds since 1970, the day of a release in it */
    strata_gap_options gaps;
    strata_trend_options trends;
    void (*progress)(void *context, uint64_t done, uint64_t total);
    void *progress_context;
} strata_job;

/** Defaults of everything. */
void strata_job_init(strata_job *job);

/** How the cells of a run are protected. */
typedef struct strata_run_protection {
    strata_policy policy;         /* id "": no cell has come as far */
    strata_policy_rules *rules;   /* of a policy that is a file and was applied here; owned */
    strata_protect_report report; /* all 0 where the cells came protected */
    strata_history *history; /* the release, to be committed after it was published; owned; NULL:
                                the job has no state, or the policy is no file */
} strata_run_protection;

/** What a run found out, beside its results. */
typedef struct strata_findings {
    strata_accounting accounting;
    strata_accounting roster; /* the roster's own rows: one account, none without a roster */
    strata_issues *issues;
    strata_stream_header header; /* of the last stage: schemas, provenance, key */
    strata_run_protection protection;
    bool limit_passed;        /* more rejects than max_errors; the results are whole all the same */
    bool nothing_kept;        /* no row of the inputs has a part in the results */
    bool accountability_only; /* that population was asked for, and no other */
    char no_place[224];    /* says that no result has a place at the levels that were asked for, and
                              where they have; "": one has, or it is not known */
    size_t cells;          /* made or read; rows of a table; 0 where estimates were given */
    size_t cells_left_out; /* have no part in any row of the table that was asked for */
    strata_timings timings;
    size_t estimates;
} strata_findings;

strata_status strata_findings_init(strata_findings *findings, strata_error *err) STRATA_NODISCARD;
void strata_findings_deinit(strata_findings *findings);

/** The guard of every output: STRATA_E_LIMIT ("nothing-kept", with the reason where it is known) if
 * no row of the inputs has a part in the results, which a reader would take for a place without
 * students. */
strata_status strata_findings_kept(const strata_findings *findings,
                                   strata_error *err) STRATA_NODISCARD;

/** Inputs are taken in natural order of their base names, whatever their order in the job, and
 * numbered from 1. Extracts -> records into a sink, with the key of the job (STRATA_E_USAGE if
 * there is none). Published files are STRATA_E_USAGE here. */
strata_status strata_pipeline_ingest(const strata_job *job, strata_sink *sink, bool binary,
                                     bool bare, strata_findings *findings,
                                     strata_error *err) STRATA_NODISCARD;

/** Extracts, records or cells (all alike or mixed) -> one sorted set of cells, not yet protected.
 */
strata_status strata_pipeline_cells(const strata_job *job, strata_cellset **out,
                                    strata_findings *findings, strata_error *err) STRATA_NODISCARD;

/** The same into an output, in the same order with the same numbers. Where the inputs have students
 * only, cells are written as they are counted, so that memory does not grow with their number; with
 * others quantiles of the output are STRATA_E_USAGE. */
strata_status strata_pipeline_cells_to(const strata_job *job, const strata_cell_output *output,
                                       strata_findings *findings,
                                       strata_error *err) STRATA_NODISCARD;

/** ... -> protected cells: cells that are protected already stay as they are; else the policy of
 * the job is applied, draft without one. findings->protection says how. */
strata_status strata_pipeline_protected(const strata_job *job, strata_cellset **out,
                                        strata_findings *findings,
                                        strata_error *err) STRATA_NODISCARD;

/** ... -> estimates of groups and gaps, through the gate. What is counted here is protected by the
 * policy of the job, draft without one; cells that are handed on unprotected are STRATA_E_PROTECTED
 * unless the job names a policy or is internal. */
strata_status strata_pipeline_gaps(const strata_job *job, strata_estimates **out,
                                   strata_findings *findings, strata_error *err) STRATA_NODISCARD;

/** ... -> trends. Estimates streams are taken as they are. */
strata_status strata_pipeline_trends(const strata_job *job, strata_estimates **out,
                                     strata_findings *findings, strata_error *err) STRATA_NODISCARD;

/** Any input -> estimates: an estimates stream as it is, anything earlier through gaps. For `strata
 * tables`. */
strata_status strata_pipeline_estimates(const strata_job *job, strata_estimates **out,
                                        strata_findings *findings,
                                        strata_error *err) STRATA_NODISCARD;

/** ... -> estimates of groups and gaps, and behind them their trends: what a publication holds. */
strata_status strata_pipeline_everything(const strata_job *job, strata_estimates **out,
                                         strata_findings *findings,
                                         strata_error *err) STRATA_NODISCARD;

#endif
