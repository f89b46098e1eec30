/* The scale of a test: what can be scored and where the levels begin, grade by grade. */
#include <string.h>

#include "schema/load_parts.h"
#include "schema/targets.h"

/* A score as it is printed, in units of the assessment. */
static strata_status read_score(const strata_node *node, const strata_assessment *test,
                                int64_t *out)
{
    if (!json_is_number(node->value)) {
        return strata_node_fail(node, NULL, "must be a number, a score as it is printed");
    }
    char text[STRATA_DOUBLE_TEXT];
    strata_decimal number = {json_integer_value(node->value), 0};
    bool is_exact = json_is_integer(node->value);
    if (!is_exact) {
        const size_t len = strata_double_format(json_real_value(node->value), text);
        is_exact = strata_decimal_parse((strata_slice){text, len}, &number);
    }
    if (!is_exact || !strata_decimal_scale(number, test->decimals, out)) {
        return strata_node_fail(node, NULL, "scores of this test have %u decimals",
                                (unsigned)test->decimals);
    }
    return STRATA_OK;
}

static strata_status read_limits(const strata_node *node, const strata_assessment *test,
                                 strata_scale *out)
{
    strata_node lowest;
    strata_node highest;
    out->has_limits = strata_node_member(node, "lowest", &lowest);
    if (out->has_limits != strata_node_member(node, "highest", &highest)) {
        return strata_node_fail(node, NULL, "\"lowest\" and \"highest\" go together");
    }
    if (!out->has_limits) {
        return STRATA_OK;
    }
    STRATA_TRY(read_score(&lowest, test, &out->lowest));
    STRATA_TRY(read_score(&highest, test, &out->highest));
    return out->lowest <= out->highest ? STRATA_OK
                                       : strata_node_fail(node, "highest", "is below \"lowest\"");
}

static strata_status read_cuts(const strata_node *node, const strata_assessment *test,
                               strata_scale *out)
{
    strata_node array;
    size_t count = 0;
    STRATA_TRY(strata_node_array(node, "cuts", &array, &count));
    if (!strata_node_member(node, "cuts", &array)) {
        return STRATA_OK;
    }
    if (count + 1 != test->levels) {
        return strata_node_fail(node, "cuts", "has %zu scores; a test of %u levels has one less",
                                count, (unsigned)test->levels);
    }
    for (size_t at = 0; at < count; at++) {
        const strata_node cut = strata_node_element(&array, at);
        STRATA_TRY(read_score(&cut, test, &out->cuts[at]));
        if (at > 0 && out->cuts[at] <= out->cuts[at - 1]) {
            return strata_node_fail(&cut, NULL, "is not above the cut before it");
        }
        if (out->has_limits && (out->cuts[at] < out->lowest || out->cuts[at] > out->highest)) {
            return strata_node_fail(&cut, NULL, "is outside \"lowest\" to \"highest\"");
        }
    }
    out->has_cuts = true;
    return STRATA_OK;
}

static strata_status read_scale(const strata_node *scales, const char *grade,
                                const strata_assessment *test, strata_scale *out)
{
    static const char *const keys[] = {"lowest", "highest", "cuts", NULL};
    strata_node node;
    (void)strata_node_member(scales, grade, &node);
    STRATA_TRY(strata_node_keys(&node, keys));
    out->grade = strata_slice_of("");
    if (strcmp(grade, "*") != 0) {
        strata_group_key unused;
        STRATA_TRY(strata_target_check_value(&node, STRATA_TO_GRADE, 0, grade, &unused));
        const char *copy = strata_arena_copy(scales->loader->arena, grade, strlen(grade));
        if (copy == NULL) {
            return strata_fail_memory(scales->loader->err);
        }
        out->grade = strata_slice_of(copy);
    }
    STRATA_TRY(read_limits(&node, test, out));
    STRATA_TRY(read_cuts(&node, test, out));
    return out->has_limits || out->has_cuts
               ? STRATA_OK
               : strata_node_fail(&node, NULL, "needs \"lowest\" and \"highest\", or \"cuts\"");
}

strata_status strata_load_scales(const strata_node *node, strata_assessment *out)
{
    strata_node scales;
    if (!strata_node_member(node, "scales", &scales)) {
        return STRATA_OK;
    }
    if (!json_is_object(scales.value)) {
        return strata_node_fail(&scales, NULL, "must be an object {...}");
    }
    if (!out->has_scores) {
        return strata_node_fail(node, "scales", "needs \"has_scores\": true");
    }
    void *room = NULL;
    STRATA_TRY(
        strata_node_alloc(node, json_object_size(scales.value), sizeof(strata_scale), &room));
    strata_scale *all = room;
    const char *grade = NULL;
    json_t *value = NULL;
    json_object_foreach(scales.value, grade, value)
    {
        STRATA_TRY(read_scale(&scales, grade, out, &all[out->scale_count]));
        out->scale_count++;
    }
    out->scales = all;
    return STRATA_OK;
}
