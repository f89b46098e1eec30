/* Stage lines, and options back as words. */
#include "run/provenance.h"

#include <stdio.h>
#include <string.h>

#include "strata/version.h"

void strata_header_add_stage(strata_stream_header *header, const char *stage)
{
    char line[sizeof header->stages[0]];
    (void)snprintf(line, sizeof line, "%s", stage);
    for (uint32_t i = 0; i < header->stage_count; i++) {
        if (strcmp(header->stages[i], line) == 0) {
            return;
        }
    }
    if (header->stage_count < STRATA_STAGES_MAX) {
        memcpy(header->stages[header->stage_count++], line, sizeof line);
    }
}

/* Where pair stands, or should stand, among the sorted "; "-separated pairs. */
static char *find_pair(char *pairs, const char *pair, bool *is_there)
{
    const size_t len = strlen(pair);
    *is_there = false;
    while (*pairs != '\0') {
        const size_t own = strcspn(pairs, ";");
        const int order = strncmp(pairs, pair, own > len ? own : len);
        if (order >= 0) {
            *is_there = own == len && order == 0;
            return pairs;
        }
        pairs += own + (pairs[own] == ';' ? strlen("; ") : 0);
    }
    return pairs;
}

void strata_header_add_schema(strata_stream_header *header, const char *pair)
{
    bool is_there = false;
    char *at = find_pair(header->schemas, pair, &is_there);
    if (is_there || pair[0] == '\0') {
        return;
    }
    char rest[sizeof header->schemas];
    (void)snprintf(rest, sizeof rest, "%s", at);
    const bool is_first = at == header->schemas;
    const bool is_last = rest[0] == '\0';
    const size_t room = sizeof header->schemas - (size_t)(at - header->schemas);
    (void)snprintf(at, room, "%s%s%s%s", is_last && !is_first ? "; " : "", pair,
                   is_last ? "" : "; ", rest);
}

static void add_schemas(strata_stream_header *header, const char *pairs)
{
    while (*pairs != '\0') {
        char pair[sizeof header->schemas];
        const size_t len = strcspn(pairs, ";");
        (void)snprintf(pair, sizeof pair, "%.*s", (int)len, pairs);
        strata_header_add_schema(header, pair);
        pairs += len + (pairs[len] == ';' ? strlen("; ") : 0);
    }
}

/* Results by race under two schemes are about other students under the same names. */
static strata_status merge_race(strata_stream_header *header, const strata_stream_header *from,
                                const char *file, strata_error *err)
{
    const bool both = header->race_scheme[0] != '\0' && from->race_scheme[0] != '\0';
    if (both && strcmp(header->race_scheme, from->race_scheme) != 0) {
        return strata_fail_at(err, STRATA_E_INPUT, "race-differs",
                              (strata_place_in_file){.file = file},
                              "made with race scheme %s, but others here with %s; make them with "
                              "one scheme",
                              from->race_scheme, header->race_scheme);
    }
    if (from->race_scheme[0] != '\0') {
        memcpy(header->race_scheme, from->race_scheme, sizeof header->race_scheme);
    }
    return STRATA_OK;
}

strata_status strata_header_merge(strata_stream_header *header, const strata_stream_header *from,
                                  const char *file, strata_error *err)
{
    const bool both = header->key_id[0] != '\0' && from->key_id[0] != '\0';
    if (both && strcmp(header->key_id, from->key_id) != 0) {
        return strata_fail_at(err, STRATA_E_INPUT, "key-differs",
                              (strata_place_in_file){.file = file},
                              "made with key %s, but other students here with key %s; use one key",
                              from->key_id, header->key_id);
    }
    if (from->key_id[0] != '\0') {
        memcpy(header->key_id, from->key_id, sizeof header->key_id);
    }
    STRATA_TRY(merge_race(header, from, file, err));
    add_schemas(header, from->schemas);
    for (uint32_t i = 0; i < from->stage_count; i++) {
        strata_header_add_stage(header, from->stages[i]);
    }
    return STRATA_OK;
}

/* Adds a word to a comma-separated list in out[STRATA_OPTION_TEXT]. */
static void add_word(char *out, const char *word)
{
    const size_t len = strlen(out);
    (void)snprintf(out + len, STRATA_OPTION_TEXT - len, "%s%s", len > 0 ? "," : "", word);
}

char *strata_plan_schemes_text(const strata_plan *plan, char *out)
{
    out[0] = '\0';
    for (size_t i = 0; i < plan->scheme_count; i++) {
        char word[STRATA_GROUP_TEXT] = "";
        for (size_t k = 0; k < plan->schemes[i].count; k++) {
            const size_t len = strlen(word);
            (void)snprintf(word + len, sizeof word - len, "%s%s", k > 0 ? "*" : "",
                           strata_dim_name((strata_dim)plan->schemes[i].dims[k]));
        }
        add_word(out, word);
    }
    return out;
}

char *strata_plan_levels_text(const strata_plan *plan, char *out)
{
    out[0] = '\0';
    for (size_t i = 0; i < STRATA_LEVEL_COUNT; i++) {
        if (plan->levels[i]) {
            add_word(out, strata_entity_level_name((strata_entity_level)i));
        }
    }
    return out;
}

char *strata_plan_grades_text(const strata_plan *plan, char *out)
{
    out[0] = '\0';
    if (plan->each_grade) {
        add_word(out, "each");
    }
    if (plan->all_grades) {
        add_word(out, "all");
    }
    return out;
}

static void add_rule(char *out, const char *name, const char *word)
{
    const size_t len = strlen(out);
    (void)snprintf(out + len, STRATA_OPTION_TEXT - len, " %s%s", name, word);
}

char *strata_plan_rules_text(const strata_plan *plan, char *out)
{
    char populations[STRATA_OPTION_TEXT] = "";
    out[0] = '\0';
    if (plan->race_scheme != STRATA_RACE_ED2007) {
        add_rule(out, "race_scheme=", strata_race_scheme_name(plan->race_scheme));
    }
    if (plan->recorded_only) {
        add_rule(out, "group_kinds=", "recorded");
    }
    if (plan->keep_masks) {
        add_rule(out, "keep_masks", "");
    }
    for (unsigned i = 0; i < STRATA_POPULATIONS && plan->is_population_chosen; i++) {
        if (plan->populations[i]) {
            add_word(populations, strata_population_name((strata_population)i));
        }
    }
    if (populations[0] != '\0') {
        add_rule(out, "population=", populations);
    }
    if (plan->ignore_meals) {
        add_rule(out, "meal_rule=", "off");
    }
    return out;
}

char *strata_gap_measures_text(const strata_gap_options *options, char *out)
{
    out[0] = '\0';
    for (size_t i = 0; i < options->measure_count; i++) {
        add_word(out, options->measures[i]->id);
    }
    for (size_t i = 0; i < options->gap_count; i++) {
        add_word(out, options->gaps[i]->id);
    }
    return out;
}

char *strata_gap_refs_text(const strata_gap_options *options, char *out)
{
    out[0] = '\0';
    for (size_t i = 0; i < options->ref_count; i++) {
        const strata_ref_choice *ref = &options->refs[i];
        const char *group = ref->code == 0 ? "complement" : strata_group_name(ref->dim, ref->code);
        char word[STRATA_GROUP_TEXT];
        (void)snprintf(word, sizeof word, "%s=%s", strata_dim_name(ref->dim), group);
        add_word(out, word);
    }
    return out;
}

char *strata_trend_models_text(const strata_trend_options *options, char *out)
{
    out[0] = '\0';
    for (size_t i = 0; i < options->model_count; i++) {
        add_word(out, options->models[i]->id);
    }
    return out;
}

void strata_provenance_ingest(strata_stream_header *header)
{
    char line[64];
    (void)snprintf(line, sizeof line, "ingest %s", strata_version());
    strata_header_add_stage(header, line);
}

void strata_provenance_cells(strata_stream_header *header, const strata_plan *plan)
{
    char by[STRATA_OPTION_TEXT];
    char levels[STRATA_OPTION_TEXT];
    char grades[STRATA_OPTION_TEXT];
    char rules[STRATA_OPTION_TEXT];
    char line[5 * STRATA_OPTION_TEXT];
    (void)snprintf(line, sizeof line, "cells %s by=%s levels=%s grades=%s%s", strata_version(),
                   strata_plan_schemes_text(plan, by), strata_plan_levels_text(plan, levels),
                   strata_plan_grades_text(plan, grades), strata_plan_rules_text(plan, rules));
    strata_header_add_stage(header, line);
}

void strata_provenance_protect(strata_stream_header *header, const strata_policy *policy)
{
    char line[160];
    const bool is_file = policy->rules != NULL;
    (void)snprintf(line, sizeof line, "protect %s policy=%s%s%s", strata_version(), policy->id,
                   is_file ? " digest=" : "", is_file ? policy->rules->digest : "");
    strata_header_add_stage(header, line);
}

void strata_provenance_gaps(strata_stream_header *header, const strata_gap_options *options)
{
    char measures[STRATA_OPTION_TEXT];
    char refs[STRATA_OPTION_TEXT];
    char line[3 * STRATA_OPTION_TEXT];
    (void)strata_gap_refs_text(options, refs);
    (void)snprintf(line, sizeof line, "gaps %s measure=%s%s%s", strata_version(),
                   strata_gap_measures_text(options, measures), refs[0] != '\0' ? " ref=" : "",
                   refs);
    strata_header_add_stage(header, line);
}

void strata_provenance_trends(strata_stream_header *header, const strata_trend_options *options)
{
    char models[STRATA_OPTION_TEXT];
    char line[2 * STRATA_OPTION_TEXT];
    (void)snprintf(line, sizeof line, "trends %s model=%s", strata_version(),
                   strata_trend_models_text(options, models));
    strata_header_add_stage(header, line);
}
