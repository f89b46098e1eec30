/* Hashes are put into a set of all that were seen; one that seems to be there already goes into a
 * second set, which is what comes of it. Threads hash many keys at once; the sets are one thread's
 * at a time, range of hashes after range if memory is short. */
#include "record/rows_twice.h"

#include <string.h>

#include "base/alloc.h"
#include "base/in_order.h"
#include "record/rows_parts.h"

enum {
    SEEN_BITS = 13, /* for each key: three of them are set; one key in 140 is a mistake */
    FEWEST_WORD_BITS = 6,
    MOST_WORD_BITS = 31,
    BATCH = 64,
    PIECE_KEYS = 2 * STRATA_STRIPE_ROWS,
    SPARE_SLOTS = 2,
    FEW = 1 << 17,  /* results that are no work for two */
    MANY_PARTS = 32 /* in which as much time goes into reading as into what is done with it */
};

/* Keys under way; once they are worked on, the hashes of those in the span. */
typedef struct piece {
    uint64_t keys[PIECE_KEYS]; /* keys[count] */
    size_t count;
} piece;

typedef struct finding {
    const strata_rows_set *set;
    strata_rows_scan scan;
    strata_rows_span span; /* of the hashes that are noted */
    uint64_t *seen;        /* seen[seen_words] */
    uint64_t seen_words;
    uint64_t again; /* results whose key was seen, or seemed to be */
    piece *pieces;  /* by slot */
} finding;

/* Hashes that are looked up together. */
typedef struct batch {
    const uint64_t *hashes; /* hashes[count] */
    uint64_t *seen[BATCH];  /* where each has its bits */
    size_t count;
} batch;

/* Words from all over the memory, many at a time: this is where the time goes. */
static void look_up(const finding *of, batch *in)
{
    for (size_t at = 0; at < in->count; at++) {
        in->seen[at] = &of->seen[(in->hashes[at] & UINT32_MAX) * of->seen_words >> 32];
        __builtin_prefetch(in->seen[at], 1);
    }
}

static void note(finding *of, const batch *from)
{
    for (size_t at = 0; at < from->count; at++) {
        const uint64_t bits = strata_rows_bits_of(from->hashes[at]);
        if ((*from->seen[at] & bits) == bits) {
            of->set->words[strata_rows_word_of(of->set, from->hashes[at])] |= bits;
            of->again++;
        }
        *from->seen[at] |= bits;
    }
}

static strata_status make_piece(void *context, size_t slot, bool *more, strata_error *err)
{
    finding *of = context;
    piece *into = &of->pieces[slot];
    bool has_block = true;
    into->count = 0;
    while (has_block && into->count + STRATA_STRIPE_ROWS <= PIECE_KEYS) {
        strata_rows_block block;
        STRATA_TRY(strata_rows_scan_next(&of->scan, &block, &has_block, err));
        if (has_block) {
            memcpy(into->keys + into->count, block.keys, block.count * sizeof *block.keys);
        }
        into->count += block.count;
    }
    *more = into->count > 0;
    return STRATA_OK;
}

static strata_status work_on_piece(void *context, size_t worker, size_t slot, strata_error *err)
{
    (void)worker;
    (void)err;
    const finding *of = context;
    piece *on = &of->pieces[slot];
    size_t count = 0;
    for (size_t at = 0; at < on->count; at++) {
        const uint64_t key = on->keys[at];
        const uint64_t hash = strata_rows_hash(key);
        const bool is_chosen =
            strata_rows_word_of(of->set, hash) - of->span.first < of->span.count && key != 0;
        on->keys[count] = hash;
        count += is_chosen ? 1 : 0;
    }
    on->count = count;
    return STRATA_OK;
}

static strata_status take_piece(void *context, size_t slot, strata_error *err)
{
    (void)err;
    finding *of = context;
    const piece *from = &of->pieces[slot];
    batch one;
    for (size_t at = 0; at < from->count; at += BATCH) {
        const size_t left = from->count - at;
        one.hashes = from->keys + at;
        one.count = left < BATCH ? left : BATCH;
        look_up(of, &one);
        note(of, &one);
    }
    return STRATA_OK;
}

uint64_t strata_rows_parts(const strata_rows_set *set, strata_rows_effort effort, uint64_t results,
                           uint64_t bytes)
{
    const uint64_t room = effort.memory / effort.threads + 1;
    uint64_t parts = results * bytes / room + 1;
    if (results > FEW && parts < effort.threads) {
        parts = effort.threads;
    }
    const uint64_t words = UINT64_C(1) << set->word_bits;
    return parts < words ? parts : words;
}

size_t strata_rows_threads(const strata_rows_set *set, strata_rows_effort effort, uint64_t results,
                           uint64_t bytes)
{
    uint64_t parts = strata_rows_parts(set, effort, results, bytes);
    while (effort.threads > 1 && parts > MANY_PARTS && parts > effort.threads) {
        effort.threads--;
        parts = strata_rows_parts(set, effort, results, bytes);
    }
    return effort.threads;
}

static uint64_t count_bits(const strata_rows_set *set)
{
    uint64_t count = 0;
    for (size_t at = 0; at >> set->word_bits == 0; at++) {
        for (uint64_t left = set->words[at]; left != 0; left &= left - 1) {
            count++;
        }
    }
    return count;
}

/* All results whose key was seen again, those that were there first, and those that the second set
 * has by mistake. */
static uint64_t likely_of(const finding *of, uint64_t results)
{
    const double bits = (double)(UINT64_C(64) << of->set->word_bits);
    const double filled = (double)count_bits(of->set) / bits;
    const double likely = 2.0 * (double)of->again + (double)results * filled * filled * filled;
    return likely < (double)results ? (uint64_t)likely : results;
}

/* The second set: a bit for each result, as far as an eighth of the memory goes. */
static strata_status make_set(strata_rows_set *set, uint64_t results, uint64_t memory,
                              strata_error *err)
{
    const uint64_t most = memory / 8 / sizeof *set->words;
    set->word_bits = FEWEST_WORD_BITS;
    while (set->word_bits < MOST_WORD_BITS && UINT64_C(64) << set->word_bits < results &&
           UINT64_C(2) << set->word_bits <= most) {
        set->word_bits++;
    }
    set->words = strata_alloc_zero((size_t)1 << set->word_bits, sizeof *set->words);
    return set->words != NULL ? STRATA_OK : strata_fail_memory(err);
}

/* Notes the keys of one span after the other. */
static strata_status find_in(finding *of, size_t threads, uint64_t spans, strata_error *err)
{
    const strata_in_order_work work = {.context = of,
                                       .slots = threads > 1 ? threads + SPARE_SLOTS : 1,
                                       .make = make_piece,
                                       .work = work_on_piece,
                                       .take = take_piece};
    of->pieces = strata_alloc(work.slots * sizeof *of->pieces);
    of->seen = strata_alloc(of->seen_words * sizeof *of->seen);
    if (of->pieces == NULL || of->seen == NULL) {
        return strata_fail_memory(err);
    }
    for (uint64_t at = 0; at < spans; at++) {
        of->span = strata_rows_span_at(of->set, at, spans);
        memset(of->seen, 0, of->seen_words * sizeof *of->seen);
        strata_rows_scan_rewind(&of->scan);
        STRATA_TRY(strata_in_order(threads, &work, err));
    }
    return STRATA_OK;
}

static strata_status find(finding *of, const strata_rows_store *store, strata_rows_effort effort,
                          strata_error *err)
{
    const uint64_t results = strata_rows_store_positions(store);
    const strata_rows_effort half = {.threads = 1, .memory = effort.memory / 2};
    const uint64_t spans = strata_rows_parts(of->set, half, results, SEEN_BITS / 8 + 1);
    of->seen_words = results / spans * SEEN_BITS / 64 + 1;
    strata_status status = strata_rows_scan_init(&of->scan, store, err);
    if (status == STRATA_OK) {
        status = find_in(of, results > FEW ? effort.threads : 1, spans, err);
    }
    strata_rows_scan_deinit(&of->scan);
    strata_free(of->pieces);
    strata_free(of->seen);
    return status;
}

strata_status strata_rows_twice(const strata_rows_store *store, strata_rows_effort effort,
                                strata_rows_set *set, uint64_t *likely, strata_error *err)
{
    const uint64_t results = strata_rows_store_positions(store);
    STRATA_TRY(make_set(set, results, effort.memory, err));
    finding of = {.set = set};
    const strata_status status = find(&of, store, effort, err);
    *likely = status == STRATA_OK ? likely_of(&of, results) : 0;
    return status;
}
