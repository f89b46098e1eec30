/* Names and flags of places: entities.csv, or a state's own entity file read through a schema of
 * kind "entities". */
#ifndef STRATA_RECORD_ENTITIES_H
#define STRATA_RECORD_ENTITIES_H

#include "io/sink.h"
#include "record/published.h"
#include "record/record.h"
#include "schema/catalog.h"

typedef struct strata_entities strata_entities;

/** Ids of a place and of what is around it, as in records; "" where there is none. Outer ids that
 * one side lacks are not compared. */
typedef struct strata_place_ids {
    const char *county;
    const char *lea;
    const char *school;
} strata_place_ids;

/** What is known of a place in a year. */
typedef struct strata_entity_flags {
    strata_answer charter;
    strata_answer alternative;
    strata_answer cep;      /* yes: meals are free for all */
    const char *grade_low;  /* "K", or "" if it is not known; lives as long as the entities */
    const char *grade_high; /* likewise */
} strata_entity_flags;

strata_entities *strata_entities_new(void) STRATA_NODISCARD; /* NULL when out of memory */
void strata_entities_free(strata_entities *entities);

/** Reads one file and adds its places; what a later row says of the same place and years replaces
 * what an earlier one said. */
strata_status strata_entities_load(strata_entities *entities, const char *path,
                                   strata_catalog *catalog, strata_error *err) STRATA_NODISCARD;

/** The same, by the schema of an id or file; NULL or "auto": found from the header. */
strata_status strata_entities_load_as(strata_entities *entities, const char *path,
                                      strata_catalog *catalog, const char *schema,
                                      strata_error *err) STRATA_NODISCARD;

/** Adds the name that a published result gives its place in its year; of several the last counts. A
 * result without a name, or of no county, lea or school, adds nothing.
 *  @param dictionary  of the result's texts */
strata_status strata_entities_add_published(strata_entities *entities,
                                            const strata_published *published,
                                            const strata_dictionary *dictionary,
                                            strata_error *err) STRATA_NODISCARD;

/** xxh3 digest of the bytes of the file, after inflating; of several files, which differ by their
 * order, too, that of their digests one behind the other. "" before the first. */
const char *strata_entities_digest(const strata_entities *entities);

/** All places as CSV, in the order of their first row:
 * level,id,county,lea,name,from,until,successor,charter,alternative,cep,grade_low,grade_high */
strata_status strata_entities_write(const strata_entities *entities, strata_sink *sink,
                                    strata_error *err) STRATA_NODISCARD;

/** The name of a place in a year, or "" if it is not known. A place named for other years only gets
 * its latest name. Ids are texts as in records; outer ids that the entities file lacks are not
 * compared. */
const char *strata_entities_name(const strata_entities *entities, strata_entity_level level,
                                 const char *county, const char *lea, const char *school, int year);

/** What the rows say that hold in the year; where several do, the one that is said of fewer years.
 * Of other years nothing is known. */
strata_entity_flags strata_entities_flags(const strata_entities *entities,
                                          strata_entity_level level, strata_place_ids ids,
                                          int year);

/** Where the results of a place count in the end: at the school that its school became, in the
 * district and county of that one, and at the district that the district became. The latest row
 * about a place names its successor; one that the district does not have is looked for elsewhere.
 * Outer ids that ids lacks stay empty, a county that the entities do not name stays as it is.
 *  @param out      ids if there is no successor; lives as long as ids and the entities
 *  @param unknown  the id of a successor that the entities do not name, or name in several
 *                  districts: the results stay at *out; "" if there is none
 *  @return         false if the successors go round in a circle; *out is ids then */
bool strata_entities_successor(const strata_entities *entities, strata_place_ids ids,
                               strata_place_ids *out, const char **unknown);

/** STRATA_OK, or STRATA_E_INPUT ("successor-cycle") naming a school or district whose successors
 * go round in a circle. */
strata_status strata_entities_check_successors(const strata_entities *entities,
                                               strata_error *err) STRATA_NODISCARD;

#endif
