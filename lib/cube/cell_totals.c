#include "cube/cell_totals.h"

#include <math.h>
#include <stdio.h>

#include "base/number.h"
#include "io/csv_writer.h"

/* A figure in units of the totals, of which 2^27 fit their sums. */
static void add_units(strata_cell_totals *totals, strata_int128 *sum, double figure)
{
    const double scaled = figure * 1e9; /* STRATA_TOTALS_DECIMALS */
    const double rounded = scaled + copysign(0.5, scaled);
    if (fabs(scaled) < 9e18) {
        *sum += (int64_t)rounded;
    } else if (fabs(scaled) < 0x1p100) {
        *sum += (strata_int128)rounded;
    } else {
        totals->is_too_large = true;
    }
}

static uint64_t known(const strata_cell *cell, unsigned bit, uint64_t count)
{
    return (cell->has & bit) != 0 ? count : 0;
}

void strata_cell_totals_add(strata_cell_totals *totals, const strata_cell *cell,
                            const strata_cell_figures *figures)
{
    totals->rows++;
    totals->n_enrolled += known(cell, STRATA_HAS_ENROLLED, cell->n_enrolled);
    totals->n_tested += known(cell, STRATA_HAS_TESTED, cell->n_tested);
    totals->n_scored += known(cell, STRATA_HAS_SCORED, cell->n_scored);
    add_units(totals, &totals->mean, figures->mean);
    add_units(totals, &totals->sd, figures->sd);
    add_units(totals, &totals->percent, figures->percent);
    for (unsigned level = 0; level < cell->level_count; level++) {
        totals->levels[level] += known(cell, STRATA_HAS_LEVELS, cell->levels[level]);
    }
}

void strata_cell_totals_merge(strata_cell_totals *totals, const strata_cell_totals *more)
{
    totals->rows += more->rows;
    totals->n_enrolled += more->n_enrolled;
    totals->n_tested += more->n_tested;
    totals->n_scored += more->n_scored;
    totals->mean += more->mean;
    totals->sd += more->sd;
    totals->percent += more->percent;
    totals->is_too_large = totals->is_too_large || more->is_too_large;
    for (unsigned level = 0; level < STRATA_LEVELS_MAX; level++) {
        totals->levels[level] += more->levels[level];
    }
}

static void write_names(strata_csv_writer *csv, unsigned level_columns)
{
    static const char *const names[] = {"rows", "n_enrolled", "n_tested", "n_scored", "mean", "sd"};
    for (size_t at = 0; at < sizeof names / sizeof names[0]; at++) {
        strata_csv_string(csv, names[at]);
    }
    for (unsigned level = 1; level <= level_columns; level++) {
        char name[16];
        (void)snprintf(name, sizeof name, "level_%u", level);
        strata_csv_string(csv, name);
    }
    strata_csv_string(csv, "pct");
}

/* Whole units and nine digits behind the point. */
static void write_units(strata_csv_writer *csv, strata_int128 units)
{
    enum {
        ONE = 1000000000
    };
    char text[STRATA_INT128_TEXT + STRATA_TOTALS_DECIMALS + 2];
    size_t len = 0;
    if (units < 0) {
        text[len++] = '-';
        units = -units;
    }
    len += strata_int128_format(units / ONE, text + len);
    text[len++] = '.';
    strata_digits_format((uint64_t)(units % ONE), STRATA_TOTALS_DECIMALS, text + len);
    strata_csv_text(csv, (strata_slice){text, len + STRATA_TOTALS_DECIMALS});
}

strata_status strata_cell_totals_write(const strata_cell_totals *totals, unsigned level_columns,
                                       char delimiter, strata_sink *sink, strata_error *err)
{
    if (totals->is_too_large) {
        return strata_fail(err, STRATA_E_INPUT, "totals-large",
                           "a mean or SD is too large to be added up; are the scores in the unit "
                           "that the schema says?");
    }
    strata_csv_writer csv;
    strata_csv_writer_init(&csv, sink, delimiter, err);
    write_names(&csv, level_columns);
    STRATA_TRY(strata_csv_end_row(&csv));
    strata_csv_count(&csv, totals->rows);
    strata_csv_count(&csv, totals->n_enrolled);
    strata_csv_count(&csv, totals->n_tested);
    strata_csv_count(&csv, totals->n_scored);
    write_units(&csv, totals->mean);
    write_units(&csv, totals->sd);
    for (unsigned level = 0; level < level_columns; level++) {
        strata_csv_count(&csv, totals->levels[level]);
    }
    write_units(&csv, totals->percent);
    return strata_csv_end_row(&csv);
}
