/* One text for the place of the last cell, one for each group that was ever seen. */
#include "cube/cell_key_text.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "base/alloc.h"

/* A group and its variable, without padding. */
typedef struct group_id {
    uint32_t group[2]; /* the bytes of the key */
    uint32_t variable;
} group_id;

enum {
    RECENT_BITS = 10,
    RECENT = 1 << RECENT_BITS
};

/* The text of a group: where it lies among the others. */
typedef struct group_text {
    group_id id;
    size_t start;
    size_t len; /* 0: it is not written yet */
} group_text;

struct strata_cell_key_text {
    const strata_dictionary *dictionary; /* borrowed */
    bool with_variable;
    strata_cell_key last; /* whose place is written */
    bool has_last;
    strata_sink *place;
    strata_sink *groups; /* texts of all groups seen, one behind the other */
    strata_intern *ids;  /* group_id as bytes; numbers from 1 */
    group_text *texts;   /* texts[text_room], by number */
    size_t text_room;
    uint32_t recent[RECENT]; /* numbers of groups that came lately, by recent_of; 0: none */
};

void strata_cell_key_text_free(strata_cell_key_text *texts)
{
    if (texts != NULL) {
        strata_sink_discard(texts->place);
        strata_sink_discard(texts->groups);
        strata_intern_free(texts->ids);
        strata_free(texts->texts);
        strata_free(texts);
    }
}

strata_status strata_cell_key_text_new(const strata_dictionary *dictionary, bool with_variable,
                                       strata_cell_key_text **out, strata_error *err)
{
    *out = NULL;
    strata_cell_key_text *texts = strata_alloc_zero(1, sizeof *texts);
    if (texts == NULL) {
        return strata_fail_memory(err);
    }
    texts->dictionary = dictionary;
    texts->with_variable = with_variable;
    texts->ids = strata_intern_new();
    strata_status status = texts->ids != NULL ? STRATA_OK : strata_fail_memory(err);
    if (status == STRATA_OK) {
        status = strata_sink_memory(&texts->place, err);
    }
    if (status == STRATA_OK) {
        status = strata_sink_memory(&texts->groups, err);
    }
    if (status != STRATA_OK) {
        strata_cell_key_text_free(texts);
        return status;
    }
    *out = texts;
    return STRATA_OK;
}

/* Every field has a comma behind it: the row goes on. */
static strata_status end_fields(strata_csv_writer *csv)
{
    return csv->status == STRATA_OK ? strata_sink_write(csv->sink, ",", 1, csv->err) : csv->status;
}

static void write_text(strata_csv_writer *csv, const strata_cell_key_text *texts, uint32_t id)
{
    strata_csv_string(csv, strata_dictionary_text(texts->dictionary, id));
}

/* Behind what a sink holds STRATA_KEY_TEXT_PAD bytes may be read. */
static strata_status pad(strata_sink *sink, strata_error *err)
{
    char *at = NULL;
    return strata_sink_room(sink, STRATA_KEY_TEXT_PAD, &at, err);
}

static strata_status write_place(strata_cell_key_text *texts, const strata_cell_key *key,
                                 strata_error *err)
{
    strata_csv_writer csv;
    strata_sink_clear(texts->place);
    strata_csv_writer_init(&csv, texts->place, ',', err);
    strata_csv_integer(&csv, key->year);
    write_text(&csv, texts, key->term);
    write_text(&csv, texts, key->population);
    strata_csv_string(&csv, strata_entity_level_name((strata_entity_level)key->entity_level));
    write_text(&csv, texts, key->county);
    write_text(&csv, texts, key->lea);
    write_text(&csv, texts, key->school);
    write_text(&csv, texts, key->assessment);
    write_text(&csv, texts, key->era);
    write_text(&csv, texts, key->subject);
    write_text(&csv, texts, key->grade);
    STRATA_TRY(end_fields(&csv));
    return pad(texts->place, err);
}

static strata_status write_group(strata_cell_key_text *texts, const strata_cell_key *key,
                                 group_text *out, strata_error *err)
{
    char dim[STRATA_GROUP_TEXT];
    char group[STRATA_GROUP_TEXT];
    strata_csv_writer csv;
    const uint64_t start = strata_sink_position(texts->groups);
    strata_group_key_dim_text(key->group, dim);
    strata_group_key_group_text(key->group, group);
    strata_csv_writer_init(&csv, texts->groups, ',', err);
    strata_csv_string(&csv, dim);
    strata_csv_string(&csv, group);
    if (texts->with_variable) {
        write_text(&csv, texts, key->variable);
    }
    STRATA_TRY(end_fields(&csv));
    out->start = (size_t)start;
    out->len = (size_t)(strata_sink_position(texts->groups) - start);
    return pad(texts->groups, err);
}

/* From term to grade the numbers of texts stand one behind the other. */
static bool is_same_place(const strata_cell_key *a, const strata_cell_key *b)
{
    enum {
        FROM = offsetof(strata_cell_key, term),
        TO = offsetof(strata_cell_key, variable)
    };
    return a->year == b->year && a->entity_level == b->entity_level &&
           memcmp((const char *)a + FROM, (const char *)b + FROM, TO - FROM) == 0;
}

static strata_slice bytes_of(const strata_sink *sink)
{
    strata_slice bytes = {NULL, 0};
    strata_sink_bytes(sink, &bytes.text, &bytes.len);
    return bytes;
}

/* The number of a group that did not come lately. */
static strata_status number_of(strata_cell_key_text *texts, const strata_cell_key *key,
                               const group_id *id, uint32_t *out, strata_error *err)
{
    uint32_t number = 0;
    STRATA_TRY(strata_intern_add(texts->ids, (const char *)id, sizeof *id, &number, err));
    if (number >= texts->text_room) {
        const size_t before = texts->text_room;
        STRATA_TRY(strata_reserve(&texts->texts, &texts->text_room, (size_t)number + 1,
                                  sizeof *texts->texts, err));
        memset(texts->texts + before, 0, (texts->text_room - before) * sizeof *texts->texts);
    }
    group_text *text = &texts->texts[number];
    if (text->len == 0) {
        text->id = *id;
        STRATA_TRY(write_group(texts, key, text, err));
    }
    *out = number;
    return STRATA_OK;
}

/* In two pieces, as keys are copied: what was just written in pieces is slow to read as one. */
static group_id id_of(const strata_cell_key *key, bool with_variable)
{
    uint32_t front = 0;
    uint16_t back = 0;
    static_assert(sizeof key->group == sizeof front + sizeof back, "all of the key");
    memcpy(&front, &key->group, sizeof front);
    memcpy(&back, (const char *)&key->group + sizeof front, sizeof back);
    return (group_id){.group = {front, back}, .variable = with_variable ? key->variable : 0};
}

static bool is_same_id(const group_id *a, const group_id *b)
{
    return a->group[0] == b->group[0] && a->group[1] == b->group[1] && a->variable == b->variable;
}

/* Where a group has its place among those that came lately. */
static size_t recent_of(const group_id *id)
{
    const uint64_t bytes = (id->group[0] | (uint64_t)id->group[1] << 32) + id->variable;
    return (size_t)(bytes * UINT64_C(0x9E3779B97F4A7C15) >> (64 - RECENT_BITS));
}

static strata_status find_group(strata_cell_key_text *texts, const strata_cell_key *key,
                                strata_slice *out, strata_error *err)
{
    const group_id id = id_of(key, texts->with_variable);
    uint32_t *recent = &texts->recent[recent_of(&id)];
    if (*recent == 0 || !is_same_id(&texts->texts[*recent].id, &id)) {
        STRATA_TRY(number_of(texts, key, &id, recent, err));
    }
    const group_text *text = &texts->texts[*recent];
    *out = (strata_slice){bytes_of(texts->groups).text + text->start, text->len};
    return STRATA_OK;
}

strata_status strata_cell_key_text_of(strata_cell_key_text *texts, const strata_cell_key *key,
                                      strata_cell_key_fields *out, strata_error *err)
{
    out->is_new_place = !texts->has_last || !is_same_place(&texts->last, key);
    if (out->is_new_place) {
        STRATA_TRY(write_place(texts, key, err));
        texts->last = *key;
        texts->has_last = true;
    }
    out->place = bytes_of(texts->place);
    return find_group(texts, key, &out->group, err);
}
