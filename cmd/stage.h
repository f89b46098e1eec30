/* What all commands that read inputs and write one output have in common. */
#ifndef STRATA_CMD_STAGE_H
#define STRATA_CMD_STAGE_H

#include "command.h"

/** What a command makes: exactly one of the three functions is given. */
typedef struct strata_stage {
    strata_status (*written)(strata_call *call, strata_sink *sink, strata_findings *findings,
                             strata_error *err); /* writes its output itself */
    strata_status (*cells)(const strata_job *job, strata_cellset **out, strata_findings *findings,
                           strata_error *err);
    strata_status (*estimates)(const strata_job *job, strata_estimates **out,
                               strata_findings *findings, strata_error *err);
    bool
        is_private; /* the output is never for others; else that depends on policy and --internal */
    bool is_table;  /* estimates always become a table */
} strata_stage;

/** Applies the options, takes the words as files, opens the output, works, gives the output its
 * name and reports.
 *  @return STRATA_OK; STRATA_E_LIMIT: done, but more rows were rejected than allowed, or nothing
 * was kept and there is no output; else there is no output */
strata_status strata_stage_run(strata_call *call, const strata_stage *stage,
                               strata_error *err) STRATA_NODISCARD;

#endif
