/* What a schema knows of its tests, era by era. */
#include <string.h>

#include "schema/load_parts.h"
#include "schema/years.h"

static strata_status read_level_labels(const strata_node *node, strata_assessment *out)
{
    uint32_t count = 0;
    STRATA_TRY(strata_node_texts(node, "level_labels", &out->level_labels, &count));
    if (count == 0) {
        out->level_labels = NULL;
    } else if (count != out->levels) {
        return strata_node_fail(node, "level_labels", "has %u labels for %u levels",
                                (unsigned)count, (unsigned)out->levels);
    }
    return STRATA_OK;
}

static strata_status read_levels(const strata_node *node, strata_assessment *out)
{
    int64_t levels = 0;
    int64_t proficient = 0;
    STRATA_TRY(strata_node_whole(node, "levels", (strata_range){0, STRATA_LEVELS_MAX}, &levels));
    STRATA_TRY(
        strata_node_whole(node, "proficient", (strata_range){0, STRATA_LEVELS_MAX}, &proficient));
    if (proficient > levels) {
        return strata_node_fail(node, "proficient", "is above the %d levels of the test",
                                (int)levels);
    }
    if (levels > 0 && proficient == 0) {
        return strata_node_fail(node, NULL,
                                "has levels and needs \"proficient\", the lowest that counts");
    }
    out->levels = (uint8_t)levels;
    out->proficient = (uint8_t)proficient;
    return read_level_labels(node, out);
}

static strata_status read_score(const strata_node *node, strata_assessment *out)
{
    int64_t decimals = 0;
    STRATA_TRY(strata_node_flag(node, "has_scores", &out->has_scores));
    STRATA_TRY(strata_node_whole(node, "decimals", (strata_range){0, 18}, &decimals));
    out->decimals = (uint8_t)decimals;
    return strata_node_flag(node, "vertical_scale", &out->vertical_scale);
}

static strata_status read_words(const strata_node *node, strata_assessment *out)
{
    static const char *const directions[] = {"higher", "lower", NULL};
    static const char *const denominators[] = {"tested", "cohort", "enrolled", NULL};
    unsigned direction = 0;
    STRATA_TRY(strata_node_word(node, "better", directions, &direction));
    out->lower_is_better = direction == 1;
    unsigned denominator = 0;
    STRATA_TRY(strata_node_word(node, "denominator", denominators, &denominator));
    out->denominator = strata_slice_of(denominators[denominator]);
    return strata_node_text(node, "label", &out->label);
}

static strata_status read_identity(const strata_node *node, strata_assessment *out)
{
    const strata_slice empty = {"", 0};
    *out = (strata_assessment){.id = empty, .subject = empty, .era = empty, .label = empty};
    STRATA_TRY(strata_node_text(node, "id", &out->id));
    STRATA_TRY(strata_node_text(node, "subject", &out->subject));
    STRATA_TRY(strata_node_text(node, "era", &out->era));
    STRATA_TRY(strata_node_years(node, &out->from, &out->until));
    return out->id.len > 0 ? STRATA_OK : strata_node_fail(node, NULL, "needs an \"id\"");
}

static strata_status read_assessment(const strata_node *node, strata_assessment *out)
{
    static const char *const keys[] = {
        "id",         "subject",      "era",         "from",           "until",  "levels",
        "proficient", "has_scores",   "decimals",    "vertical_scale", "better", "denominator",
        "label",      "level_labels", "description", "scales",         NULL};
    STRATA_TRY(strata_node_keys(node, keys));
    STRATA_TRY(read_identity(node, out));
    STRATA_TRY(read_levels(node, out));
    STRATA_TRY(read_score(node, out));
    STRATA_TRY(read_words(node, out));
    if (out->levels == 0 && !out->has_scores) {
        return strata_node_fail(node, NULL, "needs \"levels\" or \"has_scores\": true");
    }
    return strata_load_scales(node, out);
}

static bool years_overlap(const strata_assessment *a, const strata_assessment *b)
{
    return strata_years_meet((strata_years){a->from, a->until}, (strata_years){b->from, b->until});
}

static bool has_same_labels(const strata_assessment *a, const strata_assessment *b)
{
    if (a->level_labels == NULL || b->level_labels == NULL) {
        return a->level_labels == b->level_labels;
    }
    for (uint8_t at = 0; at < a->levels; at++) {
        if (!strata_slice_equal(a->level_labels[at], b->level_labels[at])) {
            return false;
        }
    }
    return true;
}

/* What must not change within an era; years and scales may. */
static bool is_same_test(const strata_assessment *a, const strata_assessment *b)
{
    return a->levels == b->levels && a->proficient == b->proficient &&
           a->has_scores == b->has_scores && a->decimals == b->decimals &&
           a->vertical_scale == b->vertical_scale && a->lower_is_better == b->lower_is_better &&
           strata_slice_equal(a->denominator, b->denominator) &&
           strata_slice_equal(a->label, b->label) && has_same_labels(a, b);
}

static strata_status check_eras(const strata_node *node, const strata_assessment *all, size_t last)
{
    for (size_t at = 0; at < last; at++) {
        if (!strata_slice_equal(all[at].id, all[last].id) ||
            !strata_slice_equal(all[at].subject, all[last].subject)) {
            continue;
        }
        if (years_overlap(&all[at], &all[last])) {
            return strata_node_fail(node, NULL, "has years in common with assessments[%zu]", at);
        }
        if (strata_slice_equal(all[at].era, all[last].era) && !is_same_test(&all[at], &all[last])) {
            return strata_node_fail(node, NULL,
                                    "has the era of assessments[%zu], but is another test: only "
                                    "years and scales may differ",
                                    at);
        }
    }
    return STRATA_OK;
}

strata_status strata_load_assessments(const strata_node *strata)
{
    strata_node_list list;
    STRATA_TRY(strata_node_list_of(strata, "assessments", sizeof(strata_assessment), &list));
    strata_assessment *assessments = list.items;
    for (size_t at = 0; at < list.count; at++) {
        const strata_node node = strata_node_element(&list.array, at);
        STRATA_TRY(read_assessment(&node, &assessments[at]));
        STRATA_TRY(check_eras(&node, assessments, at));
    }
    strata->loader->schema->assessments = assessments;
    strata->loader->schema->assessment_count = (uint32_t)list.count;
    return STRATA_OK;
}
