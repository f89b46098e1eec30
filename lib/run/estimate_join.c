/* Texts are numbers in the dictionary of their own set, so every number is looked up once in the
 * other. */
#include "run/estimate_join.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

/* From the numbers of one dictionary to those of another. */
typedef struct translation {
    const strata_dictionary *from;
    strata_dictionary *into;
    uint32_t *numbers; /* UINT32_MAX: not looked up yet */
    strata_error *err;
} translation;

static strata_status translate(translation *t, uint32_t *number)
{
    uint32_t *known = &t->numbers[*number];
    if (*known == UINT32_MAX) {
        const char *text = strata_dictionary_text(t->from, *number);
        STRATA_TRY(
            strata_intern_add(strata_dictionary_texts(t->into), text, strlen(text), known, t->err));
    }
    *number = *known;
    return STRATA_OK;
}

static strata_status translate_row(translation *t, strata_estimate *row)
{
    uint32_t *const texts[] = {&row->term,       &row->population,  &row->county,     &row->lea,
                               &row->school,     &row->entity_name, &row->assessment, &row->era,
                               &row->subject,    &row->grade,       &row->dim,        &row->group,
                               &row->ref_group,  &row->measure,     &row->unit,       &row->method,
                               &row->protection, &row->family};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        STRATA_TRY(translate(t, texts[i]));
    }
    return STRATA_OK;
}

static strata_status translate_test(translation *t, strata_test test)
{
    uint32_t *const texts[] = {&test.assessment, &test.subject, &test.era, &test.denominator,
                               &test.label};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        STRATA_TRY(translate(t, texts[i]));
    }
    return strata_dictionary_add_test(t->into, &test, t->err);
}

static strata_status copy_all(translation *t, strata_estimates *into, const strata_estimates *from)
{
    for (size_t i = 0; i < strata_dictionary_test_count(from->dictionary); i++) {
        STRATA_TRY(translate_test(t, *strata_dictionary_test_at(from->dictionary, i)));
    }
    for (size_t i = 0; i < from->count; i++) {
        strata_estimate row = from->rows[i];
        STRATA_TRY(translate_row(t, &row));
        STRATA_TRY(strata_estimates_add(into, &row, t->err));
    }
    return STRATA_OK;
}

strata_status strata_estimates_append(strata_estimates *into, strata_estimates *from,
                                      strata_error *err)
{
    if (strcmp(into->protection, from->protection) != 0) {
        return strata_fail(err, STRATA_E_INPUT, "protection-differs",
                           "estimates under protection \"%s\" and \"%s\" do not go into one table",
                           into->protection, from->protection);
    }
    const size_t count = strata_intern_count(strata_dictionary_texts(from->dictionary));
    translation t = {.from = from->dictionary, .into = into->dictionary, .err = err};
    t.numbers = strata_alloc_zero(count, sizeof *t.numbers);
    if (t.numbers == NULL) {
        return strata_fail_memory(err);
    }
    memset(t.numbers, 0xFF, count * sizeof *t.numbers);
    const strata_status status = copy_all(&t, into, from);
    into->confidential = into->confidential || from->confidential;
    strata_free(t.numbers);
    return status;
}

static bool same_place(const strata_estimate *a, const strata_estimate *b)
{
    return a->entity_level == b->entity_level && a->year_to == b->year_to &&
           a->county == b->county && a->lea == b->lea && a->school == b->school;
}

static strata_status name_row(strata_estimates *estimates, strata_estimate *row,
                              const strata_entities *entities, strata_error *err)
{
    const strata_dictionary *texts = estimates->dictionary;
    const char *name = strata_entities_name(
        entities, (strata_entity_level)row->entity_level,
        strata_dictionary_text(texts, row->county), strata_dictionary_text(texts, row->lea),
        strata_dictionary_text(texts, row->school), row->year_to);
    return name[0] == '\0' ? STRATA_OK
                           : strata_intern_add(strata_dictionary_texts(estimates->dictionary), name,
                                               strlen(name), &row->entity_name, err);
}

strata_status strata_estimates_name(strata_estimates *estimates, const strata_entities *entities,
                                    strata_error *err)
{
    for (size_t i = 0; i < estimates->count; i++) {
        strata_estimate *row = &estimates->rows[i];
        if (i > 0 && same_place(row, row - 1)) {
            row->entity_name = row[-1].entity_name;
        } else {
            STRATA_TRY(name_row(estimates, row, entities, err));
        }
    }
    return STRATA_OK;
}
