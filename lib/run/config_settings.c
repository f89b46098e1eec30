/* Every key there is: one line of a table and, where it is more than a copy, one small function. */
#include <string.h>

#include "record/grade.h"
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

static strata_status set_control(strata_config *config, const char *text, strata_error *err)
{
    return set_path(config, text, &config->job.control_path, err);
}

static strata_status set_roster(strata_config *config, const char *text, strata_error *err)
{
    return set_path(config, text, &config->job.roster_path, err);
}

static strata_status set_yes_or_no(const char *text, bool *out, strata_error *err)
{
    static const char *const words[] = {"no", "yes"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(text, words[i]) == 0) {
            *out = i == 1;
            return STRATA_OK;
        }
    }
    return strata_fail_word(err, "answer", text, words, sizeof words / sizeof words[0]);
}

static strata_status set_roster_wins(strata_config *config, const char *text, strata_error *err)
{
    return set_yes_or_no(text, &config->job.roster_wins, err);
}

static strata_status set_where(strata_config *config, const char *text, strata_error *err)
{
    return strata_job_set_where(&config->job, text, err);
}

static strata_status set_status_year(strata_config *config, const char *text, strata_error *err)
{
    return strata_job_set_status_year(&config->job, text, err);
}

static strata_status set_successors(strata_config *config, const char *text, strata_error *err)
{
    return set_yes_or_no(text, &config->job.follow_successors, err);
}

static strata_status set_memory(strata_config *config, const char *text, strata_error *err)
{
    return strata_job_set_memory(&config->job, text, err);
}

static strata_status set_threads(strata_config *config, const char *text, strata_error *err)
{
    return strata_job_set_threads(&config->job, text, err);
}

static strata_status set_reader(strata_config *config, const char *text, strata_error *err)
{
    return strata_job_set_reader(&config->job, text, err);
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

static strata_status set_group_kinds(strata_config *config, const char *text, strata_error *err)
{
    return strata_plan_groups(&config->job.plan, text, err);
}

static strata_status set_race_scheme(strata_config *config, const char *text, strata_error *err)
{
    return strata_plan_race(&config->job.plan, text, err);
}

static strata_status set_population(strata_config *config, const char *text, strata_error *err)
{
    return strata_plan_population(&config->job.plan, text, err);
}

static strata_status set_meal_rule(strata_config *config, const char *text, strata_error *err)
{
    return strata_plan_meals(&config->job.plan, text, err);
}

static strata_status set_keep_masks(strata_config *config, const char *text, strata_error *err)
{
    return set_yes_or_no(text, &config->job.plan.keep_masks, err);
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
    const size_t len = strlen(text);
    const char *name = text;
    if (len > 5 && strcmp(text + len - 5, ".json") == 0) {
        STRATA_TRY(set_path(config, text, &name, err));
    }
    strata_job_set_policy(&config->job, name);
    config->job.internal = strata_job_is_confidential(&config->job);
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
    {"input", "threads", false, set_threads},
    {"input", "reader", false, set_reader},
    {"input", "on_error", false, set_on_error},
    {"input", "max_errors", false, set_max_errors},
    {"input", "control", false, set_control},
    {"input", "roster", false, set_roster},
    {"input", "roster_wins", false, set_roster_wins},
    {"input", "where", true, set_where},
    {"analysis", "groups", true, set_groups},
    {"analysis", "levels", true, set_levels},
    {"analysis", "grades", true, set_grades},
    {"analysis", "group_kinds", false, set_group_kinds},
    {"analysis", "race_scheme", false, set_race_scheme},
    {"analysis", "keep_masks", false, set_keep_masks},
    {"analysis", "population", true, set_population},
    {"analysis", "meal_rule", false, set_meal_rule},
    {"analysis", "measures", true, set_measures},
    {"analysis", "ref", true, set_ref},
    {"analysis", "trends", true, set_trends},
    {"analysis", "status_year", false, set_status_year},
    {"analysis", "successors", false, set_successors},
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
    if (strcmp(name, "grade") == 0) {
        return strata_grade_find(text, &rule->grade, err);
    }
    if (strcmp(name, "schema") == 0) {
        return set_schema_word(config, text, &rule->schema, err);
    }
    if (strcmp(name, "skip") == 0) {
        bool is_skipped = false;
        STRATA_TRY(set_yes_or_no(text, &is_skipped, err));
        rule->skip = is_skipped ? STRATA_YES : STRATA_NO;
        return STRATA_OK;
    }
    const struct {
        const char *name;
        const char **text;
    } texts[] = {{"term", &rule->term},
                 {"assessment", &rule->assessment},
                 {"subject", &rule->subject},
                 {"encoding", &rule->encoding}};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (strcmp(name, texts[i].name) == 0) {
            *texts[i].text = text;
            return STRATA_OK;
        }
    }
    return strata_fail(err, STRATA_E_USAGE, "config-key",
                       "there is no key \"%.40s\" for files, expected year, term, assessment, "
                       "subject, grade, schema, encoding or skip",
                       name);
}
