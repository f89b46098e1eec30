/* Printed rows, sums of printed rows, and counts of students each meet in their own way. */
#include "cube/cell_meet.h"

#include "cube/cell_sum.h"

static int by_wide(strata_int128 a, strata_int128 b)
{
    return (a > b) - (a < b);
}

static int by_double(double a, double b)
{
    return (a > b) - (a < b);
}

static int compare_counts(const strata_cell *a, const strata_cell *b)
{
    int order = by_wide(a->n_scored, b->n_scored);
    order = order != 0 ? order : by_wide(a->n_tested, b->n_tested);
    order = order != 0 ? order : by_wide(a->n_enrolled, b->n_enrolled);
    for (unsigned level = 0; level < STRATA_LEVELS_MAX && order == 0; level++) {
        order = by_wide(a->levels[level], b->levels[level]);
    }
    return order;
}

static int compare_statistics(const strata_cell *a, const strata_cell *b)
{
    int order = by_wide(a->decimals, b->decimals);
    order = order != 0 ? order : by_wide(a->value_sum, b->value_sum);
    order = order != 0 ? order : by_wide(a->lo_sum, b->lo_sum);
    order = order != 0 ? order : by_wide(a->hi_sum, b->hi_sum);
    order = order != 0 ? order : by_double(a->se, b->se);
    return order != 0 ? order : by_double(a->df, b->df);
}

int strata_cell_compare_published(const strata_cell *a, const strata_cell *b)
{
    int order = by_wide(a->status, b->status);
    order = order != 0 ? order : compare_counts(a, b);
    order = order != 0 ? order : by_wide(a->has, b->has);
    return order != 0 ? order : compare_statistics(a, b);
}

static strata_status keep_row(const strata_cell *into, const strata_cell *from, strata_error *err)
{
    return strata_cell_compare_published(into, from) == 0
               ? STRATA_OK
               : strata_fail(err, STRATA_E_INPUT, "published-twice",
                             "two inputs give different results of one place, year, test and "
                             "group; give the corrected file alone");
}

/* How a cell came to be. */
typedef enum origin {
    OF_STUDENTS,
    OF_ROW, /* printed, or the user's own count */
    OF_SUM
} origin;

static origin origin_of(const strata_cell *cell)
{
    if ((cell->has & STRATA_IS_SUM) != 0) {
        return OF_SUM;
    }
    const bool is_row = cell->key.source == STRATA_PUBLISHED || (cell->has & STRATA_IS_GIVEN) != 0;
    return is_row ? OF_ROW : OF_STUDENTS;
}

strata_status strata_cell_meet(strata_cell *into, const strata_cell *from, strata_error *err)
{
    const origin own = origin_of(into);
    const origin other = origin_of(from);
    if (own == other) {
        switch (own) {
        case OF_STUDENTS:
            return strata_cell_merge(into, from, err);
        case OF_SUM:
            return strata_cell_sum_add(into, from, err);
        case OF_ROW:
        default:
            return keep_row(into, from, err);
        }
    }
    if (own == OF_STUDENTS || other == OF_STUDENTS) {
        return strata_fail(err, STRATA_E_INPUT, "counted-twice",
                           "one place, year, test and group comes from students and from a table "
                           "of counts; give one of the two");
    }
    *into = own == OF_SUM ? *from : *into;
    return STRATA_OK;
}
