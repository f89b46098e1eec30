/* Missing values, with the kind of nothing each of them is. */
#include <string.h>

#include "schema/load_parts.h"

static const char *const labels[] = {[STRATA_MISSING_NOT_REPORTED] = "not reported",
                                     [STRATA_MISSING_SUPPRESSED] = "suppressed",
                                     [STRATA_MISSING_NOT_TESTED] = "not tested",
                                     NULL};

/* "*" or {"value": "*", "label": "suppressed"} */
static strata_status read_entry(const strata_node *node, strata_missing *out)
{
    static const char *const keys[] = {"value", "label", NULL};
    if (json_is_string(node->value)) {
        return strata_node_own_text(node, &out->value);
    }
    STRATA_TRY(strata_node_keys(node, keys));
    strata_node value;
    if (!strata_node_member(node, "value", &value)) {
        return strata_node_fail(node, NULL, "needs a \"value\"");
    }
    STRATA_TRY(strata_node_own_text(&value, &out->value));
    unsigned kind = STRATA_MISSING_NOT_REPORTED;
    STRATA_TRY(strata_node_word(node, "label", labels, &kind));
    out->kind = (strata_missing_kind)kind;
    return STRATA_OK;
}

strata_status strata_load_missing(const strata_node *object, strata_missing_list *list)
{
    strata_node array;
    size_t length = 0;
    if (list->count > 0 && !strata_node_member(object, "missingValues", &array)) {
        return STRATA_OK;
    }
    STRATA_TRY(strata_node_array(object, "missingValues", &array, &length));
    void *room = NULL;
    STRATA_TRY(strata_node_alloc(object, length + 1, sizeof(strata_missing), &room));
    strata_missing *entries = room;
    for (size_t at = 0; at < length; at++) {
        const strata_node element = strata_node_element(&array, at);
        STRATA_TRY(read_entry(&element, &entries[at]));
        if (strata_missing_find(entries, at, entries[at].value) != NULL) {
            return strata_node_fail(&element, NULL, "stands in the list already");
        }
    }
    const strata_missing nothing = {{"", 0}, STRATA_MISSING_NOT_REPORTED};
    list->entries = entries;
    list->count = (uint32_t)length;
    if (strata_missing_find(entries, length, nothing.value) == NULL) {
        entries[length] = nothing;
        list->count++;
    }
    return STRATA_OK;
}
