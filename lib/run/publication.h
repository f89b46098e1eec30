/* The parts of a publication, each written into the build folder. Part of lib/run/publish.c. */
#ifndef STRATA_RUN_PUBLICATION_H
#define STRATA_RUN_PUBLICATION_H

#include "run/build_folder.h"
#include "run/publish.h"

/** What the parts are made of. */
typedef struct strata_publication {
    strata_config *config;
    const strata_estimates *estimates;
    const strata_findings *findings;
    strata_build_folder build;
} strata_publication;

/** When a run began and ended, for the manifest: seconds since 1970. */
typedef struct strata_run_times {
    int64_t start;
    int64_t end;
} strata_run_times;

/** tables/{estimates,achievement,gaps,trends} in every format. */
strata_status strata_publication_tables(strata_publication *publication,
                                        strata_error *err) STRATA_NODISCARD;

/** quality/{accounting,issues,protection}.csv; and notes quality/rejects.csv, which is there
 * already. */
strata_status strata_publication_quality(strata_publication *publication,
                                         strata_error *err) STRATA_NODISCARD;
extern const char *const strata_rejects_file; /* "quality/rejects.csv" */

/** datapackage.json: every table so far. */
strata_status strata_publication_dictionary(strata_publication *publication,
                                            strata_error *err) STRATA_NODISCARD;

/** manifest.json: everything so far. */
strata_status strata_publication_manifest(strata_publication *publication,
                                          const strata_run_times *times,
                                          strata_error *err) STRATA_NODISCARD;

/** "20260131T023000Z" (compact) or "2026-01-31T02:30:00Z"; out[32]. */
void strata_time_format(int64_t seconds, bool is_compact, char out[32]);

#endif
