/* Years of every cell before and after. */
#include "cube/cellset_exits.h"

#include <string.h>

#include "base/alloc.h"

static bool is_accountable(const strata_cell_key *key, strata_code accountability)
{
    for (unsigned at = 0; at < STRATA_CROSS_MAX; at++) {
        if (key->source == STRATA_COUNTED && key->group.dim[at] == STRATA_DIM_EL) {
            return key->group.code[at] == accountability;
        }
    }
    return false;
}

static uint8_t years_of(const strata_dictionary *dictionary, uint32_t assessment, int year)
{
    return (uint8_t)strata_dictionary_exit_years(dictionary, assessment, year);
}

static void note_years(const strata_cellset *set, uint8_t *years)
{
    for (size_t at = 0; at < set->count; at++) {
        years[at] =
            years_of(set->dictionary, set->cells[at].key.assessment, set->cells[at].key.year);
    }
}

/* The first cell whose years are others in a dictionary than they were, or NULL. */
static const strata_cell *find_changed(const strata_cellset *set, const uint8_t *years,
                                       strata_dictionary *now)
{
    const strata_code code = strata_group_find(STRATA_DIM_EL, strata_slice_of("el_accountability"));
    const strata_intern *texts = strata_dictionary_texts(now);
    for (size_t at = 0; at < set->count; at++) {
        const strata_cell_key *key = &set->cells[at].key;
        const char *name = strata_dictionary_text(set->dictionary, key->assessment);
        const uint32_t assessment =
            is_accountable(key, code) ? strata_intern_find(texts, name, strlen(name)) : UINT32_MAX;
        if (assessment != UINT32_MAX && years_of(now, assessment, key->year) != years[at]) {
            return &set->cells[at];
        }
    }
    return NULL;
}

static strata_status check(const strata_cellset *set, const uint8_t *years, strata_dictionary *now,
                           strata_error *err)
{
    const strata_cell *changed = find_changed(set, years, now);
    if (changed == NULL) {
        return STRATA_OK;
    }
    return strata_fail(err, STRATA_E_INPUT, "exits-differ",
                       "cells of assessment \"%s\" in %d count English learners for accountability "
                       "for different numbers of years after reclassification; make them with one "
                       "version of the schema",
                       strata_cellset_text(set, changed->key.assessment), (int)changed->key.year);
}

strata_status strata_cellset_append_definitions(strata_cellset *set, const strata_cellset *from,
                                                strata_error *err)
{
    const size_t rules = strata_dictionary_exits_count(set->dictionary) +
                         strata_dictionary_exits_count(from->dictionary);
    if (rules == 0) {
        return strata_dictionary_add_definitions(set->dictionary, from->dictionary, err);
    }
    uint8_t *years = strata_alloc_zero(set->count + from->count, sizeof *years);
    if (years == NULL) {
        return strata_fail_memory(err);
    }
    note_years(set, years);
    note_years(from, years + set->count);
    strata_status status =
        strata_dictionary_add_definitions(set->dictionary, from->dictionary, err);
    if (status == STRATA_OK) {
        status = check(set, years, set->dictionary, err);
    }
    if (status == STRATA_OK) {
        status = check(from, years + set->count, set->dictionary, err);
    }
    strata_free(years);
    return status;
}
