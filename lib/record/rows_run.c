/* Before a run is written all codes and numbers are looked at, so that what they share need not be
 * written. Codes and numbers are written byte by byte, low ones first, which is one store. */
#include "record/rows_run.h"

#include <string.h>

#include "base/alloc.h"
#include "base/in_order.h"
#include "record/rows.h"
#include "record/rows_store.h"

enum {
    SCORE_SHIFT = STRATA_ROW_PERSON_BITS + STRATA_ROW_OUTCOME_BITS,
    FULL = 8 /* bytes of a value that is not packed */
};

/* ---- values and bytes ---- */

static void put(unsigned char *bytes, uint64_t value)
{
    bytes[0] = (unsigned char)value;
    bytes[1] = (unsigned char)(value >> 8);
    bytes[2] = (unsigned char)(value >> 16);
    bytes[3] = (unsigned char)(value >> 24);
    bytes[4] = (unsigned char)(value >> 32);
    bytes[5] = (unsigned char)(value >> 40);
    bytes[6] = (unsigned char)(value >> 48);
    bytes[7] = (unsigned char)(value >> 56);
}

static uint64_t get(const unsigned char *bytes)
{
    return (uint64_t)bytes[0] | (uint64_t)bytes[1] << 8 | (uint64_t)bytes[2] << 16 |
           (uint64_t)bytes[3] << 24 | (uint64_t)bytes[4] << 32 | (uint64_t)bytes[5] << 40 |
           (uint64_t)bytes[6] << 48 | (uint64_t)bytes[7] << 56;
}

static uint64_t low_bits(uint64_t value, unsigned bits)
{
    return value & ((UINT64_C(1) << bits) - 1);
}

/* The score of a code from 0 on, in their order. */
static uint32_t score_from_lowest(uint64_t code)
{
    return (uint32_t)(code >> SCORE_SHIFT) ^ (UINT32_C(1) << (STRATA_ROW_SCORE_BITS - 1));
}

static uint64_t squeeze(const strata_rows_packing *packing, uint64_t code)
{
    return strata_row_person_of(code) |
           (uint64_t)strata_row_outcome_of(code) << packing->person_bits |
           (uint64_t)(score_from_lowest(code) - packing->least_score)
               << (packing->person_bits + packing->outcome_bits);
}

static uint64_t unsqueeze(const strata_rows_packing *packing, uint64_t squeezed)
{
    const uint64_t rest = squeezed >> packing->person_bits;
    const uint64_t score = (rest >> packing->outcome_bits) + packing->least_score;
    return low_bits(squeezed, packing->person_bits) |
           low_bits(rest, packing->outcome_bits) << STRATA_ROW_PERSON_BITS |
           (score ^ UINT64_C(1) << (STRATA_ROW_SCORE_BITS - 1)) << SCORE_SHIFT;
}

/* ---- what is to be written ---- */

/* Chunk after chunk, place after place. */
typedef struct walk {
    const strata_rows_store *store;
    uint32_t place; /* whose chunks come next, once there is no chunk */
    uint32_t chunk;
} walk;

/* Results that lie side by side. */
typedef struct stretch {
    const strata_rows_row *rows; /* rows[count] */
    size_t count;
    uint32_t place;
} stretch;

static bool next_stretch(walk *of, stretch *out)
{
    const strata_rows_store *store = of->store;
    of->chunk = of->chunk != 0 ? strata_rows_store_next(store, of->chunk) : 0;
    while (of->chunk == 0 && of->place < store->place_count) {
        of->chunk = strata_rows_store_first(store, of->place++);
    }
    if (of->chunk == 0) {
        return false;
    }
    const strata_rows_chunk *chunk = strata_rows_store_chunk(store, of->chunk);
    *out = (stretch){.rows = chunk->rows,
                     .count = strata_rows_store_count(store, of->chunk),
                     .place = chunk->place};
    return true;
}

/* The limits of what is written. */
typedef struct limits {
    uint64_t persons; /* all bits that occur */
    uint64_t outcomes;
    uint32_t least_score;
    uint32_t most_score;
    uint32_t least_number;
    uint32_t most_number;
} limits;

static void widen(limits *of, stretch by)
{
    for (size_t at = 0; at < by.count; at++) {
        const uint64_t code = by.rows[at].code;
        const uint32_t score = score_from_lowest(code);
        const uint32_t number = by.rows[at].number;
        of->persons |= strata_row_person_of(code);
        of->outcomes |= strata_row_outcome_of(code);
        of->least_score = score < of->least_score ? score : of->least_score;
        of->most_score = score > of->most_score ? score : of->most_score;
        of->least_number = number < of->least_number ? number : of->least_number;
        of->most_number = number > of->most_number ? number : of->most_number;
    }
}

static unsigned bits_of(uint64_t value)
{
    unsigned bits = 0;
    while (value >> bits != 0) {
        bits++;
    }
    return bits;
}

static unsigned bytes_of_bits(unsigned bits)
{
    return (bits + 7) / 8;
}

static void choose_packing(strata_rows_run *run, const limits *of, bool has_wides)
{
    run->packing = (strata_rows_packing){.person_bits = bits_of(of->persons),
                                         .outcome_bits = bits_of(of->outcomes),
                                         .least_score = of->least_score,
                                         .least_number = of->least_number};
    const unsigned score_bits = bits_of(of->most_score - of->least_score);
    run->widths[STRATA_ROWS_CODES] =
        bytes_of_bits(run->packing.person_bits + run->packing.outcome_bits + score_bits);
    run->widths[STRATA_ROWS_KEYS] = FULL;
    run->widths[STRATA_ROWS_NUMBERS] = bytes_of_bits(bits_of(of->most_number - of->least_number));
    run->widths[STRATA_ROWS_WIDES] = has_wides ? FULL : 0;
}

static strata_status add_piece(strata_rows_run *run, uint32_t place, size_t *room,
                               strata_error *err)
{
    const size_t count = run->piece_count;
    if (count == 0 || run->pieces[count - 1].place != place) {
        STRATA_TRY(strata_reserve(&run->pieces, room, count + 2, sizeof *run->pieces, err));
        run->pieces[count] = (strata_rows_piece){.place = place, .first = run->count};
        run->piece_count++;
    }
    return STRATA_OK;
}

/* Looks at everything once. */
static strata_status survey(strata_rows_run *run, const strata_rows_store *store, strata_error *err)
{
    walk over = {.store = store};
    limits of = {.least_score = UINT32_MAX, .least_number = UINT32_MAX};
    size_t room = 0;
    stretch one;
    while (next_stretch(&over, &one)) {
        STRATA_TRY(add_piece(run, one.place, &room, err));
        widen(&of, one);
        run->count += (uint32_t)one.count;
    }
    run->pieces[run->piece_count] = (strata_rows_piece){.place = UINT32_MAX, .first = run->count};
    choose_packing(run, &of, store->wide_count > 0);
    return STRATA_OK;
}

/* ---- writing ---- */

/* A place in what is to be written. */
typedef struct spot {
    walk over;
    stretch rest; /* of where the walk is */
} spot;

/* The next results, `most` at most; none: there are none. */
static stretch next_rows(spot *of, size_t most)
{
    if (of->rest.count == 0 && !next_stretch(&of->over, &of->rest)) {
        return (stretch){.count = 0};
    }
    stretch taken = of->rest;
    taken.count = taken.count < most ? taken.count : most;
    of->rest.rows += taken.count;
    of->rest.count -= taken.count;
    return taken;
}

/* A stripe on its way out. */
typedef struct stripe {
    spot start;
    size_t count; /* results in it */
    unsigned char bytes[STRATA_ROWS_COLUMNS][(STRATA_STRIPE_ROWS + 1) * FULL];
} stripe;

enum {
    STRIPES = 2 /* one is packed while the other one is written */
};

typedef struct writing {
    const strata_rows_run *run;
    const strata_rows_store *store;
    spot next; /* of the next stripe */
    stripe *stripes;
} writing;

static strata_status make_stripe(void *context, size_t slot, bool *more, strata_error *err)
{
    (void)err;
    writing *of = context;
    stripe *made = &of->stripes[slot];
    made->start = of->next;
    made->count = 0;
    size_t count = 0;
    do {
        count = next_rows(&of->next, STRATA_STRIPE_ROWS - made->count).count;
        made->count += count;
    } while (count > 0 && made->count < STRATA_STRIPE_ROWS);
    *more = made->count > 0;
    return STRATA_OK;
}

static void put_row(const writing *of, const strata_rows_row *row, stripe *into, size_t at)
{
    const strata_rows_packing *packing = &of->run->packing;
    const unsigned *widths = of->run->widths;
    put(into->bytes[STRATA_ROWS_CODES] + at * widths[STRATA_ROWS_CODES],
        squeeze(packing, row->code));
    memcpy(into->bytes[STRATA_ROWS_KEYS] + at * FULL, &row->key, FULL);
    put(into->bytes[STRATA_ROWS_NUMBERS] + at * widths[STRATA_ROWS_NUMBERS],
        row->number - packing->least_number);
    if (widths[STRATA_ROWS_WIDES] > 0) {
        memcpy(into->bytes[STRATA_ROWS_WIDES] + at * FULL, &of->store->wides[row->wide], FULL);
    }
}

static strata_status pack_stripe(void *context, size_t worker, size_t slot, strata_error *err)
{
    (void)worker;
    (void)err;
    const writing *of = context;
    stripe *into = &of->stripes[slot];
    spot from = into->start;
    for (size_t at = 0; at < into->count;) {
        const stretch rows = next_rows(&from, into->count - at);
        for (size_t row = 0; row < rows.count; row++) {
            put_row(of, &rows.rows[row], into, at++);
        }
    }
    return STRATA_OK;
}

static strata_status write_stripe(void *context, size_t slot, strata_error *err)
{
    const writing *of = context;
    const stripe *from = &of->stripes[slot];
    for (size_t column = 0; column < STRATA_ROWS_COLUMNS; column++) {
        uint64_t offset = 0;
        STRATA_TRY(strata_scratch_append(of->store->scratch, from->bytes[column],
                                         from->count * of->run->widths[column], &offset, err));
    }
    return STRATA_OK;
}

/* The system takes its time to take the bytes in: meanwhile another thread packs the next ones. */
static strata_status write_rows(writing *of, strata_error *err)
{
    const size_t threads = of->store->threads > 1 ? 2 : 1;
    const strata_in_order_work work = {.context = of,
                                       .slots = threads > 1 ? STRIPES : 1,
                                       .make = make_stripe,
                                       .work = pack_stripe,
                                       .take = write_stripe};
    of->stripes = strata_alloc(work.slots * sizeof *of->stripes);
    if (of->stripes == NULL) {
        return strata_fail_memory(err);
    }
    const strata_status status = strata_in_order(threads, &work, err);
    strata_free(of->stripes);
    return status;
}

strata_status strata_rows_run_write(strata_rows_run *run, const strata_rows_store *store,
                                    strata_error *err)
{
    writing of = {.run = run, .store = store, .next.over.store = store};
    STRATA_TRY(survey(run, store, err));
    STRATA_TRY(strata_scratch_append(store->scratch, NULL, 0, &run->offset, err));
    return write_rows(&of, err);
}

/* ---- reading ---- */

/* The bytes lie at the end of values, so that none is overwritten before it is read. */
static void unpack(const unsigned char *bytes, size_t width, uint64_t *values, size_t count)
{
    const uint64_t mask = width < FULL ? (UINT64_C(1) << 8 * width) - 1 : UINT64_MAX;
    for (size_t at = 0; at < count; at++) {
        values[at] = get(bytes + at * width) & mask;
    }
}

/* Keys and wide scores are there as they are. */
static void restore(const strata_rows_run *run, strata_rows_range range, uint64_t *values)
{
    const size_t width = run->widths[range.column];
    const unsigned char *bytes =
        (unsigned char *)values + range.count * sizeof *values - range.count * width;
    if (range.column == STRATA_ROWS_CODES) {
        unpack(bytes, width, values, range.count);
        for (size_t at = 0; at < range.count; at++) {
            values[at] = unsqueeze(&run->packing, values[at]);
        }
    } else if (range.column == STRATA_ROWS_NUMBERS) {
        unpack(bytes, width, values, range.count);
        for (size_t at = 0; at < range.count; at++) {
            values[at] += run->packing.least_number;
        }
    }
}

/* Where the values of a range start. */
static uint64_t offset_of(const strata_rows_run *run, strata_rows_range range)
{
    const uint64_t before = range.first - range.first % STRATA_STRIPE_ROWS;
    const uint64_t left = run->count - before;
    const uint64_t in_stripe = left < STRATA_STRIPE_ROWS ? left : STRATA_STRIPE_ROWS;
    uint64_t offset = run->offset;
    for (size_t column = 0; column < STRATA_ROWS_COLUMNS; column++) {
        offset += before * run->widths[column];
        offset += column < range.column ? in_stripe * run->widths[column] : 0;
    }
    return offset + (range.first - before) * run->widths[range.column];
}

/* A range within a stripe. */
static strata_status read_of_stripe(const strata_rows_run *run, const strata_scratch *scratch,
                                    strata_rows_range range, uint64_t *values, strata_error *err)
{
    const size_t width = run->widths[range.column];
    const size_t size = range.count * width;
    unsigned char *bytes = (unsigned char *)values + range.count * sizeof *values - size;
    STRATA_TRY(strata_scratch_read(scratch, offset_of(run, range), bytes, size, err));
    restore(run, range, values);
    return STRATA_OK;
}

strata_status strata_rows_run_read(const strata_rows_run *run, const strata_scratch *scratch,
                                   strata_rows_range range, uint64_t *values, strata_error *err)
{
    while (range.count > 0) {
        const uint32_t left = STRATA_STRIPE_ROWS - range.first % STRATA_STRIPE_ROWS;
        strata_rows_range part = range;
        part.count = range.count < left ? range.count : left;
        STRATA_TRY(read_of_stripe(run, scratch, part, values, err));
        values += part.count;
        range.first += part.count;
        range.count -= part.count;
    }
    return STRATA_OK;
}

size_t strata_rows_run_find(const strata_rows_run *run, uint32_t place)
{
    size_t from = 0;
    size_t until = run->piece_count;
    while (from < until) {
        const size_t middle = from + (until - from) / 2;
        if (run->pieces[middle].place < place) {
            from = middle + 1;
        } else {
            until = middle;
        }
    }
    return from < run->piece_count && run->pieces[from].place == place ? from : run->piece_count;
}
