/* One field of a draft: what a column gives, its codes, and how its numbers are written. */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "schema/guess_draft_parts.h"
#include "schema/targets.h"

enum {
    TEXT_SIZE = 400
};

static const char *type_word(strata_guess_type type)
{
    static const char *const words[] = {"any", "integer", "number", "string", "year", "string"};
    return words[type];
}

static void put_description(strata_draft *draft, json_t *field, const strata_guess_column *column)
{
    char role[STRATA_GUESS_ROLE];
    char text[TEXT_SIZE];
    (void)snprintf(text, sizeof text, "%s: %.*s; confidence %.2f", strata_guess_role(column, role),
                   (int)column->evidence.len, column->evidence.text, column->confidence);
    strata_draft_put(draft, field, "description", json_string(text));
}

bool strata_draft_can_show(const strata_guess_values *values)
{
    for (uint32_t i = 0; i < values->code_count; i++) {
        if (values->codes[i].count >= STRATA_GUESS_OFTEN) {
            return true;
        }
    }
    return false;
}

bool strata_guess_has_map(const strata_guess_column *column)
{
    const strata_guess_values *values = &column->values;
    bool has_other = false;
    if (!strata_draft_can_show(values)) {
        return false;
    }
    switch ((int)column->to) {
    case STRATA_TO_GROUP:
    case STRATA_TO_DIM:
    case STRATA_TO_SUBJECT:
    case STRATA_TO_ENTITY_LEVEL:
    case STRATA_TO_FAY_SCHOOL:
    case STRATA_TO_FAY_LEA:
    case STRATA_TO_FAY_STATE:
    case STRATA_TO_TESTED:
        return true;
    case STRATA_TO_LEVEL:
        for (uint32_t i = 0; i < values->code_count; i++) {
            has_other = has_other || strata_slice_is(values->codes[i].to, "0"); /* no level */
        }
        return has_other || values->type == STRATA_GUESS_TEXT;
    case STRATA_TO_GRADE:
        for (uint32_t i = 0; i < values->code_count; i++) {
            const strata_slice to = values->codes[i].to;
            const strata_slice code = values->codes[i].code;
            const bool is_padded = code.len == 1 && to.len == 2 && to.text[1] == code.text[0];
            has_other = has_other || !(is_padded || strata_slice_equal(to, code));
        }
        return has_other;
    default:
        return false;
    }
}

/* Where some letters of a dimension are codes, the others may be too, in rows that are too few to
 * show: they are all listed, whatever the sample has. */
static void add_letters(strata_draft *draft, json_t *codes, const strata_guess_column *column)
{
    const strata_dim dim = (strata_dim)column->index;
    const char *shown = NULL;
    const char *code = NULL;
    json_t *to = NULL;
    json_object_foreach(codes, code, to)
    {
        shown = strlen(code) == 1 && strata_guess_dim_letter(dim, code[0]) != NULL ? code : shown;
    }
    const char first = shown != NULL && shown[0] >= 'a' ? 'a' : 'A';
    for (char letter = first; shown != NULL && letter <= first + 'Z' - 'A'; letter++) {
        const char key[2] = {letter, '\0'};
        const char *group = strata_guess_dim_letter(dim, letter);
        if (group != NULL && json_object_get(codes, key) == NULL) {
            strata_draft_put(draft, codes, key, json_string(group));
        }
    }
}

/* Beside a no there is a yes, in however few rows. */
static void add_answers(strata_draft *draft, json_t *codes, const strata_guess_column *column)
{
    static const char *const pairs[][2] = {{"Y", "N"},    {"y", "n"},    {"Yes", "No"},
                                           {"yes", "no"}, {"YES", "NO"}, {"1", "0"}};
    const bool is_el = column->to == STRATA_TO_DIM && column->index == STRATA_DIM_EL;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        const json_t *yes = json_object_get(codes, pairs[i][0]);
        const json_t *no = json_object_get(codes, pairs[i][1]);
        if (yes == NULL && no != NULL) {
            strata_draft_put(draft, codes, pairs[i][0], json_string(is_el ? "current" : "yes"));
        } else if (no == NULL && yes != NULL) {
            strata_draft_put(draft, codes, pairs[i][1],
                             json_string(is_el ? "history_unknown" : "no"));
        }
    }
}

/* Codes that go with those that are shown. */
static void add_others(strata_draft *draft, json_t *codes, const strata_guess_column *column)
{
    const bool is_dim = column->to == STRATA_TO_DIM;
    const bool is_flag = column->to == STRATA_TO_FAY_SCHOOL || column->to == STRATA_TO_FAY_LEA ||
                         column->to == STRATA_TO_FAY_STATE || column->to == STRATA_TO_TESTED;
    if (is_dim) {
        add_letters(draft, codes, column);
    }
    if (is_flag || (is_dim && column->index != STRATA_DIM_RACE &&
                    column->index != STRATA_DIM_GENDER && column->index != STRATA_DIM_FRL)) {
        add_answers(draft, codes, column);
    }
}

/* A code that is not understood stays out, so that reading counts it as unknown. */
static void put_map(strata_draft *draft, json_t *strata, const strata_guess_column *column)
{
    json_t *map = strata_draft_put(draft, strata, "map", json_object());
    json_t *codes = strata_draft_put(draft, map, "codes", json_object());
    uint32_t left = 0;
    for (uint32_t i = 0; i < column->values.code_count; i++) {
        const strata_guess_code *code = &column->values.codes[i];
        char key[TEXT_SIZE];
        if (code->count < STRATA_GUESS_OFTEN) {
            continue;
        }
        if (code->to.len == 0) {
            left++;
            continue;
        }
        (void)snprintf(key, sizeof key, "%.*s", (int)code->code.len, code->code.text);
        strata_draft_put(draft, codes, key, strata_draft_text(code->to));
    }
    add_others(draft, codes, column);
    char text[160];
    char rest[64] = "";
    if (left > 0) {
        (void)snprintf(rest, sizeof rest, ", and %u more were not understood", left);
    }
    (void)snprintf(text, sizeof text, "codes that occur at least %d times%s; look for rarer ones",
                   STRATA_GUESS_OFTEN, rest);
    strata_draft_put(draft, map, "description", json_string(text));
}

static void put_number_words(strata_draft *draft, json_t *strata, const strata_guess_column *column)
{
    const strata_guess_values *values = &column->values;
    const bool is_percent = column->to == STRATA_TO_PCT || column->to == STRATA_TO_SHARE;
    if (is_percent && values->is_fraction) {
        strata_draft_put(draft, strata, "fraction", json_true());
    }
    if (values->is_noisy) {
        strata_draft_put(draft, strata, "float", json_true());
        strata_draft_put(draft, strata, "decimals", json_integer(values->is_fraction ? 6 : 4));
    }
    if (values->blur_count > 0) {
        json_t *forms = strata_draft_put(draft, strata, "blurred", json_array());
        for (uint32_t i = 0; i < values->blur_count; i++) {
            strata_draft_add(draft, forms, strata_draft_text(values->blurs[i]));
        }
    }
}

/* A group or test needs its codes, and a map one that is understood. */
static bool is_blind(const strata_guess_column *column)
{
    const strata_guess_values *values = &column->values;
    const bool needs_codes = column->to == STRATA_TO_GROUP || column->to == STRATA_TO_ASSESSMENT;
    bool is_understood = false;
    for (uint32_t i = 0; i < values->code_count; i++) {
        const strata_guess_code *code = &values->codes[i];
        is_understood = is_understood || (code->count >= STRATA_GUESS_OFTEN && code->to.len > 0);
    }
    return (needs_codes && !strata_draft_can_show(values)) ||
           (strata_guess_has_map(column) && !is_understood);
}

/* How a number is written, beside "strata" in the field. */
static void put_writing(strata_draft *draft, json_t *field, const strata_guess_column *column)
{
    const strata_guess_values *values = &column->values;
    if (column->to != STRATA_TO_SCALE_SCORE && !strata_draft_is_figure(column)) {
        return;
    }
    if (values->has_signs) {
        strata_draft_put(draft, field, "bareNumber", json_false());
    }
    if (values->has_decimal_comma) {
        strata_draft_put(draft, field, "decimalChar", json_string(","));
    }
    if (values->has_groups) {
        strata_draft_put(draft, field, "groupChar", json_string(","));
    }
}

/* Where a field of fixed width stands. What lies behind the shortest record is not in all. */
static void put_place(strata_draft *draft, json_t *strata, const strata_guess_column *column)
{
    const strata_guess *guess = draft->guess;
    uint32_t shortest = UINT32_MAX;
    if (column->length == 0) {
        return;
    }
    for (uint32_t i = 0; i < guess->record_count; i++) {
        shortest = guess->records[i] < shortest ? guess->records[i] : shortest;
    }
    strata_draft_put(draft, strata, "start", json_integer(column->start));
    strata_draft_put(draft, strata, "length", json_integer(column->length));
    if (column->implied > 0) {
        strata_draft_put(draft, strata, "implied_decimals", json_integer(column->implied));
    }
    if (column->start + column->length - 1 > shortest) {
        strata_draft_put(draft, strata, "optional", json_true());
    }
}

static void put_role(strata_draft *draft, json_t *field, const strata_guess_column *column)
{
    const strata_target to = is_blind(column) ? STRATA_TO_NOTHING : column->to;
    const strata_target_rule *rule = strata_target_rule_of(to);
    json_t *strata = strata_draft_put(draft, field, "strata", json_object());
    strata_draft_put(draft, strata, "to", json_string(rule->name));
    if (to == STRATA_TO_NOTHING) {
        strata_draft_put(draft, strata, "optional", json_true());
    }
    if (rule->index == STRATA_INDEX_DIM) {
        strata_draft_put(draft, strata, "dim",
                         json_string(strata_dim_name((strata_dim)column->index)));
    } else if (rule->index == STRATA_INDEX_LEVEL || rule->index == STRATA_INDEX_CUT) {
        strata_draft_put(draft, strata, rule->index == STRATA_INDEX_LEVEL ? "level" : "cut",
                         json_integer(column->index));
    }
    if (to == STRATA_TO_PLACE) {
        json_t *place = strata_draft_put(draft, strata, "place", json_object());
        json_t *state = strata_draft_put(draft, place, "state", json_array());
        strata_draft_add(draft, state, json_string("State*"));
        strata_draft_add(draft, state, json_string("Grand Total"));
        json_t *lea = strata_draft_put(draft, place, "lea", json_array());
        strata_draft_add(draft, lea, json_string("*District*"));
    }
    if (column->to == STRATA_TO_YEAR && column->values.is_school_year) {
        strata_draft_put(draft, strata, "school_year", json_true());
    }
    if (to == STRATA_TO_GRADE && !strata_guess_has_map(column)) {
        strata_draft_put(draft, strata, "pad", json_integer(2));
    }
    if (to != STRATA_TO_NOTHING && strata_guess_has_map(column)) {
        put_map(draft, strata, column);
    }
    if (strata_draft_is_figure(column)) {
        put_number_words(draft, strata, column);
    }
    put_place(draft, strata, column);
}

json_t *strata_draft_field(strata_draft *draft, json_t *fields, strata_slice name,
                           const strata_guess_column *column)
{
    json_t *field = strata_draft_add(draft, fields, json_object());
    strata_draft_put(draft, field, "name", strata_draft_text(name));
    strata_draft_put(draft, field, "type", json_string(type_word(column->values.type)));
    put_description(draft, field, column);
    put_writing(draft, field, column);
    put_role(draft, field, column);
    return field;
}
