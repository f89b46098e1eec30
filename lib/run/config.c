/* An INI file becomes a job: the lines of one key are put together, then its setting takes them. */
#include "run/config.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "io/ini.h"
#include "run/config_parts.h"
#include "run/job.h"

enum {
    NAMES_MAX = 64,
    CHECK_TEXT = 256
};

static const char file_section[] = "file \"";
static const char checks_section[] = "checks";

/* Where an entry stands, for messages. */
static strata_place_in_file place_of(const strata_config *config, const strata_ini_entry *entry)
{
    return (strata_place_in_file){.file = config->path, .line = entry->line};
}

/* Adds the place to a message of somebody who knows only the text. */
static strata_status fail_entry(const strata_config *config, const strata_ini_entry *entry,
                                const strata_error *fault, strata_error *err)
{
    return fault->file[0] != '\0' ? strata_fail_again(err, fault)
                                  : strata_fail_at(err, fault->status, fault->rule,
                                                   place_of(config, entry), "%s", fault->text);
}

static strata_status not_available(const strata_config *config, const strata_ini_entry *entry,
                                   const char *what, strata_error *err)
{
    return strata_fail_at(err, STRATA_E_USAGE, "not-available", place_of(config, entry),
                          "%.80s is not available in this version; leave it out", what);
}

/* ---- finding the setting of an entry ---- */

static const strata_setting *find_setting(const strata_ini_entry *entry)
{
    for (size_t i = 0; i < strata_setting_count(); i++) {
        const strata_setting *setting = strata_setting_at(i);
        if (strcmp(setting->section, entry->section) == 0 &&
            strcmp(setting->name, entry->name) == 0) {
            return setting;
        }
    }
    return NULL;
}

static bool is_section(const char *section)
{
    for (size_t i = 0; i < strata_setting_count(); i++) {
        if (strcmp(strata_setting_at(i)->section, section) == 0) {
            return true;
        }
    }
    return false;
}

static strata_status unknown_key(const strata_config *config, const strata_ini_entry *entry,
                                 strata_error *err)
{
    const char *names[NAMES_MAX];
    size_t count = 0;
    for (size_t i = 0; i < strata_setting_count() && count < NAMES_MAX; i++) {
        if (strcmp(strata_setting_at(i)->section, entry->section) == 0) {
            names[count++] = strata_setting_at(i)->name;
        }
    }
    const char *nearest = strata_nearest(entry->name, names, count);
    return strata_fail_at(err, STRATA_E_USAGE, "config-key", place_of(config, entry),
                          "there is no key \"%.40s\" in [%s]%s%s", entry->name, entry->section,
                          nearest != NULL ? "; the nearest is " : "",
                          nearest != NULL ? nearest : "");
}

static strata_status unknown_section(const strata_config *config, const strata_ini_entry *entry,
                                     strata_error *err)
{
    static const char *const names[] = {"input",  "analysis", "protect",
                                        "output", "file",     checks_section};
    const char *nearest = strata_nearest(entry->section, names, sizeof names / sizeof names[0]);
    if (entry->section[0] == '\0') {
        return strata_fail_at(err, STRATA_E_USAGE, "config-section", place_of(config, entry),
                              "a key before the first section; start with [input]");
    }
    const strata_place_in_file at = {.file = config->path, .line = entry->section_line};
    return strata_fail_at(err, STRATA_E_USAGE, "config-section", at,
                          "there is no section [%.40s]; %s%s", entry->section,
                          nearest != NULL
                              ? "the nearest is "
                              : "expected input, file, checks, analysis, protect or output",
                          nearest != NULL ? nearest : "");
}

static strata_status refuse_entry(const strata_config *config, const strata_ini_entry *entry,
                                  strata_error *err)
{
    if (strncmp(entry->section, "set \"", 5) == 0 || strncmp(entry->section, "goal \"", 6) == 0) {
        return not_available(config, entry, entry->section[0] == 's' ? "[set]" : "[goal]", err);
    }
    return is_section(entry->section) ? unknown_key(config, entry, err)
                                      : unknown_section(config, entry, err);
}

/* ---- [file "glob"] ---- */

static bool is_file_section(const char *section)
{
    const size_t len = strlen(section);
    return strncmp(section, file_section, sizeof file_section - 1) == 0 &&
           len > sizeof file_section && section[len - 1] == '"';
}

/* The rule of a section, made at its first entry. */
static strata_status rule_of(strata_config *config, const char *section, strata_file_rule **out,
                             strata_error *err)
{
    const char *start = section + sizeof file_section - 1;
    const char *glob = strata_arena_copy(config->arena, start, strlen(start) - 1);
    const char *resolved = glob != NULL ? strata_config_resolve_glob(config, glob) : NULL;
    if (resolved == NULL) {
        return strata_fail_memory(err);
    }
    for (size_t i = 0; i < config->job.rule_count; i++) {
        if (strcmp(config->rules[i].glob, resolved) == 0) {
            *out = &config->rules[i];
            return STRATA_OK;
        }
    }
    STRATA_TRY(strata_reserve(&config->rules, &config->rule_room, config->job.rule_count + 1,
                              sizeof *config->rules, err));
    *out = &config->rules[config->job.rule_count++];
    **out = (strata_file_rule){.glob = resolved, .member_glob = glob};
    return STRATA_OK;
}

static strata_status take_file_entry(strata_config *config, const strata_ini_entry *entry,
                                     strata_error *err)
{
    const char *text = strata_arena_copy(config->arena, entry->value, strlen(entry->value));
    if (text == NULL) {
        return strata_fail_memory(err);
    }
    strata_file_rule *rule = NULL;
    STRATA_TRY(rule_of(config, entry->section, &rule, err));
    strata_error fault = {0};
    const strata_status status = strata_file_rule_set(config, rule, entry->name, text, &fault);
    return status == STRATA_OK ? STRATA_OK : fail_entry(config, entry, &fault, err);
}

/* ---- [checks] ---- */

static strata_status take_check(strata_config *config, const strata_ini_entry *entry,
                                strata_error *err)
{
    char text[CHECK_TEXT];
    (void)snprintf(text, sizeof text, "%s=%s", entry->name, entry->value);
    strata_error fault = {0};
    const strata_status status = strata_checks_set(&config->job.checks, text, &fault);
    return status == STRATA_OK ? STRATA_OK : fail_entry(config, entry, &fault, err);
}

/* ---- all other sections ---- */

static bool same_key(const strata_ini_entry *a, const strata_ini_entry *b)
{
    return strcmp(a->section, b->section) == 0 && strcmp(a->name, b->name) == 0;
}

/* Values of all entries of the key of entry `first`, with commas between; NULL when out of memory.
 */
static const char *joined_value(const strata_config *config, const strata_ini *ini, size_t first)
{
    const strata_ini_entry *key = strata_ini_at(ini, first);
    size_t size = 1;
    for (size_t i = first; i < strata_ini_count(ini); i++) {
        const strata_ini_entry *entry = strata_ini_at(ini, i);
        size += same_key(key, entry) ? strlen(entry->value) + 1 : 0;
    }
    char *out = strata_arena_alloc(config->arena, size);
    size_t len = 0;
    for (size_t i = first; out != NULL && i < strata_ini_count(ini); i++) {
        const strata_ini_entry *entry = strata_ini_at(ini, i);
        if (same_key(key, entry)) {
            const size_t value_len = strlen(entry->value);
            memcpy(out + len, entry->value, value_len);
            len += value_len;
            out[len++] = ',';
        }
    }
    if (out != NULL && len > 0) {
        out[len - 1] = '\0';
    }
    return out;
}

static bool is_list_of_paths(const strata_setting *setting)
{
    return strcmp(setting->section, "input") == 0;
}

static strata_status apply(strata_config *config, const strata_setting *setting,
                           const strata_ini *ini, size_t first, strata_error *err)
{
    const strata_ini_entry *entry = strata_ini_at(ini, first);
    const char *text = joined_value(config, ini, first);
    if (text != NULL && setting->is_list && !is_list_of_paths(setting)) {
        text = strata_config_compact(config, text);
    }
    if (text == NULL) {
        return strata_fail_memory(err);
    }
    if (text[0] == '\0') {
        return strata_fail_at(err, STRATA_E_USAGE, "config-value", place_of(config, entry),
                              "\"%s\" has no value; give one or leave the line out", entry->name);
    }
    strata_error fault = {0};
    const strata_status status = setting->set(config, text, &fault);
    return status == STRATA_OK ? STRATA_OK : fail_entry(config, entry, &fault, err);
}

static strata_status take_entry(strata_config *config, const strata_ini *ini, size_t index,
                                strata_error *err)
{
    const strata_ini_entry *entry = strata_ini_at(ini, index);
    if (is_file_section(entry->section)) {
        return take_file_entry(config, entry, err);
    }
    if (strcmp(entry->section, checks_section) == 0) {
        return take_check(config, entry, err);
    }
    const strata_setting *setting = find_setting(entry);
    if (setting == NULL) {
        return refuse_entry(config, entry, err);
    }
    if (setting->set == NULL) {
        return not_available(config, entry, setting->name, err);
    }
    for (size_t before = 0; before < index; before++) {
        if (!same_key(strata_ini_at(ini, before), entry)) {
            continue;
        }
        return setting->is_list
                   ? STRATA_OK /* taken together with the first */
                   : strata_fail_at(err, STRATA_E_USAGE, "config-twice", place_of(config, entry),
                                    "\"%s\" is given twice, expected one value", entry->name);
    }
    return apply(config, setting, ini, index, err);
}

static strata_status finish(strata_config *config, strata_error *err)
{
    if (config->files.count == 0) {
        return strata_fail_at(err, STRATA_E_USAGE, "config-files",
                              (strata_place_in_file){.file = config->path},
                              "no input; say in [input] which files to read: files = *.csv");
    }
    config->job.files = config->files.items;
    config->job.file_count = config->files.count;
    config->job.entities = config->entities.items;
    config->job.entities_count = config->entities.count;
    config->job.rules = config->rules;
    return STRATA_OK;
}

static strata_status fill(strata_config *config, const char *path, strata_error *err)
{
    config->arena = strata_arena_new();
    if (config->arena == NULL) {
        return strata_fail_memory(err);
    }
    const char *slash = strrchr(path, '/');
    config->path = strata_arena_copy(config->arena, path, strlen(path));
    config->folder =
        strata_arena_copy(config->arena, path, slash != NULL ? (size_t)(slash - path) + 1 : 0);
    config->directory = config->folder != NULL ? strata_config_resolve(config, "published") : NULL;
    if (config->path == NULL || config->directory == NULL) {
        return strata_fail_memory(err);
    }
    strata_job_init(&config->job);
    config->formats[config->format_count++] =
        "csv"; /* always there: the rest is made of the same */
    strata_ini *ini = NULL;
    STRATA_TRY(strata_ini_load(path, &ini, err));
    strata_status status = STRATA_OK;
    for (size_t i = 0; i < strata_ini_count(ini) && status == STRATA_OK; i++) {
        status = take_entry(config, ini, i, err);
    }
    strata_ini_free(ini);
    return status == STRATA_OK ? finish(config, err) : status;
}

strata_status strata_config_load(const char *path, strata_config **out, strata_error *err)
{
    *out = NULL;
    strata_config *config = strata_alloc_zero(1, sizeof *config);
    if (config == NULL) {
        return strata_fail_memory(err);
    }
    const strata_status status = fill(config, path, err);
    if (status != STRATA_OK) {
        strata_config_free(config);
        return status;
    }
    *out = config;
    return STRATA_OK;
}

void strata_config_free(strata_config *config)
{
    if (config != NULL) {
        strata_free(config->files.items);
        strata_free(config->entities.items);
        strata_free(config->rules);
        strata_arena_free(config->arena);
        strata_free(config);
    }
}

strata_job *strata_config_job(strata_config *config)
{
    return &config->job;
}

const char *strata_config_directory(const strata_config *config)
{
    return config->directory;
}

void strata_config_set_directory(strata_config *config, const char *directory)
{
    config->directory = directory;
}

size_t strata_config_format_count(const strata_config *config)
{
    return config->format_count;
}

const char *strata_config_format_at(const strata_config *config, size_t index)
{
    return config->formats[index];
}
