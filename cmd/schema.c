/* What extracts can be read, and how. */
#include <string.h>

#include "command.h"
#include "output.h"
#include "table/printer.h"

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

static void print_list(strata_printer *out, const strata_catalog *catalog)
{
    for (size_t i = 0; i < strata_catalog_count(catalog); i++) {
        const strata_schema *schema = strata_catalog_at(catalog, i);
        strata_print_format(out, "%-28s %-10s ", schema->id, kind_word(schema->kind));
        strata_print_slice(out, schema->title);
        strata_print(out, "\n");
    }
}

static void print_layout(strata_printer *out, const strata_layout *layout)
{
    strata_print(out, "layout ");
    strata_print_slice(out, layout->id);
    strata_print(out, "\n");
    for (uint32_t i = 0; i < layout->field_count; i++) {
        strata_print(out, "  ");
        strata_print_slice(out, layout->fields[i].name);
        strata_print(out, layout->fields[i].optional ? " (optional)\n" : "\n");
    }
}

static void print_schema(strata_printer *out, const strata_schema *schema)
{
    strata_print_format(out, "%s\n", schema->id);
    strata_print_slice(out, schema->title);
    strata_print_format(out, "\nkind %s, version ", kind_word(schema->kind));
    strata_print_slice(out, schema->version);
    strata_print_format(out, ", digest %s\n", schema->digest);
    for (uint32_t i = 0; i < schema->layout_count; i++) {
        print_layout(out, &schema->layouts[i]);
    }
}

/* The words behind the first, each an id or a file: shown, or only found to be right. */
static strata_status print_each(strata_printer *out, const strata_call *call,
                                strata_catalog *catalog)
{
    const bool is_show = strcmp(call->words[0], "show") == 0;
    for (size_t i = 1; i < call->word_count; i++) {
        const strata_schema *schema = NULL;
        STRATA_TRY(strata_catalog_find(catalog, call->words[i], &schema, out->err));
        if (is_show) {
            print_schema(out, schema);
        } else {
            strata_print_format(out, "%.200s: good\n", call->words[i]);
        }
    }
    return out->status;
}

static strata_status print_all(strata_printer *out, const strata_call *call)
{
    strata_catalog *catalog = NULL;
    STRATA_TRY(strata_catalog_open(call->job.schema_folders, call->job.schema_folder_count,
                                   &catalog, out->err));
    strata_status status = STRATA_OK;
    if (strcmp(call->words[0], "list") == 0) {
        print_list(out, catalog);
        status = out->status;
    } else {
        status = print_each(out, call, catalog);
    }
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
    strata_printer out = strata_printer_of(sink, err);
    return strata_output_end(sink, print_all(&out, call), err);
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
