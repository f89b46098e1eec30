/* Names of places: entities.csv, or a state's own entity file read through a schema of kind
 * "entities". */
#ifndef STRATA_RECORD_ENTITIES_H
#define STRATA_RECORD_ENTITIES_H

#include "record/published.h"
#include "schema/catalog.h"

typedef struct strata_entities strata_entities;

strata_entities *strata_entities_new(void) STRATA_NODISCARD; /* NULL when out of memory */
void strata_entities_free(strata_entities *entities);

/** Reads one file and adds its places; a later name of the same place and years replaces an earlier
 * one. */
strata_status strata_entities_load(strata_entities *entities, const char *path,
                                   strata_catalog *catalog, strata_error *err) STRATA_NODISCARD;

/** The name of a place in a year, or "" if it is not known. A place named for other years only gets
 * its latest name. Ids are texts as in records; outer ids that the entities file lacks are not
 * compared. */
const char *strata_entities_name(const strata_entities *entities, strata_entity_level level,
                                 const char *county, const char *lea, const char *school, int year);

#endif
