/* The inside of the names of places. Only the entities files use it. */
#ifndef STRATA_RECORD_ENTITIES_PARTS_H
#define STRATA_RECORD_ENTITIES_PARTS_H

#include "base/intern.h"
#include "record/entities.h"

enum {
    STRATA_NOT_NAMED = 0 /* number of the empty text: what the file does not say */
};

/** What a file says of a place in some years. Texts are numbers in strata_entities.texts. */
typedef struct strata_place {
    uint32_t county;
    uint32_t lea;
    uint32_t name;
    uint32_t successor; /* id of the school that it became */
    uint32_t grade_low;
    uint32_t grade_high;
    int16_t from; /* years in which it holds, 0 = open */
    int16_t until;
    uint8_t charter; /* strata_answer */
    uint8_t alternative;
    uint8_t cep;
    uint32_t next; /* the place before it in the chain + 1, 0 = none */
} strata_place;

struct strata_entities {
    strata_intern *keys;  /* level and id of a place */
    strata_intern *texts; /* outer ids and names */
    uint32_t *newest;     /* newest[number of a key]: head of its chain + 1 */
    size_t newest_room;
    size_t newest_count;
    strata_place *places; /* places[count] */
    size_t room;
    size_t count;
    char *key; /* room for a key */
    size_t key_room;
    char digest[STRATA_DIGEST_TEXT]; /* of all files so far, "" before the first */
};

/** Adds what is said of a place; what was said of the same place and years is replaced where both
 * say something. */
strata_status strata_entities_add(strata_entities *entities, strata_entity_level level,
                                  strata_slice id, strata_place added,
                                  strata_error *err) STRATA_NODISCARD;

/** Which place is asked for. */
typedef struct strata_place_question {
    const strata_entities *entities;
    strata_entity_level level;
    strata_place_ids ids;
    int year;
} strata_place_question;

/** Head of the chain of the id that is asked for, 0 if there is none. */
uint32_t strata_place_newest(const strata_place_question *of);

/** The next place that is the one asked for, from *at on; NULL behind the last. */
const strata_place *strata_place_next(const strata_place_question *of, uint32_t *at);

/** Whether a says more of a year than b, which may be NULL: what holds in it, else the latest. */
bool strata_place_is_better(const strata_place *a, const strata_place *b, int year);

#endif
