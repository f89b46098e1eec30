/* The figures of a published result: counts, counts by level, statistics and their errors. */
#include "record/decode_parts.h"
#include "record/statistic.h"

static bool is_hidden(const strata_value *value)
{
    return value->state == STRATA_VALUE_MISSING && value->missing == STRATA_MISSING_SUPPRESSED;
}

/* What a value that is not there says of the row's others. */
static void note_missing(strata_published_rest *seen, const strata_value *value)
{
    seen->has_hidden = seen->has_hidden || is_hidden(value);
    seen->has_untested = seen->has_untested || (value->state == STRATA_VALUE_MISSING &&
                                                value->missing == STRATA_MISSING_NOT_TESTED);
}

/* A count; "12.00" is 12. One that is blurred is hidden, and *has stays false. */
static bool decode_count(strata_decoder *decoder, const strata_value *value,
                         strata_published_rest *seen, bool *has, uint64_t *out)
{
    strata_reading reading;
    int64_t count = 0;
    if (!strata_decode_number(decoder, value, "range", &reading)) {
        return false;
    }
    if (reading.is_range) {
        seen->has_hidden = true;
        return true;
    }
    if (!strata_decimal_scale(reading.number, 0, &count) || count < 0) {
        return strata_decode_reject(decoder, "number", value->field);
    }
    *has = true;
    *out = (uint64_t)count;
    return true;
}

static bool decode_n(strata_decoder *decoder, strata_target to, strata_published_rest *seen,
                     bool *has, uint64_t *out)
{
    strata_value value;
    if (!strata_decode_optional(decoder, to, 0, &value)) {
        return false;
    }
    note_missing(seen, &value);
    return value.state != STRATA_VALUE_THERE || decode_count(decoder, &value, seen, has, out);
}

/* One count for all that there is stands where the file has no better one. */
static bool decode_counts(strata_decoder *decoder, strata_published_rest *seen,
                          strata_published *out)
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

static bool decode_level_count(strata_decoder *decoder, const strata_value_inputs *inputs,
                               strata_published_rest *seen)
{
    strata_level_counts *counts = &seen->counts;
    const unsigned at = (unsigned)inputs->index - 1;
    strata_value value;
    if (!strata_decode_inputs(decoder, inputs, &value)) {
        return false;
    }
    counts->is_bound[at] = value.state != STRATA_VALUE_NONE;
    note_missing(seen, &value);
    if (value.state == STRATA_VALUE_THERE &&
        !decode_count(decoder, &value, seen, &counts->has[at], &counts->n[at])) {
        return false;
    }
    seen->has_results = seen->has_results || counts->has[at];
    return true;
}

static bool decode_level_counts(strata_decoder *decoder, strata_published_rest *seen)
{
    strata_value_inputs inputs;
    uint32_t at = decoder->result->first[STRATA_TO_LEVEL_COUNT];
    while (strata_decode_next(decoder, STRATA_TO_LEVEL_COUNT, &at, &inputs)) {
        if (!decode_level_count(decoder, &inputs, seen)) {
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
    {STRATA_TO_SHARE, STRATA_STAT_SHARE, true},  {STRATA_TO_PCT, STRATA_STAT_PCT, true},
    {STRATA_TO_MEAN, STRATA_STAT_MEAN, false},   {STRATA_TO_SD, STRATA_STAT_SD, false},
    {STRATA_TO_INDEX, STRATA_STAT_INDEX, false},
};

static uint32_t variable_of(const strata_decoder *decoder, const strata_value_inputs *inputs)
{
    const strata_input *first = inputs->inputs;
    return first->constant == NULL ? decoder->variables[first->field] : 0;
}

/* Whether a reading says less than nothing, or could. */
static bool is_negative(const strata_reading *reading)
{
    return reading->is_range ? (reading->range.has_lo && reading->range.lo.digits < 0) ||
                                   (reading->range.has_hi && reading->range.hi.digits < 0)
                             : reading->number.digits < 0;
}

static bool reject_digits(strata_decoder *decoder, const strata_value *value,
                          const strata_printed *printed)
{
    const bool has_more = printed->decimals >= 0 && printed->number.decimals > printed->decimals;
    return strata_decode_reject(decoder, has_more ? "number" : "number-digits", value->field);
}

/* A range that leaves a side open says nothing of a mean: as good as hidden. A standard deviation
 * below 0 is none, whatever the run makes of limits. */
static bool read_printed(strata_decoder *decoder, const strata_value *value, bool is_percent,
                         strata_statistic *out)
{
    strata_printed printed = {.decimals = -1, .is_percent = is_percent};
    const strata_field *field = strata_decode_field(decoder, value);
    if (field != NULL) {
        printed.decimals = field->decimals < 0 ? -1 : (uint8_t)field->decimals;
        printed.rounding = field->rounding;
        printed.is_fraction = field->fraction;
    }
    strata_reading reading;
    if (!strata_decode_number(decoder, value, "range", &reading)) {
        return false;
    }
    if (out->stat == STRATA_STAT_SD && is_negative(&reading)) {
        return strata_decode_reject(decoder, "range", value->field);
    }
    printed.number = reading.number;
    const strata_printed_fault fault =
        reading.is_range ? strata_statistic_read_range(&printed, &reading.range, out)
                         : strata_statistic_read(&printed, out);
    switch (fault) {
    case STRATA_PRINTED_DIGITS:
        return reject_digits(decoder, value, &printed);
    case STRATA_PRINTED_RANGE:
        return strata_decode_judge(decoder, "range", value->field);
    case STRATA_PRINTED_FINE:
        break;
    }
    out->is_hidden = !out->has_value && !out->has_bounds;
    return true;
}

static bool decode_statistic(strata_decoder *decoder, size_t kind,
                             const strata_value_inputs *inputs, strata_published_rest *seen,
                             strata_published *out)
{
    strata_value value;
    if (!strata_decode_inputs(decoder, inputs, &value)) {
        return false;
    }
    strata_statistic made = {.stat = kinds[kind].stat,
                             .cut = (uint8_t)inputs->index,
                             .variable = variable_of(decoder, inputs),
                             .is_hidden = is_hidden(&value)};
    if (value.state == STRATA_VALUE_THERE &&
        !read_printed(decoder, &value, kinds[kind].is_percent, &made)) {
        return false;
    }
    note_missing(seen, &value);
    seen->has_results = seen->has_results || made.has_bounds;
    seen->has_hidden = seen->has_hidden || made.is_hidden;
    if (made.has_bounds || made.is_hidden) {
        out->statistics[out->statistic_count++] = made; /* the binding has counted them */
    }
    return true;
}

static bool decode_statistics(strata_decoder *decoder, strata_published_rest *seen,
                              strata_published *out)
{
    for (size_t kind = 0; kind < sizeof kinds / sizeof kinds[0]; kind++) {
        strata_value_inputs inputs;
        uint32_t at = decoder->result->first[kinds[kind].to];
        while (strata_decode_next(decoder, kinds[kind].to, &at, &inputs)) {
            if (!decode_statistic(decoder, kind, &inputs, seen, out)) {
                return false;
            }
        }
    }
    return true;
}

/* Cut 0 is the standard error of a mean, any other that of the percent at the cut. In layouts that
 * gather rows its statistic may stand in another row: then it waits for it by itself. */
static strata_statistic *find_statistic(const strata_decoder *decoder, strata_published *of,
                                        const strata_value_inputs *inputs)
{
    const strata_stat stat = inputs->index == 0 ? STRATA_STAT_MEAN : STRATA_STAT_PCT;
    const uint32_t variable = variable_of(decoder, inputs);
    for (unsigned at = 0; at < of->statistic_count; at++) {
        strata_statistic *statistic = &of->statistics[at];
        if (statistic->stat == stat && statistic->cut == inputs->index &&
            statistic->variable == variable) {
            return statistic->has_value ? statistic : NULL;
        }
    }
    if (!decoder->of.binding->layout->gathers_rows ||
        of->statistic_count == STRATA_STATISTICS_MAX) {
        return NULL;
    }
    strata_statistic *waiting = &of->statistics[of->statistic_count++];
    *waiting =
        (strata_statistic){.stat = stat, .cut = (uint8_t)inputs->index, .variable = variable};
    return waiting;
}

/* In the unit that the file prints. */
static bool parse_se(const strata_decoder *decoder, const strata_value *value, double *out)
{
    const strata_field *field = strata_decode_field(decoder, value);
    char bare[STRATA_BARE_MAX];
    if (!strata_double_parse(strata_decode_bare(field, value->text, bare), out)) {
        return false;
    }
    for (uint32_t at = 0; field != NULL && at < field->implied_decimals; at++) {
        *out /= 10.0;
    }
    return true;
}

static bool is_allowed(const strata_field *field, double x)
{
    return field == NULL || ((!field->has_minimum || x >= field->minimum) &&
                             (!field->has_maximum || x <= field->maximum));
}

static bool decode_standard_error(strata_decoder *decoder, const strata_value_inputs *inputs,
                                  strata_published *out)
{
    strata_value value;
    double se = 0.0;
    if (!strata_decode_inputs(decoder, inputs, &value)) {
        return false;
    }
    if (value.state != STRATA_VALUE_THERE) {
        return true;
    }
    strata_statistic *of = find_statistic(decoder, out, inputs);
    if (of == NULL) {
        return true;
    }
    if (!parse_se(decoder, &value, &se)) {
        return strata_decode_reject(decoder, "number", value.field);
    }
    if (se < 0.0) {
        return strata_decode_reject(decoder, "range", value.field);
    }
    const strata_field *field = strata_decode_field(decoder, &value);
    if (!is_allowed(field, se)) {
        return strata_decode_judge(decoder, "range", value.field);
    }
    of->se = field != NULL && field->fraction ? se * 100.0 : se;
    of->has_se = true;
    return true;
}

static bool decode_standard_errors(strata_decoder *decoder, strata_published *out)
{
    strata_value_inputs inputs;
    uint32_t at = decoder->result->first[STRATA_TO_SE];
    while (strata_decode_next(decoder, STRATA_TO_SE, &at, &inputs)) {
        if (!decode_standard_error(decoder, &inputs, out)) {
            return false;
        }
    }
    return true;
}

bool strata_decode_figures(strata_decoder *decoder, strata_published_rest *rest,
                           strata_published *out)
{
    return decode_counts(decoder, rest, out) && decode_level_counts(decoder, rest) &&
           decode_statistics(decoder, rest, out) && decode_standard_errors(decoder, out);
}
