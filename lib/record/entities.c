/* Places by level and id; those of one id (in several years, or inside several outer places) form a
 * chain. */
#include "record/entities.h"

#include <string.h>

#include "base/alloc.h"
#include "record/entities_parts.h"
#include "schema/years.h"

void strata_entities_free(strata_entities *entities)
{
    if (entities != NULL) {
        strata_intern_free(entities->keys);
        strata_intern_free(entities->texts);
        strata_free(entities->newest);
        strata_free(entities->places);
        strata_free(entities->key);
        strata_free(entities);
    }
}

strata_entities *strata_entities_new(void)
{
    strata_entities *entities = strata_alloc_zero(1, sizeof *entities);
    if (entities == NULL) {
        return NULL;
    }
    entities->keys = strata_intern_new();
    entities->texts = strata_intern_new();
    if (entities->keys == NULL || entities->texts == NULL) {
        strata_entities_free(entities);
        return NULL;
    }
    return entities;
}

const char *strata_entities_digest(const strata_entities *entities)
{
    return entities->digest;
}

/* Chain of a level and id, made if need be. */
static strata_status find_chain(strata_entities *entities, strata_entity_level level,
                                strata_slice id, uint32_t **chain, strata_error *err)
{
    STRATA_TRY(strata_reserve(&entities->key, &entities->key_room, id.len + 1, 1, err));
    entities->key[0] = (char)('0' + level);
    if (id.len > 0) {
        memcpy(entities->key + 1, id.text, id.len);
    }
    uint32_t number = 0;
    STRATA_TRY(strata_intern_add(entities->keys, entities->key, id.len + 1, &number, err));
    STRATA_TRY(strata_reserve(&entities->newest, &entities->newest_room, (size_t)number + 1,
                              sizeof *entities->newest, err));
    while (entities->newest_count <= number) {
        entities->newest[entities->newest_count++] = 0;
    }
    *chain = &entities->newest[number];
    return STRATA_OK;
}

static bool is_same_place(const strata_place *a, const strata_place *b)
{
    return a->county == b->county && a->lea == b->lea && a->from == b->from && a->until == b->until;
}

static void replace_text(uint32_t *old, uint32_t added)
{
    *old = added != STRATA_NOT_NAMED ? added : *old;
}

static void replace_answer(uint8_t *old, uint8_t added)
{
    *old = added != STRATA_UNKNOWN ? added : *old;
}

static void replace(strata_place *old, const strata_place *added)
{
    replace_text(&old->name, added->name);
    replace_text(&old->successor, added->successor);
    replace_text(&old->grade_low, added->grade_low);
    replace_text(&old->grade_high, added->grade_high);
    replace_answer(&old->charter, added->charter);
    replace_answer(&old->alternative, added->alternative);
    replace_answer(&old->cep, added->cep);
}

strata_status strata_entities_add(strata_entities *entities, strata_entity_level level,
                                  strata_slice id, strata_place added, strata_error *err)
{
    uint32_t *chain = NULL;
    STRATA_TRY(find_chain(entities, level, id, &chain, err));
    for (uint32_t at = *chain; at != 0; at = entities->places[at - 1].next) {
        if (is_same_place(&entities->places[at - 1], &added)) {
            replace(&entities->places[at - 1], &added);
            return STRATA_OK;
        }
    }
    STRATA_TRY(strata_reserve(&entities->places, &entities->room, entities->count + 1,
                              sizeof *entities->places, err));
    added.next = *chain;
    entities->places[entities->count++] = added;
    *chain = (uint32_t)entities->count;
    return STRATA_OK;
}

static strata_status intern_text(strata_entities *entities, const strata_dictionary *dictionary,
                                 uint32_t number, uint32_t *out, strata_error *err)
{
    const char *text = strata_dictionary_text(dictionary, number);
    *out = STRATA_NOT_NAMED;
    return text[0] == '\0' ? STRATA_OK
                           : strata_intern_add(entities->texts, text, strlen(text), out, err);
}

strata_status strata_entities_add_published(strata_entities *entities,
                                            const strata_published *published,
                                            const strata_dictionary *dictionary, strata_error *err)
{
    const strata_entity_level level = published->entity_level;
    const uint32_t ids[STRATA_LEVEL_COUNT] = {[STRATA_LEVEL_COUNTY] = published->county,
                                              [STRATA_LEVEL_LEA] = published->lea,
                                              [STRATA_LEVEL_SCHOOL] = published->school};
    strata_place made = {.from = published->year, .until = published->year};
    if (published->name == 0 || ids[level] == 0) {
        return STRATA_OK;
    }
    STRATA_TRY(intern_text(entities, dictionary, published->name, &made.name, err));
    if (level > STRATA_LEVEL_COUNTY) {
        STRATA_TRY(intern_text(entities, dictionary, published->county, &made.county, err));
    }
    if (level > STRATA_LEVEL_LEA) {
        STRATA_TRY(intern_text(entities, dictionary, published->lea, &made.lea, err));
    }
    const strata_slice id = strata_slice_of(strata_dictionary_text(dictionary, ids[level]));
    return strata_entities_add(entities, level, id, made, err);
}

/* Ids are compared where both sides have one. */
static bool agrees(const strata_entities *entities, uint32_t outer, const char *asked)
{
    return outer == STRATA_NOT_NAMED || asked[0] == '\0' ||
           strcmp(strata_intern_text(entities->texts, outer), asked) == 0;
}

static bool holds(const strata_place *of, int year)
{
    return strata_years_hold((strata_years){of->from, of->until}, year);
}

bool strata_place_is_better(const strata_place *a, const strata_place *b, int year)
{
    if (b == NULL || holds(a, year) != holds(b, year)) {
        return b == NULL || holds(a, year);
    }
    const int until_a = a->until != 0 ? a->until : INT16_MAX;
    const int until_b = b->until != 0 ? b->until : INT16_MAX;
    return until_a != until_b ? until_a > until_b : a->from > b->from;
}

uint32_t strata_place_newest(const strata_place_question *of)
{
    char key[256];
    const char *id = of->level == STRATA_LEVEL_SCHOOL   ? of->ids.school
                     : of->level == STRATA_LEVEL_LEA    ? of->ids.lea
                     : of->level == STRATA_LEVEL_COUNTY ? of->ids.county
                                                        : "";
    const size_t len = strlen(id);
    if (len + 2 > sizeof key) {
        return 0;
    }
    key[0] = (char)('0' + of->level);
    memcpy(key + 1, id, len + 1);
    const uint32_t number = strata_intern_find(of->entities->keys, key, len + 1);
    return number < of->entities->newest_count ? of->entities->newest[number] : 0;
}

const strata_place *strata_place_next(const strata_place_question *of, uint32_t *at)
{
    while (*at != 0) {
        const strata_place *place = &of->entities->places[*at - 1];
        *at = place->next;
        if (agrees(of->entities, place->county, of->ids.county) &&
            agrees(of->entities, place->lea, of->ids.lea)) {
            return place;
        }
    }
    return NULL;
}

/* NOLINTNEXTLINE(readability-function-size): a place is its level and three ids */
const char *strata_entities_name(const strata_entities *entities, strata_entity_level level,
                                 const char *county, const char *lea, const char *school, int year)
{
    const strata_place_question of = {entities, level, {county, lea, school}, year};
    const strata_place *best = NULL;
    uint32_t at = strata_place_newest(&of);
    for (const strata_place *one = strata_place_next(&of, &at); one != NULL;
         one = strata_place_next(&of, &at)) {
        if (one->name != STRATA_NOT_NAMED && strata_place_is_better(one, best, year)) {
            best = one;
        }
    }
    return best != NULL ? strata_intern_text(entities->texts, best->name) : "";
}

/* Of two that hold in a year the one that was said of fewer years knows better. */
static bool is_narrower(const strata_place *a, const strata_place *b)
{
    const int until_a = a->until != 0 ? a->until : INT16_MAX;
    const int until_b = b->until != 0 ? b->until : INT16_MAX;
    return a->from != b->from ? a->from > b->from : until_a < until_b;
}

/* What a place says of itself; each flag comes from the narrowest place that has it. */
typedef struct flag_sources {
    const strata_place *charter;
    const strata_place *alternative;
    const strata_place *cep;
    const strata_place *grades;
} flag_sources;

static void take_source(const strata_place **source, const strata_place *one, bool says)
{
    if (says && (*source == NULL || is_narrower(one, *source))) {
        *source = one;
    }
}

strata_entity_flags strata_entities_flags(const strata_entities *entities,
                                          strata_entity_level level, strata_place_ids ids, int year)
{
    const strata_place_question of = {entities, level, ids, year};
    flag_sources from = {NULL, NULL, NULL, NULL};
    uint32_t at = strata_place_newest(&of);
    for (const strata_place *one = strata_place_next(&of, &at); one != NULL;
         one = strata_place_next(&of, &at)) {
        if (holds(one, year)) {
            take_source(&from.charter, one, one->charter != STRATA_UNKNOWN);
            take_source(&from.alternative, one, one->alternative != STRATA_UNKNOWN);
            take_source(&from.cep, one, one->cep != STRATA_UNKNOWN);
            take_source(&from.grades, one, (one->grade_low | one->grade_high) != STRATA_NOT_NAMED);
        }
    }
    const uint32_t low = from.grades != NULL ? from.grades->grade_low : STRATA_NOT_NAMED;
    const uint32_t high = from.grades != NULL ? from.grades->grade_high : STRATA_NOT_NAMED;
    return (strata_entity_flags){
        .charter = from.charter != NULL ? (strata_answer)from.charter->charter : STRATA_UNKNOWN,
        .alternative = from.alternative != NULL ? (strata_answer)from.alternative->alternative
                                                : STRATA_UNKNOWN,
        .cep = from.cep != NULL ? (strata_answer)from.cep->cep : STRATA_UNKNOWN,
        .grade_low = strata_intern_text(entities->texts, low),
        .grade_high = strata_intern_text(entities->texts, high)};
}
