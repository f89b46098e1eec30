/* Every key there is: one line of a table and, where it is more than a copy, one small function. */
#include <string.h>

#include "run/config_parts.h"
#include "run/job.h"
#include "table/table.h"

static strata_status set_path(const strata_config *config, const char *text, const char **out,
                              strata_error *err)
{
    *out = strata_config_resolve(config, text);
    return *out != NULL ? STRATA_OK : strata_fail_memory(err);
}

static strata_status set_files(strata_config *config, const char *text, strata_error *err)
{
    return strata_texts_add_globs(&config->files, config, text, err);
}

static strata_status set_entities(strata_config *config, const char *text, strata_error *err)
{
    return strata_texts_add_globs(&config->entities, config, text, err);
}

/* An id stays as it is, a file is relative to the configuration. */
static strata_status set_schema_word(const strata_config *config, const char *text,
                                     const char **out, strata_error *err)
{
    static const char extension[] = ".json";
    const size_t len = strlen(text);
    const size_t tail = sizeof extension - 1;
    if (len > tail && strcmp(text + len - tail, extension) == 0) {
        return set_path(config, text, out, err);
    }
    *out = text;
    return STRATA_OK;
}

static strata_status set_schema(strata_config *config, const char *text, strata_error *err)
{
    return set_schema_word(config, text, &config->job.schema, err);
}

static strata_status set_key(strata_config *config, const char *text, strata_error *err)
{
    return set_path(config, text, &config->job.key_file, err);
}

static strata_status set_memory(strata_config *config, const char *text, strata_error *err)
{
    return strata_job_set_memory(&config->job, text, err);
}

static strata_status set_on_error(strata_config *config, const char *text, strata_error *err)
{
    return strata_job_set_on_error(&config->job, text, err);
}

static strata_status set_max_errors(strata_config *config, const char *text, strata_error *err)
{
    return strata_job_set_max_errors(&config->job, text, err);
}

static strata_status set_groups(strata_config *config, const char *text, strata_error *err)
{
    return strata_plan_schemes(&config->job.plan, text, err);
}

static strata_status set_levels(strata_config *config, const char *text, strata_error *err)
{
    return strata_plan_levels(&config->job.plan, text, err);
}

static strata_status set_grades(strata_config *config, const char *text, strata_error *err)
{
    return strata_plan_grades(&config->job.plan, text, err);
}

static strata_status set_measures(strata_config *config, const char *text, strata_error *err)
{
    return strata_gap_options_measures(&config->job.gaps, text, err);
}

static strata_status set_ref(strata_config *config, const char *text, strata_error *err)
{
    return strata_job_set_refs(&config->job, text, err);
}

static strata_status set_trends(strata_config *config, const char *text, strata_error *err)
{
    return strata_trend_options_models(&config->job.trends, text, err);
}

/* Who writes "none" into the configuration has asked for confidential tables. */
static strata_status set_policy(strata_config *config, const char *text, strata_error *err)
{
    STRATA_TRY(strata_job_set_policy(&config->job, text, err));
    config->job.internal = config->job.policy->confidential;
    return STRATA_OK;
}

static strata_status set_directory(strata_config *config, const char *text, strata_error *err)
{
    return set_path(config, text, &config->directory, err);
}

static bool is_planned_format(const char *id)
{
    static const char *const planned[] = {"xlsx", "html", "sqlite", "dta", "svg", "pdf", "png"};
    for (size_t i = 0; i < sizeof planned / sizeof planned[0]; i++) {
        if (strcmp(id, planned[i]) == 0) {
            return true;
        }
    }
    return false;
}

static strata_status add_format(strata_config *config, const char *id, strata_error *err)
{
    const strata_table_writer *writer = strata_table_writer_find(id);
    if (writer == NULL || writer->extension[0] == '\0') {
        const bool is_planned = is_planned_format(id);
        return strata_fail(err, STRATA_E_USAGE, is_planned ? "not-available" : "format-unknown",
                           is_planned ? "format \"%.40s\" is not available in this version; use "
                                        "csv, tsv, jsonl or md"
                                      : "there is no format \"%.40s\", expected csv, tsv, jsonl or "
                                        "md",
                           id);
    }
    for (size_t i = 0; i < config->format_count; i++) {
        if (strcmp(config->formats[i], writer->id) == 0) {
            return STRATA_OK;
        }
    }
    if (config->format_count < STRATA_FORMATS_MAX) {
        config->formats[config->format_count++] = writer->id;
    }
    return STRATA_OK;
}

static strata_status set_formats(strata_config *config, const char *text, strata_error *err)
{
    while (*text != '\0') {
        const size_t len = strcspn(text, ",");
        const char *id = strata_arena_copy(config->arena, text, len);
        if (id == NULL) {
            return strata_fail_memory(err);
        }
        if (len > 0) {
            STRATA_TRY(add_format(config, id, err));
        }
        text += len + (text[len] == ',' ? 1 : 0);
    }
    return STRATA_OK;
}

static const strata_setting settings[] = {
    {"input", "files", true, set_files},
    {"input", "schema", false, set_schema},
    {"input", "entities", true, set_entities},
    {"input", "key", false, set_key},
    {"input", "memory", false, set_memory},
    {"input", "on_error", false, set_on_error},
    {"input", "max_errors", false, set_max_errors},
    {"input", "roster", false, NULL},
    {"input", "where", true, NULL},
    {"analysis", "groups", true, set_groups},
    {"analysis", "levels", true, set_levels},
    {"analysis", "grades", true, set_grades},
    {"analysis", "measures", true, set_measures},
    {"analysis", "ref", true, set_ref},
    {"analysis", "trends", true, set_trends},
    {"analysis", "growth", true, NULL},
    {"protect", "policy", false, set_policy},
    {"protect", "known", true, NULL},
    {"output", "directory", false, set_directory},
    {"output", "formats", true, set_formats},
    {"output", "figures", true, NULL},
};

size_t strata_setting_count(void)
{
    return sizeof settings / sizeof settings[0];
}

const strata_setting *strata_setting_at(size_t index)
{
    return &settings[index];
}

strata_status strata_file_rule_set(strata_config *config, strata_file_rule *rule, const char *name,
                                   const char *text, strata_error *err)
{
    if (strcmp(name, "year") == 0) {
        return strata_year_parse(text, &rule->year, err);
    }
    if (strcmp(name, "term") == 0) {
        rule->term = text;
        return STRATA_OK;
    }
    if (strcmp(name, "schema") == 0) {
        return set_schema_word(config, text, &rule->schema, err);
    }
    return strata_fail(err, STRATA_E_USAGE, "config-key",
                       "there is no key \"%.40s\" for files, expected year, term or schema", name);
}
