/* Cells and sums of a release. */
#include "protect/release.h"

#include "base/alloc.h"

strata_release *strata_release_new(void)
{
    strata_release *release = strata_alloc_zero(1, sizeof *release);
    if (release != NULL) {
        release->ids = strata_intern_new();
        release->equations = strata_intern_new();
        release->parts = strata_intern_new();
        if (release->ids == NULL || release->equations == NULL || release->parts == NULL) {
            strata_release_free(release);
            return NULL;
        }
    }
    return release;
}

void strata_release_free(strata_release *release)
{
    if (release != NULL) {
        strata_intern_free(release->ids);
        strata_intern_free(release->equations);
        strata_intern_free(release->parts);
        strata_free(release->cells);
        strata_free(release->widths);
        strata_free(release->total);
        strata_free(release->link_equation);
        strata_free(release->link_part);
        strata_equations_deinit(&release->sums);
        strata_free(release);
    }
}

static bool is_bounded(int64_t lo, int64_t hi)
{
    const bool is_lo = lo == -STRATA_BOUND_NONE || (lo >= -STRATA_NUMBER_MOST && lo <= hi);
    const bool is_hi = hi == STRATA_BOUND_NONE || (hi <= STRATA_NUMBER_MOST && lo <= hi);
    return is_lo && is_hi && lo <= STRATA_NUMBER_MOST && hi >= -STRATA_NUMBER_MOST;
}

strata_status strata_release_add_cell(strata_release *release, strata_slice id,
                                      const strata_release_cell *cell, strata_error *err)
{
    uint32_t number = 0;
    if (id.len == 0) {
        return strata_fail(err, STRATA_E_INPUT, "cell-twice", "expected the id of a cell");
    }
    if (strata_intern_find(release->ids, id.text, id.len) != UINT32_MAX) {
        return strata_fail(err, STRATA_E_INPUT, "cell-twice",
                           "this cell is there already; expected each cell once");
    }
    if (!is_bounded(cell->lo, cell->hi) || !is_bounded(cell->meant_lo, cell->meant_hi)) {
        return strata_fail(err, STRATA_E_INPUT, "cell-bounds",
                           "expected lo not above hi, and no number beyond 10^12");
    }
    STRATA_TRY(strata_reserve(&release->cells, &release->cell_room, (size_t)release->cell_count + 1,
                              sizeof *release->cells, err));
    STRATA_TRY(strata_intern_add(release->ids, id.text, id.len, &number, err));
    release->cells[release->cell_count++] = *cell;
    return STRATA_OK;
}

static strata_status find_cell(const strata_release *release, strata_slice id, uint32_t *out,
                               strata_error *err)
{
    const uint32_t number = strata_intern_find(release->ids, id.text, id.len);
    if (number == UINT32_MAX || number == 0) {
        return strata_fail(err, STRATA_E_INPUT, "cell-unknown", "no cell has this id");
    }
    *out = number - 1;
    return STRATA_OK;
}

/* The equation's number; a new one gets the total. */
static strata_status find_equation(strata_release *release, strata_slice id, uint32_t total,
                                   uint32_t *out, strata_error *err)
{
    uint32_t number = 0;
    if (id.len == 0) {
        return strata_fail(err, STRATA_E_INPUT, "link-total", "expected the id of an equation");
    }
    STRATA_TRY(strata_reserve(&release->total, &release->total_room,
                              (size_t)release->equation_count + 1, sizeof *release->total, err));
    STRATA_TRY(strata_intern_add(release->equations, id.text, id.len, &number, err));
    *out = number - 1;
    if (*out == release->equation_count) {
        release->total[release->equation_count++] = total;
    }
    return release->total[*out] == total
               ? STRATA_OK
               : strata_fail(err, STRATA_E_INPUT, "link-total",
                             "this equation has another total; expected one for each equation");
}

strata_status strata_release_add_link(strata_release *release, strata_slice equation,
                                      strata_slice total, strata_slice part, strata_error *err)
{
    uint32_t sum = 0;
    uint32_t summand = 0;
    uint32_t number = 0;
    STRATA_TRY(find_cell(release, total, &sum, err));
    STRATA_TRY(find_cell(release, part, &summand, err));
    if (sum == summand) {
        return strata_fail(err, STRATA_E_INPUT, "link-total", "a total is no part of itself");
    }
    STRATA_TRY(find_equation(release, equation, sum, &number, err));
    const size_t need = (size_t)release->link_count + 1;
    STRATA_TRY(strata_reserve(&release->link_equation, &release->link_equation_room, need,
                              sizeof *release->link_equation, err));
    STRATA_TRY(strata_reserve(&release->link_part, &release->link_part_room, need,
                              sizeof *release->link_part, err));
    if (need + release->equation_count >= UINT32_MAX) {
        return strata_fail(err, STRATA_E_INPUT, "link-many", "more than 4,000,000,000 links");
    }
    release->link_equation[release->link_count] = number;
    release->link_part[release->link_count++] = summand;
    return STRATA_OK;
}

/* The total first, then the parts in the order they came. */
static void fill(strata_release *release)
{
    strata_equations *sums = &release->sums;
    for (uint32_t at = 0; at < release->link_count; at++) {
        sums->start[release->link_equation[at] + 1]++;
    }
    for (uint32_t equation = 0; equation < sums->count; equation++) {
        sums->start[equation + 1] += sums->start[equation] + 1;
        sums->member[sums->start[equation]] = release->total[equation];
        sums->sign[sums->start[equation]] = -1;
    }
    for (uint32_t at = release->link_count; at > 0; at--) {
        /* backwards: from the end of each equation's room, which start of the next one tells */
        const uint32_t equation = release->link_equation[at - 1];
        const uint32_t place = --sums->start[equation + 1];
        sums->member[place] = release->link_part[at - 1];
        sums->sign[place] = 1;
    }
    /* each start but the first now stands one behind the total before it */
    for (uint32_t equation = 0; equation < sums->count; equation++) {
        sums->start[equation] = sums->start[equation + 1] - 1;
    }
    sums->start[sums->count] = release->link_count + sums->count;
    strata_equations_index(sums);
}

static strata_status check_equation(const strata_release *release, uint32_t equation,
                                    uint32_t *seen, strata_error *err)
{
    const strata_equations *sums = &release->sums;
    const char *id = strata_release_equation_id(release, equation);
    if (sums->start[equation + 1] - sums->start[equation] > STRATA_EQUATION_MOST) {
        return strata_fail(err, STRATA_E_INPUT, "link-many",
                           "equation \"%.60s\" has more than %d cells", id, STRATA_EQUATION_MOST);
    }
    for (uint32_t at = sums->start[equation]; at < sums->start[equation + 1]; at++) {
        const uint32_t cell = sums->member[at];
        if (seen[cell] == equation + 1) {
            return strata_fail(err, STRATA_E_INPUT, "link-twice",
                               "cell \"%.60s\" is in equation \"%.60s\" twice",
                               strata_release_cell_id(release, cell), id);
        }
        seen[cell] = equation + 1;
    }
    return STRATA_OK;
}

strata_status strata_release_finish(strata_release *release, strata_error *err)
{
    STRATA_TRY(strata_equations_init(&release->sums, release->cell_count, release->equation_count,
                                     release->link_count + release->equation_count, err));
    fill(release);
    uint32_t *seen = strata_alloc_zero(release->cell_count, sizeof *seen);
    if (seen == NULL) {
        return strata_fail_memory(err);
    }
    strata_status status = STRATA_OK;
    for (uint32_t at = 0; at < release->equation_count && status == STRATA_OK; at++) {
        status = check_equation(release, at, seen, err);
    }
    strata_free(seen);
    return status;
}

/* Whether zeros being shown says that this cell is none. A sum that may be negative is no count. */
static bool is_starred(const strata_release_cell *cell)
{
    return cell->is_hidden && cell->has_symbol && cell->lo == 0;
}

void strata_release_bounds(const strata_release *release, strata_knowledge knowledge, int64_t *lo,
                           int64_t *hi)
{
    for (uint32_t at = 0; at < release->cell_count; at++) {
        const strata_release_cell *cell = &release->cells[at];
        const bool is_meant = knowledge == STRATA_KNOWS_SYMBOLS && cell->is_hidden;
        lo[at] = is_meant && cell->meant_lo > cell->lo ? cell->meant_lo : cell->lo;
        hi[at] = is_meant && cell->meant_hi < cell->hi ? cell->meant_hi : cell->hi;
        if (knowledge == STRATA_KNOWS_ZEROS_SHOWN && is_starred(cell)) {
            lo[at] = 1;
        }
    }
}

const char *strata_release_cell_id(const strata_release *release, uint32_t cell)
{
    return strata_intern_text(release->ids, cell + 1);
}

const char *strata_release_equation_id(const strata_release *release, uint32_t equation)
{
    return strata_intern_text(release->equations, equation + 1);
}
