/* The rule that tells state, leas and schools apart in one column of names. */
#include "schema/load_parts.h"

/* A list of globs, which are compared with trimmed texts. */
static strata_status read_globs(const strata_node *place, const char *key, const strata_slice **out,
                                uint32_t *count)
{
    const strata_slice *globs = NULL;
    STRATA_TRY(strata_node_texts(place, key, &globs, count));
    for (uint32_t at = 0; at < *count; at++) {
        if (strata_slice_trim(globs[at]).len != globs[at].len) {
            return strata_node_fail(place, key, "\"%.60s\" has blanks at an end, no name has",
                                    globs[at].text);
        }
    }
    *out = globs;
    return STRATA_OK;
}

strata_status strata_load_place(const strata_node *strata, strata_field *field)
{
    static const char *const keys[] = {"state", "lea", "school", NULL};
    const bool is_place = field->to == STRATA_TO_PLACE;
    strata_node place;
    if (!strata_node_member(strata, "place", &place)) {
        return is_place ? strata_node_fail(strata, NULL,
                                           "needs \"place\" to tell state, leas and schools apart")
                        : STRATA_OK;
    }
    if (!is_place) {
        return strata_node_fail(strata, "place", "is only for target \"place\"");
    }
    STRATA_TRY(strata_node_keys(&place, keys));
    void *room = NULL;
    STRATA_TRY(strata_node_alloc(strata, 1, sizeof(strata_place_rule), &room));
    strata_place_rule *rule = room;
    STRATA_TRY(read_globs(&place, "state", &rule->state, &rule->state_count));
    STRATA_TRY(read_globs(&place, "lea", &rule->lea, &rule->lea_count));
    STRATA_TRY(read_globs(&place, "school", &rule->school, &rule->school_count));
    if (rule->lea_count == 0) {
        return strata_node_fail(&place, NULL,
                                "needs \"lea\": a school belongs to the lea above it");
    }
    field->place = rule;
    return STRATA_OK;
}
