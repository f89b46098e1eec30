/* Places out of a file that is read through a schema of kind "entities". */
#include <string.h>

#include "record/decode.h"
#include "record/entities_parts.h"
#include "record/extract.h"

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
    *out = STRATA_NOT_NAMED;
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
static strata_status read_years(loading *self, strata_place *out, strata_error *err)
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
static strata_status read_outer(loading *self, strata_entity_level level, strata_place *out,
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

static strata_status read_answer(loading *self, strata_target to, uint8_t *out, strata_error *err)
{
    const strata_value value = value_of(self, to);
    *out = STRATA_UNKNOWN;
    if (value.state == STRATA_VALUE_THERE) {
        *out = (uint8_t)strata_answer_of(value.text);
    }
    const bool is_strange = value.state == STRATA_VALUE_UNKNOWN ||
                            (value.state == STRATA_VALUE_THERE && *out == STRATA_UNKNOWN);
    return is_strange ? refuse(self, "code-unknown", value.field, err) : STRATA_OK;
}

static strata_status read_flags(loading *self, strata_place *out, strata_error *err)
{
    STRATA_TRY(intern(self, STRATA_TO_SUCCESSOR, &out->successor, err));
    STRATA_TRY(intern(self, STRATA_TO_GRADE_LOW, &out->grade_low, err));
    STRATA_TRY(intern(self, STRATA_TO_GRADE_HIGH, &out->grade_high, err));
    STRATA_TRY(read_answer(self, STRATA_TO_CHARTER, &out->charter, err));
    STRATA_TRY(read_answer(self, STRATA_TO_ALTERNATIVE, &out->alternative, err));
    return read_answer(self, STRATA_TO_CEP, &out->cep, err);
}

static bool says_something(loading *self)
{
    static const strata_target targets[] = {
        STRATA_TO_ENTITY_NAME, STRATA_TO_SUCCESSOR, STRATA_TO_CHARTER,   STRATA_TO_ALTERNATIVE,
        STRATA_TO_CEP,         STRATA_TO_GRADE_LOW, STRATA_TO_GRADE_HIGH};
    for (size_t at = 0; at < sizeof targets / sizeof targets[0]; at++) {
        if (value_of(self, targets[at]).state == STRATA_VALUE_THERE) {
            return true;
        }
    }
    return false;
}

/* One place of a row, if the row says anything of one. */
static strata_status read_place(loading *self, strata_error *err)
{
    if (!strata_value_has_result(&self->values, self->result) || !says_something(self)) {
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
    strata_place made = {0};
    STRATA_TRY(read_years(self, &made, err));
    STRATA_TRY(read_outer(self, level, &made, err));
    STRATA_TRY(intern(self, STRATA_TO_ENTITY_NAME, &made.name, err));
    STRATA_TRY(read_flags(self, &made, err));
    return strata_entities_add(self->entities, level, id, made, err);
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

/* The digest of the files so far and of one more, in this order: the later one has the last word.
 */
static strata_status add_digest(strata_entities *entities, strata_source *source, strata_error *err)
{
    char added[STRATA_DIGEST_TEXT];
    strata_source_digest(source, added);
    if (entities->digest[0] == '\0') {
        memcpy(entities->digest, added, sizeof added);
        return STRATA_OK;
    }
    strata_digest *both = strata_digest_new();
    if (both == NULL) {
        return strata_fail_memory(err);
    }
    strata_digest_add(both, entities->digest, sizeof entities->digest - 1);
    strata_digest_add(both, added, sizeof added - 1);
    strata_digest_text(both, entities->digest);
    strata_digest_free(both);
    return STRATA_OK;
}

strata_status strata_entities_load(strata_entities *entities, const char *path,
                                   strata_catalog *catalog, strata_error *err)
{
    return strata_entities_load_as(entities, path, catalog, NULL, err);
}

strata_status strata_entities_load_as(strata_entities *entities, const char *path,
                                      strata_catalog *catalog, const char *schema,
                                      strata_error *err)
{
    strata_source *source = NULL;
    STRATA_TRY(strata_source_open(path, &source, err));
    loading self = {.entities = entities};
    strata_status status = strata_extract_open(&self.extract, source, catalog, schema, err);
    if (status == STRATA_OK) {
        status = read_rows(&self, err);
    }
    if (status == STRATA_OK) {
        status = add_digest(entities, source, err);
    }
    strata_value_reader_deinit(&self.values);
    strata_extract_close(&self.extract);
    strata_source_close(source);
    return status;
}
