/* Numbers of the unknowns become cells of strata_suppress. */
#include <string.h>

#include "base/alloc.h"
#include "protect/hiding_parts.h"

strata_status strata_hiding_copy_init(strata_hiding_copy *copy, const strata_unknowns *unknowns,
                                      strata_error *err)
{
    const strata_release *all = unknowns->release;
    const size_t numbers = all->cell_count > 0 ? all->cell_count : 1;
    *copy = (strata_hiding_copy){
        .release = strata_release_new(),
        .number = strata_alloc_zero(numbers, sizeof *copy->number),
        .place = strata_alloc_zero(numbers, sizeof *copy->place),
        .cells = strata_alloc_zero(numbers, sizeof *copy->cells),
    };
    if (copy->release == NULL || copy->number == NULL || copy->place == NULL ||
        copy->cells == NULL) {
        return strata_fail_memory(err);
    }
    memset(copy->place, 0xff, numbers * sizeof *copy->place);
    for (uint32_t part = 1; part < strata_intern_count(all->parts); part++) {
        const char *name = strata_intern_text(all->parts, part);
        uint32_t same = 0;
        STRATA_TRY(strata_intern_add(copy->release->parts, name, strlen(name), &same, err));
    }
    return STRATA_OK;
}

void strata_hiding_copy_deinit(strata_hiding_copy *copy)
{
    strata_release_free(copy->release);
    strata_free(copy->number);
    strata_free(copy->place);
    strata_free(copy->cells);
    strata_ways_deinit(&copy->ways);
    *copy = (strata_hiding_copy){0};
}

static strata_slice id_of(const strata_release *release, uint32_t cell)
{
    return strata_slice_of(strata_release_cell_id(release, cell));
}

strata_status strata_hiding_copy_add(strata_hiding_copy *copy, const strata_unknowns *unknowns,
                                     uint32_t number, int64_t lo, strata_error *err)
{
    const strata_release *all = unknowns->release;
    strata_release_cell cell = all->cells[number];
    cell.lo = lo;
    cell.meant_lo = lo;
    copy->place[number] = copy->release->cell_count;
    copy->number[copy->release->cell_count] = number;
    return strata_release_add_cell(copy->release, id_of(all, number), &cell, err);
}

strata_status strata_hiding_copy_link(strata_hiding_copy *copy, const char *equation,
                                      uint32_t total, uint32_t part, strata_error *err)
{
    return strata_release_add_link(copy->release, strata_slice_of(equation),
                                   id_of(copy->release, copy->place[total]),
                                   id_of(copy->release, copy->place[part]), err);
}

/* ---- what is asked for ---- */

static strata_suppress_role role_of(const strata_hiding_work *work, uint32_t cell)
{
    if (cell == STRATA_INNER) {
        return STRATA_SUPPRESS_UNPRINTED;
    }
    if (work->only_looks) {
        return work->hidden[cell] ? STRATA_SUPPRESS_PRIMARY : STRATA_SUPPRESS_NEVER;
    }
    if (work->unknowns->must[cell]) {
        return STRATA_SUPPRESS_PRIMARY;
    }
    return work->hidden[cell] ? STRATA_SUPPRESS_EARLIER : STRATA_SUPPRESS_MAY;
}

static void fill_cells(const strata_hiding_work *work, strata_hiding_copy *copy)
{
    for (uint32_t at = 0; at < copy->release->cell_count; at++) {
        const uint32_t number = copy->number[at];
        const strata_unknown *said = &work->unknowns->of[number];
        const bool is_inner = said->cell == STRATA_INNER;
        const uint32_t weight = is_inner ? 0 : work->unknowns->weight[said->cell];
        copy->cells[at] = (strata_suppress_cell){
            .truth = work->unknowns->truth[number],
            .lo = copy->is_exact ? work->unknowns->truth[number] : said->lo,
            .hi = copy->is_exact ? work->unknowns->truth[number] : said->hi,
            .width = said->hidden_width,
            .shown_width = copy->is_exact ? 0 : said->width,
            .weight = weight > 0 ? weight : 1,
            .unit = is_inner ? 0 : said->cell + 1,
            .role = role_of(work, said->cell),
        };
    }
}

strata_status strata_hiding_copy_hide(strata_hiding_work *work, strata_hiding_copy *copy,
                                      strata_error *err)
{
    strata_suppressed done;
    const strata_suppress_options options = {
        .knowledge = STRATA_KNOWS_NOTHING, .ways = &copy->ways, .only_looks = work->only_looks};
    fill_cells(work, copy);
    STRATA_TRY(strata_suppress(copy->release, copy->cells, &options, &done, err));
    for (uint32_t at = 0; at < copy->release->cell_count; at++) {
        const uint32_t cell = work->unknowns->of[copy->number[at]].cell;
        if (cell != STRATA_INNER && done.is_hidden[at]) {
            work->hidden[cell] = true;
        }
    }
    strata_ways_deinit(&copy->ways);
    copy->ways = done.ways;
    done.ways = (strata_ways){0};
    strata_suppressed_deinit(&done);
    return STRATA_OK;
}
