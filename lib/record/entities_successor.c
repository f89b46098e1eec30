/* Successors are followed step by step, those of schools before those of their districts. */
#include <string.h>

#include "record/entities_parts.h"

/* What came of one step. */
typedef enum step {
    STEP_NONE, /* no successor */
    STEP_DONE,
    STEP_UNKNOWN /* nobody knows where the successor is */
} step;

static const char *text_of(const strata_entities *entities, uint32_t number)
{
    return strata_intern_text(entities->texts, number);
}

/* The latest word on a place, NULL if there is none. */
static const strata_place *latest(const strata_entities *entities, strata_entity_level level,
                                  strata_place_ids ids)
{
    const strata_place_question of = {entities, level, ids, STRATA_YEAR_MAX};
    const strata_place *best = NULL;
    uint32_t at = strata_place_newest(&of);
    for (const strata_place *one = strata_place_next(&of, &at); one != NULL;
         one = strata_place_next(&of, &at)) {
        best = strata_place_is_better(one, best, STRATA_YEAR_MAX) ? one : best;
    }
    return best;
}

/* The same for an id whose district is not known; NULL too if places of several districts have it
 * to this day. */
static const strata_place *latest_anywhere(const strata_entities *entities,
                                           strata_entity_level level, strata_place_ids ids)
{
    ids.county = "";
    ids.lea = level == STRATA_LEVEL_SCHOOL ? "" : ids.lea;
    const strata_place *best = latest(entities, level, ids);
    const strata_place_question of = {entities, level, ids, STRATA_YEAR_MAX};
    uint32_t at = strata_place_newest(&of);
    for (const strata_place *one = strata_place_next(&of, &at); one != NULL;
         one = strata_place_next(&of, &at)) {
        if (best != NULL && one->until == best->until &&
            (one->lea != best->lea || one->county != best->county)) {
            return NULL;
        }
    }
    return best;
}

/* Puts a place that was found elsewhere around the ids. */
static void move_outer(const strata_entities *entities, const strata_place *to,
                       strata_place_ids *ids)
{
    uint32_t county = to->county;
    if (to->lea != STRATA_NOT_NAMED && ids->lea[0] != '\0') {
        ids->lea = text_of(entities, to->lea);
        const strata_place_ids lea = {.county = "", .lea = ids->lea, .school = ""};
        const strata_place *around = latest_anywhere(entities, STRATA_LEVEL_LEA, lea);
        county = county == STRATA_NOT_NAMED && around != NULL ? around->county : county;
    }
    if (county != STRATA_NOT_NAMED && ids->county[0] != '\0') {
        ids->county = text_of(entities, county);
    }
}

/* From the place of a level to its successor.
 *  @param successor  its id, "" if there is none */
static step follow(const strata_entities *entities, strata_entity_level level,
                   strata_place_ids *ids, const char **successor)
{
    const strata_place *from = latest(entities, level, *ids);
    *successor = from != NULL ? text_of(entities, from->successor) : "";
    if (*successor[0] == '\0') {
        return STEP_NONE;
    }
    strata_place_ids next = *ids;
    *(level == STRATA_LEVEL_SCHOOL ? &next.school : &next.lea) = *successor;
    if (latest(entities, level, next) == NULL) {
        const strata_place *elsewhere = latest_anywhere(entities, level, next);
        if (elsewhere == NULL) {
            return STEP_UNKNOWN;
        }
        move_outer(entities, elsewhere, &next);
    }
    *ids = next;
    return STEP_DONE;
}

static step follow_any(const strata_entities *entities, strata_place_ids *ids, const char **unknown)
{
    const char *successor = "";
    step one = STEP_NONE;
    if (ids->school[0] != '\0') {
        one = follow(entities, STRATA_LEVEL_SCHOOL, ids, &successor);
    }
    if (one == STEP_NONE && ids->lea[0] != '\0') {
        one = follow(entities, STRATA_LEVEL_LEA, ids, &successor);
    }
    *unknown = one == STEP_UNKNOWN ? successor : "";
    return one;
}

bool strata_entities_successor(const strata_entities *entities, strata_place_ids ids,
                               strata_place_ids *out, const char **unknown)
{
    *out = ids;
    *unknown = "";
    for (size_t steps = 0; steps <= entities->count; steps++) {
        if (follow_any(entities, &ids, unknown) != STEP_DONE) {
            *out = ids;
            return true;
        }
    }
    return false;
}

/* A place whose own row names a successor. */
static strata_status check_place(const strata_entities *entities, strata_entity_level level,
                                 const char *id, const strata_place *place, strata_error *err)
{
    const bool is_school = level == STRATA_LEVEL_SCHOOL;
    const strata_place_ids ids = {.county = text_of(entities, place->county),
                                  .lea = is_school ? text_of(entities, place->lea) : id,
                                  .school = is_school ? id : ""};
    strata_place_ids last = ids;
    const char *unknown = "";
    if (place->successor == STRATA_NOT_NAMED ||
        strata_entities_successor(entities, ids, &last, &unknown)) {
        return STRATA_OK;
    }
    return strata_fail(err, STRATA_E_INPUT, "successor-cycle",
                       "%s \"%.60s\" is its own successor in the end; correct the column successor "
                       "of the entities",
                       strata_entity_level_name(level), id);
}

strata_status strata_entities_check_successors(const strata_entities *entities, strata_error *err)
{
    for (uint32_t key = 1; key < strata_intern_count(entities->keys); key++) {
        const char *text = strata_intern_text(entities->keys, key);
        const strata_entity_level level = (strata_entity_level)(text[0] - '0');
        const bool has_successor = level == STRATA_LEVEL_SCHOOL || level == STRATA_LEVEL_LEA;
        uint32_t at = has_successor ? entities->newest[key] : 0;
        for (; at != 0; at = entities->places[at - 1].next) {
            STRATA_TRY(check_place(entities, level, text + 1, &entities->places[at - 1], err));
        }
    }
    return STRATA_OK;
}
