/* The configuration of a run: an INI file into a job. */
#ifndef STRATA_RUN_CONFIG_H
#define STRATA_RUN_CONFIG_H

#include "run/pipeline.h"

enum {
    STRATA_FORMATS_MAX = 16
};

typedef struct strata_config strata_config; /* owns the texts of its job */

/** Reads and checks a configuration. Paths and globs in it are relative to its folder. An unknown
 * section or key is an error that names the nearest known one.
 *  @return STRATA_OK, STRATA_E_USAGE with file:line, STRATA_E_INPUT, STRATA_E_MEMORY */
strata_status strata_config_load(const char *path, strata_config **out,
                                 strata_error *err) STRATA_NODISCARD;
void strata_config_free(strata_config *config);

/** The job it describes; borrowed, may be changed by flags before the run. */
strata_job *strata_config_job(strata_config *config);
/** [output] directory and formats. */
const char *strata_config_directory(const strata_config *config);
/** Publishes elsewhere. directory is borrowed as long as the configuration lives. */
void strata_config_set_directory(strata_config *config, const char *directory);
size_t strata_config_format_count(const strata_config *config);
const char *strata_config_format_at(const strata_config *config, size_t index);

#endif
