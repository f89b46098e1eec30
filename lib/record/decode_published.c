/* One published result of one group: what it is about, and what its figures say together. */
#include <string.h>

#include "record/checks_published.h"
#include "record/decode_parts.h"
#include "record/level_counts.h"

static bool has_dims(strata_slice text)
{
    strata_dim unused[STRATA_CROSS_MAX];
    return strata_dims_parse(text, unused) > 0;
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
           strata_decode_reject(decoder, "code-unknown",
                                has_dims(dims.text) ? group.field : dims.field);
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
    if (strata_decode_has(decoder, STRATA_TO_PLACE)) {
        out->entity_level = decoder->place.level;
        return keep_places(decoder, decoder->place.field, out);
    }
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

/* A school has its name in the first column of names or nowhere; a place above it in the first that
 * its rows fill in, since they leave that of schools alone. */
static bool decode_name(strata_decoder *decoder, strata_published *out)
{
    const strata_bound_result *result = decoder->result;
    const uint32_t first = result->first[STRATA_TO_ENTITY_NAME];
    const uint32_t all = result->first[STRATA_TO_ENTITY_NAME + 1] - first;
    const uint32_t count = all > 1 && out->entity_level == STRATA_LEVEL_SCHOOL ? 1 : all;
    for (uint32_t at = 0; at < count && out->name == 0; at++) {
        const strata_value_inputs one = {.inputs = &result->inputs[first + at], .count = 1};
        const strata_value value = strata_value_of_inputs(&decoder->values, &one);
        if (value.state == STRATA_VALUE_THERE &&
            !strata_decode_intern(decoder, value.text, &out->name)) {
            return false;
        }
    }
    return true;
}

static bool decode_head(strata_decoder *decoder, strata_published *out)
{
    const strata_result_head head = STRATA_HEAD_OF(out);
    const strata_assessment *test = NULL;
    if (!strata_decode_head(decoder, &head, &test)) {
        return false;
    }
    out->line = decoder->values.row->line;
    out->level_count = test->levels;
    out->is_own = !decoder->of.schema->is_public;
    return decode_entity_level(decoder, out) && decode_name(decoder, out) &&
           decode_group(decoder, out) &&
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

/* Standard errors whose statistic did not come. */
static void drop_waiting(strata_published *of)
{
    unsigned kept = 0;
    for (unsigned at = 0; at < of->statistic_count; at++) {
        const strata_statistic *statistic = &of->statistics[at];
        if (statistic->has_bounds || statistic->is_hidden) {
            of->statistics[kept++] = *statistic;
        }
    }
    of->statistic_count = (uint8_t)kept;
}

/* A column of counts by level, for a message about all of them. */
static uint32_t level_field(const strata_decoder *decoder)
{
    const strata_bound_result *result = decoder->result;
    return strata_decode_has(decoder, STRATA_TO_LEVEL_COUNT) &&
                   result->inputs[result->first[STRATA_TO_LEVEL_COUNT]].constant == NULL
               ? result->inputs[result->first[STRATA_TO_LEVEL_COUNT]].field
               : STRATA_NO_FIELD;
}

/* Figures of nobody, and no number that says otherwise. */
static void fill_untested(const strata_published_rest *rest, strata_published *out)
{
    const bool has_students =
        out->has_scored || (out->has_tested && out->n_tested > 0) || rest->has_results;
    if (rest->has_untested && !rest->has_hidden && !has_students) {
        out->has_tested = true;
        out->has_scored = true;
    }
}

bool strata_decode_finish(strata_decoder *decoder, const strata_published_rest *rest,
                          strata_published *out)
{
    strata_level_counts counts = rest->counts;
    if (out->is_gathered) {
        memcpy(counts.is_bound, decoder->is_level_bound, sizeof counts.is_bound);
        drop_waiting(out);
    }
    out->is_suppressed = rest->has_hidden && !rest->has_results;
    fill_untested(rest, out);
    const bool adds_up = strata_level_counts_fill(&counts, out);
    return strata_decode_check_published(decoder, &counts, out) &&
           (adds_up || strata_decode_warn(decoder, "level-sum", level_field(decoder)));
}

bool strata_decode_published(strata_decoder *decoder, strata_published *out)
{
    strata_published_rest *rest = &decoder->rests[decoder->result_count];
    memset(out, 0, sizeof *out);
    *rest = (strata_published_rest){0};
    out->is_gathered = decoder->of.binding->layout->gathers_rows;
    if (!decode_head(decoder, out) || !decode_grade(decoder, out) ||
        !strata_decode_figures(decoder, rest, out)) {
        return false;
    }
    return out->is_gathered || strata_decode_finish(decoder, rest, out);
}
