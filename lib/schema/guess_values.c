/* How the values of a column are written: types, missing markers, ranges in place of numbers, and
 * how often each text occurs. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/intern.h"
#include "schema/column_pattern.h"
#include "schema/guess_parts.h"

enum {
    DISTINCT_MOST = STRATA_GUESS_ROWS, /* texts that are told apart in a narrow file */
    DISTINCT_WIDE = 256,               /* and in one of many columns */
    WIDE = 64,
    CODES_MOST = 60, /* a column of more texts has no codes */
    FORMS_MOST = 8,
    MARKERS_MOST = 16,
    NOISE_DECIMALS = 12
};

/* What is gathered of a column. */
typedef struct gathering {
    strata_guess_values *values;
    strata_intern *texts;
    uint32_t *counts; /* counts[room], by number of the text */
    size_t room;
    uint32_t most_texts;
    uint32_t whole;
    uint32_t years;
    uint32_t school_years;
    uint32_t dates;
    uint32_t fractions;
    uint32_t noisy;
    const char *markers[MARKERS_MOST];
    uint32_t marker_count;
    uint32_t signs;  /* numbers with a percent sign */
    uint32_t commas; /* numbers with a comma before decimals */
    uint32_t groups; /* numbers with commas between groups of digits */
    const char *forms[FORMS_MOST];
    uint32_t form_count;
    uint32_t marked;  /* rows with a marker */
    uint32_t blurred; /* rows with a range */
} gathering;

static bool equals(strata_slice text, const char *word)
{
    const size_t len = strlen(word);
    for (size_t i = 0; i < text.len && i < len; i++) {
        if (tolower((unsigned char)text.text[i]) != tolower((unsigned char)word[i])) {
            return false;
        }
    }
    return text.len == len;
}

static const char *marker_of(strata_slice text)
{
    static const char *const known[] = {"*",    "**",   "***", "-",    "--",  ".",    "s",
                                        "PS",   "NR",   "NA",  "N/A",  "LNE", "NULL", "#VALUE!",
                                        "n<10", "#N/A", "DS",  "< 10", "<10", "NT",   "ABS"};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (equals(text, known[i])) {
            return known[i];
        }
    }
    return NULL;
}

static size_t digits_at(strata_slice text, size_t at)
{
    size_t end = at;
    while (end < text.len &&
           (isdigit((unsigned char)text.text[end]) != 0 || (text.text[end] == '.' && end > at))) {
        end++;
    }
    return end;
}

/* What stands before a number that is only bounded: its form without and with a percent sign. */
typedef struct bound_form {
    const char *before;
    const char *plain;
    const char *percent;
} bound_form;

/* The form of a range, or NULL. */
static const char *form_of(strata_slice text)
{
    static const bound_form bounds[] = {
        {"GE", "GE{lo}", "GE{lo}%"},       {"LE", "LE{hi}", "LE{hi}%"},
        {"GT", "GT{above}", "GT{above}%"}, {"LT", "LT{below}", "LT{below}%"},
        {"< ", "< {below}", "< {below}%"}, {"> ", "> {above}", "> {above}%"},
        {"<=", "<={hi}", "<={hi}%"},       {">=", ">={lo}", ">={lo}%"},
        {"<", "<{below}", "<{below}%"},    {">", ">{above}", ">{above}%"},
    };
    for (size_t i = 0; i < sizeof bounds / sizeof bounds[0]; i++) {
        const size_t len = strlen(bounds[i].before);
        if (text.len <= len || !equals((strata_slice){text.text, len}, bounds[i].before)) {
            continue;
        }
        const size_t end = digits_at(text, len);
        if (end > len && end == text.len) {
            return bounds[i].plain;
        }
        if (end > len && end + 1 == text.len && text.text[end] == '%') {
            return bounds[i].percent;
        }
    }
    const size_t low = digits_at(text, 0);
    const size_t high =
        low > 0 && low < text.len && text.text[low] == '-' ? digits_at(text, low + 1) : 0;
    return high > low + 1 && high == text.len && high <= 11 ? "{lo}-{hi}" : NULL;
}

/* Adds a known text to a short list, once. */
static void note(const char **list, uint32_t *count, uint32_t most, const char *text)
{
    for (uint32_t i = 0; i < *count; i++) {
        if (list[i] == text) {
            return;
        }
    }
    if (*count < most) {
        list[(*count)++] = text;
    }
}

static void note_number(gathering *g, strata_slice text, double value)
{
    strata_guess_values *values = g->values;
    const char *point = memchr(text.text, '.', text.len);
    const size_t decimals = point != NULL ? text.len - (size_t)(point - text.text) - 1 : 0;
    const bool is_first = values->numbers == 0;
    values->numbers++;
    g->whole += point == NULL && strspn(text.text, "+-0123456789") >= text.len ? 1 : 0;
    g->years += text.len == 4 && value >= 1980 && value <= 2040 && point == NULL ? 1 : 0;
    g->fractions += value >= 0 && value <= 1 ? 1 : 0;
    g->noisy += decimals >= NOISE_DECIMALS ? 1 : 0;
    if (decimals > values->decimals && decimals < NOISE_DECIMALS) {
        values->decimals = (uint32_t)decimals;
    }
    values->least = is_first || value < values->least ? value : values->least;
    values->most = is_first || value > values->most ? value : values->most;
    if (text.len > 1 && text.text[0] == '0' && point == NULL) {
        values->has_leading_zeros = true;
    }
}

/* 2015-09-26, 09/26/2015, 26SEP15, 26SEP2015 */
static bool is_date(strata_slice text)
{
    char shape[12];
    if (text.len < 7 || text.len > 10) {
        return false;
    }
    for (size_t i = 0; i < text.len; i++) {
        const unsigned char c = (unsigned char)text.text[i];
        shape[i] = (char)(isdigit(c) != 0 ? '9' : isalpha(c) != 0 ? 'A' : text.text[i]);
    }
    shape[text.len] = '\0';
    return strcmp(shape, "9999-99-99") == 0 || strcmp(shape, "99/99/9999") == 0 ||
           strcmp(shape, "99AAA99") == 0 || strcmp(shape, "99AAA9999") == 0;
}

static void note_text(gathering *g, strata_slice text)
{
    int year = 0;
    g->values->has_blanks = g->values->has_blanks || memchr(text.text, ' ', text.len) != NULL;
    if (strata_school_year_parse(text, &year)) {
        g->school_years++;
    } else if (is_date(text)) {
        g->dates++;
    } else {
        const char *form = form_of(text);
        g->blurred += form != NULL ? 1 : 0;
        if (form != NULL) {
            note(g->forms, &g->form_count, FORMS_MOST, form);
        }
    }
}

static strata_status count_text(gathering *g, strata_slice text, strata_error *err)
{
    if (strata_intern_count(g->texts) > g->most_texts &&
        strata_intern_find(g->texts, text.text, text.len) == UINT32_MAX) {
        g->values->is_many = true;
        return STRATA_OK;
    }
    uint32_t id = 0;
    STRATA_TRY(strata_intern_add(g->texts, text.text, text.len, &id, err));
    const size_t before = g->room;
    void *block = g->counts;
    STRATA_TRY(strata_reserve(&block, &g->room, id + 1, sizeof *g->counts, err));
    g->counts = block;
    memset(g->counts + before, 0, (g->room - before) * sizeof *g->counts);
    g->counts[id]++;
    return STRATA_OK;
}

/* A number as people write it: 45.5%, 1,234, 58,2. */
static bool parse_dressed(gathering *g, strata_slice text, double *out)
{
    strata_number_dress dress = {.text = {"", 0}};
    if (!strata_guess_undress(text, &dress) || !strata_double_parse(dress.text, out)) {
        return false;
    }
    g->signs += dress.has_sign ? 1 : 0;
    g->commas += dress.has_decimal_comma ? 1 : 0;
    g->groups += dress.has_groups ? 1 : 0;
    note_number(g, dress.text, *out);
    return true;
}

static strata_status take_value(gathering *g, strata_slice text, strata_error *err)
{
    strata_guess_values *values = g->values;
    const char *marker = marker_of(text);
    double number = 0;
    values->rows++;
    if (text.len == 0) {
        values->empty++;
        return STRATA_OK;
    }
    if (marker != NULL) {
        g->marked++;
        note(g->markers, &g->marker_count, MARKERS_MOST, marker);
        return STRATA_OK;
    }
    values->longest = text.len > values->longest ? (uint32_t)text.len : values->longest;
    if (strata_double_parse(text, &number)) {
        note_number(g, text, number);
    } else if (!parse_dressed(g, text, &number)) {
        note_text(g, text);
    }
    return count_text(g, text, err);
}

static strata_guess_type type_of(const gathering *g)
{
    const uint32_t filled = g->values->rows - g->values->empty - g->marked - g->blurred;
    if (filled == 0) {
        return g->blurred > 0 ? STRATA_GUESS_NUMBER : STRATA_GUESS_EMPTY;
    }
    const uint32_t enough = filled - filled / 5; /* footnotes and second headers are texts */
    if (g->years >= enough || g->school_years >= enough) {
        return STRATA_GUESS_YEAR;
    }
    if (g->values->numbers >= enough) {
        return g->whole >= g->values->numbers ? STRATA_GUESS_INTEGER : STRATA_GUESS_NUMBER;
    }
    return g->dates >= enough ? STRATA_GUESS_DATE : STRATA_GUESS_TEXT;
}

static strata_status keep_words(strata_guess *guess, const char *const *words, uint32_t count,
                                const strata_slice **out, strata_error *err)
{
    strata_slice *list = strata_arena_alloc(guess->arena, (count + 1) * sizeof *list);
    if (list == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t i = 0; i < count; i++) {
        list[i] = strata_slice_of(words[i]);
    }
    *out = list;
    return STRATA_OK;
}

/* The codes of a column with few of them. */
static strata_status keep_codes(strata_guess *guess, const gathering *g, strata_error *err)
{
    strata_guess_values *values = g->values;
    if (values->is_many || values->distinct > CODES_MOST || values->distinct == 0) {
        return STRATA_OK;
    }
    strata_guess_code *codes = strata_arena_alloc(guess->arena, values->distinct * sizeof *codes);
    if (codes == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t id = 1; id < strata_intern_count(g->texts); id++) {
        const size_t len = strata_intern_length(g->texts, id);
        const char *text = strata_arena_copy(guess->arena, strata_intern_text(g->texts, id), len);
        if (text == NULL) {
            return strata_fail_memory(err);
        }
        codes[values->code_count++] =
            (strata_guess_code){{text, len}, g->counts[id], strata_slice_of("")};
    }
    values->codes = codes;
    return STRATA_OK;
}

static strata_status finish(strata_guess *guess, gathering *g, strata_error *err)
{
    strata_guess_values *values = g->values;
    values->distinct = strata_intern_count(g->texts) - 1;
    values->type = type_of(g);
    values->is_school_year = g->school_years > g->years;
    const bool is_numeric =
        values->type == STRATA_GUESS_INTEGER || values->type == STRATA_GUESS_NUMBER;
    values->has_signs = is_numeric && g->signs > 0;
    values->has_decimal_comma = is_numeric && g->commas > 0;
    values->has_groups = is_numeric && g->groups > 0 && g->commas == 0;
    values->is_noisy = g->noisy * 2 > values->numbers;
    values->is_fraction = values->type == STRATA_GUESS_NUMBER && values->numbers > 0 &&
                          g->fractions * 50 >= values->numbers * 49 && values->least >= 0;
    STRATA_TRY(keep_words(guess, g->markers, g->marker_count, &values->missing, err));
    values->missing_count = g->marker_count;
    STRATA_TRY(keep_words(guess, g->forms, g->form_count, &values->blurs, err));
    values->blur_count = is_numeric ? g->form_count : 0;
    return keep_codes(guess, g, err);
}

strata_status strata_guess_values_of(strata_guess *guess, const strata_guess_rows *rows,
                                     uint32_t at, strata_error *err)
{
    gathering g = {.values = &guess->columns[at].values,
                   .texts = strata_intern_new(),
                   .most_texts = rows->width > WIDE ? DISTINCT_WIDE : DISTINCT_MOST};
    strata_status status = g.texts != NULL ? STRATA_OK : strata_fail_memory(err);
    for (uint32_t i = rows->first_data; i < rows->end_data && status == STRATA_OK; i++) {
        const strata_guess_row *row = &rows->rows[i];
        if (at < row->count) {
            status = take_value(&g, row->cells[at], err);
        }
    }
    if (status == STRATA_OK) {
        status = finish(guess, &g, err);
    }
    strata_free(g.counts);
    strata_intern_free(g.texts);
    return status;
}
