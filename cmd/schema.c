/* What extracts can be read, and how. */
#include <string.h>

#include "command.h"

extern const strata_command strata_command_schema;

static const char *kind_word(strata_schema_kind kind)
{
    switch (kind) {
    case STRATA_KIND_PUBLISHED:
        return "published";
    case STRATA_KIND_ENTITIES:
        return "entities";
    case STRATA_KIND_STUDENTS:
    default:
        return "students";
    }
}

static strata_status list(const strata_catalog *catalog, strata_sink *sink, strata_error *err)
{
    for (size_t i = 0; i < strata_catalog_count(catalog); i++) {
        const strata_schema *schema = strata_catalog_at(catalog, i);
        STRATA_TRY(strata_sink_format(sink, err, "%-28s %-10s %.*s\n", schema->id,
                                      kind_word(schema->kind), (int)schema->title.len,
                                      schema->title.text));
    }
    return STRATA_OK;
}

static strata_status show_layout(const strata_layout *layout, strata_sink *sink, strata_error *err)
{
    STRATA_TRY(
        strata_sink_format(sink, err, "layout %.*s\n", (int)layout->id.len, layout->id.text));
    for (uint32_t i = 0; i < layout->field_count; i++) {
        const strata_field *field = &layout->fields[i];
        STRATA_TRY(strata_sink_format(sink, err, "  %.*s%s\n", (int)field->name.len,
                                      field->name.text, field->optional ? " (optional)" : ""));
    }
    return STRATA_OK;
}

static strata_status show(const strata_schema *schema, strata_sink *sink, strata_error *err)
{
    STRATA_TRY(strata_sink_format(sink, err, "%s\n%.*s\nkind %s, version %.*s, digest %s\n",
                                  schema->id, (int)schema->title.len, schema->title.text,
                                  kind_word(schema->kind), (int)schema->version.len,
                                  schema->version.text, schema->digest));
    for (uint32_t i = 0; i < schema->layout_count; i++) {
        STRATA_TRY(show_layout(&schema->layouts[i], sink, err));
    }
    return STRATA_OK;
}

/* The words behind the first, each an id or a file: shown, or only found to be right. */
static strata_status each_word(const strata_call *call, strata_catalog *catalog, strata_sink *sink,
                               strata_error *err)
{
    const bool is_show = strcmp(call->words[0], "show") == 0;
    for (size_t i = 1; i < call->word_count; i++) {
        const strata_schema *schema = NULL;
        STRATA_TRY(strata_catalog_find(catalog, call->words[i], &schema, err));
        STRATA_TRY(is_show ? show(schema, sink, err)
                           : strata_sink_format(sink, err, "%.200s: good\n", call->words[i]));
    }
    return STRATA_OK;
}

static strata_status with_catalog(const strata_call *call, strata_sink *sink, strata_error *err)
{
    strata_catalog *catalog = NULL;
    STRATA_TRY(strata_catalog_open(call->job.schema_folders, call->job.schema_folder_count,
                                   &catalog, err));
    const strata_status status = strcmp(call->words[0], "list") == 0
                                     ? list(catalog, sink, err)
                                     : each_word(call, catalog, sink, err);
    strata_catalog_free(catalog);
    return status;
}

static strata_status check_words(const strata_call *call, strata_error *err)
{
    static const char what[] = "list | show ID... | check FILE...";
    STRATA_TRY(strata_call_expect_words(call, 1, SIZE_MAX, what, err));
    const char *action = call->words[0];
    const bool is_list = strcmp(action, "list") == 0;
    if (!is_list && strcmp(action, "show") != 0 && strcmp(action, "check") != 0) {
        return strata_call_expect_words(call, SIZE_MAX, SIZE_MAX, what, err);
    }
    return strata_call_expect_words(call, is_list ? 1 : 2, is_list ? 1 : SIZE_MAX, what, err);
}

static strata_status schema(strata_call *call, strata_error *err)
{
    STRATA_TRY(check_words(call, err));
    STRATA_TRY(strata_call_apply(call, err));
    strata_sink *sink = NULL;
    STRATA_TRY(strata_sink_open("-", false, &sink, err));
    const strata_status status = with_catalog(call, sink, err);
    if (status != STRATA_OK) {
        strata_sink_discard(sink);
        return status;
    }
    return strata_sink_commit(sink, err);
}

static const strata_option_id options[] = {STRATA_OPTION_SCHEMAS};
static const char *const examples[] = {
    "strata schema list",
    "strata schema show generic/students",
};

const strata_command strata_command_schema = {
    .name = "schema",
    .summary = "the layouts of extracts that can be read",
    .usage = "list | show ID... | check FILE...",
    .description =
        "list names all schemas at hand. show tells the layouts and columns of a schema. "
        "check reads a schema file and says where it is wrong.\n\n"
        "Schemas come with the program; --schemas adds a folder of more.",
    .options = options,
    .option_count = STRATA_COUNT_OF(options),
    .examples = examples,
    .example_count = STRATA_COUNT_OF(examples),
    .run = schema,
};
