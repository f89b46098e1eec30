/* Numbers that readers have from elsewhere. */
#include <string.h>

#include "protect/published.h"

static int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* A hidden one without bounds says nothing, not even of a sum that it is no less than 0. */
static void narrow(strata_release_cell *cell, const strata_release_cell *known)
{
    const bool says = known->lo > 0 || known->hi != STRATA_BOUND_NONE;
    if (says) {
        cell->lo = larger(cell->lo, known->lo);
        cell->hi = smaller(cell->hi, known->hi);
        cell->meant_lo = larger(cell->meant_lo, cell->lo);
        cell->meant_hi = smaller(cell->meant_hi, cell->hi);
    }
}

strata_status strata_published_know(strata_published_release *published,
                                    const strata_release *known, const char *name, size_t *matched,
                                    strata_error *err)
{
    strata_release *release = published->unknowns->release;
    *matched = 0;
    for (uint32_t at = 0; at < known->cell_count; at++) {
        const char *id = strata_release_cell_id(known, at);
        const uint32_t number = strata_intern_find(release->ids, id, strlen(id));
        if (number == UINT32_MAX || number == 0) {
            continue;
        }
        strata_release_cell *cell = &release->cells[number - 1];
        narrow(cell, &known->cells[at]);
        if (cell->lo > cell->hi) {
            return strata_fail(err, STRATA_E_INPUT, "contradiction",
                               "\"%.200s\" is another number in %.80s: that cannot be of the same "
                               "students",
                               id, name);
        }
        ++*matched;
    }
    return STRATA_OK;
}
