/* Results of one key stand together once they are sorted by what the key is packed in; only those
 * that meet there are unpacked. */
#include "record/rows_settle.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "record/record_order.h"

void strata_rows_round_deinit(strata_rows_round *round)
{
    strata_rows_scan_deinit(&round->scan);
    strata_free(round->gathered);
    strata_free(round->contenders);
    strata_free(round->losses);
    strata_free(round->persons);
    *round = (strata_rows_round){.count = 0};
}

static strata_status gather_row(const strata_rows_judge *judge, strata_rows_round *round, size_t at,
                                strata_error *err)
{
    STRATA_TRY(strata_reserve(&round->gathered, &round->gathered_room, round->gathered_count + 1,
                              sizeof *round->gathered, err));
    strata_gathered_row *added = &round->gathered[round->gathered_count];
    added->judge = judge;
    STRATA_TRY(strata_rows_scan_row(&round->scan, at, &added->row, err));
    round->gathered_count++;
    return STRATA_OK;
}

strata_status strata_rows_gather(const strata_rows_judge *judge, strata_rows_round *round,
                                 strata_error *err)
{
    round->gathered_count = 0;
    strata_rows_scan_rewind(&round->scan);
    for (bool more = true; more;) {
        strata_rows_block block;
        STRATA_TRY(strata_rows_scan_next(&round->scan, &block, &more, err));
        for (size_t at = 0; at < block.count; at++) {
            const uint64_t key = block.keys[at];
            if (strata_rows_span_has(judge->set, round->span, strata_rows_hash(key)) && key != 0) {
                STRATA_TRY(gather_row(judge, round, at, err));
            }
        }
    }
    return STRATA_OK;
}

/* A result as resolving sees it. */
typedef struct unpacked {
    strata_record record;
    strata_ranked_record ranked;
} unpacked;

static void unpack(const strata_contender *of, unpacked *out)
{
    const strata_rows_judge *judge = of->of->judge;
    strata_rows_record(judge->rows, &of->of->row, &out->record);
    out->ranked = (strata_ranked_record){.record = &out->record, .rank = judge->rank};
}

static int compare(const void *left, const void *right)
{
    const strata_contender *a = left;
    const strata_contender *b = right;
    if (a->key != b->key) {
        return a->key < b->key ? -1 : 1;
    }
    unpacked first;
    unpacked second;
    unpack(a, &first);
    unpack(b, &second);
    return strata_record_compare(&first.ranked, &second.ranked);
}

/* What is said of a result that does not stay; `before` is the one before it in the order of its
 * key. */
static strata_dropped_result tell(const unpacked *winner, const unpacked *before,
                                  const unpacked *loser)
{
    const strata_record *stays = &winner->record;
    const strata_record *goes = &loser->record;
    const bool is_repeat = before->record.file == goes->file &&
                           strata_record_compare_content(before->ranked, loser->ranked) == 0;
    const bool is_duplicate =
        is_repeat || strata_record_compare_content(winner->ranked, loser->ranked) == 0;
    const strata_dropped_reason other =
        goes->file == stays->file ? STRATA_DROPPED_CONFLICT : STRATA_DROPPED_SUPERSEDED;
    const strata_dropped_reason reason = is_duplicate ? STRATA_DROPPED_DUPLICATE : other;
    return (strata_dropped_result){.file = goes->file,
                                   .row = goes->row,
                                   .kept_file = stays->file,
                                   .kept_row = stays->row,
                                   .reason = (uint16_t)reason,
                                   .is_in_leas = goes->lea != stays->lea ? 1 : 0};
}

/* Settles the key of the contender at `start`: what stays goes to `kept`.
 *  @param next  out: the first one of another key */
static strata_status settle_key(strata_rows_round *round, size_t start, size_t *next,
                                strata_error *err)
{
    const strata_contender *sorted = round->contenders;
    *next = start + 1;
    if (*next == round->count || sorted[*next].key != sorted[start].key) {
        return STRATA_OK;
    }
    unpacked winner;
    unpacked pair[2]; /* the one before and the one looked at, taking turns */
    unpack(&sorted[start], &winner);
    unpack(&sorted[start], &pair[start % 2]);
    for (; *next < round->count; ++*next) {
        unpacked *one = &pair[*next % 2];
        unpack(&sorted[*next], one);
        if (!strata_record_same_key(&winner.record, &one->record)) {
            return STRATA_OK;
        }
        STRATA_TRY(strata_reserve(&round->losses, &round->loss_room, round->loss_count + 1,
                                  sizeof *round->losses, err));
        round->losses[round->loss_count++] =
            (strata_rows_loss){.position = sorted[*next].of->row.position,
                               .told = tell(&winner, &pair[(*next + 1) % 2], one)};
    }
    return STRATA_OK;
}

/* Puts what was gathered in order. */
static strata_status sort(strata_rows_round *round, strata_error *err)
{
    STRATA_TRY(strata_reserve(&round->contenders, &round->room, round->gathered_count + 1,
                              sizeof *round->contenders, err));
    round->count = round->gathered_count;
    for (size_t at = 0; at < round->count; at++) {
        const strata_gathered_row *of = &round->gathered[at];
        round->contenders[at] = (strata_contender){.key = of->row.key, .of = of};
    }
    if (round->count > 1) {
        qsort(round->contenders, round->count, sizeof *round->contenders, compare);
    }
    return STRATA_OK;
}

strata_status strata_rows_settle(strata_rows_round *round, strata_error *err)
{
    STRATA_TRY(sort(round, err));
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
