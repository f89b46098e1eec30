/* Trends of every series of a set of estimates. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/order.h"
#include "trend/trend.h"
#include "trend/trend_breaks.h"

enum {
    IDENTITY_WORDS = 17,
    MEASURE_TEXT = 96
};

/* What the years of one series share, as numbers. */
static void identity(const strata_estimate *row, uint32_t out[IDENTITY_WORDS])
{
    const uint32_t words[IDENTITY_WORDS] = {
        row->term,    row->population, row->entity_level, row->county, row->lea, row->school,
        row->era,     row->assessment, row->subject,      row->grade,  row->dim, row->group,
        row->has_ref, row->ref_group,  row->measure,      row->cut,    row->unit};
    memcpy(out, words, sizeof words);
}

static int compare_identity(const strata_estimate *a, const strata_estimate *b)
{
    uint32_t left[IDENTITY_WORDS];
    uint32_t right[IDENTITY_WORDS];
    identity(a, left);
    identity(b, right);
    return strata_order_numbers(left, right, IDENTITY_WORDS);
}

/* By series, then year, then order in the set. */
static int compare_rows(const void *left, const void *right)
{
    const strata_estimate *a = *(const strata_estimate *const *)left;
    const strata_estimate *b = *(const strata_estimate *const *)right;
    const int order = compare_identity(a, b);
    if (order != 0) {
        return order;
    }
    if (a->year_to != b->year_to) {
        return a->year_to < b->year_to ? -1 : 1;
    }
    return a < b ? -1 : a > b;
}

/* The years of one series: rows[0 .. count). */
typedef struct run {
    const strata_estimate *const *rows;
    size_t count;
    const strata_estimate *first; /* the one that comes first in the set */
    strata_flags cut;             /* why it ended or began: era_break, with tested_share; or 0 */
} run;

static int compare_runs(const void *left, const void *right)
{
    const run *a = left;
    const run *b = right;
    return a->first < b->first ? -1 : a->first > b->first;
}

typedef struct computation {
    const strata_trend_options *options;
    strata_estimates *estimates;
    const strata_estimate **rows; /* sorted */
    size_t row_count;
    run *runs;
    size_t run_count;
    strata_trend_breaks breaks;
    strata_error *err;
} computation;

static const char *text_of(const computation *work, uint32_t id)
{
    return strata_dictionary_text(work->estimates->dictionary, id);
}

/* An estimate over several years is not a point of a series. */
static bool is_point(const computation *work, const strata_estimate *row)
{
    return row->year_from == row->year_to && strchr(text_of(work, row->measure), '.') == NULL;
}

/* True if the groups of a series mean other students from one year to a later one. */
static bool is_redefined(const computation *work, const strata_estimate *from,
                         const strata_estimate *until)
{
    strata_group_key key;
    return strata_group_key_parse(strata_slice_of(text_of(work, from->dim)),
                                  strata_slice_of(text_of(work, from->group)), &key) &&
           strata_dictionary_is_redefined(work->estimates->dictionary, from->assessment, key,
                                          from->year_to, until->year_to);
}

/* Why no line goes from one row of a series to the next; 0 if it may. */
static strata_flags cut_between(const computation *work, const strata_estimate *from,
                                const strata_estimate *until)
{
    strata_flags cut = is_redefined(work, from, until) ? strata_flag_era_break : 0;
    if (strata_trend_breaks_between(&work->breaks, from, until)) {
        cut |= strata_flag_era_break | strata_flag_tested_share;
    }
    return cut;
}

/* Adds the next row to the last run, or begins another one. */
static void add_to_runs(computation *work, const strata_estimate *const *row)
{
    run *last = work->run_count > 0 ? &work->runs[work->run_count - 1] : NULL;
    const bool same = last != NULL && compare_identity(row[-1], *row) == 0;
    const strata_flags cut = same ? cut_between(work, row[-1], *row) : 0;
    if (!same || cut != 0) {
        if (same) {
            last->cut |= cut;
        }
        last = &work->runs[work->run_count++];
        *last = (run){.rows = row, .first = *row, .cut = cut};
    }
    last->count++;
    last->first = *row < last->first ? *row : last->first;
}

static strata_status find_runs(computation *work, const strata_estimates *from)
{
    work->rows = strata_alloc_zero(from->count, sizeof(strata_estimate *));
    work->runs = strata_alloc_zero(from->count, sizeof *work->runs);
    if (work->rows == NULL || work->runs == NULL) {
        return strata_fail_memory(work->err);
    }
    for (size_t i = 0; i < from->count; i++) {
        if (is_point(work, &from->rows[i])) {
            work->rows[work->row_count++] = &from->rows[i];
        }
    }
    qsort(work->rows, work->row_count, sizeof(strata_estimate *), compare_rows);
    for (size_t i = 0; i < work->row_count; i++) {
        add_to_runs(work, &work->rows[i]);
    }
    qsort(work->runs, work->run_count, sizeof *work->runs, compare_runs);
    return STRATA_OK;
}

static void add_year(strata_series *series, const strata_estimate *row)
{
    const size_t i = series->count++;
    const strata_result_value *result = &row->result;
    const strata_bounds bounds = strata_result_range(result);
    series->year[i] = row->year_to;
    series->value[i] = result->value;
    series->se[i] = result->se;
    series->lo[i] = result->lo;
    series->hi[i] = result->hi;
    series->bound_lo[i] = bounds.lo;
    series->bound_hi[i] = bounds.hi;
    series->n[i] = result->n;
    series->has_n = series->has_n && result->has_n;
}

static bool is_range(const strata_result_value *result)
{
    return isnan(result->value) && !isnan(result->bound_lo) && !isnan(result->bound_hi);
}

static bool is_taken(const strata_result_value *result, bool with_ranges)
{
    const bool has_value = result->status == STRATA_ESTIMATE_OK && !isnan(result->value);
    return has_value || (with_ranges && is_range(result));
}

static strata_status refuse_years(const run *years, strata_error *err)
{
    for (size_t i = 1; i < years->count; i++) {
        if (years->rows[i]->year_to == years->rows[i - 1]->year_to) {
            return strata_fail(err, STRATA_E_INPUT, "estimates-twice",
                               "two estimates of one series for the year %d: give each file once",
                               (int)years->rows[i]->year_to);
        }
    }
    if (years->count > STRATA_YEARS_MAX) {
        return strata_fail(err, STRATA_E_INPUT, "series-years", "a series of more than %d years",
                           (int)STRATA_YEARS_MAX);
    }
    return STRATA_OK;
}

/* At most STRATA_YEARS_MAX years. */
static void fill_series(const run *years, bool with_ranges, strata_series *series)
{
    series->count = 0;
    series->has_n = true;
    for (size_t i = 0; i < years->count; i++) {
        if (is_taken(&years->rows[i]->result, with_ranges)) {
            add_year(series, years->rows[i]);
        }
    }
}

/* The status the years share, OK if they differ: a series hidden in all years is hidden. */
static strata_estimate_status shared_status(const run *years)
{
    const strata_estimate_status status = years->rows[0]->result.status;
    for (size_t i = 1; i < years->count; i++) {
        if (years->rows[i]->result.status != status) {
            return STRATA_ESTIMATE_OK;
        }
    }
    return status;
}

static strata_status intern(computation *work, const char *text, uint32_t *out)
{
    return strata_intern_add(strata_dictionary_texts(work->estimates->dictionary), text,
                             strlen(text), out, work->err);
}

static strata_status join(computation *work, const char *const parts[3], uint32_t *out)
{
    char text[MEASURE_TEXT] = "";
    size_t len = 0;
    for (size_t i = 0; i < 3; i++) {
        const size_t part = strlen(parts[i]);
        if (len + part + 1 > sizeof text) {
            return strata_fail(work->err, STRATA_E_INPUT, "estimates-field",
                               "the name of a measure or unit has more than %d bytes",
                               (int)MEASURE_TEXT / 2);
        }
        memcpy(text + len, parts[i], part + 1);
        len += part;
    }
    return intern(work, text, out);
}

/* "gap_pct.slope" in "percentage points per year". A difference of percents is in points. */
static strata_status name_row(computation *work, const strata_trend *model, strata_estimate *row)
{
    const char *const measure[3] = {text_of(work, row->measure), ".", model->id};
    uint32_t measure_id = 0;
    STRATA_TRY(join(work, measure, &measure_id));
    const char *point_unit = text_of(work, row->unit);
    if (strcmp(point_unit, "percent") == 0) {
        point_unit = "percentage points";
    }
    const char *const unit[3] = {point_unit, model->unit[0] != '\0' ? " " : "", model->unit};
    STRATA_TRY(join(work, unit, &row->unit));
    row->measure = measure_id;
    const bool plain =
        model->method_plain != NULL && (row->result.flags & strata_flag_year_without_interval) != 0;
    return intern(work, plain ? model->method_plain : model->method, &row->method);
}

/* The strictest word of the years: confidential, else one that is not published, else published. */
static uint32_t protection_of(const computation *work, const run *years)
{
    uint32_t word = years->rows[0]->protection;
    for (size_t i = 1; i < years->count; i++) {
        const uint32_t other = years->rows[i]->protection;
        const bool stricter = strcmp(text_of(work, word), "published") == 0 ||
                              strcmp(text_of(work, other), "confidential") == 0;
        word = stricter ? other : word;
    }
    return word;
}

static void describe(const computation *work, const run *years, const strata_series *series,
                     strata_estimate *row)
{
    const strata_estimate *last = years->rows[years->count - 1];
    *row = *last;
    row->year_from = years->rows[0]->year_to;
    row->year_to = last->year_to;
    if (series->count > 0) {
        row->year_from = (int16_t)series->year[0];
        row->year_to = (int16_t)series->year[series->count - 1];
    }
    row->protection = protection_of(work, years);
    row->family = 0;
    row->m = 0;
    row->p_adj = STRATA_NAN;
}

/* The result of the model with the flags of the years. */
static strata_result_value result_of(const run *years, const strata_series *series,
                                     const strata_trend *model)
{
    strata_result_value result = strata_result_finite(model->of(series));
    const strata_estimate_status shared = shared_status(years);
    if (series->count == 0 && shared != STRATA_ESTIMATE_OK) {
        result.status = shared;
        result.flags = 0;
    }
    for (size_t i = 0; i < years->count; i++) {
        const strata_result_value *year = &years->rows[i]->result;
        result.flags |= year->flags | (is_range(year) ? strata_flag_year_blurred : 0);
    }
    result.flags &= ~strata_flag_tested_share; /* of its first year: the series begins there */
    if (result.status == STRATA_ESTIMATE_TOO_FEW) {
        result.flags |= years->cut;
    }
    return result;
}

static strata_status add_model(computation *work, const run *years, const strata_trend *model)
{
    strata_estimate row;
    strata_series series;
    fill_series(years, model->takes_ranges, &series);
    describe(work, years, &series, &row);
    row.result = result_of(years, &series, model);
    STRATA_TRY(name_row(work, model, &row));
    row.inference =
        (uint8_t)(isnan(row.result.lo) ? STRATA_INFERENCE_NONE : STRATA_INFERENCE_SUPERPOPULATION);
    return strata_estimates_add(work->estimates, &row, work->err);
}

static strata_status compute(computation *work, const strata_estimates *from)
{
    STRATA_TRY(strata_trend_breaks_init(&work->breaks, from, work->err));
    STRATA_TRY(find_runs(work, from));
    for (size_t i = 0; i < work->run_count; i++) {
        STRATA_TRY(refuse_years(&work->runs[i], work->err));
        for (uint32_t j = 0; j < work->options->model_count; j++) {
            STRATA_TRY(add_model(work, &work->runs[i], work->options->models[j]));
        }
    }
    return STRATA_OK;
}

strata_status strata_trends_compute(const strata_estimates *estimates,
                                    const strata_trend_options *options, strata_estimates **out,
                                    strata_error *err)
{
    *out = NULL;
    computation work = {.options = options, .err = err};
    STRATA_TRY(strata_estimates_like(estimates->dictionary, &work.estimates, err));
    work.estimates->confidential = estimates->confidential;
    memcpy(work.estimates->protection, estimates->protection, sizeof estimates->protection);
    const strata_status status = compute(&work, estimates);
    strata_free(work.rows);
    strata_free(work.runs);
    strata_trend_breaks_deinit(&work.breaks);
    if (status != STRATA_OK) {
        strata_estimates_free(work.estimates);
        return status;
    }
    *out = work.estimates;
    return STRATA_OK;
}
