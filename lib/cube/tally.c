/* Lines of slots; the sums behind them lie together, in the order of the slots where that is known
 * beforehand. */
#include "cube/tally.h"

#include "base/alloc.h"

strata_status strata_tally_init(strata_tally *tally, strata_tally_shape shape, strata_error *err)
{
    *tally = (strata_tally){.shape = shape};
    tally->line_of = strata_alloc_zero(shape.tests, sizeof *tally->line_of);
    return tally->line_of != NULL ? STRATA_OK : strata_fail_memory(err);
}

void strata_tally_deinit(strata_tally *tally)
{
    strata_free(tally->line_of);
    strata_free(tally->tests);
    strata_free(tally->slots);
    strata_free(tally->sums);
    strata_free(tally->counts);
    *tally = (strata_tally){.line_of = NULL};
}

void strata_tally_clear(strata_tally *tally)
{
    for (uint32_t line = 0; line < tally->line_count; line++) {
        tally->line_of[tally->tests[line]] = 0;
    }
    tally->line_count = 0;
    tally->leaf_count = 0;
    tally->count = 0;
}

static strata_status add_line(strata_tally *tally, uint32_t test, strata_error *err)
{
    const size_t atoms = tally->shape.atoms;
    const size_t used = tally->line_count * atoms;
    STRATA_TRY(strata_reserve(&tally->tests, &tally->test_room, (size_t)tally->line_count + 1,
                              sizeof *tally->tests, err));
    STRATA_TRY(strata_reserve(&tally->slots, &tally->slot_room, used + atoms + 1,
                              sizeof *tally->slots, err));
    memset(tally->slots + used, 0, atoms * sizeof *tally->slots);
    tally->tests[tally->line_count++] = test;
    tally->line_of[test] = tally->line_count;
    return STRATA_OK;
}

strata_status strata_tally_line(strata_tally *tally, uint32_t test, strata_error *err)
{
    STRATA_TRY(add_line(tally, test, err));
    tally->leaf_count = tally->line_count;
    return STRATA_OK;
}

/* Room for `more` sums behind those in use, and for those of nobody. */
static strata_status reserve(strata_tally *tally, size_t more, strata_error *err)
{
    const size_t need = (size_t)tally->count + more + 1;
    if (need > UINT32_MAX) {
        return strata_fail_memory(err);
    }
    STRATA_TRY(strata_reserve(&tally->sums, &tally->sums_room, need, sizeof *tally->sums, err));
    return strata_reserve(&tally->counts, &tally->counts_room, need * tally->shape.lanes,
                          sizeof *tally->counts, err);
}

strata_status strata_tally_number(strata_tally *tally, strata_error *err)
{
    const size_t slots = (size_t)tally->line_count * tally->shape.atoms;
    uint32_t count = 0;
    for (size_t at = 0; at < slots; at++) {
        count += tally->slots[at];
        tally->slots[at] *= count;
    }
    STRATA_TRY(reserve(tally, count, err));
    for (size_t number = 0; number <= count; number++) {
        tally->sums[number] = strata_tally_nothing();
    }
    memset(tally->counts, 0, ((size_t)count + 1) * tally->shape.lanes * sizeof *tally->counts);
    tally->count = count;
    return STRATA_OK;
}

/* Adds sums to those of a slot; there is room for new ones. */
static bool add_slot(strata_tally *into, uint32_t *slot, const strata_tally *from, uint32_t number)
{
    const uint32_t lanes = into->shape.lanes;
    const uint32_t *counts = from->counts + (size_t)number * lanes;
    if (*slot == 0) {
        *slot = ++into->count;
        into->sums[*slot] = from->sums[number];
        strata_tally_copy_counts(into->counts + (size_t)*slot * lanes, counts, lanes);
        return true;
    }
    strata_tally_add_counts(into->counts + (size_t)*slot * lanes, counts, lanes);
    strata_tally_add_sums(&into->sums[*slot], &from->sums[number]);
    return strata_tally_sums_fit(&into->sums[*slot]);
}

/* The line may be one of the tally it is added to. */
static strata_status add_slots(strata_tally *into, uint32_t test, const strata_tally *from,
                               uint32_t line, strata_error *err)
{
    STRATA_TRY(reserve(into, into->shape.atoms, err));
    uint32_t *slots = strata_tally_slots(into, test);
    const uint32_t *numbers = from->slots + (size_t)line * from->shape.atoms;
    bool fits = true;
    for (uint32_t atom = 0; atom < into->shape.atoms; atom++) {
        if (numbers[atom] != 0) {
            fits = add_slot(into, &slots[atom], from, numbers[atom]) && fits;
        }
    }
    return fits ? STRATA_OK : strata_sum_fail(err);
}

strata_status strata_tally_add(strata_tally *into, const strata_tally *from, strata_error *err)
{
    for (uint32_t line = 0; line < from->leaf_count; line++) {
        if (into->line_of[from->tests[line]] == 0) {
            STRATA_TRY(strata_tally_line(into, from->tests[line], err));
        }
        STRATA_TRY(add_slots(into, from->tests[line], from, line, err));
    }
    return STRATA_OK;
}

strata_status strata_tally_add_grades(strata_tally *tally, const uint32_t *all_of,
                                      strata_error *err)
{
    for (uint32_t line = 0; line < tally->leaf_count; line++) {
        const uint32_t all = all_of[tally->tests[line]];
        if (tally->line_of[all] == 0) {
            STRATA_TRY(add_line(tally, all, err));
        }
        STRATA_TRY(add_slots(tally, all, tally, line, err));
    }
    return STRATA_OK;
}
