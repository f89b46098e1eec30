/* Hashes are put into a set of all that were seen; one that seems to be there already goes into a
 * second set, which is what comes of it. Threads work on ranges of hashes of their own, in which no
 * other thread writes. */
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
    FEW = 1 << 17 /* results that are no work for two */
};

/* One range of hashes while it is looked through. */
typedef struct part {
    strata_rows_scan scan;
    strata_rows_span span;
    uint64_t *seen; /* seen[seen_words] */
    uint64_t again;
} part;

typedef struct finding {
    const strata_rows_set *set;
    part *parts; /* by slot */
    size_t slots;
    uint64_t seen_words;
    uint64_t part_count;
    uint64_t made;
    uint64_t again; /* results whose key was seen, or seemed to be */
} finding;

/* Hashes that are looked up together. */
typedef struct batch {
    uint64_t hashes[BATCH]; /* hashes[count] */
    uint64_t *seen[BATCH];  /* where each has its bits */
    uint64_t before[BATCH]; /* what was there before the batch */
    size_t count;
} batch;

/* The hashes of the span. */
static void choose(const finding *of, const part *on, const uint64_t *keys, size_t count,
                   batch *out)
{
    out->count = 0;
    for (size_t at = 0; at < count; at++) {
        const uint64_t hash = strata_rows_hash(keys[at]);
        const bool is_chosen =
            strata_rows_word_of(of->set, hash) - on->span.first < on->span.count && keys[at] != 0;
        out->hashes[out->count] = hash;
        out->count += is_chosen ? 1 : 0;
    }
}

/* Reads from all over the memory, many at a time: this is where the time goes. */
static void look_up(const finding *of, const part *on, batch *in)
{
    for (size_t at = 0; at < in->count; at++) {
        in->seen[at] = &on->seen[(in->hashes[at] & UINT32_MAX) * of->seen_words >> 32];
        in->before[at] = *in->seen[at];
    }
}

static void note(const finding *of, part *on, const batch *from)
{
    for (size_t at = 0; at < from->count; at++) {
        const uint64_t bits = strata_rows_bits_of(from->hashes[at]);
        if (((from->before[at] | *from->seen[at]) & bits) == bits) {
            of->set->words[strata_rows_word_of(of->set, from->hashes[at])] |= bits;
            on->again++;
        }
        *from->seen[at] |= bits;
    }
}

static void note_all(const finding *of, part *on, strata_rows_block block)
{
    batch one;
    for (size_t at = 0; at < block.count; at += BATCH) {
        const size_t left = block.count - at;
        choose(of, on, block.keys + at, left < BATCH ? left : BATCH, &one);
        look_up(of, on, &one);
        note(of, on, &one);
    }
}

static strata_status make_part(void *context, size_t slot, bool *more, strata_error *err)
{
    (void)err;
    finding *of = context;
    *more = of->made < of->part_count;
    if (*more) {
        of->parts[slot].span = strata_rows_span_at(of->set, of->made++, of->part_count);
    }
    return STRATA_OK;
}

static strata_status work_on_part(void *context, size_t worker, size_t slot, strata_error *err)
{
    (void)worker;
    const finding *of = context;
    part *on = &of->parts[slot];
    on->again = 0;
    memset(on->seen, 0, of->seen_words * sizeof *on->seen);
    strata_rows_scan_rewind(&on->scan);
    for (bool more = true; more;) {
        strata_rows_block block;
        STRATA_TRY(strata_rows_scan_next(&on->scan, &block, &more, err));
        note_all(of, on, block);
    }
    return STRATA_OK;
}

static strata_status take_part(void *context, size_t slot, strata_error *err)
{
    (void)err;
    finding *of = context;
    of->again += of->parts[slot].again;
    return STRATA_OK;
}

static void free_parts(finding *of)
{
    for (size_t slot = 0; slot < of->slots; slot++) {
        strata_rows_scan_deinit(&of->parts[slot].scan);
        strata_free(of->parts[slot].seen);
    }
    strata_free(of->parts);
}

static strata_status make_parts(finding *of, const strata_rows_store *store, size_t count,
                                strata_error *err)
{
    of->parts = strata_alloc_zero(count, sizeof *of->parts);
    if (of->parts == NULL) {
        return strata_fail_memory(err);
    }
    of->slots = count;
    for (size_t slot = 0; slot < count; slot++) {
        part *on = &of->parts[slot];
        STRATA_TRY(strata_rows_scan_init(&on->scan, store, err));
        on->seen = strata_alloc_zero(of->seen_words, sizeof *on->seen);
        if (on->seen == NULL) {
            return strata_fail_memory(err);
        }
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

static strata_status find(finding *of, const strata_rows_store *store, size_t threads,
                          strata_error *err)
{
    STRATA_TRY(make_parts(of, store, threads, err));
    const strata_in_order_work work = {.context = of,
                                       .slots = threads,
                                       .make = make_part,
                                       .work = work_on_part,
                                       .take = take_part};
    return strata_in_order(threads, &work, err);
}

strata_status strata_rows_twice(const strata_rows_store *store, strata_rows_effort effort,
                                strata_rows_set *set, uint64_t *likely, strata_error *err)
{
    const uint64_t results = strata_rows_store_positions(store);
    STRATA_TRY(make_set(set, results, effort.memory, err));
    const strata_rows_effort half = {.threads = effort.threads, .memory = effort.memory / 2};
    finding of = {.set = set};
    of.part_count = strata_rows_parts(set, half, results, SEEN_BITS / 8 + 1);
    of.seen_words = results / of.part_count * SEEN_BITS / 64 + 1;
    const size_t threads = of.part_count < effort.threads ? (size_t)of.part_count : effort.threads;
    const strata_status status = find(&of, store, threads, err);
    free_parts(&of);
    *likely = status == STRATA_OK ? likely_of(&of, results) : 0;
    return status;
}
