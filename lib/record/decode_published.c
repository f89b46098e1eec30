/* One published result of one group. */
#include <string.h>

#include "base/checked.h"
#include "record/decode_parts.h"
#include "record/level_counts.h"
#include "record/statistic.h"

/* What the row's figures look like, to tell a hidden row from an empty one. */
typedef struct figures {
    bool has_results; /* a count by level or a statistic is there */
    bool has_hidden;  /* the publisher hid a figure */
} figures;

static bool is_hidden(const strata_value *value)
{
    return value->state == STRATA_VALUE_MISSING && value->missing == STRATA_MISSING_SUPPRESSED;
}

/* A count; "12.00" is 12. */
static bool decode_count(strata_decoder *decoder, const strata_value *value, uint64_t *out)
{
    strata_decimal number;
    int64_t count = 0;
    if (!strata_decode_decimal(decoder, value, "range", &number)) {
        return false;
    }
    if (!strata_decimal_scale(number, 0, &count) || count < 0) {
        return strata_decode_reject(decoder, "number", value->field);
    }
    *out = (uint64_t)count;
    return true;
}

static bool decode_n(strata_decoder *decoder, strata_target to, figures *seen, bool *has,
                     uint64_t *out)
{
    strata_value value;
    if (!strata_decode_optional(decoder, to, 0, &value)) {
        return false;
    }
    seen->has_hidden = seen->has_hidden || is_hidden(&value);
    if (value.state != STRATA_VALUE_THERE) {
        return true;
    }
    *has = true;
    return decode_count(decoder, &value, out);
}

/* One count for all that there is stands where the file has no better one. */
static bool decode_counts(strata_decoder *decoder, figures *seen, strata_published *out)
{
    bool has_n = false;
    uint64_t n = 0;
    if (!decode_n(decoder, STRATA_TO_N_ENROLLED, seen, &out->has_enrolled, &out->n_enrolled) ||
        !decode_n(decoder, STRATA_TO_N_TESTED, seen, &out->has_tested, &out->n_tested) ||
        !decode_n(decoder, STRATA_TO_N_SCORED, seen, &out->has_scored, &out->n_scored) ||
        !decode_n(decoder, STRATA_TO_N, seen, &has_n, &n)) {
        return false;
    }
    if (has_n && !strata_decode_has(decoder, STRATA_TO_N_TESTED)) {
        out->has_tested = true;
        out->n_tested = n;
    }
    if (has_n && !strata_decode_has(decoder, STRATA_TO_N_SCORED)) {
        out->has_scored = true;
        out->n_scored = n;
    }
    return true;
}

static bool decode_level_counts(strata_decoder *decoder, figures *seen, strata_level_counts *out)
{
    uint16_t level = 0;
    uint32_t at = decoder->result->first[STRATA_TO_LEVEL_COUNT];
    while (strata_decode_next_index(decoder, STRATA_TO_LEVEL_COUNT, &at, &level)) {
        strata_value value;
        if (!strata_decode_optional(decoder, STRATA_TO_LEVEL_COUNT, level, &value)) {
            return false;
        }
        out->is_bound[level - 1] = value.state != STRATA_VALUE_NONE;
        seen->has_hidden = seen->has_hidden || is_hidden(&value);
        if (value.state != STRATA_VALUE_THERE) {
            continue;
        }
        out->has[level - 1] = true;
        seen->has_results = true;
        if (!decode_count(decoder, &value, &out->n[level - 1])) {
            return false;
        }
    }
    return true;
}

/* Targets of statistics and what they are. */
static const struct {
    strata_target to;
    strata_stat stat;
    bool is_percent;
} kinds[] = {
    {STRATA_TO_SHARE, STRATA_STAT_SHARE, true},
    {STRATA_TO_PCT, STRATA_STAT_PCT, true},
    {STRATA_TO_MEAN, STRATA_STAT_MEAN, false},
    {STRATA_TO_SD, STRATA_STAT_SD, false},
};

static bool read_printed(strata_decoder *decoder, const strata_value *value, bool is_percent,
                         strata_statistic *out)
{
    strata_printed printed = {.decimals = -1, .is_percent = is_percent};
    if (value->field != STRATA_NO_FIELD) {
        const strata_field *field = &decoder->of.binding->layout->fields[value->field];
        printed.decimals = field->decimals < 0 ? -1 : (uint8_t)field->decimals;
        printed.rounding = field->rounding;
        printed.is_fraction = field->fraction;
    }
    if (!strata_decode_decimal(decoder, value, "range", &printed.number)) {
        return false;
    }
    switch (strata_statistic_read(&printed, out)) {
    case STRATA_PRINTED_DIGITS:
        return strata_decode_reject(decoder, "number", value->field);
    case STRATA_PRINTED_RANGE:
        return strata_decode_reject(decoder, "range", value->field);
    case STRATA_PRINTED_FINE:
        break;
    }
    return true;
}

static bool decode_statistic(strata_decoder *decoder, size_t kind, uint16_t index, figures *seen,
                             strata_published *out)
{
    strata_value value;
    if (!strata_decode_optional(decoder, kinds[kind].to, index, &value)) {
        return false;
    }
    strata_statistic made = {
        .stat = kinds[kind].stat, .cut = (uint8_t)index, .is_hidden = is_hidden(&value)};
    if (value.state == STRATA_VALUE_THERE) {
        seen->has_results = true;
        if (!read_printed(decoder, &value, kinds[kind].is_percent, &made)) {
            return false;
        }
    }
    seen->has_hidden = seen->has_hidden || made.is_hidden;
    if ((made.has_value || made.is_hidden) && out->statistic_count < STRATA_STATISTICS_MAX) {
        out->statistics[out->statistic_count++] = made;
    }
    return true;
}

static bool decode_statistics(strata_decoder *decoder, figures *seen, strata_published *out)
{
    for (size_t kind = 0; kind < sizeof kinds / sizeof kinds[0]; kind++) {
        uint16_t index = 0;
        uint32_t at = decoder->result->first[kinds[kind].to];
        while (strata_decode_next_index(decoder, kinds[kind].to, &at, &index)) {
            if (!decode_statistic(decoder, kind, index, seen, out)) {
                return false;
            }
        }
    }
    return true;
}

/* Cut 0 is the mean's standard error, any other that of the percent at the cut. */
static strata_statistic *find_with_value(strata_published *of, uint16_t cut)
{
    const strata_stat stat = cut == 0 ? STRATA_STAT_MEAN : STRATA_STAT_PCT;
    for (unsigned at = 0; at < of->statistic_count; at++) {
        strata_statistic *statistic = &of->statistics[at];
        if (statistic->stat == stat && statistic->cut == cut && statistic->has_value) {
            return statistic;
        }
    }
    return NULL;
}

static bool decode_standard_error(strata_decoder *decoder, uint16_t cut, strata_published *out)
{
    strata_value value;
    double se = 0.0;
    strata_statistic *of = find_with_value(out, cut);
    if (!strata_decode_optional(decoder, STRATA_TO_SE, cut, &value)) {
        return false;
    }
    if (value.state != STRATA_VALUE_THERE || of == NULL) {
        return true;
    }
    if (!strata_double_parse(value.text, &se)) {
        return strata_decode_reject(decoder, "number", value.field);
    }
    if (se < 0.0) {
        return strata_decode_reject(decoder, "range", value.field);
    }
    const bool is_fraction =
        value.field != STRATA_NO_FIELD && decoder->of.binding->layout->fields[value.field].fraction;
    of->se = is_fraction ? se * 100.0 : se;
    of->has_se = true;
    return true;
}

static bool decode_standard_errors(strata_decoder *decoder, strata_published *out)
{
    uint16_t cut = 0;
    uint32_t at = decoder->result->first[STRATA_TO_SE];
    while (strata_decode_next_index(decoder, STRATA_TO_SE, &at, &cut)) {
        if (!decode_standard_error(decoder, cut, out)) {
            return false;
        }
    }
    return true;
}

static bool decode_group(strata_decoder *decoder, strata_published *out)
{
    strata_value group;
    strata_value dims;
    for (unsigned at = 0; at < STRATA_CROSS_MAX; at++) {
        out->group.code[at] = 1;
    }
    if (!strata_decode_needed(decoder, STRATA_TO_GROUP, &group)) {
        return false;
    }
    if (group.state == STRATA_VALUE_THERE) {
        out->group = *group.group;
        return true;
    }
    if (!strata_decode_needed(decoder, STRATA_TO_DIM_TEXT, &dims) ||
        !strata_decode_needed(decoder, STRATA_TO_GROUP_TEXT, &group)) {
        return false;
    }
    return dims.state != STRATA_VALUE_THERE || group.state != STRATA_VALUE_THERE ||
           strata_group_key_parse(dims.text, group.text, &out->group) ||
           strata_decode_reject(decoder, "code-unknown", group.field);
}

static strata_entity_level level_of_places(const strata_published *of)
{
    if (of->school != 0) {
        return STRATA_LEVEL_SCHOOL;
    }
    if (of->lea != 0) {
        return STRATA_LEVEL_LEA;
    }
    return of->county != 0 ? STRATA_LEVEL_COUNTY : STRATA_LEVEL_STATE;
}

/* Ids below the row's level, which some files fill with anything, are not kept. */
static bool keep_places(strata_decoder *decoder, uint32_t field, strata_published *out)
{
    const strata_entity_level level = out->entity_level;
    out->school = level == STRATA_LEVEL_SCHOOL ? out->school : 0;
    out->lea = level == STRATA_LEVEL_SCHOOL || level == STRATA_LEVEL_LEA ? out->lea : 0;
    out->county = level == STRATA_LEVEL_STATE ? 0 : out->county;
    return level_of_places(out) == level || (level == STRATA_LEVEL_SET) ||
           strata_decode_reject(decoder, "value-missing", field);
}

static bool decode_entity_level(strata_decoder *decoder, strata_published *out)
{
    strata_value value;
    if (!strata_decode_needed(decoder, STRATA_TO_ENTITY_LEVEL, &value)) {
        return false;
    }
    if (value.state == STRATA_VALUE_NONE) {
        out->entity_level = level_of_places(out);
        return true;
    }
    if (!strata_entity_level_find(value.text, &out->entity_level)) {
        return strata_decode_reject(decoder, "code-unknown", value.field);
    }
    return keep_places(decoder, value.field, out);
}

static bool decode_head(strata_decoder *decoder, strata_published *out)
{
    strata_result_head head;
    if (!strata_decode_head(decoder, &head)) {
        return false;
    }
    out->year = head.year;
    out->term = head.term;
    out->county = head.county;
    out->lea = head.lea;
    out->school = head.school;
    out->assessment = head.assessment;
    out->era = head.era;
    out->subject = head.subject;
    out->grade = head.grade;
    out->file = decoder->of.file;
    out->row = (uint32_t)decoder->values.row->number;
    out->level_count = head.test->levels;
    out->is_own = !decoder->of.schema->is_public;
    return decode_entity_level(decoder, out) && decode_group(decoder, out) &&
           strata_decode_text(decoder, STRATA_TO_POPULATION, &out->population);
}

/* A published row is about one grade or about all. */
static bool decode_grade(strata_decoder *decoder, strata_published *out)
{
    strata_value value;
    if (!strata_decode_needed(decoder, STRATA_TO_GRADE, &value)) {
        return false;
    }
    return value.state == STRATA_VALUE_THERE ||
           strata_decode_intern(decoder, strata_slice_of("all"), &out->grade);
}

bool strata_decode_published(strata_decoder *decoder, strata_published *out)
{
    figures seen = {0};
    strata_level_counts counts = {0};
    memset(out, 0, sizeof *out);
    if (!decode_head(decoder, out) || !decode_grade(decoder, out) ||
        !decode_counts(decoder, &seen, out) || !decode_level_counts(decoder, &seen, &counts) ||
        !decode_statistics(decoder, &seen, out) || !decode_standard_errors(decoder, out)) {
        return false;
    }
    out->is_suppressed = seen.has_hidden && !seen.has_results;
    if (strata_level_counts_fill(&counts, out)) {
        return true;
    }
    const uint32_t first = decoder->result->first[STRATA_TO_LEVEL_COUNT];
    return strata_decode_warn(decoder, "level-sum", decoder->result->inputs[first].field);
}
