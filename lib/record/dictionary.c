/* Interned texts, and the tests in the order of their texts. */
#include "record/dictionary.h"

#include <string.h>

#include "base/alloc.h"
#include "record/dictionary_parts.h"

void strata_dictionary_free(strata_dictionary *dictionary)
{
    if (dictionary != NULL) {
        strata_intern_free(dictionary->texts);
        strata_free(dictionary->tests);
        strata_free(dictionary->redefinitions);
        strata_free(dictionary->exits);
        strata_free(dictionary);
    }
}

strata_dictionary *strata_dictionary_new(void)
{
    strata_dictionary *dictionary = strata_alloc_zero(1, sizeof *dictionary);
    if (dictionary == NULL) {
        return NULL;
    }
    dictionary->texts = strata_intern_new();
    if (dictionary->texts == NULL) {
        strata_dictionary_free(dictionary);
        return NULL;
    }
    return dictionary;
}

strata_intern *strata_dictionary_texts(strata_dictionary *dictionary)
{
    return dictionary->texts;
}

const char *strata_dictionary_text(const strata_dictionary *dictionary, uint32_t id)
{
    return strata_intern_text(dictionary->texts, id);
}

uint32_t strata_dictionary_text_count(const strata_dictionary *dictionary)
{
    return strata_intern_count(dictionary->texts);
}

strata_status strata_dictionary_ranks(const strata_dictionary *dictionary, uint32_t *rank,
                                      strata_error *err)
{
    return strata_intern_ranks(dictionary->texts, rank, err);
}

int strata_dictionary_compare(const strata_dictionary *dictionary, uint32_t a, uint32_t b)
{
    return a == b ? 0
                  : strcmp(strata_dictionary_text(dictionary, a),
                           strata_dictionary_text(dictionary, b));
}

static int compare_tests(const strata_dictionary *dictionary, const strata_test *a,
                         const strata_test *b)
{
    int order = strata_dictionary_compare(dictionary, a->assessment, b->assessment);
    if (order == 0) {
        order = strata_dictionary_compare(dictionary, a->subject, b->subject);
    }
    return order != 0 ? order : strata_dictionary_compare(dictionary, a->era, b->era);
}

static bool is_same(const strata_test *a, const strata_test *b)
{
    return a->levels == b->levels && a->proficient == b->proficient && a->decimals == b->decimals &&
           a->has_scores == b->has_scores && a->vertical_scale == b->vertical_scale &&
           a->lower_is_better == b->lower_is_better && a->denominator == b->denominator &&
           a->label == b->label;
}

strata_status strata_dictionary_add_test(strata_dictionary *dictionary, const strata_test *test,
                                         strata_error *err)
{
    size_t at = 0;
    int order = -1;
    while (at < dictionary->count &&
           (order = compare_tests(dictionary, &dictionary->tests[at], test)) < 0) {
        at++;
    }
    if (at < dictionary->count && order == 0) {
        if (is_same(&dictionary->tests[at], test)) {
            return STRATA_OK;
        }
        return strata_fail(err, STRATA_E_INPUT, "test-differs",
                           "assessment \"%s\", subject \"%s\", era \"%s\" is described in two ways "
                           "(levels, decimals or label differ); expected inputs made with one "
                           "version of the schema",
                           strata_dictionary_text(dictionary, test->assessment),
                           strata_dictionary_text(dictionary, test->subject),
                           strata_dictionary_text(dictionary, test->era));
    }
    STRATA_TRY(strata_reserve(&dictionary->tests, &dictionary->room, dictionary->count + 1,
                              sizeof *dictionary->tests, err));
    memmove(&dictionary->tests[at + 1], &dictionary->tests[at],
            (dictionary->count - at) * sizeof *dictionary->tests);
    dictionary->tests[at] = *test;
    dictionary->count++;
    return STRATA_OK;
}

static strata_status add_text(strata_dictionary *dictionary, strata_slice text, uint32_t *out,
                              strata_error *err)
{
    return strata_intern_add(dictionary->texts, text.text, text.len, out, err);
}

static strata_status add_assessment(strata_dictionary *dictionary, const strata_assessment *from,
                                    strata_error *err)
{
    strata_test test = {.levels = from->levels,
                        .proficient = from->proficient,
                        .decimals = from->decimals,
                        .has_scores = from->has_scores,
                        .vertical_scale = from->vertical_scale,
                        .lower_is_better = from->lower_is_better};
    STRATA_TRY(add_text(dictionary, from->id, &test.assessment, err));
    STRATA_TRY(add_text(dictionary, from->subject, &test.subject, err));
    STRATA_TRY(add_text(dictionary, from->era, &test.era, err));
    STRATA_TRY(add_text(dictionary, from->denominator, &test.denominator, err));
    STRATA_TRY(add_text(dictionary, from->label, &test.label, err));
    return strata_dictionary_add_test(dictionary, &test, err);
}

/* What a schema defines anew holds for each of its assessments. */
static strata_status add_definitions(strata_dictionary *dictionary, const strata_schema *schema,
                                     strata_slice assessment, strata_error *err)
{
    for (uint32_t at = 0; at < schema->definition_count; at++) {
        const strata_definition *from = &schema->definitions[at];
        strata_redefinition made = {.dim = (uint8_t)from->dim, .from = from->from};
        STRATA_TRY(add_text(dictionary, assessment, &made.assessment, err));
        STRATA_TRY(add_text(dictionary, from->label, &made.label, err));
        STRATA_TRY(strata_dictionary_redefine(dictionary, &made, err));
    }
    for (uint32_t at = 0; at < schema->el_years_count; at++) {
        const strata_el_years *from = &schema->el_years[at];
        strata_exit_rule made = {.from = from->from, .until = from->until, .years = from->years};
        STRATA_TRY(add_text(dictionary, assessment, &made.assessment, err));
        STRATA_TRY(strata_dictionary_add_exits(dictionary, &made, err));
    }
    return STRATA_OK;
}

strata_status strata_dictionary_add_schema(strata_dictionary *dictionary,
                                           const strata_schema *schema, strata_error *err)
{
    for (uint32_t at = 0; at < schema->assessment_count; at++) {
        STRATA_TRY(add_assessment(dictionary, &schema->assessments[at], err));
        STRATA_TRY(add_definitions(dictionary, schema, schema->assessments[at].id, err));
    }
    return STRATA_OK;
}

size_t strata_dictionary_test_count(const strata_dictionary *dictionary)
{
    return dictionary->count;
}

const strata_test *strata_dictionary_test_at(const strata_dictionary *dictionary, size_t index)
{
    return &dictionary->tests[index];
}

static const strata_test *find_test(const strata_dictionary *dictionary, uint32_t assessment,
                                    uint32_t subject, uint32_t era)
{
    for (size_t at = 0; at < dictionary->count; at++) {
        const strata_test *test = &dictionary->tests[at];
        if (test->assessment == assessment && test->subject == subject && test->era == era) {
            return test;
        }
    }
    return NULL;
}

const strata_test *strata_dictionary_test(const strata_dictionary *dictionary, uint32_t assessment,
                                          uint32_t subject, uint32_t era)
{
    const strata_test *test = find_test(dictionary, assessment, subject, era);
    return test != NULL ? test : find_test(dictionary, assessment, 0, era);
}
