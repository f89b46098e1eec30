/* How the numbers and years of a column are written. */
#include <string.h>

#include "schema/load_parts.h"
#include "schema/targets.h"

/* What a key is about. */
static bool is_number(strata_target to)
{
    return to == STRATA_TO_SCALE_SCORE || strata_target_is_figure(to);
}

static bool is_year(strata_target to)
{
    return to == STRATA_TO_YEAR;
}

static bool has_variable(strata_target to)
{
    return to == STRATA_TO_MEAN || to == STRATA_TO_SD || to == STRATA_TO_INDEX ||
           to == STRATA_TO_SE;
}

/* A key that says nothing about the target is a mistake about one of the two. */
static strata_status check_keys(const strata_node *strata, const strata_field *field)
{
    static const struct {
        const char *key;
        bool (*is_about)(strata_target to);
    } rules[] = {
        {"implied_decimals", is_number},      {"float", is_number},       {"school_year", is_year},
        {"blurred", strata_target_is_figure}, {"variable", has_variable},
    };
    for (size_t at = 0; at < sizeof rules / sizeof rules[0]; at++) {
        strata_node member;
        if (strata_node_member(strata, rules[at].key, &member) && !rules[at].is_about(field->to)) {
            return strata_node_fail(strata, rules[at].key, "says nothing about target \"%s\"",
                                    strata_target_rule_of(field->to)->name);
        }
    }
    return STRATA_OK;
}

static strata_status read_printed(const strata_node *strata, strata_field *field)
{
    static const char *const roundings[] = {
        [STRATA_ROUND_HALF] = "half", [STRATA_ROUND_TRUNCATE] = "truncate", NULL};
    int64_t decimals = -1;
    STRATA_TRY(strata_node_whole(strata, "decimals", (strata_range){0, 18}, &decimals));
    field->decimals = (int8_t)decimals;
    unsigned rounding = STRATA_ROUND_HALF;
    STRATA_TRY(strata_node_word(strata, "rounding", roundings, &rounding));
    field->rounding = (strata_rounding)rounding;
    return strata_node_flag(strata, "fraction", &field->fraction);
}

/* Digits whose point is not written, or that a binary number added. */
static strata_status read_digits(const strata_node *strata, strata_field *field)
{
    int64_t implied = 0;
    STRATA_TRY(strata_node_whole(strata, "implied_decimals", (strata_range){0, 6}, &implied));
    field->implied_decimals = (uint32_t)implied;
    STRATA_TRY(strata_node_flag(strata, "float", &field->is_float));
    if (field->is_float && field->decimals < 0) {
        return strata_node_fail(strata, "float", "needs \"decimals\", the digits that count");
    }
    if (field->is_float && implied > 0) {
        return strata_node_fail(strata, "float", "does not go with \"implied_decimals\"");
    }
    return STRATA_OK;
}

strata_status strata_load_number(const strata_node *strata, strata_field *field)
{
    STRATA_TRY(check_keys(strata, field));
    STRATA_TRY(read_printed(strata, field));
    STRATA_TRY(read_digits(strata, field));
    STRATA_TRY(strata_node_flag(strata, "school_year", &field->is_school_year));
    if (field->is_school_year && field->map != NULL) {
        return strata_node_fail(strata, "school_year", "does not go with a map");
    }
    return strata_node_text(strata, "variable", &field->variable);
}

/* A character that stands in numbers, or '\0'. */
static strata_status read_char(const strata_node *node, const char *key, char *out)
{
    strata_slice text = {"", 0};
    STRATA_TRY(strata_node_text(node, key, &text));
    const bool is_digit = text.len == 1 && strchr("0123456789+-", text.text[0]) != NULL;
    if (text.len > 1 || is_digit) {
        return strata_node_fail(node, key, "must be one ASCII character that is no digit or sign");
    }
    if (text.len == 1) {
        *out = text.text[0];
    }
    return STRATA_OK;
}

strata_status strata_load_dress(const strata_node *node, strata_field *field)
{
    bool is_bare = true;
    STRATA_TRY(strata_node_flag(node, "bareNumber", &is_bare));
    field->is_dressed = !is_bare;
    STRATA_TRY(read_char(node, "groupChar", &field->group_char));
    STRATA_TRY(read_char(node, "decimalChar", &field->decimal_char));
    const bool has_point = field->decimal_char == '\0';
    const bool is_same =
        has_point ? field->group_char == '.' : field->group_char == field->decimal_char;
    return !is_same ? STRATA_OK
                    : strata_node_fail(node, "groupChar",
                                       "is the character before the decimals (\"decimalChar\")");
}
