/* One column of a layout and what becomes of it. */
#include <stdio.h>
#include <string.h>

#include "schema/load_parts.h"
#include "schema/targets.h"

static const char *const type_names[] = {"string", "integer", "number", "boolean",
                                         "year",   "date",    "any",    NULL};

/* The number that goes with the target: which level, cut, dimension or race. */
static strata_status read_dim_index(const strata_node *strata, const char *key, uint16_t *index)
{
    strata_node member;
    if (!strata_node_member(strata, key, &member)) {
        return strata_node_fail(strata, NULL, "needs \"%s\" to say which", key);
    }
    const bool is_race = strcmp(key, "race") == 0;
    const unsigned count =
        is_race ? strata_group_count(STRATA_DIM_RACE) : (unsigned)STRATA_DIM_RECORDED - 1;
    const char *names[33] = {NULL};
    for (unsigned at = 0; at < count; at++) {
        names[at] = is_race ? strata_group_name(STRATA_DIM_RACE, (strata_code)(at + 1))
                            : strata_dim_name((strata_dim)(at + 1));
    }
    unsigned found = 0;
    STRATA_TRY(strata_node_word(strata, key, names, &found));
    *index = (uint16_t)(found + 1);
    return STRATA_OK;
}

static strata_status read_level_index(const strata_node *strata, const char *key, bool is_needed,
                                      uint16_t *index)
{
    strata_node member;
    if (is_needed && !strata_node_member(strata, key, &member)) {
        return strata_node_fail(strata, NULL, "needs \"%s\" to say which", key);
    }
    int64_t level = 0;
    STRATA_TRY(strata_node_whole(strata, key, (strata_range){1, STRATA_LEVELS_MAX}, &level));
    *index = (uint16_t)level;
    return STRATA_OK;
}

static strata_status read_index(const strata_node *strata, strata_field *field)
{
    static const char *const index_keys[] = {"dim", "race", "level", "cut", NULL};
    static const char *const key_of[] = {
        [STRATA_INDEX_NONE] = "",     [STRATA_INDEX_DIM] = "dim",
        [STRATA_INDEX_RACE] = "race", [STRATA_INDEX_LEVEL] = "level",
        [STRATA_INDEX_CUT] = "cut",   [STRATA_INDEX_CUT_OR_MEAN] = "cut"};
    const strata_target_rule *rule = strata_target_rule_of(field->to);
    const char *key = key_of[rule->index];
    for (size_t at = 0; index_keys[at] != NULL; at++) {
        strata_node member;
        if (strcmp(index_keys[at], key) != 0 &&
            strata_node_member(strata, index_keys[at], &member)) {
            return strata_node_fail(strata, index_keys[at], "says nothing about target \"%s\"",
                                    rule->name);
        }
    }
    switch (rule->index) {
    case STRATA_INDEX_DIM:
    case STRATA_INDEX_RACE:
        return read_dim_index(strata, key, &field->index);
    case STRATA_INDEX_LEVEL:
    case STRATA_INDEX_CUT:
        return read_level_index(strata, key, true, &field->index);
    case STRATA_INDEX_CUT_OR_MEAN:
        return read_level_index(strata, key, false, &field->index);
    case STRATA_INDEX_NONE:
        break;
    }
    return STRATA_OK;
}

static strata_status read_map(const strata_node *strata, strata_field *field)
{
    strata_node member;
    if (!strata_node_member(strata, "map", &member)) {
        return strata_target_rule_of(field->to)->words == STRATA_WORDS_GROUP
                   ? strata_node_fail(strata, NULL, "needs a \"map\" from codes to \"dim=group\"")
                   : STRATA_OK;
    }
    if (strata_target_rule_of(field->to)->words == STRATA_WORDS_NO_MAP) {
        return strata_node_fail(strata, "map", "target \"%s\" takes the text itself, without a map",
                                strata_target_rule_of(field->to)->name);
    }
    return strata_load_map(strata, field, &field->map);
}

static strata_status read_absent(const strata_node *strata, strata_field *field)
{
    enum {
        ABSENT_MAX = sizeof field->absent / sizeof field->absent[0]
    };
    const strata_slice *ids = NULL;
    STRATA_TRY(strata_node_texts(strata, "absent", &ids, &field->absent_count));
    if (field->absent_count > ABSENT_MAX) {
        return strata_node_fail(strata, "absent", "has more than %d ids", (int)ABSENT_MAX);
    }
    for (uint32_t at = 0; at < field->absent_count; at++) {
        field->absent[at] = ids[at];
    }
    return STRATA_OK;
}

/* A member that is a whole number from least to most. */
static strata_status read_u32(const strata_node *strata, const char *key, int64_t most,
                              uint32_t *out)
{
    int64_t value = *out;
    STRATA_TRY(strata_node_whole(strata, key, (strata_range){0, most}, &value));
    *out = (uint32_t)value;
    return STRATA_OK;
}

static strata_status read_fixed(const strata_node *strata, strata_field *field)
{
    enum {
        RECORD_MAX = 1 << 20
    };
    STRATA_TRY(read_u32(strata, "start", RECORD_MAX, &field->fixed_start));
    STRATA_TRY(read_u32(strata, "length", RECORD_MAX, &field->fixed_length));
    if ((field->fixed_start == 0) != (field->fixed_length == 0)) {
        return strata_node_fail(strata, NULL, "\"start\" and \"length\" go together");
    }
    return STRATA_OK;
}

strata_status strata_load_target(const strata_node *strata, strata_field *field)
{
    STRATA_TRY(strata_target_read(strata, "to", &field->to));
    STRATA_TRY(read_index(strata, field));
    return read_map(strata, field);
}

/* Where the column is, and in which years. */
static strata_status read_column(const strata_node *strata, strata_field *field)
{
    STRATA_TRY(strata_node_texts(strata, "aliases", &field->aliases, &field->alias_count));
    STRATA_TRY(strata_node_flag(strata, "optional", &field->optional));
    STRATA_TRY(strata_node_years(strata, &field->from, &field->until));
    return read_fixed(strata, field);
}

static strata_status read_strata(const strata_node *strata, strata_field *field)
{
    static const char *const keys[] = {
        "to",       "dim",   "race",     "level",    "cut",         "aliases",  "map",
        "absent",   "pad",   "join",     "decimals", "rounding",    "fraction", "from",
        "until",    "start", "optional", "length",   "float",       "variable", "implied_decimals",
        "captures", "set",   "place",    "blurred",  "school_year", NULL};
    STRATA_TRY(strata_node_keys(strata, keys));
    STRATA_TRY(strata_load_target(strata, field));
    STRATA_TRY(read_column(strata, field));
    STRATA_TRY(read_absent(strata, field));
    STRATA_TRY(read_u32(strata, "pad", 32, &field->pad));
    STRATA_TRY(strata_load_number(strata, field));
    STRATA_TRY(strata_load_place(strata, field));
    strata_blur_list blurred = {field->blurs, field->blur_count};
    STRATA_TRY(strata_load_blurred(strata, &blurred));
    field->blurs = blurred.forms;
    field->blur_count = blurred.count;
    return strata_load_family(strata, field);
}

static strata_status read_limit(const strata_node *constraints, const char *key, bool *has,
                                double *out)
{
    strata_node member;
    *has = strata_node_member(constraints, key, &member);
    if (*has && !json_is_number(member.value)) {
        return strata_node_fail(constraints, key, "must be a number");
    }
    *out = *has ? json_number_value(member.value) : 0.0;
    return STRATA_OK;
}

static strata_status read_constraints(const strata_node *node, strata_field *field)
{
    static const char *const keys[] = {"required", "minimum", "maximum", NULL};
    strata_node constraints;
    if (!strata_node_member(node, "constraints", &constraints)) {
        return STRATA_OK;
    }
    STRATA_TRY(strata_node_keys(&constraints, keys));
    STRATA_TRY(strata_node_flag(&constraints, "required", &field->required_value));
    STRATA_TRY(read_limit(&constraints, "minimum", &field->has_minimum, &field->minimum));
    STRATA_TRY(read_limit(&constraints, "maximum", &field->has_maximum, &field->maximum));
    if (field->has_minimum && field->has_maximum && field->minimum > field->maximum) {
        return strata_node_fail(&constraints, "maximum", "is below \"minimum\"");
    }
    return STRATA_OK;
}

strata_status strata_load_field(const strata_node *node, const strata_field_context *context,
                                strata_field *out)
{
    static const char *const keys[] = {"name",          "type",        "title",      "description",
                                       "missingValues", "constraints", "bareNumber", "groupChar",
                                       "decimalChar",   "strata",      NULL};
    STRATA_TRY(strata_node_keys(node, keys));
    *out = (strata_field){.join_field = -1,
                          .join_with = {"", 0},
                          .decimals = -1,
                          .variable = {"", 0},
                          .blurs = context->blurred.forms,
                          .blur_count = context->blurred.count};
    STRATA_TRY(strata_node_text(node, "name", &out->name));
    if (out->name.len == 0) {
        return strata_node_fail(node, NULL, "needs a \"name\", the header of the column");
    }
    unsigned type = 0;
    STRATA_TRY(strata_node_word(node, "type", type_names, &type));
    strata_missing_list missing = context->missing;
    STRATA_TRY(strata_load_missing(node, &missing));
    out->missing = missing.entries;
    out->missing_count = missing.count;
    STRATA_TRY(read_constraints(node, out));
    STRATA_TRY(strata_load_dress(node, out));
    strata_node strata;
    return strata_node_member(node, "strata", &strata) ? read_strata(&strata, out) : STRATA_OK;
}
