/* Words in a fixed order, so that equal tests give equal lines. */
#include "stream/test_line.h"

#include <stdio.h>

#include "stream/header_text.h"

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

static strata_status write_word(strata_sink *sink, int word, const char *text, strata_error *err)
{
    STRATA_TRY(strata_sink_text(sink, " ", err));
    STRATA_TRY(strata_sink_text(sink, words[word], err));
    return strata_header_escape(sink, text, true, err);
}

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
    STRATA_TRY(strata_sink_text(sink, "#test", err));
    for (int word = 0; word < WORD_COUNT; word++) {
        STRATA_TRY(write_word(sink, word, values[word], err));
    }
    return strata_sink_text(sink, "\n", err);
}

/* Cuts text into the values of all words; false if a word is missing or one too many. */
static bool split(strata_slice text, strata_slice values[WORD_COUNT])
{
    size_t at = 0;
    for (int word = 0; word < WORD_COUNT; word++) {
        const size_t len = strlen(words[word]);
        if (text.len - at < len || memcmp(text.text + at, words[word], len) != 0) {
            return false;
        }
        at += len;
        const char *blank = at < text.len ? memchr(text.text + at, ' ', text.len - at) : NULL;
        const size_t end = blank != NULL ? (size_t)(blank - text.text) : text.len;
        if ((blank == NULL) != (word == WORD_COUNT - 1)) {
            return false;
        }
        values[word] = (strata_slice){text.text + at, end - at};
        at = end + 1;
    }
    return true;
}

static bool read_small(strata_slice text, unsigned most, uint8_t *out)
{
    uint64_t number = 0;
    if (!strata_count_parse(text, &number) || number > most) {
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

static strata_status read_text(strata_slice text, strata_dictionary *dictionary, uint32_t *out,
                               bool *is_text, strata_error *err)
{
    char plain[STRATA_HEADER_TEXT];
    if (!*is_text || !strata_header_unescape(text, plain, sizeof plain)) {
        *is_text = false;
        return STRATA_OK;
    }
    return strata_intern_add(strata_dictionary_texts(dictionary), plain, strlen(plain), out, err);
}

strata_status strata_test_line_read(strata_slice text, strata_dictionary *dictionary, bool *is_test,
                                    strata_error *err)
{
    strata_slice values[WORD_COUNT];
    strata_test test = {0};
    *is_test = split(text, values) && read_numbers(values, &test);
    if (!*is_test) {
        return STRATA_OK;
    }
    STRATA_TRY(read_text(values[ASSESSMENT], dictionary, &test.assessment, is_test, err));
    STRATA_TRY(read_text(values[SUBJECT], dictionary, &test.subject, is_test, err));
    STRATA_TRY(read_text(values[ERA], dictionary, &test.era, is_test, err));
    STRATA_TRY(read_text(values[DENOMINATOR], dictionary, &test.denominator, is_test, err));
    STRATA_TRY(read_text(values[LABEL], dictionary, &test.label, is_test, err));
    return *is_test ? strata_dictionary_add_test(dictionary, &test, err) : STRATA_OK;
}
