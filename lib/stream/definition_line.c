/* Words in a fixed order, as in the lines of tests. */
#include "stream/definition_line.h"

#include <stdio.h>

#include "stream/header_words.h"

enum {
    ASSESSMENT,
    DIM,
    FROM,
    LABEL,
    DEFINITION_WORDS
};

enum {
    /* ASSESSMENT */
    EXITS_FROM = 1,
    EXITS_UNTIL,
    EXITS_YEARS,
    EXITS_WORDS,
    YEAR_TEXT = 8
};

static const char *const definition_words[DEFINITION_WORDS] = {
    "assessment=", "dim=", "from=", "label="};
static const char *const exits_words[EXITS_WORDS] = {"assessment=", "from=", "until=", "years="};

static const strata_header_words definition_line = {"#definition", definition_words,
                                                    DEFINITION_WORDS};
static const strata_header_words exits_line = {"#el", exits_words, EXITS_WORDS};

/* An open end is an empty value. */
static const char *year_text(int year, char out[YEAR_TEXT])
{
    (void)snprintf(out, YEAR_TEXT, "%.0d", year);
    return out;
}

static strata_status write_redefinition(strata_sink *sink, const strata_dictionary *dictionary,
                                        const strata_redefinition *redefinition, strata_error *err)
{
    char from[YEAR_TEXT];
    const char *const values[DEFINITION_WORDS] = {
        [ASSESSMENT] = strata_dictionary_text(dictionary, redefinition->assessment),
        [DIM] = strata_dim_name((strata_dim)redefinition->dim),
        [FROM] = year_text(redefinition->from, from),
        [LABEL] = strata_dictionary_text(dictionary, redefinition->label),
    };
    return strata_header_words_write(sink, &definition_line, values, err);
}

static strata_status write_exits(strata_sink *sink, const strata_dictionary *dictionary,
                                 const strata_exit_rule *rule, strata_error *err)
{
    char from[YEAR_TEXT];
    char until[YEAR_TEXT];
    char years[YEAR_TEXT];
    (void)snprintf(years, sizeof years, "%u", (unsigned)rule->years);
    const char *const values[EXITS_WORDS] = {
        [ASSESSMENT] = strata_dictionary_text(dictionary, rule->assessment),
        [EXITS_FROM] = year_text(rule->from, from),
        [EXITS_UNTIL] = year_text(rule->until, until),
        [EXITS_YEARS] = years,
    };
    return strata_header_words_write(sink, &exits_line, values, err);
}

strata_status strata_definition_lines_write(strata_sink *sink, const strata_dictionary *dictionary,
                                            strata_error *err)
{
    for (size_t at = 0; at < strata_dictionary_redefinition_count(dictionary); at++) {
        STRATA_TRY(write_redefinition(sink, dictionary,
                                      strata_dictionary_redefinition_at(dictionary, at), err));
    }
    for (size_t at = 0; at < strata_dictionary_exits_count(dictionary); at++) {
        STRATA_TRY(write_exits(sink, dictionary, strata_dictionary_exits_at(dictionary, at), err));
    }
    return STRATA_OK;
}

static bool read_year(strata_slice text, bool may_be_open, int16_t *out)
{
    uint64_t year = 0;
    if (text.len == 0) {
        return may_be_open;
    }
    const bool is_year =
        strata_header_read_number(text, STRATA_YEAR_MAX, &year) && year >= STRATA_YEAR_MIN;
    *out = (int16_t)year;
    return is_year;
}

strata_status strata_definition_line_read(strata_slice text, strata_dictionary *dictionary,
                                          bool *is_line, strata_error *err)
{
    strata_slice values[DEFINITION_WORDS];
    strata_redefinition made = {0};
    strata_dim dim = STRATA_DIM_ALL;
    *is_line = strata_header_words_split(text, &definition_line, values) &&
               strata_dim_find(values[DIM], &dim) && read_year(values[FROM], false, &made.from);
    if (!*is_line) {
        return STRATA_OK;
    }
    made.dim = (uint8_t)dim;
    STRATA_TRY(
        strata_header_read_text(values[ASSESSMENT], dictionary, &made.assessment, is_line, err));
    STRATA_TRY(strata_header_read_text(values[LABEL], dictionary, &made.label, is_line, err));
    return *is_line ? strata_dictionary_redefine(dictionary, &made, err) : STRATA_OK;
}

strata_status strata_exits_line_read(strata_slice text, strata_dictionary *dictionary,
                                     bool *is_line, strata_error *err)
{
    strata_slice values[EXITS_WORDS];
    strata_exit_rule made = {0};
    uint64_t years = 0;
    *is_line = strata_header_words_split(text, &exits_line, values) &&
               read_year(values[EXITS_FROM], true, &made.from) &&
               read_year(values[EXITS_UNTIL], true, &made.until) &&
               strata_header_read_number(values[EXITS_YEARS], STRATA_EXIT_YEARS_MAX, &years);
    if (!*is_line) {
        return STRATA_OK;
    }
    made.years = (uint8_t)years;
    STRATA_TRY(
        strata_header_read_text(values[ASSESSMENT], dictionary, &made.assessment, is_line, err));
    return *is_line ? strata_dictionary_add_exits(dictionary, &made, err) : STRATA_OK;
}
