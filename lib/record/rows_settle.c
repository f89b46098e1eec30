/* Results of one key stand together once they are sorted by it. */
#include "record/rows_settle.h"

#include <stdlib.h>

#include "base/alloc.h"

static const uint64_t nowhere = UINT64_MAX; /* position of a result that was let go */

void strata_rows_round_deinit(strata_rows_round *round)
{
    strata_rows_scan_deinit(&round->scan);
    strata_free(round->gathered);
    strata_free(round->contenders);
    strata_free(round->losses);
    strata_free(round->persons);
    *round = (strata_rows_round){.count = 0};
}

/* ---- gathering ---- */

strata_status strata_rows_gather_row(const strata_rows_judge *judge, strata_rows_round *round,
                                     size_t at, strata_error *err)
{
    STRATA_TRY(strata_reserve(&round->gathered, &round->gathered_room, round->gathered_count + 1,
                              sizeof *round->gathered, err));
    strata_gathered_row *added = &round->gathered[round->gathered_count];
    added->order = &judge->order;
    STRATA_TRY(strata_rows_scan_row(&round->scan, at, &added->row, err));
    round->gathered_count++;
    return STRATA_OK;
}

void strata_rows_let_go(const strata_contender *of)
{
    of->of->row.position = nowhere;
}

void strata_rows_draw_together(strata_rows_round *round)
{
    size_t kept = 0;
    for (size_t at = 0; at < round->gathered_count; at++) {
        if (round->gathered[at].row.position != nowhere) {
            round->gathered[kept++] = round->gathered[at];
        }
    }
    round->gathered_count = kept;
    round->count = 0;
}

/* Leaves one result of each key. */
static strata_status thin_out(const strata_rows_judge *judge, strata_rows_round *round,
                              strata_error *err)
{
    round->is_crowded = true;
    STRATA_TRY(strata_rows_sort(round, err));
    const strata_stored_row *winner = NULL;
    for (size_t at = 0; at < round->count; at++) {
        const strata_contender *one = &round->contenders[at];
        if (winner != NULL && strata_rows_is_same_key(&judge->order, winner, &one->of->row)) {
            strata_rows_let_go(one);
        } else {
            winner = &one->of->row;
        }
    }
    strata_rows_draw_together(round);
    return STRATA_OK;
}

/* Takes in the results of a block; thins them out whenever there are `most`, which grows where so
 * many keys are. */
static strata_status gather_block(const strata_rows_judge *judge, strata_rows_round *round,
                                  strata_rows_block block, size_t *most, strata_error *err)
{
    for (size_t at = 0; at < block.count; at++) {
        const uint64_t key = block.keys[at];
        if (!strata_rows_span_has(judge->set, round->span, strata_rows_hash(key)) || key == 0) {
            continue;
        }
        if (round->gathered_count == *most) {
            STRATA_TRY(thin_out(judge, round, err));
            *most = round->gathered_count > *most / 2 ? *most * 2 : *most;
        }
        STRATA_TRY(strata_rows_gather_row(judge, round, at, err));
        round->seen++;
    }
    return STRATA_OK;
}

strata_status strata_rows_gather(const strata_rows_judge *judge, strata_rows_round *round,
                                 strata_error *err)
{
    round->gathered_count = 0;
    round->seen = 0;
    round->is_crowded = false;
    strata_rows_scan_rewind(&round->scan);
    size_t most = judge->most;
    for (bool more = true; more;) {
        strata_rows_block block;
        STRATA_TRY(strata_rows_scan_next(&round->scan, &block, &more, err));
        STRATA_TRY(gather_block(judge, round, block, &most, err));
    }
    return STRATA_OK;
}

/* ---- settling ---- */

static int compare(const void *left, const void *right)
{
    const strata_contender *a = left;
    const strata_contender *b = right;
    if (a->key != b->key) {
        return a->key < b->key ? -1 : 1;
    }
    return strata_rows_compare(a->of->order, &a->of->row, &b->of->row);
}

strata_status strata_rows_sort(strata_rows_round *round, strata_error *err)
{
    STRATA_TRY(strata_reserve(&round->contenders, &round->room, round->gathered_count + 1,
                              sizeof *round->contenders, err));
    round->count = round->gathered_count;
    for (size_t at = 0; at < round->count; at++) {
        strata_gathered_row *of = &round->gathered[at];
        round->contenders[at] = (strata_contender){.key = of->row.key, .of = of};
    }
    if (round->count > 1) {
        qsort(round->contenders, round->count, sizeof *round->contenders, compare);
    }
    return STRATA_OK;
}

strata_rows_loss strata_rows_lose(const strata_rows_order *order, const strata_stored_row *winner,
                                  const strata_stored_row *loser, bool is_repeat)
{
    const strata_packed_place *places = order->rows->places.items;
    const strata_packed_place *stays = &places[winner->place];
    const strata_packed_place *goes = &places[loser->place];
    const bool is_duplicate = is_repeat || strata_rows_is_same_content(order, winner, loser);
    const strata_dropped_reason other =
        goes->file == stays->file ? STRATA_DROPPED_CONFLICT : STRATA_DROPPED_SUPERSEDED;
    const strata_dropped_reason reason = is_duplicate ? STRATA_DROPPED_DUPLICATE : other;
    return (strata_rows_loss){.position = loser->position,
                              .told = {.file = goes->file,
                                       .row = loser->number,
                                       .kept_file = stays->file,
                                       .kept_row = winner->number,
                                       .reason = (uint16_t)reason,
                                       .is_in_leas = goes->lea != stays->lea ? 1 : 0}};
}

/* Settles the key of the contender at `start`.
 *  @param next  out: the first one of another key */
static strata_status settle_key(strata_rows_round *round, size_t start, size_t *next,
                                strata_error *err)
{
    const strata_contender *sorted = round->contenders;
    const strata_rows_order *order = sorted[start].of->order;
    const strata_stored_row *winner = &sorted[start].of->row;
    for (*next = start + 1; *next < round->count; ++*next) {
        const strata_stored_row *one = &sorted[*next].of->row;
        if (!strata_rows_is_same_key(order, winner, one)) {
            return STRATA_OK;
        }
        if (round->is_crowded) {
            continue;
        }
        STRATA_TRY(strata_reserve(&round->losses, &round->loss_room, round->loss_count + 1,
                                  sizeof *round->losses, err));
        const bool is_repeat = strata_rows_is_repeat(&sorted[*next - 1].of->row, one);
        round->losses[round->loss_count++] = strata_rows_lose(order, winner, one, is_repeat);
    }
    return STRATA_OK;
}

strata_status strata_rows_settle(strata_rows_round *round, strata_error *err)
{
    STRATA_TRY(strata_rows_sort(round, err));
    round->loss_count = 0;
    size_t kept = 0;
    for (size_t at = 0; at < round->count;) {
        size_t next = 0;
        STRATA_TRY(settle_key(round, at, &next, err));
        round->contenders[kept++] = round->contenders[at];
        at = next;
    }
    round->count = kept;
    return STRATA_OK;
}
