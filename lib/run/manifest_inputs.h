/* What a manifest says of the files of a run. Part of lib/run/manifest.c and of nothing else. */
#ifndef STRATA_RUN_MANIFEST_INPUTS_H
#define STRATA_RUN_MANIFEST_INPUTS_H

#include "run/json_writer.h"
#include "run/publication.h"

/** The keys inputs, entities, roster and control: each file with its size and SHA-256, and of
 * inputs and roster where their rows went, or that they were left out.
 *  @return STRATA_OK; STRATA_E_INPUT: a file cannot be read again; STRATA_E_MEMORY */
strata_status strata_manifest_inputs(strata_json *json, const strata_publication *publication,
                                     strata_error *err) STRATA_NODISCARD;

#endif
