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
    STRATA_TRY(strata_dictionary_add_definitions(t->into, from->dictionary, t->err));
    for (size_t i = 0; i < from->count; i++) {
        strata_estimate row = from->rows[i];
        STRATA_TRY(translate_row(t, &row));
        STRATA_TRY(strata_estimates_add(into, &row, t->err));
    }
    return STRATA_OK;
}

/* What a row is about: all that is not its number. */
typedef struct row_key {
    uint32_t fields[23];
} row_key;

static row_key key_of(const strata_estimate *row)
{
    return (row_key){{(uint32_t)row->year_from,
                      (uint32_t)row->year_to,
                      row->entity_level,
                      row->cut,
                      row->has_ref,
                      row->inference,
                      row->term,
                      row->population,
                      row->county,
                      row->lea,
                      row->school,
                      row->assessment,
                      row->era,
                      row->subject,
                      row->grade,
                      row->dim,
                      row->group,
                      row->ref_group,
                      row->measure,
                      row->unit,
                      row->method,
                      row->protection,
                      row->family}};
}

/* A row where it stands, so that sorting moves no rows. */
typedef struct sort_item {
    const strata_estimate *row;
} sort_item;

static int compare_rows(const void *left, const void *right)
{
    const row_key a = key_of(((const sort_item *)left)->row);
    const row_key b = key_of(((const sort_item *)right)->row);
    return memcmp(&a, &b, sizeof a); /* any order will do in which equal keys meet */
}

/* Whether one of the rows from number `before` on says the same as one before it. */
static strata_status refuse_repeats(const strata_estimates *set, size_t before, strata_error *err)
{
    if (before == 0 || before == set->count) {
        return STRATA_OK;
    }
    sort_item *rows = strata_alloc_zero(set->count, sizeof *rows);
    if (rows == NULL) {
        return strata_fail_memory(err);
    }
    for (size_t i = 0; i < set->count; i++) {
        rows[i].row = &set->rows[i];
    }
    qsort(rows, set->count, sizeof *rows, compare_rows);
    strata_status status = STRATA_OK;
    for (size_t i = 1; i < set->count && status == STRATA_OK; i++) {
        const bool is_of_both =
            (rows[i - 1].row < set->rows + before) != (rows[i].row < set->rows + before);
        if (is_of_both && compare_rows(&rows[i - 1], &rows[i]) == 0) {
            status = strata_fail(err, STRATA_E_INPUT, "estimates-twice",
                                 "two inputs hold an estimate of the same place, years, test, "
                                 "group and measure; give each estimate once");
        }
    }
    strata_free(rows);
    return status;
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
    const size_t before = into->count;
    strata_status status = copy_all(&t, into, from);
    if (status == STRATA_OK) {
        status = refuse_repeats(into, before, err);
    }
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
