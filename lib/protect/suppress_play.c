/* Each direction has an entry for each of its cells, and the entries of a cell form a list, so that
 * a cell that is shown again takes its directions with it. */
#include "protect/suppress_play.h"

#include "base/alloc.h"

strata_status strata_play_init(strata_play *play, const strata_equations *of, const int64_t *truth,
                               strata_error *err)
{
    *play = (strata_play){
        .of = of,
        .truth = truth,
        .least = strata_alloc_zero(of->cell_count, sizeof(int64_t)),
        .most = strata_alloc_zero(of->cell_count, sizeof(int64_t)),
        .first = strata_alloc_zero(of->cell_count, sizeof(size_t)),
        .buried = strata_alloc_zero(of->cell_count, sizeof(uint32_t)),
        .excess = strata_alloc_zero(of->count, sizeof(int64_t)),
        .marked = strata_alloc_zero(of->cell_count, sizeof(uint32_t)),
        .is_marked = strata_alloc_zero(of->cell_count, sizeof(bool)),
    };
    if (play->least == NULL || play->most == NULL || play->first == NULL || play->buried == NULL ||
        play->excess == NULL || play->marked == NULL || play->is_marked == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t cell = 0; cell < of->cell_count; cell++) {
        play->first[cell] = SIZE_MAX;
    }
    STRATA_TRY(strata_reserve(&play->start, &play->start_room, 1, sizeof *play->start, err));
    play->start[0] = 0;
    return STRATA_OK;
}

void strata_play_deinit(strata_play *play)
{
    strata_free(play->least);
    strata_free(play->most);
    strata_free(play->first);
    strata_free(play->buried);
    strata_free(play->excess);
    strata_free(play->marked);
    strata_free(play->is_marked);
    strata_free(play->entries);
    strata_free(play->start);
    strata_free(play->reach);
    *play = (strata_play){0};
}

/* Adds the direction to every sum, times; says whether any of them is not 0 then. */
static bool is_felt(strata_play *play, strata_direction direction, int64_t times)
{
    const strata_equations *of = play->of;
    bool is_any = false;
    for (uint32_t at = 0; at < direction.count; at++) {
        const uint32_t cell = direction.cell[at];
        for (uint32_t use = of->use_start[cell]; use < of->use_start[cell + 1]; use++) {
            play->excess[of->use[use]] += of->use_sign[use] * direction.delta[at] * times;
        }
    }
    for (uint32_t at = 0; at < direction.count; at++) {
        const uint32_t cell = direction.cell[at];
        for (uint32_t use = of->use_start[cell]; use < of->use_start[cell + 1]; use++) {
            is_any = is_any || play->excess[of->use[use]] != 0;
        }
    }
    return is_any;
}

/* How many steps of delta a cell can go. */
static int64_t steps_of(const strata_play *play, uint32_t cell, int64_t delta)
{
    const int64_t lo = play->of->lo[cell];
    const int64_t hi = play->of->hi[cell];
    if (delta > 0) {
        return hi == STRATA_BOUND_NONE ? STRATA_PLAY_FAR : (hi - play->truth[cell]) / delta;
    }
    return lo == -STRATA_BOUND_NONE ? STRATA_PLAY_FAR : (play->truth[cell] - lo) / -delta;
}

/* Forwards (sign 1) or backwards (-1). */
static int64_t steps_all(const strata_play *play, strata_direction direction, int sign)
{
    int64_t steps = STRATA_PLAY_FAR;
    for (uint32_t at = 0; at < direction.count; at++) {
        const int64_t one = steps_of(play, direction.cell[at], sign * direction.delta[at]);
        steps = one < steps ? one : steps;
    }
    return steps;
}

static void note(strata_play *play, const strata_play_entry *entry)
{
    const int64_t up = strata_play_end(play, entry, entry->delta > 0);
    const int64_t down = strata_play_end(play, entry, entry->delta < 0);
    int64_t *least = &play->least[entry->cell];
    int64_t *most = &play->most[entry->cell];
    *least = down < *least ? down : *least;
    *most = up > *most ? up : *most;
}

static void append(strata_play *play, strata_direction direction, int64_t back, int64_t ahead)
{
    size_t end = play->start[play->count];
    play->reach[play->count] = (strata_play_reach){.back = back, .ahead = ahead};
    for (uint32_t at = 0; at < direction.count; at++) {
        const uint32_t cell = direction.cell[at];
        play->entries[end] = (strata_play_entry){
            .cell = cell,
            .direction = play->count,
            .delta = direction.delta[at],
            .next = play->first[cell],
        };
        play->first[cell] = end;
        note(play, &play->entries[end++]);
    }
    play->start[++play->count] = end;
}

strata_status strata_play_add(strata_play *play, strata_direction direction, bool *taken,
                              strata_error *err)
{
    const size_t need = play->start[play->count] + direction.count;
    const bool is_broken = is_felt(play, direction, 1);
    (void)is_felt(play, direction, -1);
    const int64_t ahead = is_broken ? 0 : steps_all(play, direction, 1);
    const int64_t back = is_broken ? 0 : steps_all(play, direction, -1);
    *taken = direction.count > 0 && ahead + back > 0;
    if (!*taken) {
        return STRATA_OK;
    }
    STRATA_TRY(strata_reserve(&play->entries, &play->entry_room, need, sizeof *play->entries, err));
    STRATA_TRY(strata_reserve(&play->start, &play->start_room, (size_t)play->count + 2,
                              sizeof *play->start, err));
    STRATA_TRY(strata_reserve(&play->reach, &play->reach_room, (size_t)play->count + 1,
                              sizeof *play->reach, err));
    append(play, direction, back, ahead);
    return STRATA_OK;
}

int64_t strata_play_of(const strata_play *play, uint32_t cell)
{
    return play->most[cell] - play->least[cell];
}

/* Adds up again what the living directions of a cell give: no more than before, so that it is done
 * once that is reached. */
static void recount(strata_play *play, uint32_t cell)
{
    const int64_t before = strata_play_of(play, cell);
    play->least[cell] = 0;
    play->most[cell] = 0;
    for (size_t at = play->first[cell]; at != SIZE_MAX && strata_play_of(play, cell) < before;
         at = play->entries[at].next) {
        const strata_play_entry *entry = &play->entries[at];
        if (play->reach[entry->direction].deaths == 0) {
            note(play, entry);
        }
    }
}

/* A direction has died: what it alone gave its cells is to be counted again. */
static void mark(strata_play *play, uint32_t direction)
{
    for (size_t at = play->start[direction]; at < play->start[direction + 1]; at++) {
        const strata_play_entry *entry = &play->entries[at];
        const int64_t up = strata_play_end(play, entry, entry->delta > 0);
        const int64_t down = strata_play_end(play, entry, entry->delta < 0);
        const bool is_furthest = down == play->least[entry->cell] || up == play->most[entry->cell];
        if (is_furthest && !play->is_marked[entry->cell]) {
            play->is_marked[entry->cell] = true;
            play->marked[play->marked_count++] = entry->cell;
        }
    }
}

static void revive(strata_play *play, uint32_t direction)
{
    for (size_t at = play->start[direction]; at < play->start[direction + 1]; at++) {
        note(play, &play->entries[at]);
    }
}

void strata_play_bury(strata_play *play, uint32_t cell, bool is_dead)
{
    play->buried[cell] = is_dead ? play->count : play->buried[cell];
    for (size_t at = play->first[cell]; at != SIZE_MAX; at = play->entries[at].next) {
        const uint32_t direction = play->entries[at].direction;
        const uint32_t before = play->reach[direction].deaths;
        if (direction >= play->buried[cell]) {
            continue;
        }
        play->reach[direction].deaths += is_dead ? 1U : UINT32_MAX;
        if (before == 0) {
            mark(play, direction);
        } else if (play->reach[direction].deaths == 0) {
            revive(play, direction);
        }
    }
}

static uint32_t next_marked(strata_play *play)
{
    const uint32_t cell = play->marked[--play->marked_count];
    play->is_marked[cell] = false;
    return cell;
}

uint32_t strata_play_settle(strata_play *play, const int64_t *width, uint32_t most, uint32_t *open)
{
    uint32_t count = 0;
    while (play->marked_count > 0 && count <= most) {
        const uint32_t cell = next_marked(play);
        recount(play, cell);
        if (strata_play_of(play, cell) < width[cell]) {
            open[count++] = cell;
        }
    }
    return count;
}

void strata_play_forget(strata_play *play)
{
    while (play->marked_count > 0) {
        (void)next_marked(play);
    }
}
