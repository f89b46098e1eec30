/* The fields of a layout, and the results that a row holds. */
#include <string.h>

#include "schema/load_parts.h"

/* Where the fields of a layout go while it is read: first the layout's, then each result's. */
typedef struct field_list {
    strata_field *fields;
    bool *is_own;
    uint32_t count;
    strata_field_context context;
} field_list;

static size_t count_fields(const strata_node *node)
{
    strata_node array;
    return strata_node_member(node, "fields", &array) ? json_array_size(array.value) : 0;
}

/* Reads the "fields" of a layout or of a result to the end of the list. */
static strata_status read_fields(const strata_node *node, bool is_own, field_list *list)
{
    strata_node array;
    size_t count = 0;
    STRATA_TRY(strata_node_array(node, "fields", &array, &count));
    for (size_t at = 0; at < count; at++) {
        const strata_node field = strata_node_element(&array, at);
        list->is_own[list->count] = is_own;
        STRATA_TRY(strata_load_field(&field, &list->context, &list->fields[list->count]));
        list->count++;
    }
    return STRATA_OK;
}

/* The number of the last field of a column, so that a result's own is found before the layout's. */
static int32_t find_field(const field_list *list, strata_slice name)
{
    for (uint32_t at = list->count; at > 0; at--) {
        if (strata_slice_equal(list->fields[at - 1].name, name)) {
            return (int32_t)(at - 1);
        }
    }
    return -1;
}

/* The number of a field that another part of the schema speaks of at `key` of node. */
static strata_status use_field(const strata_node *node, const char *key, const field_list *list,
                               strata_slice name, int32_t *out)
{
    *out = find_field(list, name);
    if (*out < 0) {
        return strata_node_fail(node, key, "no field of this layout is named \"%.60s\"", name.text);
    }
    return strata_field_is_family(&list->fields[*out])
               ? strata_node_fail(node, key, "\"%.60s\" is not one column but many", name.text)
               : STRATA_OK;
}

static strata_status find_named_field(const strata_node *node, const char *key,
                                      const field_list *list, int32_t *out)
{
    strata_slice name = {NULL, 0};
    STRATA_TRY(strata_node_text(node, key, &name));
    if (name.text == NULL) {
        return STRATA_OK;
    }
    return use_field(node, key, list, name, out);
}

/* "join": {"with": "-", "field": "District Type"} */
static strata_status read_join(const strata_node *field, const field_list *list, strata_field *out)
{
    static const char *const keys[] = {"with", "field", NULL};
    strata_node strata;
    strata_node join;
    if (!strata_node_member(field, "strata", &strata) ||
        !strata_node_member(&strata, "join", &join)) {
        return STRATA_OK;
    }
    STRATA_TRY(strata_node_keys(&join, keys));
    STRATA_TRY(strata_node_text(&join, "with", &out->join_with));
    STRATA_TRY(find_named_field(&join, "field", list, &out->join_field));
    if (out->join_with.len == 0 || out->join_field < 0) {
        return strata_node_fail(&join, NULL, "needs \"with\" and \"field\"");
    }
    if (&list->fields[out->join_field] == out) {
        return strata_node_fail(&join, "field", "cannot be the field itself");
    }
    return STRATA_OK;
}

/* Joins of the fields of a layout or result, of which the first is number `first`. */
static strata_status read_joins(const strata_node *node, const field_list *list, uint32_t first)
{
    strata_node array;
    size_t count = 0;
    STRATA_TRY(strata_node_array(node, "fields", &array, &count));
    for (size_t at = 0; at < count; at++) {
        const strata_node field = strata_node_element(&array, at);
        STRATA_TRY(read_join(&field, list, &list->fields[first + at]));
    }
    return STRATA_OK;
}

/* The codes of one condition; the empty text is a code too. */
static strata_status read_when_codes(const strata_node *array, strata_condition *out)
{
    const size_t count = json_array_size(array->value);
    if (!json_is_array(array->value) || count == 0) {
        return strata_node_fail(array, NULL, "must be an array of codes [...]");
    }
    void *room = NULL;
    STRATA_TRY(strata_node_alloc(array, count, sizeof(strata_slice), &room));
    strata_slice *codes = room;
    for (size_t at = 0; at < count; at++) {
        const strata_node code = strata_node_element(array, at);
        STRATA_TRY(strata_node_own_text(&code, &codes[at]));
        codes[at] = strata_slice_trim(codes[at]);
    }
    out->codes = codes;
    out->code_count = (uint32_t)count;
    return STRATA_OK;
}

/* "when": {"Assessment": ["ELA", "English"]} */
static strata_status read_when(const strata_node *node, const field_list *list, strata_result *out)
{
    strata_node when;
    if (!strata_node_member(node, "when", &when)) {
        return STRATA_OK;
    }
    if (!json_is_object(when.value) || json_object_size(when.value) == 0) {
        return strata_node_fail(&when, NULL, "must be an object {...} from fields to codes");
    }
    void *room = NULL;
    STRATA_TRY(
        strata_node_alloc(node, json_object_size(when.value), sizeof(strata_condition), &room));
    strata_condition *conditions = room;
    const char *name = NULL;
    json_t *value = NULL;
    json_object_foreach(when.value, name, value)
    {
        int32_t field = 0;
        strata_node codes;
        STRATA_TRY(use_field(&when, name, list, strata_slice_of(name), &field));
        (void)strata_node_member(&when, name, &codes);
        conditions[out->when_count].field = (uint32_t)field;
        STRATA_TRY(read_when_codes(&codes, &conditions[out->when_count]));
        out->when_count++;
    }
    out->when = conditions;
    return STRATA_OK;
}

static strata_status read_result(const strata_node *node, field_list *list, strata_result *out)
{
    static const char *const keys[] = {"set", "fields", "present", "when", "description", NULL};
    STRATA_TRY(strata_node_keys(node, keys));
    *out = (strata_result){.present = -1};
    STRATA_TRY(strata_load_set(node, &out->set, &out->set_count));
    const uint32_t first = list->count;
    STRATA_TRY(read_fields(node, true, list));
    STRATA_TRY(read_joins(node, list, first));
    STRATA_TRY(find_named_field(node, "present", list, &out->present));
    STRATA_TRY(read_when(node, list, out));
    out->field_count = list->count - first;
    void *room = NULL;
    STRATA_TRY(strata_node_alloc(node, out->field_count, sizeof(uint32_t), &room));
    uint32_t *numbers = room;
    for (uint32_t at = 0; at < out->field_count; at++) {
        numbers[at] = first + at;
    }
    out->fields = numbers;
    return STRATA_OK;
}

/* Reads "results"; without them a row has one. */
static strata_status read_results(const strata_node *array, size_t count, field_list *list,
                                  strata_layout *out)
{
    void *room = NULL;
    STRATA_TRY(strata_node_alloc(array, count, sizeof(strata_result), &room));
    strata_result *results = room;
    for (size_t at = 0; at < count; at++) {
        const strata_node node = strata_node_element(array, at);
        STRATA_TRY(read_result(&node, list, &results[at]));
    }
    if (count == 0) {
        results[0].present = -1;
    }
    out->results = results;
    out->result_count = count > 0 ? (uint32_t)count : 1;
    return STRATA_OK;
}

strata_status strata_load_results(const strata_node *node, const strata_node *strata,
                                  const strata_field_context *context, strata_layout *out)
{
    strata_node results = *strata;
    size_t result_count = 0;
    STRATA_TRY(strata_node_array(strata, "results", &results, &result_count));
    size_t room_for = count_fields(node);
    for (size_t at = 0; at < result_count; at++) {
        const strata_node result = strata_node_element(&results, at);
        room_for += count_fields(&result);
    }
    void *fields = NULL;
    void *is_own = NULL;
    STRATA_TRY(strata_node_alloc(node, room_for, sizeof(strata_field), &fields));
    STRATA_TRY(strata_node_alloc(node, room_for, sizeof(bool), &is_own));
    field_list list = {fields, is_own, 0, *context};
    STRATA_TRY(read_fields(node, false, &list));
    STRATA_TRY(read_joins(node, &list, 0));
    STRATA_TRY(read_results(&results, result_count, &list, out));
    out->fields = list.fields;
    out->is_own = list.is_own;
    out->field_count = list.count;
    return STRATA_OK;
}
