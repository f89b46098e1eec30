/* Words in a fixed order, so that equal tests give equal lines. */
#include "stream/test_line.h"

#include <stdio.h>

#include "stream/header_words.h"

enum {
    ASSESSMENT,
    SUBJECT,
    ERA,
    LEVELS,
    PROFICIENT,
    DECIMALS,
    SCORES,
    VERTICAL,
    BETTER,
    DENOMINATOR,
    LABEL,
    WORD_COUNT,
    DECIMALS_MAX = 18
};

static const char *const words[WORD_COUNT] = {
    "assessment=", "subject=",  "era=",    "levels=",      "proficient=", "decimals=",
    "scores=",     "vertical=", "better=", "denominator=", "label=",
};

static const strata_header_words test_line = {"#test", words, WORD_COUNT};

strata_status strata_test_line_write(strata_sink *sink, const strata_dictionary *dictionary,
                                     const strata_test *test, strata_error *err)
{
    char levels[4];
    char proficient[4];
    char decimals[4];
    (void)snprintf(levels, sizeof levels, "%u", (unsigned)test->levels);
    (void)snprintf(proficient, sizeof proficient, "%u", (unsigned)test->proficient);
    (void)snprintf(decimals, sizeof decimals, "%u", (unsigned)test->decimals);
    const char *const values[WORD_COUNT] = {
        [ASSESSMENT] = strata_dictionary_text(dictionary, test->assessment),
        [SUBJECT] = strata_dictionary_text(dictionary, test->subject),
        [ERA] = strata_dictionary_text(dictionary, test->era),
        [LEVELS] = levels,
        [PROFICIENT] = proficient,
        [DECIMALS] = decimals,
        [SCORES] = test->has_scores ? "yes" : "no",
        [VERTICAL] = test->vertical_scale ? "yes" : "no",
        [BETTER] = test->lower_is_better ? "lower" : "higher",
        [DENOMINATOR] = strata_dictionary_text(dictionary, test->denominator),
        [LABEL] = strata_dictionary_text(dictionary, test->label),
    };
    return strata_header_words_write(sink, &test_line, values, err);
}

static bool read_small(strata_slice text, unsigned most, uint8_t *out)
{
    uint64_t number = 0;
    if (!strata_header_read_number(text, most, &number)) {
        return false;
    }
    *out = (uint8_t)number;
    return true;
}

static bool read_choice(strata_slice text, const char *no, const char *yes, bool *out)
{
    *out = strata_slice_is(text, yes);
    return *out || strata_slice_is(text, no);
}

static bool read_numbers(const strata_slice values[WORD_COUNT], strata_test *test)
{
    return read_small(values[LEVELS], STRATA_LEVELS_MAX, &test->levels) &&
           read_small(values[PROFICIENT], test->levels, &test->proficient) &&
           read_small(values[DECIMALS], DECIMALS_MAX, &test->decimals) &&
           read_choice(values[SCORES], "no", "yes", &test->has_scores) &&
           read_choice(values[VERTICAL], "no", "yes", &test->vertical_scale) &&
           read_choice(values[BETTER], "higher", "lower", &test->lower_is_better);
}

strata_status strata_test_line_read(strata_slice text, strata_dictionary *dictionary, bool *is_test,
                                    strata_error *err)
{
    strata_slice values[WORD_COUNT];
    strata_test test = {0};
    *is_test = strata_header_words_split(text, &test_line, values) && read_numbers(values, &test);
    if (!*is_test) {
        return STRATA_OK;
    }
    STRATA_TRY(
        strata_header_read_text(values[ASSESSMENT], dictionary, &test.assessment, is_test, err));
    STRATA_TRY(strata_header_read_text(values[SUBJECT], dictionary, &test.subject, is_test, err));
    STRATA_TRY(strata_header_read_text(values[ERA], dictionary, &test.era, is_test, err));
    STRATA_TRY(
        strata_header_read_text(values[DENOMINATOR], dictionary, &test.denominator, is_test, err));
    STRATA_TRY(strata_header_read_text(values[LABEL], dictionary, &test.label, is_test, err));
    return *is_test ? strata_dictionary_add_test(dictionary, &test, err) : STRATA_OK;
}
