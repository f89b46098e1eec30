/* The achievement table: one row for each group. What is counted makes a row by itself; of what was
 * published, or rewritten under a policy, counts and statistics are cells of their own, which come
 * one behind the other. */
#include "base/alloc.h"
#include "cube/cell_columns.h"
#include "cube/cell_figure.h"
#include "cube/cell_rows_parts.h"
#include "cube/cell_value.h"

/* A group with what is given of it. */
struct strata_cell_given_row {
    bool is_open;
    bool has_more;      /* figures without a column of their own, such as shares of levels */
    strata_cell counts; /* its key is that of the row; the status is the worst of all */
    char mean[STRATA_DOUBLE_TEXT];
    char sd[STRATA_DOUBLE_TEXT];
    char percent[STRATA_DOUBLE_TEXT]; /* at the cut of the test */
    size_t mean_len;                  /* 0: it was not printed */
    size_t sd_len;
    size_t percent_len;
};

const char *const strata_cell_table_columns[] = {
    "year",       "term",     "population", "entity_level", "county",     "lea",     "school",
    "assessment", "era",      "subject",    "grade",        "dim",        "group",   "n_enrolled",
    "n_tested",   "n_scored", "mean",       "sd",           "quantile_*", "level_*", "cut",
    "pct",        "source",   "status",     "protection"};

size_t strata_cell_table_column_count(void)
{
    return sizeof strata_cell_table_columns / sizeof strata_cell_table_columns[0];
}

static bool has(const strata_cell *cell, unsigned bits)
{
    return (cell->has & bits) == bits;
}

/* A partial sum says nothing of the places it leaves out, so it has no figure. */
static bool has_scores(const strata_cell *cell)
{
    return has(cell, STRATA_HAS_SCORED | STRATA_HAS_SCORES) && cell->status != STRATA_CELL_PARTIAL;
}

/* @param small  NULL: does without
 * @return       0 if it has no text for such a mean */
static size_t small_mean_of(const strata_cell *cell, const strata_small_figures *small, char *out)
{
    const bool is_small = small != NULL && cell->n_scored <= STRATA_SMALL_GROUP &&
                          cell->decimals == 0 && cell->score_sum >= 0 &&
                          cell->score_sum <= UINT64_MAX;
    return is_small ? strata_small_mean_put(small, (uint64_t)cell->score_sum, cell->n_scored, out)
                    : 0;
}

static size_t mean_of(const strata_cell *cell, const strata_small_figures *small, char *out)
{
    if (!has_scores(cell) || cell->n_scored == 0) {
        return 0;
    }
    const size_t len = small_mean_of(cell, small, out);
    return len > 0 ? len : strata_mean_figure(cell->score_sum, cell->n_scored, cell->decimals, out);
}

static size_t sd_of(const strata_cell *cell, char *out)
{
    const bool is_known = has_scores(cell) && cell->n_scored > 1;
    return is_known ? strata_sd_figure(cell->n_scored, cell->score_sum, cell->score_sumsq,
                                       cell->decimals, out)
                    : 0;
}

/* Students at or above the cut, of how many. */
typedef struct proportion {
    uint64_t above;
    uint64_t all; /* 0: it is not known */
} proportion;

/* Levels that do not add up to n_scored are partly hidden, and then so is the percent. */
static proportion proportion_of(const strata_cell *cell, unsigned cut)
{
    if (!has(cell, STRATA_HAS_SCORED | STRATA_HAS_LEVELS) || cut == 0 ||
        cell->status == STRATA_CELL_PARTIAL) {
        return (proportion){0, 0};
    }
    unsigned level = 1;
    uint64_t below = 0;
    uint64_t above = 0;
    for (; level < cut && level <= cell->level_count; level++) {
        below += cell->levels[level - 1];
    }
    for (; level <= cell->level_count; level++) {
        above += cell->levels[level - 1];
    }
    return below + above == cell->n_scored ? (proportion){above, cell->n_scored}
                                           : (proportion){0, 0};
}

static size_t percent_of(const strata_cell *cell, unsigned cut, const strata_small_figures *small,
                         char *out)
{
    const proportion of = proportion_of(cell, cut);
    if (of.all == 0) {
        return 0;
    }
    return small != NULL && of.all <= STRATA_SMALL_GROUP
               ? strata_small_percent_put(small, of.above, of.all, out)
               : strata_percent_figure(of.above, of.all, out);
}

/* A figure and its length; with none of its bytes in the row yet the next one need not wait for it.
 */
typedef struct figure {
    char text[STRATA_KEY_TEXT_PAD];
    size_t len;
} figure;

/* A figure as printed, or else as computed. */
static char *put_figure(char *at, const char *printed, size_t printed_len, const figure *made)
{
    at = printed_len > 0 ? strata_put_bytes_at(at, printed, printed_len)
                         : strata_put_padded_at(at, made->text, made->len);
    return strata_put_comma_at(at);
}

static char *put_levels(char *at, const strata_cell *cell, unsigned level_columns)
{
    const unsigned levels = has(cell, STRATA_HAS_LEVELS) ? cell->level_count : 0;
    for (unsigned level = 0; level < level_columns; level++) {
        at = strata_put_count_at(at, level < levels, cell->levels[level]);
    }
    return at;
}

static char *put_end(char *at, const strata_cell *cell, const char *protection)
{
    at = strata_put_comma_at(strata_put_word_at(at, strata_cell_source_of(cell)));
    at = strata_put_word_at(at, strata_cell_status_names[cell->status]);
    at = strata_put_word_at(strata_put_comma_at(at), protection);
    *at = '\n';
    return at + 1;
}

static char *put_known_end(strata_cell_rows *rows, const strata_cell *cell, char *at)
{
    strata_cell_end *end = &rows->end;
    if (!strata_cell_end_fits(end, cell)) {
        strata_cell_end_set(end, cell, put_end(end->text, cell, rows->terms.protection));
    }
    return strata_put_padded_at(at, end->text, end->len);
}

/* ---- totals ---- */

/* The lowest level that counts as proficient in the test of a cell; most are of the test before. */
static unsigned cut_of(strata_cell_rows *rows, const strata_cell_key *key)
{
    if (rows->cut_assessment != key->assessment || rows->cut_subject != key->subject ||
        rows->cut_era != key->era) {
        rows->cut_assessment = key->assessment;
        rows->cut_subject = key->subject;
        rows->cut_era = key->era;
        rows->cut = strata_cell_rows_proficient(rows, key);
    }
    return rows->cut;
}

static double printed_or(const char *printed, size_t len, double computed)
{
    double value = computed;
    return len > 0 && strata_double_parse((strata_slice){printed, len}, &value) ? value : computed;
}

static void add_to_totals(strata_cell_rows *rows, const strata_cell *cell,
                          const struct strata_cell_given_row *printed)
{
    const uint64_t n = has_scores(cell) ? cell->n_scored : 0;
    const proportion of = proportion_of(cell, cut_of(rows, &cell->key));
    const double mean = n > 0 ? strata_mean_near(cell->score_sum, n, cell->decimals) : 0.0;
    const double sd =
        n > 1 ? strata_sd_near(n, cell->score_sum, cell->score_sumsq, cell->decimals) : 0.0;
    const double percent =
        of.all > 0 ? strata_mean_near((strata_int128)of.above * 100, of.all, 0) : 0.0;
    const strata_cell_figures figures = {
        .mean = printed_or(printed->mean, printed->mean_len, mean),
        .sd = printed_or(printed->sd, printed->sd_len, sd),
        .percent = printed_or(printed->percent, printed->percent_len, percent)};
    strata_cell_totals_add(&rows->totals, cell, &figures);
    rows->count++;
}

/* ---- a row ---- */

/* @param given  what was printed of the group; NULL: nothing */
static strata_status write_row(strata_cell_rows *rows, const strata_cell *cell,
                               const struct strata_cell_given_row *given, strata_error *err)
{
    static const struct strata_cell_given_row nothing;
    const struct strata_cell_given_row *printed = given != NULL ? given : &nothing;
    if (rows->terms.form == STRATA_CELL_FORM_TOTALS) {
        add_to_totals(rows, cell, printed);
        return STRATA_OK;
    }
    char *at = NULL;
    STRATA_TRY(strata_cell_rows_start(rows, &cell->key, &at, err));
    figure mean;
    figure sd;
    figure percent;
    mean.len = mean_of(cell, rows->small, mean.text);
    sd.len = sd_of(cell, sd.text);
    percent.len = percent_of(cell, rows->cut, rows->small, percent.text);
    at = strata_put_count_at(at, has(cell, STRATA_HAS_ENROLLED), cell->n_enrolled);
    at = strata_put_count_at(at, has(cell, STRATA_HAS_TESTED), cell->n_tested);
    at = strata_put_count_at(at, has(cell, STRATA_HAS_SCORED), cell->n_scored);
    at = put_figure(at, printed->mean, printed->mean_len, &mean);
    at = put_figure(at, printed->sd, printed->sd_len, &sd);
    at = rows->terms.quantiles != NULL ? strata_cell_put_quantiles(rows, cell, at) : at;
    at = put_levels(at, cell, rows->terms.level_columns);
    at = strata_put_count_at(at, rows->cut > 0, rows->cut);
    at = put_figure(at, printed->percent, printed->percent_len, &percent);
    strata_sink_wrote(rows->text, put_known_end(rows, cell, at));
    return STRATA_OK;
}

/* ---- groups that were given ---- */

static bool has_figure(const struct strata_cell_given_row *given, unsigned cut)
{
    char text[STRATA_KEY_TEXT_PAD];
    return given->mean_len + given->sd_len + given->percent_len > 0 ||
           has(&given->counts, STRATA_HAS_LEVELS) || mean_of(&given->counts, NULL, text) > 0 ||
           percent_of(&given->counts, cut, NULL, text) > 0;
}

/* The status speaks of what the row shows: partial is one that shows something and hides something,
 * or has nothing to show although there are figures. */
static void settle_status(struct strata_cell_given_row *given, unsigned cut)
{
    const bool is_shown = strata_cell_is_shown(&given->counts);
    const bool is_without = given->counts.status == STRATA_CELL_OK && given->has_more;
    if (has_figure(given, cut) ? !is_shown : is_without) {
        given->counts.status = STRATA_CELL_PARTIAL;
    }
}

static strata_status end_given(strata_cell_rows *rows, strata_error *err)
{
    struct strata_cell_given_row *given = rows->given;
    given->is_open = false;
    settle_status(given, rows->cut);
    return write_row(rows, &given->counts, given, err);
}

static bool has_open_row(const strata_cell_rows *rows)
{
    return rows->given != NULL && rows->given->is_open;
}

strata_status strata_cell_rows_end_table(strata_cell_rows *rows, strata_error *err)
{
    return has_open_row(rows) ? end_given(rows, err) : STRATA_OK;
}

static bool is_of_row(const struct strata_cell_given_row *given, const strata_cell *cell)
{
    strata_cell_key key = cell->key;
    key.stat = given->counts.key.stat;
    key.cut = given->counts.key.cut;
    return given->is_open && memcmp(&key, &given->counts.key, sizeof key) == 0;
}

/* A statistic by itself knows for how many students it holds, and nothing else of them. */
static void start_given(struct strata_cell_given_row *given, const strata_cell *cell)
{
    *given = (struct strata_cell_given_row){.is_open = true, .counts = *cell};
    if (cell->key.stat != STRATA_STAT_COUNTS) {
        strata_cell_forget(&given->counts, STRATA_HAS_ALL & ~(unsigned)STRATA_HAS_SCORED);
    }
}

static void take_printed(const strata_cell *cell, char text[STRATA_DOUBLE_TEXT], size_t *len)
{
    const uint64_t weight = strata_cell_weight(cell);
    const bool is_known =
        has(cell, STRATA_HAS_VALUE) && weight > 0 && cell->status != STRATA_CELL_PARTIAL;
    *len = is_known ? strata_mean_figure(cell->value_sum, weight, cell->decimals, text) : 0;
}

/* False if the table has no column for it. */
static bool take_statistic(struct strata_cell_given_row *given, const strata_cell *cell,
                           unsigned cut)
{
    if (cell->key.stat == STRATA_STAT_MEAN) {
        take_printed(cell, given->mean, &given->mean_len);
    } else if (cell->key.stat == STRATA_STAT_SD) {
        take_printed(cell, given->sd, &given->sd_len);
    } else if (cell->key.stat == STRATA_STAT_PCT && cell->key.cut == cut) {
        take_printed(cell, given->percent, &given->percent_len);
    } else if (cell->key.stat != STRATA_STAT_COUNTS) {
        return false;
    }
    const bool is_range = has(cell, STRATA_HAS_BOUNDS) && !has(cell, STRATA_HAS_VALUE);
    const uint8_t status =
        is_range && cell->status == STRATA_CELL_OK ? STRATA_CELL_PARTIAL : cell->status;
    if (status > given->counts.status) {
        given->counts.status = status;
    }
    return true;
}

static strata_status make_small(strata_cell_rows *rows, strata_error *err)
{
    rows->small = strata_alloc(sizeof *rows->small);
    if (rows->small == NULL) {
        return strata_fail_memory(err);
    }
    strata_small_figures_make(rows->small);
    return STRATA_OK;
}

static strata_status add_given(strata_cell_rows *rows, const strata_cell *cell, strata_error *err)
{
    if (rows->given == NULL) {
        rows->given = strata_alloc_zero(1, sizeof *rows->given);
        if (rows->given == NULL) {
            return strata_fail_memory(err);
        }
    }
    if (!is_of_row(rows->given, cell)) {
        STRATA_TRY(strata_cell_rows_end_table(rows, err));
        start_given(rows->given, cell);
    }
    const bool is_taken =
        take_statistic(rows->given, cell, strata_cell_rows_proficient(rows, &cell->key));
    rows->left_out += is_taken ? 0 : 1;
    rows->given->has_more |= !is_taken && (cell->has & (STRATA_HAS_VALUE | STRATA_HAS_BOUNDS)) != 0;
    return STRATA_OK;
}

/* Nearly all cells have the variable of the one before. No text is the empty one's number. */
static bool is_of_scores(strata_cell_rows *rows, const strata_cell *cell)
{
    if (rows->variable != cell->key.variable) {
        const char *variable = strata_dictionary_text(rows->terms.dictionary, cell->key.variable);
        rows->variable = cell->key.variable;
        rows->is_of_scores = strcmp(variable, "scale_score") == 0;
    }
    return rows->is_of_scores;
}

strata_status strata_cell_rows_add_table(strata_cell_rows *rows, const strata_cell *cell,
                                         strata_error *err)
{
    if (!is_of_scores(rows, cell)) {
        rows->left_out++;
        return STRATA_OK;
    }
    const bool is_counted = cell->key.source == STRATA_COUNTED && !rows->terms.has_statistics &&
                            !has(cell, STRATA_IS_GIVEN) && !has(cell, STRATA_IS_SUM) &&
                            cell->key.stat == STRATA_STAT_COUNTS;
    if (!is_counted) {
        return add_given(rows, cell, err);
    }
    if (has_open_row(rows)) {
        STRATA_TRY(end_given(rows, err));
    }
    if (rows->small == NULL) {
        STRATA_TRY(make_small(rows, err));
    }
    return write_row(rows, cell, NULL, err);
}
