/* What only a whole layout shows to be wrong. */
#include <stdio.h>

#include "schema/load_parts.h"
#include "schema/targets.h"

/* A layout and one of its results, as the rows of a file are read. */
typedef struct view {
    const strata_schema *schema;
    const strata_layout *layout;
    const strata_result *result;
} view;

static bool years_overlap(const strata_field *a, const strata_field *b)
{
    return (a->until == 0 || b->from <= a->until) && (b->until == 0 || a->from <= b->until);
}

/* Two fields that both hold for all results, or for the same result. */
static bool are_rivals(const strata_layout *layout, uint32_t a, uint32_t b)
{
    if (!layout->is_own[a] || !layout->is_own[b]) {
        return layout->is_own[a] == layout->is_own[b];
    }
    for (uint32_t at = 0; at < layout->result_count; at++) {
        const strata_result *result = &layout->results[at];
        const uint32_t first = result->field_count > 0 ? result->fields[0] : 0;
        if (a >= first && a < first + result->field_count) {
            return b >= first && b < first + result->field_count;
        }
    }
    return false;
}

static strata_status check_twice(const strata_node *node, const strata_layout *layout)
{
    for (uint32_t b = 1; b < layout->field_count; b++) {
        const strata_field *later = &layout->fields[b];
        for (uint32_t a = 0; a < b && later->to != STRATA_TO_NOTHING; a++) {
            const strata_field *earlier = &layout->fields[a];
            if (earlier->to == later->to && earlier->index == later->index &&
                years_overlap(earlier, later) && are_rivals(layout, a, b)) {
                return strata_node_fail(
                    node, NULL, "columns \"%.60s\" and \"%.60s\" both give \"%s\"",
                    earlier->name.text, later->name.text, strata_target_rule_of(later->to)->name);
            }
        }
    }
    return STRATA_OK;
}

static bool set_gives(const strata_constant *set, uint32_t count, strata_target target)
{
    for (uint32_t at = 0; at < count; at++) {
        if (set[at].to == target) {
            return true;
        }
    }
    return false;
}

/* Whether a field belongs to the view: it is the layout's, or the result's own. */
static bool is_in_view(const view *v, uint32_t field)
{
    if (!v->layout->is_own[field]) {
        return true;
    }
    for (uint32_t at = 0; at < v->result->field_count; at++) {
        if (v->result->fields[at] == field) {
            return true;
        }
    }
    return false;
}

static bool gives(const view *v, strata_target target)
{
    for (uint32_t at = 0; at < v->layout->field_count; at++) {
        if (v->layout->fields[at].to == target && is_in_view(v, at)) {
            return true;
        }
    }
    return set_gives(v->result->set, v->result->set_count, target) ||
           set_gives(v->layout->set, v->layout->set_count, target);
}

static bool gives_one_of(const view *v, const strata_target *targets, size_t count)
{
    for (size_t at = 0; at < count; at++) {
        if (gives(v, targets[at])) {
            return true;
        }
    }
    return false;
}

static const char *missing_target(const view *v)
{
    static const strata_target scores[] = {STRATA_TO_SCALE_SCORE, STRATA_TO_LEVEL};
    static const strata_target figures[] = {
        STRATA_TO_N,           STRATA_TO_N_ENROLLED, STRATA_TO_N_TESTED, STRATA_TO_N_SCORED,
        STRATA_TO_LEVEL_COUNT, STRATA_TO_SHARE,      STRATA_TO_PCT,      STRATA_TO_MEAN};
    static const strata_target results[] = {STRATA_TO_ASSESSMENT, STRATA_TO_SUBJECT,
                                            STRATA_TO_GRADE};
    const strata_schema_kind kind = v->schema->kind;
    if (kind == STRATA_KIND_ENTITIES) {
        return gives(v, STRATA_TO_ENTITY_NAME) ? NULL : "entity_name";
    }
    for (size_t at = 0; at < sizeof results / sizeof results[0]; at++) {
        if (!gives(v, results[at])) {
            return strata_target_rule_of(results[at])->name;
        }
    }
    if (kind == STRATA_KIND_STUDENTS) {
        return gives_one_of(v, scores, sizeof scores / sizeof scores[0]) ? NULL
                                                                         : "scale_score or level";
    }
    if (!gives(v, STRATA_TO_GROUP) &&
        !(gives(v, STRATA_TO_DIM_TEXT) && gives(v, STRATA_TO_GROUP_TEXT))) {
        return "group";
    }
    return gives_one_of(v, figures, sizeof figures / sizeof figures[0]) ? NULL
                                                                        : "a count or a statistic";
}

/* The assessment id that constants give to a view, or an empty slice. */
static strata_slice constant_assessment(const view *v)
{
    for (uint32_t at = 0; at < v->result->set_count; at++) {
        if (v->result->set[at].to == STRATA_TO_ASSESSMENT) {
            return v->result->set[at].value;
        }
    }
    for (uint32_t at = 0; at < v->layout->set_count; at++) {
        if (v->layout->set[at].to == STRATA_TO_ASSESSMENT) {
            return v->layout->set[at].value;
        }
    }
    return (strata_slice){"", 0};
}

static bool is_of_level(strata_target target)
{
    return target == STRATA_TO_LEVEL_COUNT || target == STRATA_TO_SHARE ||
           target == STRATA_TO_PCT || target == STRATA_TO_SE;
}

/* The most levels that any era of an assessment has; STRATA_LEVELS_MAX if it is not known. */
static unsigned most_levels(const strata_schema *schema, strata_slice id)
{
    unsigned most = 0;
    for (uint32_t at = 0; at < schema->assessment_count; at++) {
        const strata_assessment *one = &schema->assessments[at];
        if (strata_slice_equal(one->id, id) && one->levels > most) {
            most = one->levels;
        }
    }
    return id.len == 0 ? STRATA_LEVELS_MAX : most;
}

static strata_status check_levels(const strata_node *node, const view *v)
{
    const strata_slice id = constant_assessment(v);
    const unsigned levels = most_levels(v->schema, id);
    for (uint32_t at = 0; at < v->layout->field_count; at++) {
        const strata_field *field = &v->layout->fields[at];
        if (is_of_level(field->to) && is_in_view(v, at) && field->index > levels) {
            return strata_node_fail(node, NULL,
                                    "column \"%.60s\" speaks of level %u, but \"%.60s\" has %u",
                                    field->name.text, (unsigned)field->index, id.text, levels);
        }
    }
    return STRATA_OK;
}

static strata_status check_headers(const strata_node *node, const strata_layout *layout)
{
    for (uint32_t f = 0; f < layout->forbidden_count; f++) {
        for (uint32_t s = 0; s < layout->signature_count; s++) {
            if (strata_header_equal(layout->forbidden[f], layout->signature[s])) {
                return strata_node_fail(node, NULL,
                                        "header \"%.60s\" is both in the signature and forbidden",
                                        layout->forbidden[f].text);
            }
        }
    }
    return layout->signature_count > 0
               ? STRATA_OK
               : strata_node_fail(node, NULL,
                                  "needs a \"signature\" or a field that is not "
                                  "optional");
}

strata_status strata_check_layout(const strata_node *node, const strata_layout *layout)
{
    STRATA_TRY(check_headers(node, layout));
    STRATA_TRY(check_twice(node, layout));
    for (uint32_t at = 0; at < layout->result_count; at++) {
        const view v = {node->loader->schema, layout, &layout->results[at]};
        const char *missing = missing_target(&v);
        if (missing != NULL) {
            return strata_node_fail(node, NULL,
                                    "nothing gives %s for result %u: bind a column or \"set\" it",
                                    missing, (unsigned)at);
        }
        STRATA_TRY(check_levels(node, &v));
    }
    return STRATA_OK;
}
