/* Only bytes without quotes are remembered: as many commas as fields make the same fields again. */
#include "cube/cell_key_read.h"

#include <string.h>

#include "base/alloc.h"
#include "base/number.h"
#include "cube/cell_columns.h"

/* Dimension, group and variable, as they were read. */
typedef struct read_group {
    strata_group_key group;
    uint32_t variable;
} read_group;

struct strata_cell_key_reader {
    strata_dictionary *dictionary; /* borrowed */
    char *place;                   /* place[place_len]: year to grade of the last row, the comma
                                      behind it too; 0: cannot be used again */
    size_t place_len;
    size_t place_room;
    strata_cell_key_found last; /* what they said */
    strata_intern *groups;      /* dim to variable, with commas; numbers from 1 */
    read_group *read;           /* read[read_room], by number */
    size_t read_room;
};

enum {
    PLACE_FIELDS = STRATA_CELL_DIM,
    GROUP_FIELDS = STRATA_CELL_VARIABLE - STRATA_CELL_DIM + 1
};

void strata_cell_key_reader_free(strata_cell_key_reader *reader)
{
    if (reader != NULL) {
        strata_free(reader->place);
        strata_intern_free(reader->groups);
        strata_free(reader->read);
        strata_free(reader);
    }
}

strata_cell_key_reader *strata_cell_key_reader_new(strata_dictionary *dictionary)
{
    strata_cell_key_reader *reader = strata_alloc_zero(1, sizeof *reader);
    if (reader == NULL) {
        return NULL;
    }
    reader->dictionary = dictionary;
    reader->groups = strata_intern_new();
    if (reader->groups == NULL) {
        strata_cell_key_reader_free(reader);
        return NULL;
    }
    return reader;
}

/* The bytes of `count` fields and the commas behind them, if that is what stands at `start`. */
static strata_slice bytes_of(const strata_cell_line *line, size_t start, unsigned first,
                             unsigned count)
{
    size_t len = 0;
    for (unsigned at = first; at < first + count; at++) {
        len += line->fields[at].len + 1;
    }
    const bool is_there = start + len <= line->raw.len;
    return (strata_slice){line->raw.text + start, is_there ? len : 0};
}

static bool has_quotes(strata_slice bytes)
{
    return bytes.len == 0 || memchr(bytes.text, '"', bytes.len) != NULL;
}

static strata_status intern(strata_cell_key_reader *reader, strata_slice text, uint32_t *out,
                            strata_error *err)
{
    return strata_intern_add(strata_dictionary_texts(reader->dictionary), text.text, text.len, out,
                             err);
}

/* ---- places and tests ---- */

static uint32_t read_place_words(const strata_slice *fields, strata_cell_key *key)
{
    uint64_t year = 0;
    strata_entity_level level = STRATA_LEVEL_STATE;
    if (!strata_count_parse(fields[STRATA_CELL_YEAR], &year) || year < STRATA_YEAR_MIN ||
        year > STRATA_YEAR_MAX) {
        return STRATA_CELL_YEAR;
    }
    if (!strata_entity_level_find(fields[STRATA_CELL_ENTITY_LEVEL], &level)) {
        return STRATA_CELL_ENTITY_LEVEL;
    }
    key->year = (int16_t)year;
    key->entity_level = (uint8_t)level;
    return STRATA_CELL_ALL_GOOD;
}

static strata_status read_place_texts(strata_cell_key_reader *reader, const strata_slice *fields,
                                      strata_cell_key *key, strata_error *err)
{
    const struct {
        unsigned column;
        uint32_t *id;
    } texts[] = {{STRATA_CELL_TERM, &key->term},     {STRATA_CELL_POPULATION, &key->population},
                 {STRATA_CELL_COUNTY, &key->county}, {STRATA_CELL_LEA, &key->lea},
                 {STRATA_CELL_SCHOOL, &key->school}, {STRATA_CELL_ASSESSMENT, &key->assessment},
                 {STRATA_CELL_ERA, &key->era},       {STRATA_CELL_SUBJECT, &key->subject},
                 {STRATA_CELL_GRADE, &key->grade}};
    for (size_t at = 0; at < sizeof texts / sizeof texts[0]; at++) {
        STRATA_TRY(intern(reader, fields[texts[at].column], texts[at].id, err));
    }
    return STRATA_OK;
}

static strata_status remember_place(strata_cell_key_reader *reader, strata_slice bytes,
                                    strata_error *err)
{
    STRATA_TRY(strata_reserve(&reader->place, &reader->place_room, bytes.len, 1, err));
    memcpy(reader->place, bytes.text, bytes.len);
    reader->place_len = bytes.len;
    return STRATA_OK;
}

static strata_status read_place(strata_cell_key_reader *reader, const strata_cell_line *line,
                                strata_error *err)
{
    strata_cell_key_found *found = &reader->last;
    *found = (strata_cell_key_found){.bad = STRATA_CELL_ALL_GOOD};
    reader->place_len = 0;
    found->bad = read_place_words(line->fields, &found->key);
    if (found->bad != STRATA_CELL_ALL_GOOD) {
        return STRATA_OK;
    }
    strata_cell_key *key = &found->key;
    STRATA_TRY(read_place_texts(reader, line->fields, key, err));
    const strata_test *test =
        strata_dictionary_test(reader->dictionary, key->assessment, key->subject, key->era);
    found->levels = test != NULL ? test->levels : 0;
    const strata_slice bytes = bytes_of(line, 0, 0, PLACE_FIELDS);
    return has_quotes(bytes) ? STRATA_OK : remember_place(reader, bytes, err);
}

static bool is_same_place(const strata_cell_key_reader *reader, const strata_cell_line *line)
{
    return reader->place_len > 0 && line->raw.len >= reader->place_len &&
           memcmp(line->raw.text, reader->place, reader->place_len) == 0;
}

/* ---- groups ---- */

static strata_status remember_group(strata_cell_key_reader *reader, strata_slice bytes,
                                    const strata_cell_key *key, strata_error *err)
{
    uint32_t number = 0;
    STRATA_TRY(strata_intern_add(reader->groups, bytes.text, bytes.len, &number, err));
    STRATA_TRY(strata_reserve(&reader->read, &reader->read_room, (size_t)number + 1,
                              sizeof *reader->read, err));
    reader->read[number] = (read_group){key->group, key->variable};
    return STRATA_OK;
}

static strata_status read_group_fields(strata_cell_key_reader *reader, const strata_cell_line *line,
                                       strata_slice bytes, strata_cell_key_found *found,
                                       strata_error *err)
{
    if (!strata_group_key_parse(line->fields[STRATA_CELL_DIM], line->fields[STRATA_CELL_GROUP],
                                &found->key.group)) {
        found->bad = STRATA_CELL_GROUP;
        return STRATA_OK;
    }
    STRATA_TRY(intern(reader, line->fields[STRATA_CELL_VARIABLE], &found->key.variable, err));
    return has_quotes(bytes) ? STRATA_OK : remember_group(reader, bytes, &found->key, err);
}

static strata_status read_group_of(strata_cell_key_reader *reader, const strata_cell_line *line,
                                   strata_cell_key_found *found, strata_error *err)
{
    const bool is_plain = reader->place_len > 0;
    const strata_slice bytes =
        is_plain ? bytes_of(line, reader->place_len, STRATA_CELL_DIM, GROUP_FIELDS)
                 : (strata_slice){NULL, 0};
    const uint32_t number =
        bytes.len > 0 ? strata_intern_find(reader->groups, bytes.text, bytes.len) : UINT32_MAX;
    if (number == UINT32_MAX) {
        return read_group_fields(reader, line, bytes, found, err);
    }
    found->key.group = reader->read[number].group;
    found->key.variable = reader->read[number].variable;
    return STRATA_OK;
}

strata_status strata_cell_key_read(strata_cell_key_reader *reader, const strata_cell_line *line,
                                   strata_cell_key_found *out, strata_error *err)
{
    if (!is_same_place(reader, line)) {
        STRATA_TRY(read_place(reader, line, err));
    }
    *out = reader->last;
    return out->bad == STRATA_CELL_ALL_GOOD ? read_group_of(reader, line, out, err) : STRATA_OK;
}
