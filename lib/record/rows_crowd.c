/* A result is judged by the one that stays, which is known, and by whether another one is the same
 * in all but the row. Those that are the same have one hash, so a part of all hashes at a time is
 * looked at; of those that are the same only the first has to be remembered. */
#include "record/rows_crowd.h"

#include "base/hash.h"

typedef struct crowd {
    const strata_rows_judge *judge;
    const strata_rows_round *winners;
    const strata_rows_losers *losers;
    strata_rows_round part; /* what is looked at now */
    uint64_t at;            /* which part */
    uint64_t part_count;
    size_t most; /* results gathered before repeats are let go */
} crowd;

static bool is_in_part(const crowd *of, const strata_stored_row *row)
{
    const uint64_t what[] = {row->key, row->code, row->place};
    return strata_hash64(what, sizeof what) % of->part_count == of->at;
}

/* The result of the same key that stays: the last winner that is not behind this one. */
static const strata_stored_row *winner_of(const crowd *of, const strata_stored_row *row)
{
    const strata_contender *winners = of->winners->contenders;
    size_t first = 0;
    size_t end = of->winners->count;
    while (end - first > 1) {
        const size_t middle = first + (end - first) / 2;
        const bool is_behind =
            strata_rows_compare(&of->judge->order, &winners[middle].of->row, row) > 0;
        first = is_behind ? first : middle;
        end = is_behind ? middle : end;
    }
    return &winners[first].of->row;
}

static strata_status lose(const crowd *of, const strata_stored_row *row, bool is_repeat,
                          strata_error *err)
{
    const strata_rows_loss loss =
        strata_rows_lose(&of->judge->order, winner_of(of, row), row, is_repeat);
    return of->losers->take(of->losers->context, &loss, err);
}

/* Loses what the one before it says already. */
static strata_status lose_repeats(crowd *of, strata_error *err)
{
    strata_rows_round *part = &of->part;
    STRATA_TRY(strata_rows_sort(part, err));
    const strata_stored_row *first = NULL;
    for (size_t at = 0; at < part->count; at++) {
        const strata_stored_row *one = &part->contenders[at].of->row;
        if (first == NULL || first->key != one->key || !strata_rows_is_repeat(first, one)) {
            first = one;
            continue;
        }
        STRATA_TRY(lose(of, one, true, err));
        strata_rows_let_go(&part->contenders[at]);
    }
    strata_rows_draw_together(part);
    of->most = part->gathered_count > of->most / 2 ? of->most * 2 : of->most;
    return STRATA_OK;
}

static strata_status gather_block(crowd *of, strata_rows_block block, strata_error *err)
{
    strata_rows_round *part = &of->part;
    for (size_t at = 0; at < block.count; at++) {
        const uint64_t key = block.keys[at];
        if (!strata_rows_span_has(of->judge->set, of->winners->span, strata_rows_hash(key)) ||
            key == 0) {
            continue;
        }
        STRATA_TRY(strata_rows_gather_row(of->judge, part, at, err));
        if (!is_in_part(of, &part->gathered[part->gathered_count - 1].row)) {
            part->gathered_count--;
        } else if (part->gathered_count >= of->most) {
            STRATA_TRY(lose_repeats(of, err));
        }
    }
    return STRATA_OK;
}

static strata_status look_at_part(crowd *of, strata_error *err)
{
    strata_rows_round *part = &of->part;
    part->gathered_count = 0;
    strata_rows_scan_rewind(&part->scan);
    for (bool more = true; more;) {
        strata_rows_block block;
        STRATA_TRY(strata_rows_scan_next(&part->scan, &block, &more, err));
        STRATA_TRY(gather_block(of, block, err));
    }
    STRATA_TRY(lose_repeats(of, err));
    for (size_t at = 0; at < part->gathered_count; at++) {
        const strata_stored_row *row = &part->gathered[at].row;
        if (row->position != winner_of(of, row)->position) {
            STRATA_TRY(lose(of, row, false, err));
        }
    }
    return STRATA_OK;
}

strata_status strata_rows_find_losers(const strata_rows_judge *judge,
                                      const strata_rows_round *round,
                                      const strata_rows_losers *losers, strata_error *err)
{
    crowd of = {.judge = judge, .winners = round, .losers = losers, .most = judge->most};
    of.part_count = 2 * round->seen / judge->most + 1;
    strata_status status = strata_rows_scan_init(&of.part.scan, &judge->order.rows->store, err);
    for (; of.at < of.part_count && status == STRATA_OK; of.at++) {
        status = look_at_part(&of, err);
    }
    strata_rows_round_deinit(&of.part);
    return status;
}
