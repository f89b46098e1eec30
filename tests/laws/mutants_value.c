/* Schema and text beside each other, as a careful reader would hold them. */
#include <ctype.h>
#include <strings.h>

#include "mutants_judge.h"
#include "schema/blur.h"
#include "schema/column_pattern.h"

enum {
    NUMBER_SIZE = 64
};

static bool is_one_of(strata_slice text, const char *const *words)
{
    for (; *words != NULL; words++) {
        if (strlen(*words) == text.len && strncasecmp(*words, text.text, text.len) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_digits(strata_slice text)
{
    for (size_t at = 0; at < text.len; at++) {
        if (text.text[at] < '0' || text.text[at] > '9') {
            return false;
        }
    }
    return text.len > 0;
}

int known_year(const strata_field *field, strata_slice text)
{
    int year = 0;
    if (field != NULL && field->is_school_year) {
        return strata_school_year_parse(text, &year) ? year : 0;
    }
    for (size_t at = 0; is_digits(text) && at < text.len && year < 10000; at++) {
        year = year * 10 + (text.text[at] - '0');
    }
    return year >= STRATA_YEAR_MIN && year <= STRATA_YEAR_MAX ? year : 0;
}

/* The text of a number without signs around it and marks between its digits. */
static void undress(const strata_field *field, strata_slice text, char out[NUMBER_SIZE])
{
    size_t len = 0;
    for (size_t at = 0; at < text.len && len + 1 < NUMBER_SIZE; at++) {
        const char c = text.text[at];
        const bool is_sign = field->is_dressed && (c == '%' || c == '$' || c == ' ');
        if (!is_sign && (c != field->group_char || c == '\0')) {
            out[len++] = c;
        }
    }
    out[len] = '\0';
}

/* Whole and decimal digits with a sign in front, and an exponent where the schema says so. */
static bool read_number(const strata_field *field, strata_slice text, double *out)
{
    char bare[NUMBER_SIZE];
    size_t digits = 0;
    undress(field, text, bare);
    const char *at = bare + (bare[0] == '-' || bare[0] == '+' ? 1 : 0);
    for (; isdigit((unsigned char)*at); at++) {
        digits++;
    }
    if (*at == '.' && field->implied_decimals == 0) {
        for (at++; isdigit((unsigned char)*at); at++) {
            digits++;
        }
    }
    if (digits > 0 && (field->is_float || field->to == STRATA_TO_SE) &&
        (*at == 'e' || *at == 'E')) {
        at += at[1] == '-' || at[1] == '+' ? 2 : 1;
        digits = isdigit((unsigned char)*at) ? digits : 0;
        while (isdigit((unsigned char)*at)) {
            at++;
        }
    }
    *out = strtod(bare, NULL);
    for (uint32_t i = 0; i < field->implied_decimals; i++) {
        *out /= 10.0;
    }
    return digits > 0 && *at == '\0';
}

static bool is_count(strata_target to)
{
    return to == STRATA_TO_N_ENROLLED || to == STRATA_TO_N_TESTED || to == STRATA_TO_N_SCORED ||
           to == STRATA_TO_N || to == STRATA_TO_LEVEL_COUNT || to == STRATA_TO_LEVEL;
}

/* What is true of any count, percent or deviation, and what this schema says beside. */
static bool is_within(const strata_field *field, double number)
{
    const bool is_percent = field->to == STRATA_TO_SHARE || field->to == STRATA_TO_PCT;
    const double top = field->fraction ? 1.0 : 100.0;
    const bool is_positive =
        is_count(field->to) || is_percent || field->to == STRATA_TO_SE || field->to == STRATA_TO_SD;
    return (!field->has_minimum || number >= field->minimum) &&
           (!field->has_maximum || number <= field->maximum) && (!is_positive || number >= 0.0) &&
           (!is_percent || number <= top) &&
           (!is_count(field->to) || number == (double)(int64_t)number);
}

static known_kind kind_of_number(const strata_field *field, known_value *value)
{
    strata_range_text range;
    if (read_number(field, value->text, &value->number)) {
        return is_within(field, value->number) ? KNOWN_NUMBER : KNOWN_WRONG;
    }
    return strata_blur_read(field->blurs, field->blur_count, value->text, &range) ? KNOWN_RANGE
                                                                                  : KNOWN_WRONG;
}

static bool is_known_grade(strata_slice text)
{
    char digits[2] = {'0', '0'};
    if (text.len == 1) {
        digits[1] = text.text[0];
    }
    return is_one_of(text, strata_grade_words()) ||
           (text.len == 1 &&
            is_one_of((strata_slice){digits, sizeof digits}, strata_grade_words()));
}

/* A text that no list of the schema is about. */
static known_kind kind_of_text(const strata_field *field, known_value *value)
{
    static const char *const answers[] = {"yes", "y", "1", "true", "no", "n", "0", "false", NULL};
    static const char *const levels[] = {"state", "county", "lea", "school", "set", NULL};
    switch ((int)field->to) {
    case STRATA_TO_YEAR:
        return known_year(field, value->text) != 0 ? KNOWN_NUMBER : KNOWN_WRONG;
    case STRATA_TO_ENTITY_LEVEL:
        return is_one_of(value->text, levels) ? KNOWN_CODE : KNOWN_UNKNOWN;
    case STRATA_TO_GRADE:
        return is_known_grade(value->text) ? KNOWN_CODE : KNOWN_UNKNOWN;
    case STRATA_TO_DIM:
        return strata_group_find((strata_dim)field->index, value->text) != 0 ? KNOWN_CODE
                                                                             : KNOWN_UNKNOWN;
    case STRATA_TO_RACE_FLAG:
    case STRATA_TO_FAY_SCHOOL:
    case STRATA_TO_FAY_LEA:
    case STRATA_TO_FAY_STATE:
    case STRATA_TO_ENROLLED:
    case STRATA_TO_TESTED:
    case STRATA_TO_VALID:
        return is_one_of(value->text, answers) ? KNOWN_CODE : KNOWN_UNKNOWN;
    default:
        break;
    }
    return strata_target_is_figure(field->to) || field->to == STRATA_TO_SCALE_SCORE ||
                   field->to == STRATA_TO_LEVEL
               ? kind_of_number(field, value)
               : KNOWN_TEXT;
}

static bool is_missing(const strata_field *field, known_value *value)
{
    value->is_not_reported = true;
    for (uint32_t at = 0; at < field->missing_count; at++) {
        if (strata_slice_equal(field->missing[at].value, value->text)) {
            value->is_not_reported = field->missing[at].kind == STRATA_MISSING_NOT_REPORTED;
            return true;
        }
    }
    return value->text.len == 0;
}

static bool is_absent(const strata_field *field, strata_slice text)
{
    for (uint32_t at = 0; at < field->absent_count; at++) {
        /* zeros that an id lost in a worksheet are put back before it is compared again */
        const strata_slice absent = field->absent[at];
        size_t lost = absent.len > text.len && is_digits(text) ? absent.len - text.len : 0;
        lost = lost > 0 && field->pad >= absent.len ? lost : 0;
        const strata_slice rest = {absent.text + lost, absent.len - lost};
        bool are_zeros = true;
        for (size_t i = 0; i < lost; i++) {
            are_zeros = are_zeros && absent.text[i] == '0';
        }
        if (are_zeros && strata_slice_equal(rest, text)) {
            return true;
        }
    }
    return false;
}

static known_kind kind_of_code(const strata_field *field, int year, known_value *value)
{
    for (uint32_t at = 0; at < field->map->count; at++) {
        const strata_map_entry *entry = &field->map->entries[at];
        if (strata_slice_equal(entry->code, value->text) &&
            (year == 0 || ((entry->from == 0 || year >= entry->from) &&
                           (entry->until == 0 || year <= entry->until)))) {
            value->is_dropped = entry->drop;
            value->is_not_reported = true;
            value->text = entry->to;
            return entry->to.len > 0 ? KNOWN_CODE : KNOWN_MISSING;
        }
    }
    return is_missing(field, value) ? KNOWN_MISSING : KNOWN_UNKNOWN;
}

/* The characters of a column that a field is about; zeros that the column lost are put back. */
static strata_slice cut_part(const known_row *row, const strata_field *field, strata_slice text)
{
    static const char zeros[] = "00000000000000000000";
    const size_t start = (size_t)field->fixed_start - 1;
    if (field->fixed_start == 0 || row->binding->layout->record_count > 0) {
        return text;
    }
    const size_t lost = is_digits(text) && text.len < field->pad ? field->pad - text.len : 0;
    if (text.len + lost < start + field->fixed_length) {
        return (strata_slice){"", 0};
    }
    if (start + field->fixed_length <= lost && field->fixed_length < sizeof zeros) {
        return (strata_slice){zeros, field->fixed_length};
    }
    return start >= lost ? (strata_slice){text.text + start - lost, field->fixed_length} : text;
}

known_value known_value_of(const known_row *row, uint32_t field)
{
    const strata_field *of = row->binding->fields[field];
    const int32_t column = row->binding->columns[field];
    known_value value = {.kind = KNOWN_NONE};
    if (column < 0 || (row->year != 0 && ((of->from != 0 && row->year < of->from) ||
                                          (of->until != 0 && row->year > of->until)))) {
        return value;
    }
    value.text = cut_part(row, of, strata_slice_trim(row->row->fields[column]));
    if (is_absent(of, value.text)) {
        value.kind = KNOWN_MISSING;
        value.is_not_reported = true;
        value.is_higher = true;
    } else if (of->map != NULL) {
        value.kind = kind_of_code(of, row->year, &value);
    } else {
        value.kind = is_missing(of, &value) ? KNOWN_MISSING : kind_of_text(of, &value);
    }
    return value;
}

known_value known_target(const known_row *row, const strata_bound_result *result, strata_target to,
                         uint32_t *field)
{
    *field = STRATA_NO_FIELD;
    for (uint32_t at = result->first[to]; at < result->first[to + 1]; at++) {
        const strata_input *input = &result->inputs[at];
        if (input->constant != NULL) {
            return (known_value){.kind = KNOWN_CODE, .text = input->constant->value};
        }
        const known_value value = known_value_of(row, input->field);
        if (value.kind != KNOWN_NONE) {
            *field = input->field;
            return value;
        }
    }
    return (known_value){.kind = KNOWN_NONE};
}
