/* What the columns of the achievement table add up to: one row that shows at little cost that two
 * tables differ, or that a run lost something. Equal sums are no proof: values that stand in each
 * other's rows give the same. */
#ifndef STRATA_CUBE_CELL_TOTALS_H
#define STRATA_CUBE_CELL_TOTALS_H

#include "cube/cell.h"
#include "io/sink.h"

/** Sums over rows, in any order the same. Start from {0}. */
typedef struct strata_cell_totals {
    uint64_t rows;
    uint64_t n_enrolled;
    uint64_t n_tested;
    uint64_t n_scored;
    strata_int128 mean; /* of means, each rounded to 10^-STRATA_TOTALS_DECIMALS, in units of it */
    strata_int128 sd;
    strata_int128 percent;
    uint64_t levels[STRATA_LEVELS_MAX];
    bool is_too_large; /* a figure was 2^100 units or more */
} strata_cell_totals;

enum {
    STRATA_TOTALS_DECIMALS = 9
};

/** Figures of a row; 0: it has none. */
typedef struct strata_cell_figures {
    double mean;
    double sd;
    double percent;
} strata_cell_figures;

/** Adds the row of a cell; what it does not know adds nothing. */
void strata_cell_totals_add(strata_cell_totals *totals, const strata_cell *cell,
                            const strata_cell_figures *figures);

/** Adds other rows. */
void strata_cell_totals_merge(strata_cell_totals *totals, const strata_cell_totals *more);

/** Writes a column line and the row: rows, n_enrolled, n_tested, n_scored, mean, sd, level_1 to
 * level_K, pct.
 *  @return STRATA_OK, STRATA_E_INPUT ("totals-large"), what the sink returned */
strata_status strata_cell_totals_write(const strata_cell_totals *totals, unsigned level_columns,
                                       char delimiter, strata_sink *sink,
                                       strata_error *err) STRATA_NODISCARD;

#endif
