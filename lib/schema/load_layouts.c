/* Layouts: how bytes become rows, and which rows are the header. */
#include <stdio.h>
#include <string.h>

#include "schema/load_parts.h"

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
        if (!out->fields[at].optional && out->fields[at].pattern_count == 0) {
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
    int64_t rows = 1;
    STRATA_TRY(
        strata_node_whole(strata, "header_rows", (strata_range){1, STRATA_HEADER_ROWS_MAX}, &rows));
    out->header_rows = (uint32_t)rows;
    return STRATA_OK;
}

/* What the rows hold beside their columns. */
static strata_status read_rows(const strata_node *strata, strata_layout *out)
{
    STRATA_TRY(strata_load_records(strata, out));
    STRATA_TRY(strata_load_file_names(strata, out));
    STRATA_TRY(strata_node_flag(strata, "gathers_rows", &out->gathers_rows));
    if (out->gathers_rows && strata->loader->schema->kind != STRATA_KIND_PUBLISHED) {
        return strata_node_fail(strata, "gathers_rows", "is for schemas of kind \"published\"");
    }
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
static strata_status read_strata(const strata_node *node, strata_node *strata,
                                 strata_blur_list *blurred, strata_layout *out)
{
    static const char *const keys[] = {
        "signature", "forbidden", "preamble",     "footer",     "set",         "results", "records",
        "probe",     "blurred",   "gathers_rows", "file_names", "header_rows", NULL};
    out->header_rows = 1;
    *strata = (strata_node){node->loader, node, "strata", 0, NULL};
    if (!strata_node_member(node, "strata", strata)) {
        return STRATA_OK;
    }
    STRATA_TRY(strata_node_keys(strata, keys));
    STRATA_TRY(strata_load_blurred(strata, blurred));
    STRATA_TRY(read_header(strata, out));
    return read_rows(strata, out);
}

static strata_status read_layout(const strata_node *node, strata_field_context context,
                                 strata_layout *out)
{
    static const char *const keys[] = {"name",     "title",   "description",
                                       "encoding", "dialect", "missingValues",
                                       "fields",   "strata",  NULL};
    strata_node strata;
    STRATA_TRY(strata_node_keys(node, keys));
    STRATA_TRY(read_form(node, out));
    STRATA_TRY(strata_load_missing(node, &context.missing));
    STRATA_TRY(read_strata(node, &strata, &context.blurred, out));
    STRATA_TRY(strata_load_results(node, &strata, &context, out));
    STRATA_TRY(strata_load_fixed(node, &strata, out));
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
    strata_node_list list;
    strata_field_context context = {{NULL, 0}, {NULL, 0}};
    strata_node strata;
    STRATA_TRY(strata_load_missing(file, &context.missing));
    if (strata_node_member(file, "strata", &strata)) {
        STRATA_TRY(strata_load_blurred(&strata, &context.blurred));
    }
    STRATA_TRY(strata_node_list_of(file, "layouts", sizeof(strata_layout), &list));
    if (list.count == 0) {
        return strata_node_fail(file, NULL, "needs \"layouts\" with at least one layout");
    }
    strata_layout *layouts = list.items;
    for (size_t at = 0; at < list.count; at++) {
        const strata_node node = strata_node_element(&list.array, at);
        STRATA_TRY(read_layout(&node, context, &layouts[at]));
        if (has_layout(layouts, at, layouts[at].id)) {
            return strata_node_fail(&node, "name", "is the name of an earlier layout");
        }
    }
    file->loader->schema->layouts = layouts;
    file->loader->schema->layout_count = (uint32_t)list.count;
    return STRATA_OK;
}
