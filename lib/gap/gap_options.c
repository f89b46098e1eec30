/* What to compute: defaults, and the words of --measure and --ref. */
#include <string.h>

#include "gap/gap.h"
#include "schema/catalog.h"

enum {
    WORD_TEXT = 64,
    KNOWN_MAX = 2 * STRATA_MEASURES_MAX
};

void strata_gap_options_default(strata_gap_options *options)
{
    *options = (strata_gap_options){.all_cuts = true, .given_figures = true};
    for (size_t i = 0; i < strata_measure_count(); i++) {
        options->measures[options->measure_count++] = strata_measure_at(i);
    }
    for (size_t i = 0; i < strata_gap_count(); i++) {
        options->gaps[options->gap_count++] = strata_gap_at(i);
    }
}

/* A copy with a NUL, cut where too long: no known word is. */
static const char *copy_word(strata_slice word, char out[WORD_TEXT])
{
    const size_t len = word.len < WORD_TEXT ? word.len : WORD_TEXT - 1;
    memcpy(out, word.text, len);
    out[len] = '\0';
    return out;
}

static strata_status refuse_measure(const char *word, strata_error *err)
{
    const char *known[KNOWN_MAX];
    size_t count = 0;
    for (size_t i = 0; i < strata_measure_count() && count < KNOWN_MAX; i++) {
        known[count++] = strata_measure_at(i)->id;
    }
    for (size_t i = 0; i < strata_gap_count() && count < KNOWN_MAX; i++) {
        known[count++] = strata_gap_at(i)->id;
    }
    return strata_fail_word(err, "measure", word, known, count);
}

/* Adds the measure or gap of a name unless it is there. False if there is none of that name. */
static bool add_measure(strata_gap_options *options, const char *id)
{
    const strata_measure *measure = strata_measure_find(id);
    const strata_gap *gap = strata_gap_find(id);
    for (uint32_t i = 0; i < options->measure_count; i++) {
        measure = options->measures[i] == measure ? NULL : measure;
    }
    for (uint32_t i = 0; i < options->gap_count; i++) {
        gap = options->gaps[i] == gap ? NULL : gap;
    }
    if (measure != NULL && options->measure_count < STRATA_MEASURES_MAX) {
        options->measures[options->measure_count++] = measure;
    }
    if (gap != NULL && options->gap_count < STRATA_MEASURES_MAX) {
        options->gaps[options->gap_count++] = gap;
    }
    return strata_measure_find(id) != NULL || strata_gap_find(id) != NULL;
}

strata_status strata_gap_options_measures(strata_gap_options *options, const char *text,
                                          strata_error *err)
{
    strata_gap_options chosen = *options;
    chosen.measure_count = 0;
    chosen.gap_count = 0;
    chosen.given_figures = false;
    for (const char *at = text;; at++) {
        const size_t len = strcspn(at, ",");
        char word[WORD_TEXT];
        copy_word(strata_slice_trim((strata_slice){at, len}), word);
        if (!add_measure(&chosen, word)) {
            return refuse_measure(word, err);
        }
        at += len;
        if (*at == '\0') {
            break;
        }
    }
    *options = chosen;
    return STRATA_OK;
}

static strata_status refuse_dim(const char *word, strata_error *err)
{
    const char *known[STRATA_DIM_COUNT];
    size_t count = 0;
    for (unsigned dim = STRATA_DIM_ALL + 1; dim < STRATA_DIM_COUNT; dim++) {
        known[count++] = strata_dim_name((strata_dim)dim);
    }
    return strata_fail_word(err, "dimension", word, known, count);
}

static strata_status refuse_group(strata_dim dim, const char *word, strata_error *err)
{
    const char *known[KNOWN_MAX];
    size_t count = 0;
    known[count++] = "complement";
    for (unsigned code = 1; code <= strata_group_count(dim) && count < KNOWN_MAX; code++) {
        known[count++] = strata_group_name(dim, (strata_code)code);
    }
    return strata_fail_word(err, "reference group", word, known, count);
}

static strata_status add_ref(strata_gap_options *options, strata_ref_choice choice,
                             strata_error *err)
{
    for (uint32_t i = 0; i < options->ref_count; i++) {
        if (options->refs[i].dim == choice.dim) {
            options->refs[i] = choice;
            return STRATA_OK;
        }
    }
    if (options->ref_count == STRATA_REFS_MAX) {
        return strata_fail(err, STRATA_E_USAGE, "option", "at most %d reference groups",
                           (int)STRATA_REFS_MAX);
    }
    options->refs[options->ref_count++] = choice;
    return STRATA_OK;
}

strata_status strata_gap_options_ref(strata_gap_options *options, const char *text,
                                     strata_error *err)
{
    const char *equals = strchr(text, '=');
    if (equals == NULL) {
        return strata_fail(err, STRATA_E_USAGE, "option",
                           "expected a reference such as race=white or el=complement");
    }
    char word[WORD_TEXT];
    copy_word(strata_slice_trim((strata_slice){text, (size_t)(equals - text)}), word);
    strata_dim dim = STRATA_DIM_ALL;
    if (!strata_dim_find(strata_slice_of(word), &dim) || dim == STRATA_DIM_ALL) {
        return refuse_dim(word, err);
    }
    copy_word(strata_slice_trim(strata_slice_of(equals + 1)), word);
    strata_ref_choice choice = {.dim = dim};
    if (strcmp(word, "complement") != 0) {
        choice.code = strata_group_find(dim, strata_slice_of(word));
        if (choice.code == 0) {
            return refuse_group(dim, word, err);
        }
    }
    return add_ref(options, choice, err);
}
