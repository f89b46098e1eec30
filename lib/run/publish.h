/* A publication: built aside, appears whole by one rename, or not at all. */
#ifndef STRATA_RUN_PUBLISH_H
#define STRATA_RUN_PUBLISH_H

#include "run/config.h"

/** What `strata run` did, for its summary. */
typedef struct strata_run_summary {
    strata_findings findings;
    char folder[512]; /* the publication: DIRECTORY/runs/ID */
    size_t cells;
    size_t estimates;
    size_t files; /* written, the manifest included */
    uint64_t seconds_ms;
} strata_run_summary;

/** The whole job: cells, protection, gaps, trends, tables/{estimates,achievement,gaps,trends}.csv
 * (and other formats asked for), quality/{accounting,rejects,issues,protection}.csv,
 * datapackage.json, manifest.json last; then runs/ID gets its name and `current` points to it.
 * Nothing of an earlier publication is touched on failure. One run at a time in a directory
 * (STRATA_E_LOCKED).
 *  @param now  seconds since 1970 for the manifest and the run's ID; time enters only in cmd/
 *  @return     STRATA_OK; STRATA_E_LIMIT: runs/ID is there, but `current` was left as it was, since
 * more rows were rejected than allowed, none was kept, or a check found an error; else nothing is
 * published */
strata_status strata_run(strata_config *config, int64_t now, strata_run_summary *summary,
                         strata_error *err) STRATA_NODISCARD;

#endif
