/* Columns of quantiles in the achievement table. */
#include "cube/cell_rows_parts.h"

void strata_cell_rows_tell(strata_cell_rows *rows, const strata_int128 *values)
{
    memcpy(rows->quantiles, values, rows->terms.quantiles->count * sizeof *values);
    rows->has_quantiles = true;
}

/* Quantiles are told of cells of students; a row that was given may be written in between. */
static bool take_told(strata_cell_rows *rows, const strata_cell *cell)
{
    const bool is_of_students =
        cell->key.source == STRATA_COUNTED && (cell->has & (STRATA_IS_GIVEN | STRATA_IS_SUM)) == 0;
    const bool is_told = is_of_students && rows->has_quantiles;
    rows->has_quantiles = rows->has_quantiles && !is_of_students;
    return is_told;
}

char *strata_cell_put_quantiles(strata_cell_rows *rows, const strata_cell *cell, char *at)
{
    const strata_quantiles *wanted = rows->terms.quantiles;
    const bool is_told = take_told(rows, cell);
    for (unsigned i = 0; i < wanted->count; i++) {
        at += is_told
                  ? strata_quantile_figure(rows->quantiles[i], &wanted->of[i], cell->decimals, at)
                  : 0;
        at = strata_put_comma_at(at);
    }
    return at;
}
