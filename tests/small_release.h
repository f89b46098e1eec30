/* Small releases by chance, and what can be known of them by counting out every table. */
#ifndef SMALL_RELEASE_H
#define SMALL_RELEASE_H

#include "protect/release.h"
#include "strata_test.h"

enum {
    SMALL_CELLS = 24,
    SMALL_BASE = 6, /* cells that are no total */
    SMALL_VALUE = 6,
    SMALL_NAME = 16,
    SMALL_TABLES = 200000 /* no more combinations are counted out */
};

/** A release: base cells 0 to base_count - 1, then totals, each of some cells before it. */
typedef struct small_release {
    uint32_t base_count;
    uint32_t count;
    uint64_t parts[SMALL_CELLS]; /* of a total: bit of each cell before it; 0: a base cell */
    int64_t value[SMALL_CELLS];
    bool is_hidden[SMALL_CELLS];
    int64_t hi[SMALL_CELLS]; /* of a hidden cell, known to all; STRATA_BOUND_NONE: no bound */
    uint32_t seed;
} small_release;

/** What counting out found. */
typedef struct small_truth {
    int64_t lo[SMALL_CELLS];
    int64_t hi[SMALL_CELLS];
    uint32_t tables; /* how many tables fit */
} small_truth;

/** Marsaglia's xorshift; below `below`. */
static inline uint32_t small_chance(small_release *small, uint32_t below)
{
    small->seed ^= small->seed << 13;
    small->seed ^= small->seed >> 17;
    small->seed ^= small->seed << 5;
    return small->seed % below;
}

/** A total of cells by chance; its value is their sum. */
static inline void small_add_total(small_release *small)
{
    const uint32_t cell = small->count;
    int64_t sum = 0;
    uint64_t parts = 0;
    for (uint32_t part = 0; part < cell; part++) {
        if (small_chance(small, part < small->base_count ? 2 : 6) == 0) {
            parts |= (uint64_t)1 << part;
            sum += small->value[part];
        }
    }
    if (parts != 0) {
        small->parts[cell] = parts;
        small->value[cell] = sum;
        small->hi[cell] = STRATA_BOUND_NONE;
        small->is_hidden[cell] = small_chance(small, 4) == 0;
        small->count++;
    }
}

static inline void small_make(small_release *small, uint32_t seed)
{
    *small = (small_release){.seed = seed * 2654435761U + 1};
    small->base_count = 2 + small_chance(small, SMALL_BASE - 1);
    small->count = small->base_count;
    for (uint32_t cell = 0; cell < small->base_count; cell++) {
        small->value[cell] = small_chance(small, SMALL_VALUE + 1);
        small->is_hidden[cell] = small_chance(small, 5) != 0;
        const bool has_bound = small_chance(small, 3) == 0;
        small->hi[cell] =
            has_bound ? small->value[cell] + small_chance(small, 3) : STRATA_BOUND_NONE;
    }
    const uint32_t totals = 1 + small_chance(small, 5);
    for (uint32_t total = 0; total < totals; total++) {
        small_add_total(small);
    }
}

/** How many hidden cells there are. */
static inline uint32_t small_hidden(const small_release *small)
{
    uint32_t hidden = 0;
    for (uint32_t cell = 0; cell < small->count; cell++) {
        hidden += small->is_hidden[cell] ? 1 : 0;
    }
    return hidden;
}

/** The most that a base cell can be, by its bound and the shown totals it is in. */
static inline int64_t small_most(const small_release *small, uint32_t cell)
{
    int64_t most = small->hi[cell];
    for (uint32_t total = small->base_count; total < small->count; total++) {
        const bool is_in = (small->parts[total] >> cell & 1) != 0;
        if (is_in && !small->is_hidden[total] && small->value[total] < most) {
            most = small->value[total];
        }
    }
    return most;
}

/** Fills totals in; whether the table fits what is shown and known. */
static inline bool small_fits(const small_release *small, int64_t *x)
{
    for (uint32_t cell = small->base_count; cell < small->count; cell++) {
        x[cell] = 0;
        for (uint32_t part = 0; part < cell; part++) {
            x[cell] += (small->parts[cell] >> part & 1) != 0 ? x[part] : 0;
        }
        if (small->is_hidden[cell] ? x[cell] > small->hi[cell] : x[cell] != small->value[cell]) {
            return false;
        }
    }
    return true;
}

static inline void small_note(const small_release *small, const int64_t *x, small_truth *truth)
{
    for (uint32_t cell = 0; cell < small->count; cell++) {
        const bool is_first = truth->tables == 0;
        truth->lo[cell] = is_first || x[cell] < truth->lo[cell] ? x[cell] : truth->lo[cell];
        truth->hi[cell] = is_first || x[cell] > truth->hi[cell] ? x[cell] : truth->hi[cell];
    }
    truth->tables++;
}

/** The next table, as a mileage counter. */
static inline void small_next(const small_release *small, const int64_t *most, int64_t *x)
{
    for (uint32_t cell = 0; cell < small->base_count; cell++) {
        if (small->is_hidden[cell]) {
            x[cell] = x[cell] == most[cell] ? 0 : x[cell] + 1;
            if (x[cell] != 0) {
                return;
            }
        }
    }
}

/** Counts out all tables.
 *  @return false: there is no limit to them, or there are too many */
static inline bool small_count_out(const small_release *small, small_truth *truth)
{
    int64_t x[SMALL_CELLS] = {0};
    int64_t most[SMALL_BASE + 1] = {0};
    uint64_t tables = 1;
    *truth = (small_truth){0};
    for (uint32_t cell = 0; cell < small->base_count; cell++) {
        x[cell] = small->is_hidden[cell] ? 0 : small->value[cell];
        most[cell] = small->is_hidden[cell] ? small_most(small, cell) : small->value[cell];
        if (most[cell] == STRATA_BOUND_NONE) {
            return false;
        }
        tables *= small->is_hidden[cell] ? (uint64_t)most[cell] + 1 : 1;
    }
    for (uint64_t table = 0; table < tables && tables <= SMALL_TABLES; table++) {
        if (small_fits(small, x)) {
            small_note(small, x, truth);
        }
        small_next(small, most, x);
    }
    return tables <= SMALL_TABLES;
}

/** "c7" for cells and "e7" for the equation of a total, in out[SMALL_NAME]. */
static inline strata_slice small_name(char kind, uint32_t number, char *out)
{
    (void)snprintf(out, SMALL_NAME, "%c%u", kind, number);
    return strata_slice_of(out);
}

/** The same as a release to be audited; to be freed. */
static inline strata_release *small_release_of(const small_release *small)
{
    strata_release *release = strata_release_new();
    char id[SMALL_NAME];
    char total[SMALL_NAME];
    char part[SMALL_NAME];
    assert_non_null(release);
    for (uint32_t cell = 0; cell < small->count; cell++) {
        const int64_t value = small->value[cell];
        const bool is_hidden = small->is_hidden[cell];
        const strata_release_cell one = {
            .lo = is_hidden ? 0 : value,
            .hi = is_hidden ? small->hi[cell] : value,
            .meant_lo = is_hidden ? 0 : value,
            .meant_hi = is_hidden ? small->hi[cell] : value,
            .is_hidden = is_hidden,
        };
        assert_int_equal(strata_release_add_cell(release, small_name('c', cell, id), &one, NULL),
                         STRATA_OK);
    }
    for (uint32_t cell = 0; cell < small->count * small->count; cell++) {
        const uint32_t of = cell / small->count;
        const uint32_t at = cell % small->count;
        if ((small->parts[of] >> at & 1) != 0) {
            assert_int_equal(strata_release_add_link(release, small_name('e', of, id),
                                                     small_name('c', of, total),
                                                     small_name('c', at, part), NULL),
                             STRATA_OK);
        }
    }
    assert_int_equal(strata_release_finish(release, NULL), STRATA_OK);
    return release;
}

/** The same release with cells and sums the other way round; to be freed. */
static inline strata_release *small_turned(const strata_release *release)
{
    strata_release *turned = strata_release_new();
    assert_non_null(turned);
    for (uint32_t cell = release->cell_count; cell > 0; cell--) {
        strata_release_cell one = release->cells[cell - 1];
        const char *part = strata_intern_text(release->parts, one.part);
        assert_int_equal(strata_intern_add(turned->parts, part, strlen(part), &one.part, NULL),
                         STRATA_OK);
        const strata_slice id = strata_slice_of(strata_release_cell_id(release, cell - 1));
        assert_int_equal(strata_release_add_cell(turned, id, &one, NULL), STRATA_OK);
    }
    for (uint32_t at = release->link_count; at > 0; at--) {
        const uint32_t equation = release->link_equation[at - 1];
        const char *total = strata_release_cell_id(release, release->total[equation]);
        const char *part = strata_release_cell_id(release, release->link_part[at - 1]);
        assert_int_equal(strata_release_add_link(
                             turned, strata_slice_of(strata_release_equation_id(release, equation)),
                             strata_slice_of(total), strata_slice_of(part), NULL),
                         STRATA_OK);
    }
    assert_int_equal(strata_release_finish(turned, NULL), STRATA_OK);
    return turned;
}

#endif
