/* The JSON file of a schema or a policy from its bytes to jansson's values. Only the loaders use
 * this. */
#ifndef STRATA_SCHEMA_JSON_FILE_H
#define STRATA_SCHEMA_JSON_FILE_H

#include "schema/schema_node.h"

/** Reads loader->path into loader->text and len, and parses it.
 *
 *  @param digest  strata_digest_text of the file's bytes, of the loader's arena
 *  @param out     yours to json_decref
 *  @return        STRATA_OK; STRATA_E_USAGE: no JSON, a key twice, or over 8 MiB, with the place;
 *                 STRATA_E_INPUT: cannot be read; STRATA_E_MEMORY. *out is NULL unless STRATA_OK */
strata_status strata_json_file_read(strata_loader *loader, const char **digest,
                                    json_t **out) STRATA_NODISCARD;

#endif
