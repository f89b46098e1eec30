/* Joining two sets: the other one's texts get new numbers. */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "cube/cellset_exits.h"

/* Numbers of the texts of one dictionary in another. */
typedef struct translation {
    const strata_dictionary *from;
    strata_dictionary *to;
    uint32_t *ids; /* ids[texts of from]; UNKNOWN until asked for */
} translation;

enum {
    UNKNOWN = 0 /* the empty text is 0 in both and never needs a translation */
};

static strata_status translate(translation *words, uint32_t *id, strata_error *err)
{
    if (*id != 0 && words->ids[*id] == UNKNOWN) {
        const char *text = strata_dictionary_text(words->from, *id);
        STRATA_TRY(strata_intern_add(strata_dictionary_texts(words->to), text, strlen(text),
                                     &words->ids[*id], err));
    }
    *id = words->ids[*id];
    return STRATA_OK;
}

static strata_status translate_all(translation *words, uint32_t *const *ids, size_t count,
                                   strata_error *err)
{
    for (size_t at = 0; at < count; at++) {
        STRATA_TRY(translate(words, ids[at], err));
    }
    return STRATA_OK;
}

static strata_status append_tests(translation *words, strata_error *err)
{
    for (size_t at = 0; at < strata_dictionary_test_count(words->from); at++) {
        strata_test test = *strata_dictionary_test_at(words->from, at);
        uint32_t *const ids[] = {&test.assessment, &test.subject, &test.era, &test.denominator,
                                 &test.label};
        STRATA_TRY(translate_all(words, ids, sizeof ids / sizeof ids[0], err));
        STRATA_TRY(strata_dictionary_add_test(words->to, &test, err));
    }
    return STRATA_OK;
}

static strata_status append_cells(translation *words, strata_cellset *set,
                                  const strata_cellset *from, strata_error *err)
{
    for (size_t at = 0; at < from->count; at++) {
        strata_cell cell = from->cells[at];
        strata_cell_key *key = &cell.key;
        uint32_t *const ids[] = {&key->term,   &key->population, &key->county, &key->lea,
                                 &key->school, &key->assessment, &key->era,    &key->subject,
                                 &key->grade,  &key->variable};
        STRATA_TRY(translate_all(words, ids, sizeof ids / sizeof ids[0], err));
        STRATA_TRY(strata_cellset_add(set, &cell, err));
    }
    return STRATA_OK;
}

static strata_status append_inputs(strata_cellset *set, const strata_cellset *from,
                                   strata_error *err)
{
    for (size_t at = 0; at < from->input_count; at++) {
        STRATA_TRY(
            strata_cellset_add_input(set, from->inputs[at].digest, from->inputs[at].rows, err));
    }
    return STRATA_OK;
}

/* Names the first words in which the plans differ. */
static strata_status fail_plan(const char *a, const char *b, strata_error *err)
{
    static const struct {
        const char *name; /* of words that end in the digest of a file */
        const char *what;
    } files[] = {{"roster=", "rosters or --roster-wins"}, {"successors=", "entities (successors)"}};
    size_t word = 0;
    size_t at = 0;
    for (; a[at] == b[at] && a[at] != '\0'; at++) {
        word = a[at] == ' ' ? at + 1 : word;
    }
    const bool is_longer = (a[at] == '\0' && b[at] == ' ') || (b[at] == '\0' && a[at] == ' ');
    word = is_longer ? at : word;
    a += word + strspn(a + word, " ");
    b += word + strspn(b + word, " ");
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        const size_t len = strlen(files[i].name);
        if (strncmp(a, files[i].name, len) == 0 && strncmp(b, files[i].name, len) == 0) {
            return strata_fail(err, STRATA_E_INPUT, "cells-differ",
                               "made with different %s: \"%.*s\" and \"%.*s\" differ; make all "
                               "cells with the same",
                               files[i].what, (int)strcspn(a, " "), a, (int)strcspn(b, " "), b);
        }
    }
    return strata_fail(err, STRATA_E_INPUT, "cells-differ",
                       "make the cells with the same groups, levels, grades, population, roster, "
                       "successors and conditions: \"%.*s\" and \"%.*s\" differ",
                       (int)strcspn(a, " "), a, (int)strcspn(b, " "), b);
}

/* A set that holds nothing yet takes over what the first one says. */
static strata_status meet_terms(strata_cellset *set, const strata_cellset *from, strata_error *err)
{
    if (set->count == 0 && set->input_count == 0) {
        memcpy(set->protection, from->protection, sizeof set->protection);
        memcpy(set->race_scheme, from->race_scheme, sizeof set->race_scheme);
        memcpy(set->plan, from->plan, sizeof set->plan);
        return STRATA_OK;
    }
    if (strcmp(set->protection, from->protection) != 0) {
        return strata_fail(err, STRATA_E_INPUT, "cells-differ",
                           "cells of protection \"%s\" and of \"%s\" cannot be merged; merge them "
                           "first, then protect",
                           set->protection, from->protection);
    }
    if (strcmp(set->race_scheme, from->race_scheme) != 0) {
        return strata_fail(err, STRATA_E_INPUT, "cells-differ",
                           "cells of race scheme \"%s\" and of \"%s\" cannot be merged; make them "
                           "with one scheme",
                           set->race_scheme, from->race_scheme);
    }
    return strcmp(set->plan, from->plan) == 0 ? STRATA_OK : fail_plan(set->plan, from->plan, err);
}

strata_status strata_cellset_append_cells(strata_cellset *set, const strata_cellset *from,
                                          strata_error *err)
{
    translation words = {.from = from->dictionary, .to = set->dictionary};
    words.ids = strata_alloc_zero(strata_dictionary_text_count(words.from), sizeof *words.ids);
    if (words.ids == NULL) {
        return strata_fail_memory(err);
    }
    const strata_status status = append_cells(&words, set, from, err);
    strata_free(words.ids);
    return status;
}

strata_status strata_cellset_append(strata_cellset *set, const strata_cellset *from,
                                    strata_error *err)
{
    STRATA_TRY(meet_terms(set, from, err));
    STRATA_TRY(append_inputs(set, from, err));
    translation words = {.from = from->dictionary, .to = set->dictionary};
    words.ids = strata_alloc_zero(strata_dictionary_text_count(words.from), sizeof *words.ids);
    if (words.ids == NULL) {
        return strata_fail_memory(err);
    }
    strata_status status = append_tests(&words, err);
    if (status == STRATA_OK) {
        status = strata_cellset_append_definitions(set, from, err);
    }
    if (status == STRATA_OK) {
        status = append_cells(&words, set, from, err);
    }
    strata_free(words.ids);
    if (from->level_columns > set->level_columns) {
        set->level_columns = from->level_columns;
    }
    return status;
}
