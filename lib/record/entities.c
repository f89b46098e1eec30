/* Places by level and id; those of one id (in several years, or inside several outer places) form a
 * chain. */
#include "record/entities.h"

#include <string.h>

#include "base/alloc.h"
#include "base/intern.h"
#include "record/decode.h"
#include "record/extract.h"

enum {
    NOT_NAMED = 0 /* number of the empty text: an outer id that the file does not give */
};

/** A name of a place in some years. Texts are numbers in strata_entities.texts. */
typedef struct place {
    uint32_t county;
    uint32_t lea;
    uint32_t name;
    int16_t from; /* years in which it holds, 0 = open */
    int16_t until;
    uint32_t next; /* the place before it in the chain + 1, 0 = none */
} place;

struct strata_entities {
    strata_intern *keys;  /* level and id of a place */
    strata_intern *texts; /* outer ids and names */
    uint32_t *newest;     /* newest[number of a key]: head of its chain + 1 */
    size_t newest_room;
    size_t newest_count;
    place *places; /* places[count] */
    size_t room;
    size_t count;
    char *key; /* room for a key */
    size_t key_room;
};

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

static bool is_same_place(const place *a, const place *b)
{
    return a->county == b->county && a->lea == b->lea && a->from == b->from && a->until == b->until;
}

static strata_status add_place(strata_entities *entities, strata_entity_level level,
                               strata_slice id, place added, strata_error *err)
{
    uint32_t *chain = NULL;
    STRATA_TRY(find_chain(entities, level, id, &chain, err));
    for (uint32_t at = *chain; at != 0; at = entities->places[at - 1].next) {
        if (is_same_place(&entities->places[at - 1], &added)) {
            entities->places[at - 1].name = added.name;
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

/* A file while it is read. */
typedef struct loading {
    strata_entities *entities;
    strata_extract extract;
    strata_value_reader values;
    const strata_bound_result *result;
} loading;

static strata_status refuse(const loading *self, const char *rule, uint32_t field,
                            strata_error *err)
{
    return strata_fail_at(err, STRATA_E_INPUT, rule, strata_extract_place(&self->extract, field),
                          "column \"%s\": %s", strata_extract_column(&self->extract, field),
                          strata_rule_text(rule));
}

static strata_value value_of(loading *self, strata_target to)
{
    return strata_value_of(&self->values, self->result, to, 0);
}

static strata_status intern(loading *self, strata_target to, uint32_t *out, strata_error *err)
{
    const strata_value value = value_of(self, to);
    *out = NOT_NAMED;
    return value.state == STRATA_VALUE_THERE
               ? strata_intern_add(self->entities->texts, value.text.text, value.text.len, out, err)
               : STRATA_OK;
}

/* 0 where there is none. */
static strata_status read_year(loading *self, strata_target to, int16_t *out, strata_error *err)
{
    const strata_value value = value_of(self, to);
    uint64_t year = 0;
    *out = 0;
    if (value.state != STRATA_VALUE_THERE) {
        return STRATA_OK;
    }
    if (!strata_count_parse(value.text, &year)) {
        return refuse(self, "number", value.field, err);
    }
    if (year < STRATA_YEAR_MIN || year > STRATA_YEAR_MAX) {
        return refuse(self, "year-range", value.field, err);
    }
    *out = (int16_t)year;
    return STRATA_OK;
}

/* The years a name holds in: those the file says, else the year of the file or row. */
static strata_status read_years(loading *self, place *out, strata_error *err)
{
    int16_t year = 0;
    STRATA_TRY(read_year(self, STRATA_TO_YEAR, &year, err));
    STRATA_TRY(read_year(self, STRATA_TO_VALID_FROM, &out->from, err));
    STRATA_TRY(read_year(self, STRATA_TO_VALID_TO, &out->until, err));
    if (out->from == 0 && out->until == 0) {
        out->from = year;
        out->until = year;
    }
    return STRATA_OK;
}

static strata_target id_target(strata_entity_level level)
{
    switch (level) {
    case STRATA_LEVEL_COUNTY:
        return STRATA_TO_COUNTY;
    case STRATA_LEVEL_LEA:
        return STRATA_TO_LEA;
    case STRATA_LEVEL_SCHOOL:
        return STRATA_TO_SCHOOL;
    case STRATA_LEVEL_STATE:
    case STRATA_LEVEL_SET:
    case STRATA_LEVEL_COUNT:
        break;
    }
    return STRATA_TO_NOTHING;
}

/* What is around the place. Where the file names one parent, id columns of other levels say
 * nothing: they may be the same column. */
static strata_status read_outer(loading *self, strata_entity_level level, place *out,
                                strata_error *err)
{
    const uint32_t *first = self->result->first;
    const bool has_parent = first[STRATA_TO_PARENT] < first[STRATA_TO_PARENT + 1];
    if (level == STRATA_LEVEL_SCHOOL) {
        STRATA_TRY(intern(self, has_parent ? STRATA_TO_PARENT : STRATA_TO_LEA, &out->lea, err));
    }
    if (level == STRATA_LEVEL_LEA && has_parent) {
        return intern(self, STRATA_TO_PARENT, &out->county, err);
    }
    const bool is_inside = level == STRATA_LEVEL_LEA || level == STRATA_LEVEL_SCHOOL;
    return is_inside && !has_parent ? intern(self, STRATA_TO_COUNTY, &out->county, err) : STRATA_OK;
}

static strata_status read_level(loading *self, strata_entity_level *out, strata_error *err)
{
    const strata_value value = value_of(self, STRATA_TO_ENTITY_LEVEL);
    if (value.state == STRATA_VALUE_THERE && strata_entity_level_find(value.text, out)) {
        return STRATA_OK;
    }
    if (value.state != STRATA_VALUE_NONE) {
        return refuse(self, "code-unknown", value.field, err);
    }
    *out = STRATA_LEVEL_STATE;
    for (unsigned level = STRATA_LEVEL_COUNTY; level <= STRATA_LEVEL_SCHOOL; level++) {
        if (value_of(self, id_target((strata_entity_level)level)).state == STRATA_VALUE_THERE) {
            *out = (strata_entity_level)level;
        }
    }
    return STRATA_OK;
}

/* One place of a row, if the row names one. */
static strata_status read_place(loading *self, strata_error *err)
{
    if (!strata_value_has_result(&self->values, self->result) ||
        value_of(self, STRATA_TO_ENTITY_NAME).state != STRATA_VALUE_THERE) {
        return STRATA_OK;
    }
    strata_entity_level level = STRATA_LEVEL_STATE;
    STRATA_TRY(read_level(self, &level, err));
    strata_slice id = {"", 0};
    if (level != STRATA_LEVEL_STATE) {
        const strata_value value = value_of(self, id_target(level));
        if (value.state == STRATA_VALUE_ABSENT) {
            return STRATA_OK;
        }
        if (value.state != STRATA_VALUE_THERE) {
            return refuse(self, "value-missing", value.field, err);
        }
        id = value.text;
    }
    place made = {0};
    STRATA_TRY(read_years(self, &made, err));
    STRATA_TRY(read_outer(self, level, &made, err));
    STRATA_TRY(intern(self, STRATA_TO_ENTITY_NAME, &made.name, err));
    return add_place(self->entities, level, id, made, err);
}

static strata_status read_row(loading *self, const strata_csv_row *row, strata_error *err)
{
    const strata_binding *binding = &self->extract.binding;
    if (row->count != binding->column_count) {
        return strata_fail_at(err, STRATA_E_INPUT, "row-length",
                              strata_extract_place(&self->extract, STRATA_NO_FIELD),
                              "%u fields in a row, expected as many as the header has, %u",
                              (unsigned)row->count, (unsigned)binding->column_count);
    }
    strata_value_reader_start(&self->values, row);
    for (uint32_t at = 0; at < binding->layout->result_count; at++) {
        self->result = &binding->results[at];
        STRATA_TRY(read_place(self, err));
    }
    return self->values.is_out_of_memory ? strata_fail_memory(err) : STRATA_OK;
}

static strata_status read_rows(loading *self, strata_error *err)
{
    if (self->extract.choice.schema->kind != STRATA_KIND_ENTITIES) {
        return strata_fail_at(
            err, STRATA_E_USAGE, "file-kind",
            (strata_place_in_file){.file = strata_source_name(self->extract.source)},
            "this file holds results, expected one that names places (level,id,parent,name)");
    }
    STRATA_TRY(strata_value_reader_init(&self->values, &self->extract.binding, err));
    const strata_csv_row *row = NULL;
    STRATA_TRY(strata_extract_next(&self->extract, &row, err));
    while (row != NULL) {
        STRATA_TRY(read_row(self, row, err));
        STRATA_TRY(strata_extract_next(&self->extract, &row, err));
    }
    return STRATA_OK;
}

strata_status strata_entities_load(strata_entities *entities, const char *path,
                                   strata_catalog *catalog, strata_error *err)
{
    strata_source *source = NULL;
    STRATA_TRY(strata_source_open(path, &source, err));
    loading self = {.entities = entities};
    strata_status status = strata_extract_open(&self.extract, source, catalog, NULL, err);
    if (status == STRATA_OK) {
        status = read_rows(&self, err);
    }
    strata_value_reader_deinit(&self.values);
    strata_extract_close(&self.extract);
    strata_source_close(source);
    return status;
}

/* Ids are compared where both sides have one. */
static bool agrees(const strata_entities *entities, uint32_t outer, const char *asked)
{
    return outer == NOT_NAMED || asked[0] == '\0' ||
           strcmp(strata_intern_text(entities->texts, outer), asked) == 0;
}

static bool holds(const place *of, int year)
{
    return (of->from == 0 || of->from <= year) && (of->until == 0 || year <= of->until);
}

/* A name that holds in the year, else the latest one. */
static bool is_better(const place *a, const place *b, int year)
{
    if (b == NULL || holds(a, year) != holds(b, year)) {
        return b == NULL || holds(a, year);
    }
    const int until_a = a->until != 0 ? a->until : INT16_MAX;
    const int until_b = b->until != 0 ? b->until : INT16_MAX;
    return until_a != until_b ? until_a > until_b : a->from > b->from;
}

static uint32_t newest_of(const strata_entities *entities, strata_entity_level level,
                          const char *id)
{
    char key[256];
    const size_t len = strlen(id);
    if (len + 2 > sizeof key) {
        return 0;
    }
    key[0] = (char)('0' + level);
    memcpy(key + 1, id, len + 1);
    const uint32_t number = strata_intern_find(entities->keys, key, len + 1);
    return number < entities->newest_count ? entities->newest[number] : 0;
}

/* NOLINTNEXTLINE(readability-function-size): a place is its level and three ids */
const char *strata_entities_name(const strata_entities *entities, strata_entity_level level,
                                 const char *county, const char *lea, const char *school, int year)
{
    const char *id = level == STRATA_LEVEL_SCHOOL   ? school
                     : level == STRATA_LEVEL_LEA    ? lea
                     : level == STRATA_LEVEL_COUNTY ? county
                                                    : "";
    const place *best = NULL;
    uint32_t at = newest_of(entities, level, id);
    while (at != 0) {
        const place *candidate = &entities->places[at - 1];
        if (agrees(entities, candidate->county, county) && agrees(entities, candidate->lea, lea) &&
            is_better(candidate, best, year)) {
            best = candidate;
        }
        at = candidate->next;
    }
    return best != NULL ? strata_intern_text(entities->texts, best->name) : "";
}
