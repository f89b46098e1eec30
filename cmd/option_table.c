/* Every option and what it does to the call. */
#include <string.h>

#include "option.h"
#include "run/job.h"

static strata_status set_schema(strata_call *call, const char *value, strata_error *err)
{
    (void)err;
    call->job.schema = value;
    return STRATA_OK;
}

static strata_status set_schemas(strata_call *call, const char *value, strata_error *err)
{
    if (call->folder_count == STRATA_FOLDERS_MAX) {
        return strata_fail(err, STRATA_E_USAGE, "schemas", "more than %d folders of schemas",
                           STRATA_FOLDERS_MAX);
    }
    call->folders[call->folder_count++] = value;
    return STRATA_OK;
}

static strata_status set_key(strata_call *call, const char *value, strata_error *err)
{
    (void)err;
    call->job.key_file = value;
    return STRATA_OK;
}

static strata_status set_memory(strata_call *call, const char *value, strata_error *err)
{
    return strata_job_set_memory(&call->job, value, err);
}

static strata_status set_rejects(strata_call *call, const char *value, strata_error *err)
{
    (void)err;
    call->job.rejects_path = value;
    return STRATA_OK;
}

static strata_status set_on_error(strata_call *call, const char *value, strata_error *err)
{
    return strata_job_set_on_error(&call->job, value, err);
}

static strata_status set_max_errors(strata_call *call, const char *value, strata_error *err)
{
    return strata_job_set_max_errors(&call->job, value, err);
}

/* --year and --term together make the one rule that holds for all files. */
static void use_rule(strata_call *call)
{
    call->job.rules = &call->rule;
    call->job.rule_count = 1;
}

static strata_status set_year(strata_call *call, const char *value, strata_error *err)
{
    use_rule(call);
    return strata_year_parse(value, &call->rule.year, err);
}

static strata_status set_term(strata_call *call, const char *value, strata_error *err)
{
    (void)err;
    use_rule(call);
    call->rule.term = value;
    return STRATA_OK;
}

static strata_status set_entities(strata_call *call, const char *value, strata_error *err)
{
    if (call->entities_count == STRATA_ENTITIES_MAX) {
        return strata_fail(err, STRATA_E_USAGE, "entities", "more than %d files of entities",
                           STRATA_ENTITIES_MAX);
    }
    call->entities[call->entities_count++] = value;
    call->job.entities = call->entities;
    call->job.entities_count = call->entities_count;
    return STRATA_OK;
}

static strata_status set_by(strata_call *call, const char *value, strata_error *err)
{
    return strata_plan_schemes(&call->job.plan, value, err);
}

static strata_status set_levels(strata_call *call, const char *value, strata_error *err)
{
    return strata_plan_levels(&call->job.plan, value, err);
}

static strata_status set_grades(strata_call *call, const char *value, strata_error *err)
{
    return strata_plan_grades(&call->job.plan, value, err);
}

static strata_status set_policy(strata_call *call, const char *value, strata_error *err)
{
    return strata_job_set_policy(&call->job, value, err);
}

static strata_status set_internal(strata_call *call, const char *value, strata_error *err)
{
    (void)value;
    (void)err;
    call->job.internal = true;
    return STRATA_OK;
}

static strata_status set_measure(strata_call *call, const char *value, strata_error *err)
{
    return strata_gap_options_measures(&call->job.gaps, value, err);
}

static strata_status set_ref(strata_call *call, const char *value, strata_error *err)
{
    return strata_job_set_refs(&call->job, value, err);
}

static strata_status set_model(strata_call *call, const char *value, strata_error *err)
{
    return strata_trend_options_models(&call->job.trends, value, err);
}

static strata_status set_output(strata_call *call, const char *value, strata_error *err)
{
    (void)err;
    call->output = value;
    return STRATA_OK;
}

static strata_status set_directory(strata_call *call, const char *value, strata_error *err)
{
    (void)err;
    call->directory = value;
    return STRATA_OK;
}

static strata_status set_format(strata_call *call, const char *value, strata_error *err)
{
    call->format = strata_table_writer_find(value);
    return call->format != NULL
               ? STRATA_OK
               : strata_fail(err, STRATA_E_USAGE, "format-unknown",
                             "there is no format \"%.40s\", expected csv, tsv, jsonl, md or text",
                             value);
}

/* The place of value among words[count], or STRATA_E_USAGE. */
static strata_status choose(const char *value, const char *const *words, size_t count, size_t *out,
                            strata_error *err)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(value, words[i]) == 0) {
            *out = i;
            return STRATA_OK;
        }
    }
    return strata_fail_word(err, "word", value, words, count);
}

static strata_status set_only(strata_call *call, const char *value, strata_error *err)
{
    static const char *const words[] = {"all", "achievement", "gaps", "trends"};
    size_t chosen = 0;
    STRATA_TRY(choose(value, words, sizeof words / sizeof words[0], &chosen, err));
    call->kind = (strata_table_kind)chosen;
    return STRATA_OK;
}

static strata_status set_digits(strata_call *call, const char *value, strata_error *err)
{
    static const char *const words[] = {"auto", "printed", "full"};
    size_t chosen = 0;
    STRATA_TRY(choose(value, words, sizeof words / sizeof words[0], &chosen, err));
    call->digits = (strata_digits_wish)chosen;
    return STRATA_OK;
}

static strata_status set_bare(strata_call *call, const char *value, strata_error *err)
{
    (void)value;
    (void)err;
    call->is_bare = true;
    return STRATA_OK;
}

static strata_status set_progress(strata_call *call, const char *value, strata_error *err)
{
    static const char *const words[] = {"auto", "always", "never"};
    size_t chosen = 0;
    STRATA_TRY(choose(value, words, sizeof words / sizeof words[0], &chosen, err));
    call->progress.mode = (strata_progress_mode)chosen;
    return STRATA_OK;
}

static strata_status set_quiet(strata_call *call, const char *value, strata_error *err)
{
    (void)value;
    (void)err;
    call->is_quiet = true;
    return STRATA_OK;
}

static strata_status set_verbose(strata_call *call, const char *value, strata_error *err)
{
    (void)value;
    (void)err;
    call->is_verbose = true;
    return STRATA_OK;
}

static strata_status set_help(strata_call *call, const char *value, strata_error *err)
{
    (void)value;
    (void)err;
    call->wants_help = true;
    return STRATA_OK;
}

static strata_status set_man(strata_call *call, const char *value, strata_error *err)
{
    (void)value;
    (void)err;
    call->wants_man = true;
    return STRATA_OK;
}

static const strata_option options[] = {
    [STRATA_OPTION_SCHEMA] = {"schema", 0, "ID|FILE", "STRATA_SCHEMA",
                              "how extracts are read [auto: by their header]", set_schema},
    [STRATA_OPTION_SCHEMAS] = {"schemas", 0, "DIR", "STRATA_SCHEMAS",
                               "a folder with more schemas; may be repeated", set_schemas},
    [STRATA_OPTION_KEY] = {"key", 0, "FILE", "STRATA_KEY_FILE",
                           "key of the pseudonyms, see strata key", set_key},
    [STRATA_OPTION_MEMORY] = {"memory", 0, "SIZE", "STRATA_MEMORY",
                              "memory for records before they go to disk [256M]", set_memory},
    [STRATA_OPTION_REJECTS] = {"rejects", 0, "FILE", NULL,
                               "list of the rows that could not be read", set_rejects},
    [STRATA_OPTION_ON_ERROR] = {"on-error", 0, "stop|skip|reject", NULL,
                                "what to do with a bad row [reject]", set_on_error},
    [STRATA_OPTION_MAX_ERRORS] = {"max-errors", 0, "N|any", NULL,
                                  "exit 1 if more rows are bad [any]", set_max_errors},
    [STRATA_OPTION_YEAR] = {"year", 0, "YEAR", NULL, "year of files that do not say it", set_year},
    [STRATA_OPTION_TERM] = {"term", 0, "TERM", NULL, "term of files that do not say it", set_term},
    [STRATA_OPTION_ENTITIES] = {"entities", 0, "FILE", NULL, "names of places; may be repeated",
                                set_entities},
    [STRATA_OPTION_BY] = {"by", 0, "LIST", NULL, "dimensions and crosses: all,el,race,el*frl [all]",
                          set_by},
    [STRATA_OPTION_LEVELS] = {"levels", 0, "LIST", NULL, "places: state,county,lea,school [all]",
                              set_levels},
    [STRATA_OPTION_GRADES] = {"grades", 0, "LIST", NULL,
                              "each grade, all grades together, or both [each,all]", set_grades},
    [STRATA_OPTION_POLICY] = {"policy", 0, "ID", "STRATA_POLICY",
                              "protection of small groups: draft or none [draft]", set_policy},
    [STRATA_OPTION_INTERNAL] = {"internal", 0, NULL, NULL,
                                "allow confidential output, in files of mode 0600", set_internal},
    [STRATA_OPTION_MEASURE] = {"measure", 0, "LIST", NULL, "what to compute, see strata measures",
                               set_measure},
    [STRATA_OPTION_REF] = {"ref", 0, "DIM=GROUP", NULL,
                           "reference group: race=white, frl=complement", set_ref},
    [STRATA_OPTION_MODEL] = {"model", 0, "LIST", NULL, "trend models, see strata measures",
                             set_model},
    [STRATA_OPTION_OUTPUT] = {"output", 'o', "FILE", NULL,
                              "where to write; .gz compresses [standard output]", set_output},
    [STRATA_OPTION_DIRECTORY] = {"directory", 0, "DIR", NULL,
                                 "publish here instead of [output] directory", set_directory},
    [STRATA_OPTION_FORMAT] = {"format", 0, "ID", NULL,
                              "csv, tsv, jsonl, md or text [by the name of FILE]", set_format},
    [STRATA_OPTION_ONLY] = {"only", 0, "KIND", NULL, "all, achievement, gaps or trends [all]",
                            set_only},
    [STRATA_OPTION_DIGITS] = {"digits", 0, "WORD", NULL,
                              "printed, full (with --internal) or auto [auto]", set_digits},
    [STRATA_OPTION_BARE] = {"bare", 0, NULL, NULL, "leave the # lines of a stream out", set_bare},
    [STRATA_OPTION_PROGRESS] = {"progress", 0, "auto|always|never", NULL,
                                "a line on the terminal while it runs [auto]", set_progress},
    [STRATA_OPTION_QUIET] = {"quiet", 'q', NULL, NULL, "errors only: no summary, no warnings",
                             set_quiet},
    [STRATA_OPTION_VERBOSE] = {"verbose", 'v', NULL, NULL,
                               "also how each file was read, and every note", set_verbose},
    [STRATA_OPTION_HELP] = {"help", 'h', NULL, NULL, "this text", set_help},
    [STRATA_OPTION_MAN] = {"man", 0, NULL, NULL, "the manual page, as roff", set_man},
};

const strata_option *strata_option_at(strata_option_id id)
{
    return &options[id];
}
