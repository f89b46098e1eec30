/* Constants: what holds for every row of a layout or for one result of each row. */
#include <string.h>

#include "schema/load_parts.h"
#include "schema/targets.h"

static strata_status read_constant(const strata_node *set, const char *key, strata_constant *out)
{
    STRATA_TRY(strata_target_of_key(set, key, &out->to, &out->index));
    strata_node value;
    (void)strata_node_member(set, key, &value);
    STRATA_TRY(strata_node_own_text(&value, &out->value));
    if (out->value.len == 0) {
        return strata_node_fail(set, key, "must not be empty");
    }
    return strata_target_check_value(&value, out->to, out->index, out->value.text, &out->group);
}

strata_status strata_load_set(const strata_node *object, const strata_constant **out,
                              uint32_t *count)
{
    strata_node set;
    if (!strata_node_member(object, "set", &set)) {
        return STRATA_OK;
    }
    if (!json_is_object(set.value)) {
        return strata_node_fail(&set, NULL, "must be an object {...}");
    }
    void *room = NULL;
    STRATA_TRY(
        strata_node_alloc(object, json_object_size(set.value), sizeof(strata_constant), &room));
    strata_constant *constants = room;
    uint32_t at = 0;
    const char *key = NULL;
    json_t *value = NULL;
    json_object_foreach(set.value, key, value)
    {
        STRATA_TRY(read_constant(&set, key, &constants[at]));
        at++;
    }
    *out = constants;
    *count = at;
    return STRATA_OK;
}
