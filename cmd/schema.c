/* What extracts can be read, and how: the actions that only look, and the choice of the action. */
#include <string.h>

#include "command.h"
#include "io/sink.h"
#include "record/rules.h"
#include "report.h"
#include "schema_parts.h"

extern const strata_command strata_command_schema;

const char *strata_schema_kind_word(strata_schema_kind kind)
{
    switch (kind) {
    case STRATA_KIND_PUBLISHED:
        return "published";
    case STRATA_KIND_ENTITIES:
        return "entities";
    case STRATA_KIND_ROSTER:
        return "roster";
    case STRATA_KIND_STUDENTS:
    default:
        return "students";
    }
}

static strata_status print_list(const strata_call *call, strata_catalog *catalog,
                                strata_printer *out)
{
    if (strata_catalog_count(catalog) == 0) {
        return strata_fail(out->err, STRATA_E_USAGE, "no-schemas",
                           "there is no schema; say where they are with --schemas DIR (strata "
                           "doctor shows where they are looked for)");
    }
    for (size_t i = 0; i < strata_catalog_count(catalog); i++) {
        const strata_schema *schema = strata_catalog_at(catalog, i);
        strata_print_format(out, "%-28s %-10s ", schema->id, strata_schema_kind_word(schema->kind));
        strata_print_slice(out, schema->title);
        strata_print(out, "\n");
        for (uint32_t l = 0; l < schema->layout_count && call->is_long; l++) {
            const strata_layout *layout = &schema->layouts[l];
            strata_print(out, "  ");
            strata_print_slice(out, layout->id);
            strata_print_format(out, ": %u columns, %u result%s a row\n", layout->field_count,
                                layout->result_count, layout->result_count == 1 ? "" : "s");
        }
    }
    return out->status;
}

static strata_status print_rules(const strata_call *call, strata_catalog *catalog,
                                 strata_printer *out)
{
    static const char *const scopes[] = {"needed", "row", "data"};
    (void)call;
    (void)catalog;
    for (size_t i = 0; i < strata_rule_count(); i++) {
        const strata_rule *rule = strata_rule_at(i);
        strata_print_format(out, "%-26s %-8s %-7s %s; %s\n", rule->id,
                            strata_severity_name(rule->severity), scopes[rule->scope], rule->wrong,
                            rule->advice);
    }
    return out->status;
}

static strata_status print_shown(const strata_call *call, strata_catalog *catalog,
                                 strata_printer *out)
{
    for (size_t i = 1; i < call->word_count; i++) {
        const strata_schema *schema = NULL;
        STRATA_TRY(strata_catalog_find(catalog, call->words[i], &schema, out->err));
        strata_print(out, i > 1 ? "\n" : "");
        strata_schema_show(out, schema);
    }
    return out->status;
}

static strata_status print_checked(const strata_call *call, strata_catalog *catalog,
                                   strata_printer *out)
{
    for (size_t i = 1; i < call->word_count; i++) {
        const strata_schema *schema = NULL;
        STRATA_TRY(strata_catalog_find(catalog, call->words[i], &schema, out->err));
        strata_print_format(out, "%.200s: good\n", call->words[i]);
    }
    return out->status;
}

static strata_status act_guess(strata_call *call, strata_catalog *catalog, strata_error *err)
{
    return strata_schema_guess(call, catalog, call->words[1], err);
}

/* What can be done: either a text to standard output, or something of its own. */
typedef struct schema_action {
    const char *name;
    size_t least; /* words, the action's name among them */
    size_t most;
    strata_status (*print)(const strata_call *call, strata_catalog *catalog, strata_printer *out);
    strata_status (*act)(strata_call *call, strata_catalog *catalog, strata_error *err);
} schema_action;

static const schema_action actions[] = {
    {"list", 1, 1, print_list, NULL},
    {"show", 2, SIZE_MAX, print_shown, NULL},
    {"check", 2, SIZE_MAX, print_checked, NULL},
    {"guess", 2, 2, NULL, act_guess},
    {"test", 4, 4, NULL, strata_schema_test},
    {"rules", 1, 1, print_rules, NULL},
};

enum {
    ACTIONS = sizeof actions / sizeof actions[0]
};

static strata_status find_action(const strata_call *call, const schema_action **out,
                                 strata_error *err)
{
    static const char what[] = "list | show ID... | check FILE... | guess FILE | "
                               "test FILE SAMPLE EXPECTED | rules";
    const char *names[ACTIONS];
    STRATA_TRY(strata_call_expect_words(call, 1, SIZE_MAX, what, err));
    for (size_t i = 0; i < ACTIONS; i++) {
        names[i] = actions[i].name;
        if (strcmp(actions[i].name, call->words[0]) == 0) {
            *out = &actions[i];
            return strata_call_expect_words(call, actions[i].least, actions[i].most, what, err);
        }
    }
    return strata_fail_word(err, "action of strata schema", call->words[0], names, ACTIONS);
}

static strata_status act(strata_call *call, strata_catalog *catalog, const schema_action *action,
                         strata_error *err)
{
    if (action->act != NULL) {
        return action->act(call, catalog, err);
    }
    strata_sink *sink = NULL;
    STRATA_TRY(strata_sink_open("-", false, &sink, err));
    strata_printer out = strata_printer_of(sink, err);
    return strata_sink_end(sink, action->print(call, catalog, &out), err);
}

static strata_status schema(strata_call *call, strata_error *err)
{
    const schema_action *action = NULL;
    STRATA_TRY(find_action(call, &action, err));
    STRATA_TRY(strata_call_apply(call, err));
    strata_catalog *catalog = NULL;
    STRATA_TRY(strata_catalog_open(call->job.schema_folders, call->job.schema_folder_count,
                                   &catalog, err));
    const strata_status status = act(call, catalog, action, err);
    strata_catalog_free(catalog);
    return status;
}

static const strata_option_id options[] = {STRATA_OPTION_SCHEMAS, STRATA_OPTION_OUTPUT,
                                           STRATA_OPTION_LONG, STRATA_OPTION_KIND,
                                           STRATA_OPTION_UPDATE};
static const strata_option_id more[] = {
    STRATA_OPTION_YEAR,  STRATA_OPTION_TERM,     STRATA_OPTION_ASSESSMENT, STRATA_OPTION_SUBJECT,
    STRATA_OPTION_GRADE, STRATA_OPTION_ENCODING, STRATA_OPTION_QUIET};
static const char *const examples[] = {
    "strata schema list",
    "strata schema show generic/students",
    "strata schema guess students.csv -o draft.json",
};

const strata_command strata_command_schema = {
    .name = "schema",
    .summary = "the layouts of extracts that can be read, and drafts of new ones",
    .usage = "ACTION...\n"
             "  list                    all schemas at hand\n"
             "  show ID...              all that a schema says: tests, columns, code maps\n"
             "  check FILE...           whether a schema file is good, or where it is wrong\n"
             "  guess FILE              drafts a schema from an extract, with the evidence\n"
             "  test FILE SAMPLE EXPECTED\n"
             "                          compares what a schema makes of a sample with a file\n"
             "  rules                   what is checked in the data",
    .description =
        "list names all schemas at hand. show tells all that a schema says: its tests, layouts, "
        "columns and what becomes of them, code maps. check reads a schema file and says where it "
        "is wrong. rules lists what is checked in the data.\n\n"
        "guess looks at the beginning of an extract and drafts a schema: how the file is written, "
        "where its header stands, what each column probably holds. Each field of the draft tells "
        "the evidence and how sure it is; a table of the columns goes to standard error, and what "
        "is left to decide. Then it reads the sample with the draft and says which rows are "
        "rejected. --kind says whose rows they are where the signs mislead. It never shows values "
        "of students: of values only codes that occur at least ten times in a column with few "
        "different ones are written into the code maps of the draft; those it does not understand "
        "are listed and stay out of the maps.\n\n"
        "test reads a sample with a schema and compares its cells (all dimensions, places and "
        "grades, unprotected, without # lines), or the places of an entities schema, with a file; "
        "it prints the first differences and ends with 1. --update writes the file instead, with "
        "mode 0600: "
        "cells of a sample may be of students.\n\n"
        "Schemas come with the program; --schemas adds a folder of more.",
    .options = options,
    .option_count = STRATA_COUNT_OF(options),
    .more = more,
    .more_count = STRATA_COUNT_OF(more),
    .examples = examples,
    .example_count = STRATA_COUNT_OF(examples),
    .run = schema,
};
