/* Conditions out of their text. */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "record/filter_parts.h"
#include "record/grade.h"
#include "schema/catalog.h"

enum {
    YEARS = STRATA_YEAR_MAX - STRATA_YEAR_MIN + 1,
    NAMES_MAX = 40,
    GROUPS_MAX = 128,
    WORD_SIZE = 64
};

/* Names that are no dimension. */
static const struct {
    const char *name;
    strata_filter_part part;
    unsigned detail;
} names[] = {
    {"full_academic_year", STRATA_FILTER_FAY, 0},
    {"fay_school", STRATA_FILTER_FAY, 0},
    {"fay_lea", STRATA_FILTER_FAY, 1},
    {"fay_state", STRATA_FILTER_FAY, 2},
    {"enrolled", STRATA_FILTER_ENROLLED, 0},
    {"tested", STRATA_FILTER_TESTED, 0},
    {"year", STRATA_FILTER_YEAR, 0},
    {"term", STRATA_FILTER_TEXT, STRATA_FILTER_TERM},
    {"county", STRATA_FILTER_TEXT, STRATA_FILTER_COUNTY},
    {"lea", STRATA_FILTER_TEXT, STRATA_FILTER_LEA},
    {"school", STRATA_FILTER_TEXT, STRATA_FILTER_SCHOOL},
    {"assessment", STRATA_FILTER_TEXT, STRATA_FILTER_ASSESSMENT},
    {"subject", STRATA_FILTER_TEXT, STRATA_FILTER_SUBJECT},
    {"grade", STRATA_FILTER_TEXT, STRATA_FILTER_GRADE},
    {"entity_level", STRATA_FILTER_ENTITY_LEVEL, 0},
    {"population", STRATA_FILTER_POPULATION, 0},
    {"dim", STRATA_FILTER_DIM_TEXT, 0},
    {"group", STRATA_FILTER_GROUP_TEXT, 0},
};

enum {
    NAME_COUNT = sizeof names / sizeof names[0]
};

static strata_status fail_name(const char *name, strata_error *err)
{
    const char *known[NAMES_MAX];
    size_t count = 0;
    for (unsigned dim = STRATA_DIM_EL; dim < STRATA_DIM_RECORDED; dim++) {
        known[count++] = strata_dim_name((strata_dim)dim);
    }
    for (size_t at = 0; at < NAME_COUNT && count < NAMES_MAX; at++) {
        known[count++] = names[at].name;
    }
    return strata_fail_word(err, "name of a condition", name, known, count);
}

static strata_status find_name(const char *name, strata_filter_condition *out, strata_error *err)
{
    strata_dim dim = STRATA_DIM_ALL;
    if (strcmp(name, strata_dim_name(STRATA_DIM_RACE_MASK)) == 0) {
        return strata_fail(err, STRATA_E_USAGE, "where",
                           "no condition can ask for \"%s\", which results get when they are "
                           "counted; use race:WORD",
                           name);
    }
    if (strata_dim_find(strata_slice_of(name), &dim) && dim != STRATA_DIM_ALL &&
        dim < STRATA_DIM_RECORDED) {
        out->part = STRATA_FILTER_CODE;
        out->detail = dim;
        return STRATA_OK;
    }
    for (size_t at = 0; at < NAME_COUNT; at++) {
        if (strcmp(names[at].name, name) == 0) {
            out->part = names[at].part;
            out->detail = names[at].detail;
            return STRATA_OK;
        }
    }
    return fail_name(name, err);
}

static strata_status take_code(strata_filter_condition *out, const char *word, strata_error *err)
{
    const strata_dim dim = (strata_dim)out->detail;
    const strata_code code = strata_group_find(dim, strata_slice_of(word));
    if (code != 0) {
        out->bits |= strata_group_members(dim, code);
        return STRATA_OK;
    }
    if (strcmp(word, "unknown") == 0) {
        out->bits |= 1;
        return STRATA_OK;
    }
    const char *known[GROUPS_MAX];
    size_t count = 0;
    for (unsigned at = 1; at <= strata_group_count(dim); at++) {
        known[count++] = strata_group_name(dim, (strata_code)at);
    }
    known[count++] = "unknown";
    char kind[WORD_SIZE];
    (void)snprintf(kind, sizeof kind, "group of \"%s\"", strata_dim_name(dim));
    return strata_fail_word(err, kind, word, known, count);
}

/* Adds the bit of a word: its place among words[count]. */
static strata_status take_bit(strata_filter_condition *out, const char *word,
                              const char *const *words, size_t count, strata_error *err)
{
    for (size_t at = 0; at < count; at++) {
        if (strcmp(words[at], word) == 0) {
            out->bits |= UINT32_C(1) << at;
            return STRATA_OK;
        }
    }
    return strata_fail_word(err, "answer", word, words, count);
}

static strata_status take_answer(strata_filter_condition *out, const char *word, strata_error *err)
{
    static const char *const answers[] = {"unknown", "no", "yes"}; /* as in strata_answer */
    return take_bit(out, word, answers, sizeof answers / sizeof answers[0], err);
}

static strata_status take_level(strata_filter_condition *out, const char *word, strata_error *err)
{
    const char *levels[STRATA_LEVEL_COUNT];
    for (unsigned at = 0; at < STRATA_LEVEL_COUNT; at++) {
        levels[at] = strata_entity_level_name((strata_entity_level)at);
    }
    return take_bit(out, word, levels, STRATA_LEVEL_COUNT, err);
}

static bool parse_year(strata_slice text, uint64_t *out)
{
    return strata_count_parse(text, out) && *out >= STRATA_YEAR_MIN && *out <= STRATA_YEAR_MAX;
}

/* "2015" or "2015-2018". */
static strata_status take_years(strata_filter *filter, strata_filter_condition *out,
                                const char *word, strata_error *err)
{
    const size_t head = strcspn(word, "-");
    uint64_t first = 0;
    uint64_t last = 0;
    bool is_fine = parse_year((strata_slice){word, head}, &first);
    last = first;
    if (word[head] == '-') {
        is_fine = is_fine && parse_year(strata_slice_of(word + head + 1), &last);
    }
    if (!is_fine || last < first) {
        return strata_fail(err, STRATA_E_USAGE, "where",
                           "\"%.40s\" is no school year, expected such as 2017 or 2015-2018", word);
    }
    if (out->years == NULL) {
        out->years = strata_arena_alloc(filter->arena, YEARS * sizeof *out->years);
    }
    if (out->years == NULL) {
        return strata_fail_memory(err);
    }
    for (uint64_t year = first; year <= last; year++) {
        out->years[year - STRATA_YEAR_MIN] = true;
    }
    return STRATA_OK;
}

/* "el*frl" in the order that group keys have. */
static strata_status sorted_dims(strata_filter *filter, const char *word, const char **out,
                                 strata_error *err)
{
    strata_dim dims[STRATA_CROSS_MAX] = {STRATA_DIM_ALL};
    const unsigned count = strata_dims_parse(strata_slice_of(word), dims);
    if (count == 0) {
        const char *known[STRATA_DIM_COUNT];
        for (unsigned at = 0; at < STRATA_DIM_COUNT; at++) {
            known[at] = strata_dim_name((strata_dim)at);
        }
        return strata_fail_word(err, "dimension", word, known, STRATA_DIM_COUNT);
    }
    strata_group_key key = {{0}, {1, 1, 1}};
    for (unsigned at = 0; at < count; at++) {
        unsigned to = at;
        for (; to > 0 && key.dim[to - 1] > (uint8_t)dims[at]; to--) {
            key.dim[to] = key.dim[to - 1];
        }
        key.dim[to] = (uint8_t)dims[at];
    }
    char text[STRATA_GROUP_TEXT];
    strata_group_key_dim_text(key, text);
    *out = strata_arena_copy(filter->arena, text, strlen(text));
    return *out != NULL ? STRATA_OK : strata_fail_memory(err);
}

static bool is_group_of_any(strata_slice word)
{
    for (unsigned dim = 0; dim < STRATA_DIM_COUNT; dim++) {
        if (strata_group_find((strata_dim)dim, word) != 0) {
            return true;
        }
    }
    return false;
}

static strata_status fail_group(const char *word, strata_error *err)
{
    const char *known[GROUPS_MAX];
    size_t count = 0;
    for (unsigned dim = 0; dim < STRATA_DIM_COUNT; dim++) {
        const unsigned groups = strata_group_count((strata_dim)dim);
        for (unsigned at = 1; at <= groups && count < GROUPS_MAX; at++) {
            known[count++] = strata_group_name((strata_dim)dim, (strata_code)at);
        }
    }
    return strata_fail_word(err, "group", word, known, count);
}

/* "current*yes": each part must be the group of some dimension. */
static strata_status check_group(const char *word, strata_error *err)
{
    while (true) {
        const size_t len = strcspn(word, "*");
        if (!is_group_of_any((strata_slice){word, len})) {
            return fail_group(word, err);
        }
        if (word[len] == '\0') {
            return STRATA_OK;
        }
        word += len + 1;
    }
}

static strata_status add_word(strata_filter *filter, strata_filter_condition *out, const char *word,
                              strata_error *err)
{
    const char **words = strata_arena_alloc(filter->arena, (out->word_count + 1) * sizeof *words);
    if (words == NULL || word == NULL) {
        return strata_fail_memory(err);
    }
    for (size_t at = 0; at < out->word_count; at++) {
        words[at] = out->words[at];
    }
    words[out->word_count++] = word;
    out->words = words;
    return STRATA_OK;
}

static strata_status take_word(strata_filter *filter, strata_filter_condition *out,
                               const char *word, strata_error *err)
{
    switch (out->part) {
    case STRATA_FILTER_CODE:
        return take_code(out, word, err);
    case STRATA_FILTER_FAY:
    case STRATA_FILTER_ENROLLED:
    case STRATA_FILTER_TESTED:
        return take_answer(out, word, err);
    case STRATA_FILTER_YEAR:
        return take_years(filter, out, word, err);
    case STRATA_FILTER_ENTITY_LEVEL:
        return take_level(out, word, err);
    case STRATA_FILTER_DIM_TEXT:
        STRATA_TRY(sorted_dims(filter, word, &word, err));
        return add_word(filter, out, word, err);
    case STRATA_FILTER_GROUP_TEXT:
        STRATA_TRY(check_group(word, err));
        return add_word(filter, out, word, err);
    case STRATA_FILTER_TEXT:
    case STRATA_FILTER_POPULATION:
        break;
    }
    const bool is_grade = out->part == STRATA_FILTER_TEXT && out->detail == STRATA_FILTER_GRADE;
    if (is_grade && strcmp(word, "unknown") != 0) {
        STRATA_TRY(strata_grade_find(word, &word, err));
    }
    return add_word(filter, out, word, err);
}

static bool is_plain(strata_slice text)
{
    for (size_t at = 0; at < text.len; at++) {
        if ((unsigned char)text.text[at] < ' ') {
            return false;
        }
    }
    return text.len > 0;
}

static strata_status fail_form(strata_slice text, strata_error *err)
{
    return strata_fail(err, STRATA_E_USAGE, "where",
                       "\"%.*s\" is no condition, expected NAME:WORD such as el:current or "
                       "grade:03|04",
                       (int)(text.len < WORD_SIZE ? text.len : WORD_SIZE), text.text);
}

/* The words behind the colon of a condition. */
static strata_status take_words(strata_filter *filter, strata_filter_condition *out,
                                strata_slice rest, strata_error *err)
{
    const strata_slice all = rest;
    while (true) {
        const char *bar = rest.len > 0 ? memchr(rest.text, '|', rest.len) : NULL;
        const size_t len = bar != NULL ? (size_t)(bar - rest.text) : rest.len;
        const strata_slice word = strata_slice_trim((strata_slice){rest.text, len});
        if (!is_plain(word)) {
            return fail_form(all, err);
        }
        const char *copy = strata_arena_copy(filter->arena, word.text, word.len);
        if (copy == NULL) {
            return strata_fail_memory(err);
        }
        STRATA_TRY(take_word(filter, out, copy, err));
        if (bar == NULL) {
            return STRATA_OK;
        }
        rest = (strata_slice){bar + 1, rest.len - len - 1};
    }
}

/* "grade : 03 | 04" becomes "grade:03|04". */
static const char *without_blanks(strata_arena *arena, strata_slice text)
{
    char *copy = strata_arena_copy(arena, text.text, text.len);
    size_t len = 0;
    for (size_t at = 0; copy != NULL && at < text.len; at++) {
        const bool is_beside = at + 1 < text.len && strchr(":| ", text.text[at + 1]) != NULL;
        const bool is_behind = len > 0 && strchr(":|", copy[len - 1]) != NULL;
        if (text.text[at] != ' ' || !(is_beside || is_behind)) {
            copy[len++] = text.text[at];
        }
    }
    if (copy != NULL) {
        copy[len] = '\0';
    }
    return copy;
}

static strata_status take_condition(strata_filter *filter, strata_slice text, strata_error *err)
{
    const char *colon = memchr(text.text, ':', text.len);
    if (colon == NULL) {
        return fail_form(text, err);
    }
    const size_t head = (size_t)(colon - text.text);
    const strata_slice name = strata_slice_trim((strata_slice){text.text, head});
    if (!is_plain(name)) {
        return fail_form(text, err);
    }
    strata_filter_condition made = {.text = without_blanks(filter->arena, text)};
    const char *copy = strata_arena_copy(filter->arena, name.text, name.len);
    if (copy == NULL || made.text == NULL) {
        return strata_fail_memory(err);
    }
    STRATA_TRY(find_name(copy, &made, err));
    STRATA_TRY(take_words(filter, &made, (strata_slice){colon + 1, text.len - head - 1}, err));
    STRATA_TRY(strata_reserve(&filter->conditions, &filter->room, filter->count + 1,
                              sizeof *filter->conditions, err));
    filter->conditions[filter->count++] = made;
    return STRATA_OK;
}

static strata_status take_all(strata_filter *filter, const char *text, strata_error *err)
{
    const char *rest = text;
    while (*rest != '\0') {
        const size_t len = strcspn(rest, ",");
        const strata_slice one = strata_slice_trim((strata_slice){rest, len});
        if (one.len > 0) {
            STRATA_TRY(take_condition(filter, one, err));
        }
        rest += len + (rest[len] == ',' ? 1 : 0);
    }
    return filter->count > 0 ? STRATA_OK : fail_form(strata_slice_of(text), err);
}

strata_status strata_filter_new(const char *text, strata_filter **out, strata_error *err)
{
    *out = NULL;
    strata_filter *filter = strata_alloc_zero(1, sizeof *filter);
    if (filter == NULL) {
        return strata_fail_memory(err);
    }
    filter->arena = strata_arena_new();
    const strata_status status =
        filter->arena != NULL ? take_all(filter, text, err) : strata_fail_memory(err);
    if (status != STRATA_OK) {
        strata_filter_free(filter);
        return status;
    }
    *out = filter;
    return STRATA_OK;
}
