/* From the words of a block to cells and series. */
#include "values/given.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "unit/test_cells.h"

enum {
    SCORES_MAX = 4096,
    WORDS_MAX = 256,
    DFS = 1 /* number of the text "dfs" */
};

typedef struct words {
    char text[LINE_TEXT];
    char *word[WORDS_MAX];
    size_t count;
} words;

static void split(const char *line, words *out)
{
    out->count = 0;
    (void)snprintf(out->text, sizeof out->text, "%s", line);
    char *at = out->text;
    while (*(at += strspn(at, " \t")) != '\0' && out->count < WORDS_MAX) {
        out->word[out->count++] = at;
        at += strcspn(at, " \t");
        if (*at != '\0') {
            *at++ = '\0';
        }
    }
}

static bool parse(const char *word, strata_decimal *out)
{
    return strata_decimal_parse(strata_slice_of(word), out);
}

static bool read_levels(given_group *group, const words *line)
{
    uint64_t levels[STRATA_LEVELS_MAX];
    for (size_t i = 0; i < line->count && i < STRATA_LEVELS_MAX; i++) {
        if (!strata_count_parse(strata_slice_of(line->word[i]), &levels[i])) {
            return false;
        }
    }
    group->counts = test_levels(levels, (uint8_t)line->count);
    group->has_counts = line->count <= STRATA_LEVELS_MAX;
    return group->has_counts;
}

/* "500*1000000.1" or "1000000.1" */
static bool read_score(const char *word, uint64_t *times, strata_decimal *score)
{
    const char *star = strchr(word, '*');
    *times = 1;
    if (star == NULL) {
        return parse(word, score);
    }
    const strata_slice count = {word, (size_t)(star - word)};
    return strata_count_parse(count, times) && parse(star + 1, score);
}

static bool read_scores(given_group *group, const words *line)
{
    static const strata_cell empty;
    int decimals = 0;
    uint64_t times = 0;
    strata_decimal score = {0};
    for (size_t i = 0; i < line->count; i++) {
        if (!read_score(line->word[i], &times, &score)) {
            return false;
        }
        decimals = score.decimals > decimals ? score.decimals : decimals;
    }
    int64_t scores[SCORES_MAX];
    size_t count = 0;
    for (size_t i = 0; i < line->count; i++) {
        int64_t units = 0;
        if (!read_score(line->word[i], &times, &score) ||
            !strata_decimal_scale(score, decimals, &units) || count + times > SCORES_MAX) {
            return false;
        }
        for (uint64_t j = 0; j < times; j++) {
            scores[count++] = units;
        }
    }
    group->counts = empty;
    test_add_scores(&group->counts, scores, count, (uint8_t)decimals);
    group->has_counts = true;
    return true;
}

static bool add_statistic(given_group *group, test_print print, const char *n)
{
    if (n != NULL) {
        if (!strata_count_parse(strata_slice_of(n), &print.n)) {
            return false;
        }
        print.has |= STRATA_HAS_SCORED;
    }
    group->statistics[group->statistic_count] = test_printed(print);
    group->pointers[group->statistic_count] = &group->statistics[group->statistic_count];
    return ++group->statistic_count < STRATA_STATISTICS_MAX;
}

/* A printed value stands for half a unit of its last digit either way: one decimal more. */
static bool read_printed(given_group *group, strata_stat stat, const char *cut, const char *value,
                         const char *n)
{
    strata_decimal x = {0};
    uint64_t level = 0;
    if (!parse(value, &x) || (cut != NULL && !strata_count_parse(strata_slice_of(cut), &level))) {
        return false;
    }
    return add_statistic(group,
                         (test_print){.stat = stat,
                                      .cut = (uint8_t)level,
                                      .decimals = (uint8_t)(x.decimals + 1),
                                      .has = STRATA_HAS_VALUE | STRATA_HAS_BOUNDS,
                                      .value = x.digits * 10,
                                      .lo = x.digits * 10 - 5,
                                      .hi = x.digits * 10 + 5},
                         n);
}

static bool read_range(given_group *group, const words *line)
{
    strata_decimal cut = {0};
    strata_decimal lo = {0};
    strata_decimal hi = {0};
    if (line->count < 3 || !parse(line->word[0], &cut) || !parse(line->word[1], &lo) ||
        !parse(line->word[2], &hi) || lo.decimals != hi.decimals) {
        return false;
    }
    return add_statistic(group,
                         (test_print){.stat = STRATA_STAT_PCT,
                                      .cut = (uint8_t)cut.digits,
                                      .decimals = (uint8_t)lo.decimals,
                                      .has = STRATA_HAS_BOUNDS,
                                      .lo = lo.digits,
                                      .hi = hi.digits},
                         line->count > 3 ? line->word[3] : NULL);
}

static bool read_status(given_group *group, const char *word)
{
    group->has_counts = true;
    if (strcmp(word, "suppressed") == 0) {
        group->counts.status = STRATA_CELL_SUPPRESSED;
    } else if (strcmp(word, "undefined") == 0) {
        group->counts.status = STRATA_CELL_UNDEFINED;
    }
    return group->counts.status != STRATA_CELL_OK;
}

static bool read_se(given_group *group, const char *word)
{
    if (group->statistic_count == 0) {
        return false;
    }
    strata_cell *last = &group->statistics[group->statistic_count - 1];
    last->has |= STRATA_HAS_SE;
    return strata_double_parse(strata_slice_of(word), &last->se);
}

static bool read_n(given_group *group, const char *word)
{
    group->has_counts = true;
    group->counts.has |= STRATA_HAS_SCORED;
    return strata_count_parse(strata_slice_of(word), &group->counts.n_scored);
}

static bool read_figure(given_group *group, const char *word, const char *value, const char *n)
{
    const bool is_dfs = strcmp(word, "dfs") == 0;
    if (!read_printed(group, is_dfs ? STRATA_STAT_MEAN : STRATA_STAT_INDEX, NULL, value, n)) {
        return false;
    }
    group->statistics[group->statistic_count - 1].key.variable = is_dfs ? DFS : 0;
    return true;
}

static bool is_printed(const char *word)
{
    return strcmp(word, "pct") == 0 || strcmp(word, "share") == 0 || strcmp(word, "mean") == 0 ||
           strcmp(word, "sd") == 0;
}

/* A printed statistic: pct and share say first at which cut. */
static bool read_statistic(given_group *group, const char *word, const words *line)
{
    const char *first = line->count > 0 ? line->word[0] : "";
    const char *second = line->count > 1 ? line->word[1] : NULL;
    const char *third = line->count > 2 ? line->word[2] : NULL;
    if (strcmp(word, "mean") == 0 || strcmp(word, "sd") == 0) {
        const bool is_sd = word[0] == 's';
        return read_printed(group, is_sd ? STRATA_STAT_SD : STRATA_STAT_MEAN, NULL, first, second);
    }
    const bool is_pct = word[0] == 'p';
    return second != NULL &&
           read_printed(group, is_pct ? STRATA_STAT_PCT : STRATA_STAT_SHARE, first, second, third);
}

static bool read_group(given_group *group, const char *word, const words *line)
{
    const char *first = line->count > 0 ? line->word[0] : "";
    const char *second = line->count > 1 ? line->word[1] : NULL;
    if (strcmp(word, "levels") == 0) {
        return read_levels(group, line);
    }
    if (strcmp(word, "scores") == 0) {
        return read_scores(group, line);
    }
    if (strcmp(word, "n") == 0) {
        return read_n(group, first);
    }
    if (is_printed(word)) {
        return read_statistic(group, word, line);
    }
    if (strcmp(word, "index") == 0 || strcmp(word, "dfs") == 0) {
        return read_figure(group, word, first, second);
    }
    if (strcmp(word, "published") == 0) {
        group->counts.key.source = STRATA_PUBLISHED;
        return true;
    }
    return strcmp(word, "range") == 0    ? read_range(group, line)
           : strcmp(word, "status") == 0 ? read_status(group, first)
           : strcmp(word, "se") == 0     ? read_se(group, first)
                                         : false;
}

/* One number a year; "none" where it is not known. */
static bool read_numbers(const words *line, double *out)
{
    for (size_t i = 0; i < line->count && i < STRATA_YEARS_MAX; i++) {
        out[i] = STRATA_NAN;
        if (strcmp(line->word[i], "none") != 0 &&
            !strata_double_parse(strata_slice_of(line->word[i]), &out[i])) {
            return false;
        }
    }
    return true;
}

static bool read_years(strata_series *series, const words *line)
{
    series->count = line->count;
    for (size_t i = 0; i < line->count; i++) {
        series->year[i] = (int)strtol(line->word[i], NULL, 10);
        series->se[i] = STRATA_NAN;
        series->lo[i] = STRATA_NAN;
        series->hi[i] = STRATA_NAN;
        series->bound_lo[i] = STRATA_NAN;
        series->bound_hi[i] = STRATA_NAN;
    }
    return line->count <= STRATA_YEARS_MAX;
}

static bool read_series(strata_series *series, const char *word, const words *line)
{
    if (strcmp(word, "years") == 0) {
        return read_years(series, line);
    }
    if (strcmp(word, "n") == 0) {
        double n[STRATA_YEARS_MAX] = {0};
        series->has_n = read_numbers(line, n);
        for (size_t i = 0; i < series->count; i++) {
            series->n[i] = (uint64_t)n[i];
        }
        return series->has_n;
    }
    const struct {
        const char *word;
        double *numbers;
    } columns[] = {{"values", series->value},
                   {"se", series->se},
                   {"lo", series->lo},
                   {"hi", series->hi},
                   {"bound_lo", series->bound_lo},
                   {"bound_hi", series->bound_hi}};
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        if (strcmp(columns[i].word, word) == 0) {
            return read_numbers(line, columns[i].numbers);
        }
    }
    return false;
}

static bool read_line(given *out, const block_line *from)
{
    words line;
    split(from->rest, &line);
    if (strcmp(from->word, "cut") == 0) {
        out->cut = (unsigned)strtoul(from->rest, NULL, 10);
        return out->cut > 0;
    }
    if (strcmp(from->word, "pooled") == 0) {
        out->pooled = true;
        return true;
    }
    if (strcmp(from->word, "vertical") == 0) {
        out->test.vertical_scale = true;
        return true;
    }
    if (strncmp(from->word, "ref.", 4) == 0) {
        return read_group(&out->ref, from->word + 4, &line);
    }
    if (strncmp(from->word, "focal.", 6) == 0) {
        return read_group(&out->focal, from->word + 6, &line);
    }
    if (out->series.count > 0 || strcmp(from->word, "years") == 0) {
        return read_series(&out->series, from->word, &line);
    }
    return read_group(&out->focal, from->word, &line);
}

/* Years without bounds are exact. */
static void fill_bounds(strata_series *series)
{
    for (size_t i = 0; i < series->count; i++) {
        strata_result_value year = strata_result_none();
        year.value = series->value[i];
        year.bound_lo = series->bound_lo[i];
        year.bound_hi = series->bound_hi[i];
        const strata_bounds bounds = strata_result_range(&year);
        series->bound_lo[i] = bounds.lo;
        series->bound_hi[i] = bounds.hi;
    }
}

bool given_read(given *out, const values_block *from, const char *path)
{
    memset(out, 0, sizeof *out);
    out->test = (strata_test){.levels = 4, .proficient = 3, .has_scores = true};
    for (size_t i = 0; i < from->count; i++) {
        if (strcmp(from->lines[i].keyword, "given") == 0 && !read_line(out, &from->lines[i])) {
            (void)fprintf(stderr, "%s:%u: not understood\n", path, from->lines[i].number);
            return false;
        }
    }
    fill_bounds(&out->series);
    return true;
}

strata_group_view given_view(const given *from, const given_group *group)
{
    return (strata_group_view){.counts = group->has_counts ? &group->counts : NULL,
                               .statistics = group->pointers,
                               .statistic_count = group->statistic_count,
                               .test = &from->test,
                               .pooled_grades = from->pooled,
                               .dfs = DFS};
}
