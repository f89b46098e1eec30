/* Layouts: dialect, header, fields, and the results that a row holds. */
#include <stdio.h>
#include <string.h>

#include "schema/load_parts.h"

/* Where the fields of a layout go while it is read: first the layout's, then each result's. */
typedef struct field_list {
    strata_field *fields;
    bool *is_own;
    uint32_t count;
    strata_field_context context;
} field_list;

static strata_status read_byte(const strata_node *dialect, const char *key, bool may_be_empty,
                               char *out)
{
    strata_slice text = {out, 1};
    STRATA_TRY(strata_node_text(dialect, key, &text));
    if (text.len > 1 || (text.len == 0 && !may_be_empty) || (text.len == 1 && text.text[0] < 0)) {
        return strata_node_fail(dialect, key, "must be one ASCII character%s",
                                may_be_empty ? ", or \"\" for none" : "");
    }
    *out = text.text[0]; /* of an empty text the NUL behind it */
    return STRATA_OK;
}

/* What Frictionless could say otherwise and no extract does. */
static strata_status need_true(const strata_node *dialect)
{
    static const char *const keys[] = {"doubleQuote", "header", NULL};
    for (size_t at = 0; keys[at] != NULL; at++) {
        bool flag = true;
        STRATA_TRY(strata_node_flag(dialect, keys[at], &flag));
        if (!flag) {
            return strata_node_fail(dialect, keys[at], "can only be true");
        }
    }
    return STRATA_OK;
}

static strata_status read_dialect(const strata_node *node, strata_csv_dialect *out)
{
    static const char *const keys[] = {"delimiter",        "quoteChar", "doubleQuote",
                                       "skipInitialSpace", "header",    NULL};
    *out = (strata_csv_dialect){.delimiter = ',', .quote = '"'};
    strata_node dialect;
    if (!strata_node_member(node, "dialect", &dialect)) {
        return STRATA_OK;
    }
    STRATA_TRY(strata_node_keys(&dialect, keys));
    STRATA_TRY(read_byte(&dialect, "delimiter", false, &out->delimiter));
    STRATA_TRY(read_byte(&dialect, "quoteChar", true, &out->quote));
    out->no_quote = out->quote == '\0';
    STRATA_TRY(need_true(&dialect));
    STRATA_TRY(strata_node_flag(&dialect, "skipInitialSpace", &out->skip_blank_after_delimiter));
    if (out->delimiter == out->quote || strchr("\r\n", out->delimiter) != NULL) {
        return strata_node_fail(&dialect, "delimiter", "must differ from quote and line ends");
    }
    return STRATA_OK;
}

/* An encoding that cannot be read is found now rather than with the first file. */
static strata_status read_encoding(const strata_node *node, strata_slice *out)
{
    *out = strata_slice_of("UTF-8");
    STRATA_TRY(strata_node_text(node, "encoding", out));
    strata_source *source = NULL;
    STRATA_TRY(strata_source_memory("", "x", 1, 0, &source, node->loader->err));
    strata_error why = {0};
    const strata_status status = strata_source_transcode(source, out->text, &why);
    strata_source_close(source);
    if (status == STRATA_E_USAGE) {
        return strata_node_fail(node, "encoding", "\"%.40s\" is no encoding that iconv knows",
                                out->text);
    }
    return status == STRATA_OK ? STRATA_OK : strata_fail_again(node->loader->err, &why);
}

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

static strata_status find_named_field(const strata_node *node, const char *key,
                                      const field_list *list, int32_t *out)
{
    strata_slice name = {NULL, 0};
    STRATA_TRY(strata_node_text(node, key, &name));
    if (name.text == NULL) {
        return STRATA_OK;
    }
    *out = find_field(list, name);
    if (*out < 0) {
        return strata_node_fail(node, key, "no field of this layout is named \"%.60s\"", name.text);
    }
    return STRATA_OK;
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

static strata_status read_result(const strata_node *node, field_list *list, strata_result *out)
{
    static const char *const keys[] = {"set", "fields", "present", "description", NULL};
    STRATA_TRY(strata_node_keys(node, keys));
    *out = (strata_result){.present = -1};
    STRATA_TRY(strata_load_set(node, &out->set, &out->set_count));
    const uint32_t first = list->count;
    STRATA_TRY(read_fields(node, true, list));
    STRATA_TRY(read_joins(node, list, first));
    STRATA_TRY(find_named_field(node, "present", list, &out->present));
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

/* All fields of a layout, its own and those of its results. */
static strata_status read_all_fields(const strata_node *node, const strata_node *strata,
                                     strata_missing_list missing, strata_layout *out)
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
    field_list list = {fields, is_own, 0, {missing}};
    STRATA_TRY(read_fields(node, false, &list));
    STRATA_TRY(read_joins(node, &list, 0));
    STRATA_TRY(read_results(&results, result_count, &list, out));
    out->fields = list.fields;
    out->is_own = list.is_own;
    out->field_count = list.count;
    return STRATA_OK;
}

/* Without a signature it is every column that must be there. */
static strata_status default_signature(const strata_node *node, strata_layout *out)
{
    if (out->signature_count > 0) {
        return STRATA_OK;
    }
    void *room = NULL;
    STRATA_TRY(strata_node_alloc(node, out->field_count, sizeof(strata_slice), &room));
    strata_slice *names = room;
    for (uint32_t at = 0; at < out->field_count; at++) {
        if (!out->fields[at].optional) {
            names[out->signature_count++] = out->fields[at].name;
        }
    }
    out->signature = names;
    return STRATA_OK;
}

static strata_status read_header(const strata_node *strata, strata_layout *out)
{
    STRATA_TRY(strata_node_texts(strata, "signature", &out->signature, &out->signature_count));
    STRATA_TRY(strata_node_texts(strata, "forbidden", &out->forbidden, &out->forbidden_count));
    STRATA_TRY(strata_node_texts(strata, "footer", &out->footer, &out->footer_count));
    int64_t preamble = 0;
    STRATA_TRY(strata_node_whole(strata, "preamble", (strata_range){0, 100}, &preamble));
    out->preamble = (uint32_t)preamble;
    return strata_load_set(strata, &out->set, &out->set_count);
}

/* What says how bytes become rows. */
static strata_status read_form(const strata_node *node, strata_layout *out)
{
    STRATA_TRY(strata_node_text(node, "name", &out->id));
    if (out->id.len == 0) {
        return strata_node_fail(node, NULL, "needs a \"name\"");
    }
    STRATA_TRY(read_encoding(node, &out->encoding));
    return read_dialect(node, &out->dialect);
}

/* The layout's "strata" object, which may be absent: then *strata has no members. */
static strata_status read_strata(const strata_node *node, strata_node *strata, strata_layout *out)
{
    static const char *const keys[] = {"signature", "forbidden", "preamble", "footer",
                                       "set",       "results",   NULL};
    *strata = (strata_node){node->loader, node, "strata", 0, NULL};
    if (!strata_node_member(node, "strata", strata)) {
        return STRATA_OK;
    }
    STRATA_TRY(strata_node_keys(strata, keys));
    return read_header(strata, out);
}

static strata_status read_layout(const strata_node *node, strata_missing_list missing,
                                 strata_layout *out)
{
    static const char *const keys[] = {"name",     "title",   "description",
                                       "encoding", "dialect", "missingValues",
                                       "fields",   "strata",  NULL};
    strata_node strata;
    STRATA_TRY(strata_node_keys(node, keys));
    STRATA_TRY(read_form(node, out));
    STRATA_TRY(strata_load_missing(node, &missing));
    STRATA_TRY(read_strata(node, &strata, out));
    STRATA_TRY(read_all_fields(node, &strata, missing, out));
    STRATA_TRY(default_signature(node, out));
    return strata_check_layout(node, out);
}

static bool has_layout(const strata_layout *layouts, size_t count, strata_slice id)
{
    for (size_t at = 0; at < count; at++) {
        if (strata_slice_equal(layouts[at].id, id)) {
            return true;
        }
    }
    return false;
}

strata_status strata_load_layouts(const strata_node *file)
{
    strata_node array;
    size_t count = 0;
    strata_missing_list missing = {NULL, 0};
    STRATA_TRY(strata_load_missing(file, &missing));
    STRATA_TRY(strata_node_array(file, "layouts", &array, &count));
    if (count == 0) {
        return strata_node_fail(file, NULL, "needs \"layouts\" with at least one layout");
    }
    void *room = NULL;
    STRATA_TRY(strata_node_alloc(file, count, sizeof(strata_layout), &room));
    strata_layout *layouts = room;
    for (size_t at = 0; at < count; at++) {
        const strata_node node = strata_node_element(&array, at);
        STRATA_TRY(read_layout(&node, missing, &layouts[at]));
        if (has_layout(layouts, at, layouts[at].id)) {
            return strata_node_fail(&node, "name", "is the name of an earlier layout");
        }
    }
    file->loader->schema->layouts = layouts;
    file->loader->schema->layout_count = (uint32_t)count;
    return STRATA_OK;
}
