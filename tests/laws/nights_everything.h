/* What an attacker has of several releases, as one. */
#ifndef NIGHTS_EVERYTHING_H
#define NIGHTS_EVERYTHING_H

#include <inttypes.h>

#include "protect/unknowns.h"
#include "strata_test.h"

enum {
    EVERYTHING_ID = 1400
};

/** Everything that was printed of some nights: numbers that did not change are one. */
typedef struct everything {
    strata_release *release;
    strata_intern *ids;
    strata_release_cell *cells;
    int64_t *truth;
    int64_t *width;
    size_t rooms[3];
    uint32_t count;
} everything;

/** Its number: the same for one id and one value. */
static inline uint32_t everything_number_of(everything *all, const strata_release *release,
                                            uint32_t at, int64_t truth, bool *is_new)
{
    char id[EVERYTHING_ID];
    uint32_t number = 0;
    (void)snprintf(id, sizeof id, "%s is %" PRId64, strata_release_cell_id(release, at), truth);
    const uint32_t before = strata_intern_count(all->ids);
    assert_int_equal(strata_intern_add(all->ids, id, strlen(id), &number, NULL), STRATA_OK);
    *is_new = number >= before;
    return number - 1;
}

/** What a release says of one number. */
static inline void everything_add_number(everything *all, const strata_unknowns *unknowns,
                                         uint32_t at, const bool *hidden)
{
    const strata_unknown *of = &unknowns->of[at];
    const strata_release_cell *cell = &unknowns->release->cells[at];
    const bool is_hidden = of->cell == STRATA_INNER || hidden[of->cell];
    const int64_t width = is_hidden ? of->hidden_width : of->width;
    bool is_new = false;
    const uint32_t number =
        everything_number_of(all, unknowns->release, at, unknowns->truth[at], &is_new);
    if (!is_new && all->cells != NULL) {
        strata_release_cell *known = &all->cells[number];
        known->lo = cell->lo > known->lo ? cell->lo : known->lo;
        known->hi = cell->hi < known->hi ? cell->hi : known->hi;
        all->width[number] = width < all->width[number] ? width : all->width[number];
        return;
    }
    const size_t need = ++all->count;
    assert_int_equal(strata_reserve(&all->cells, &all->rooms[0], need, sizeof *all->cells, NULL),
                     STRATA_OK);
    assert_int_equal(strata_reserve(&all->truth, &all->rooms[1], need, sizeof *all->truth, NULL),
                     STRATA_OK);
    assert_int_equal(strata_reserve(&all->width, &all->rooms[2], need, sizeof *all->width, NULL),
                     STRATA_OK);
    all->cells[number] = *cell;
    all->truth[number] = unknowns->truth[at];
    all->width[number] = width;
}

/** After all numbers. */
static inline void everything_add_cells(everything *all)
{
    for (uint32_t at = 0; at < all->count; at++) {
        strata_release_cell *cell = &all->cells[at];
        cell->meant_lo = cell->lo;
        cell->meant_hi = cell->hi;
        cell->is_hidden = cell->lo != cell->hi;
        cell->part = 0;
        assert_int_equal(
            strata_release_add_cell(
                all->release, strata_slice_of(strata_intern_text(all->ids, at + 1)), cell, NULL),
            STRATA_OK);
    }
}

/** After the cells; `number` tells releases apart. */
static inline void everything_add_sums(everything *all, const strata_unknowns *unknowns,
                                       size_t number)
{
    const strata_release *release = unknowns->release;
    for (uint32_t link = 0; link < release->link_count; link++) {
        const uint32_t equation = release->link_equation[link];
        const uint32_t total = release->total[equation];
        const uint32_t part = release->link_part[link];
        bool is_new = false;
        char name[EVERYTHING_ID];
        const uint32_t whole =
            everything_number_of(all, release, total, unknowns->truth[total], &is_new) + 1;
        const uint32_t piece =
            everything_number_of(all, release, part, unknowns->truth[part], &is_new) + 1;
        (void)snprintf(name, sizeof name, "%zu: %s", number,
                       strata_release_equation_id(release, equation));
        assert_int_equal(
            strata_release_add_link(all->release, strata_slice_of(name),
                                    strata_slice_of(strata_intern_text(all->ids, whole)),
                                    strata_slice_of(strata_intern_text(all->ids, piece)), NULL),
            STRATA_OK);
    }
}

#endif
