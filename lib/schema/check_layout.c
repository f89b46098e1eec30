/* What only a whole layout shows to be wrong. */
#include <stdio.h>

#include "schema/load_parts.h"
#include "schema/targets.h"
#include "schema/years.h"

/* A layout and one of its results, as the rows of a file are read. */
typedef struct view {
    const strata_schema *schema;
    const strata_layout *layout;
    const strata_result *result;
    const strata_field *family; /* the columns that make the results, or NULL */
} view;

static bool years_overlap(const strata_field *a, const strata_field *b)
{
    return strata_years_meet((strata_years){a->from, a->until}, (strata_years){b->from, b->until});
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
        const bool is_name = later->to == STRATA_TO_ENTITY_NAME &&
                             node->loader->schema->kind == STRATA_KIND_PUBLISHED;
        const bool is_alone =
            is_name || later->to == STRATA_TO_NOTHING || strata_field_is_family(later);
        for (uint32_t a = 0; a < b && !is_alone; a++) {
            const strata_field *earlier = &layout->fields[a];
            if (earlier->to == later->to && !strata_field_is_family(earlier) &&
                earlier->index == later->index && years_overlap(earlier, later) &&
                are_rivals(layout, a, b)) {
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

/* Whether one of the captures gives a target. */
static bool captures_give(const strata_pattern *patterns, uint32_t count, strata_target target)
{
    for (uint32_t at = 0; at < count; at++) {
        for (uint32_t c = 0; c < patterns[at].capture_count; c++) {
            if (patterns[at].captures[c].to == target) {
                return true;
            }
        }
    }
    return false;
}

/* Whether a field belongs to the view: it is the layout's, or the result's own; of the families
 * only the one that is looked at. */
static bool is_in_view(const view *v, uint32_t field)
{
    if (strata_field_is_family(&v->layout->fields[field])) {
        return &v->layout->fields[field] == v->family;
    }
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
        const strata_field *field = &v->layout->fields[at];
        if (is_in_view(v, at) &&
            (field->to == target || set_gives(field->set, field->set_count, target) ||
             captures_give(field->patterns, field->pattern_count, target))) {
            return true;
        }
    }
    return set_gives(v->result->set, v->result->set_count, target) ||
           set_gives(v->layout->set, v->layout->set_count, target) ||
           captures_give(v->layout->file_names, v->layout->file_name_count, target);
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

/* The value that a set gives to the assessment, or an empty slice. */
static strata_slice set_assessment(const strata_constant *set, uint32_t count)
{
    for (uint32_t at = 0; at < count; at++) {
        if (set[at].to == STRATA_TO_ASSESSMENT) {
            return set[at].value;
        }
    }
    return (strata_slice){"", 0};
}

/* The assessment id that constants give to a view, or an empty slice. */
static strata_slice constant_assessment(const view *v)
{
    strata_slice id = {"", 0};
    if (v->family != NULL) {
        id = set_assessment(v->family->set, v->family->set_count);
    }
    if (id.len == 0) {
        id = set_assessment(v->result->set, v->result->set_count);
    }
    return id.len > 0 ? id : set_assessment(v->layout->set, v->layout->set_count);
}

/* Whether the assessment says the subject: the one there is, or each that a column may name. */
static bool subject_follows(const view *v)
{
    const strata_slice id = constant_assessment(v);
    bool follows = v->schema->assessment_count > 0;
    for (uint32_t at = 0; at < v->schema->assessment_count && id.len == 0; at++) {
        follows =
            follows && strata_schema_subject(v->schema, v->schema->assessments[at].id).len > 0;
    }
    return id.len > 0 ? strata_schema_subject(v->schema, id).len > 0 : follows;
}

/* Whether what a mean or percent lacks may stand in other rows or in another family's columns. */
static bool is_part(const view *v)
{
    for (uint32_t at = 0; v->family != NULL && at < v->layout->field_count; at++) {
        const strata_field *field = &v->layout->fields[at];
        if (strata_field_is_family(field) && field->to != STRATA_TO_SD &&
            field->to != STRATA_TO_SE) {
            return true;
        }
    }
    return v->layout->gathers_rows;
}

/* Whether a result has a value of its own or one that follows. */
static bool is_known(const view *v, strata_target target)
{
    return gives(v, target) || (target == STRATA_TO_SUBJECT && subject_follows(v));
}

static const char *missing_target(const view *v)
{
    static const strata_target scores[] = {STRATA_TO_SCALE_SCORE, STRATA_TO_LEVEL};
    static const strata_target figures[] = {
        STRATA_TO_N,        STRATA_TO_N_ENROLLED,  STRATA_TO_N_TESTED,
        STRATA_TO_N_SCORED, STRATA_TO_LEVEL_COUNT, STRATA_TO_SHARE,
        STRATA_TO_PCT,      STRATA_TO_MEAN,        STRATA_TO_INDEX};
    static const strata_target results[] = {STRATA_TO_ASSESSMENT, STRATA_TO_SUBJECT,
                                            STRATA_TO_GRADE};
    const strata_schema_kind kind = v->schema->kind;
    if (kind == STRATA_KIND_ENTITIES) {
        return gives(v, STRATA_TO_ENTITY_NAME) ? NULL : "entity_name";
    }
    if (kind == STRATA_KIND_ROSTER) {
        return gives(v, STRATA_TO_STUDENT) ? NULL : "student";
    }
    for (size_t at = 0; at < sizeof results / sizeof results[0]; at++) {
        if (!is_known(v, results[at])) {
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
    if (is_part(v) && (gives(v, STRATA_TO_SD) || gives(v, STRATA_TO_SE))) {
        return NULL;
    }
    return gives_one_of(v, figures, sizeof figures / sizeof figures[0]) ? NULL
                                                                        : "a count or a statistic";
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
    return layout->signature_count > 0 || strata_layout_name_count(layout) > 0
               ? STRATA_OK
               : strata_node_fail(node, NULL,
                                  "needs a \"signature\" or a field that is not "
                                  "optional");
}

static strata_status check_view(const strata_node *node, const view *v, const char *what,
                                const char *which)
{
    const char *missing = missing_target(v);
    if (missing != NULL) {
        return strata_node_fail(node, NULL,
                                "nothing gives %s for %s %s: bind a column or \"set\" it", missing,
                                what, which);
    }
    return check_levels(node, v);
}

/* Layouts whose columns say by their names of which result they are. */
static strata_status check_families(const strata_node *node, const strata_layout *layout,
                                    bool *has_families)
{
    strata_node strata;
    strata_node results;
    *has_families = false;
    for (uint32_t at = 0; at < layout->field_count; at++) {
        const strata_field *field = &layout->fields[at];
        if (!strata_field_is_family(field)) {
            continue;
        }
        if (strata_node_member(node, "strata", &strata) &&
            strata_node_member(&strata, "results", &results)) {
            return strata_node_fail(&strata, "results",
                                    "the columns \"%.60s\" make the results: leave this out",
                                    field->name.text);
        }
        const view v = {node->loader->schema, layout, &layout->results[0], field};
        STRATA_TRY(check_view(node, &v, "columns", field->name.text));
        *has_families = true;
    }
    return STRATA_OK;
}

static strata_status check_place(const strata_node *node, const view *v)
{
    static const strata_target others[] = {STRATA_TO_ENTITY_LEVEL, STRATA_TO_LEA, STRATA_TO_SCHOOL,
                                           STRATA_TO_ENTITY_NAME};
    for (size_t at = 0; gives(v, STRATA_TO_PLACE) && at < sizeof others / sizeof others[0]; at++) {
        if (gives(v, others[at])) {
            return strata_node_fail(node, NULL, "a column of target \"place\" gives \"%s\" already",
                                    strata_target_rule_of(others[at])->name);
        }
    }
    return STRATA_OK;
}

strata_status strata_check_layout(const strata_node *node, const strata_layout *layout)
{
    bool has_families = false;
    STRATA_TRY(check_headers(node, layout));
    STRATA_TRY(check_twice(node, layout));
    STRATA_TRY(check_families(node, layout, &has_families));
    for (uint32_t at = 0; at < layout->result_count; at++) {
        const view v = {node->loader->schema, layout, &layout->results[at], NULL};
        char number[16];
        (void)snprintf(number, sizeof number, "%u", (unsigned)at);
        STRATA_TRY(check_place(node, &v));
        if (!has_families) {
            STRATA_TRY(check_view(node, &v, "result", number));
        }
    }
    return STRATA_OK;
}
