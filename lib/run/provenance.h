/* The header of a stream says how it came to be; a fused command says the same as the pipe. */
#ifndef STRATA_RUN_PROVENANCE_H
#define STRATA_RUN_PROVENANCE_H

#include "run/pipeline.h"

/** Adds a line such as "cells 0.1.0 by=all,el" unless the header has it already. */
void strata_header_add_stage(strata_stream_header *header, const char *stage);

/** Adds "id digest" to the schemas, sorted, unless it is there. */
void strata_header_add_schema(strata_stream_header *header, const char *pair);

/** Takes over stages, schemas, key and race scheme of an input's header.
 *  @return STRATA_OK, or STRATA_E_INPUT: "key-differs" if both have students of different keys,
 *          "race-differs" if both have groups by different race schemes */
strata_status strata_header_merge(strata_stream_header *header, const strata_stream_header *from,
                                  const char *file, strata_error *err) STRATA_NODISCARD;

/** Adds the line of one stage of a job. */
void strata_provenance_ingest(strata_stream_header *header);
void strata_provenance_cells(strata_stream_header *header, const strata_plan *plan);
/** Of a policy that is a file also its digest. */
void strata_provenance_protect(strata_stream_header *header, const strata_policy *policy);
void strata_provenance_gaps(strata_stream_header *header, const strata_gap_options *options);
void strata_provenance_trends(strata_stream_header *header, const strata_trend_options *options);

enum {
    STRATA_OPTION_TEXT = 512
};

/** The options of a job as the words that would give them: "all,el,el*frl", "lea,school",
 * "each,all", "pct,gap_pct", "race=white", "slope,change". out[STRATA_OPTION_TEXT]; returns out. */
char *strata_plan_schemes_text(const strata_plan *plan, char *out);
char *strata_plan_levels_text(const strata_plan *plan, char *out);
char *strata_plan_grades_text(const strata_plan *plan, char *out);
/** What else was chosen, " race_scheme=multi2024 meal_rule=off"; empty if nothing. */
char *strata_plan_rules_text(const strata_plan *plan, char *out);
char *strata_gap_measures_text(const strata_gap_options *options, char *out);
char *strata_gap_refs_text(const strata_gap_options *options, char *out);
char *strata_trend_models_text(const strata_trend_options *options, char *out);

#endif
