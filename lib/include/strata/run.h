/* The whole job from a C program: what `strata run` does. Part of the public interface. */
#ifndef STRATA_RUN_H
#define STRATA_RUN_H

#include "strata/status.h"

/** What to run. Start from {0}; everything is borrowed until the call returns. */
typedef struct strata_run_request {
    const char *config;                /* path of the configuration, an INI file */
    const char *const *schema_folders; /* schema_folders[schema_folder_count] */
    size_t schema_folder_count;
    int64_t now; /* seconds since 1970: names the publication and stands in its manifest */
} strata_run_request;

/** What came of it. */
typedef struct strata_run_result {
    char folder[512]; /* the publication, DIRECTORY/runs/ID; "" if there is none */
    uint64_t rows_in; /* = accepted + rejected + out_of_scope, checked */
    uint64_t accepted;
    uint64_t rejected;
    uint64_t out_of_scope;
    uint64_t cells;
    uint64_t estimates;
    uint64_t files; /* of the publication */
} strata_run_result;

/** Runs a configuration and publishes. A publication appears whole or not at all, and an earlier
 * one is never touched. Not for two threads at once: GSL's error handler belongs to the process.
 *
 *  @param result  filled
 *  @param err     start from {0}; says what went wrong
 *  @return        STRATA_OK; STRATA_E_LIMIT: published, but more rows were rejected than the
 *                 configuration allows; any other status: nothing is published */
STRATA_API strata_status strata_run_config(const strata_run_request *request,
                                           strata_run_result *result,
                                           strata_error *err) STRATA_NODISCARD;

#endif
