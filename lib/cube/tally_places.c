/* Places are sorted by ranks; where the next one differs, a place begins. */
#include "cube/tally_places.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/order.h"

enum {
    YEAR,
    TERM,
    COUNTY,
    LEA,
    SCHOOL,
    FILE_NUMBER,
    FIELDS
};

typedef struct sorted_place {
    uint32_t fields[FIELDS];
    uint32_t number;
} sorted_place;

/* A place's own rows come behind those of the places inside it. */
static uint32_t rank_of(const uint32_t *rank, uint32_t text)
{
    return text != 0 ? rank[text] : UINT32_MAX;
}

static int compare(const void *left, const void *right)
{
    const sorted_place *a = left;
    const sorted_place *b = right;
    return strata_order_numbers(a->fields, b->fields, FIELDS);
}

static bool is_same(const sorted_place *a, const sorted_place *b, unsigned fields)
{
    return memcmp(a->fields, b->fields, fields * sizeof a->fields[0]) == 0;
}

static void sort_places(const strata_packed_place *from, uint32_t count, const uint32_t *rank,
                        sorted_place *sorted)
{
    for (uint32_t at = 0; at < count; at++) {
        const strata_packed_place *one = &from[at];
        sorted[at] =
            (sorted_place){{(uint16_t)one->year, rank[one->term], rank_of(rank, one->county),
                            rank_of(rank, one->lea), rank_of(rank, one->school), one->file},
                           at};
    }
    qsort(sorted, count, sizeof *sorted, compare);
}

/* Adds a piece: to the last place, or as a new one. */
static void add_piece(strata_tally_places *places, const sorted_place *one,
                      const strata_packed_place *key, uint32_t at)
{
    const sorted_place *last = at > 0 ? one - 1 : NULL;
    places->pieces[at] = one->number;
    if (last == NULL || !is_same(one, last, YEAR + 1)) {
        places->years[places->year_count++] = (int16_t)key->year;
    }
    if (last == NULL || !is_same(one, last, SCHOOL + 1)) {
        places->places[places->count++] = (strata_tally_place){.key = *key, .first = at};
    }
    places->places[places->count - 1].count++;
}

strata_status strata_tally_places_make(strata_tally_places *places, const strata_rows *rows,
                                       const uint32_t *rank)
{
    uint32_t count = 0;
    const strata_packed_place *from = strata_rows_places(rows, &count);
    const size_t room = (size_t)count + 1;
    sorted_place *sorted = strata_alloc_zero(room, sizeof *sorted);
    *places = (strata_tally_places){.pieces = strata_alloc_zero(room, sizeof *places->pieces),
                                    .places = strata_alloc_zero(room, sizeof *places->places),
                                    .years = strata_alloc_zero(room, sizeof *places->years)};
    const bool good =
        sorted != NULL && places->pieces != NULL && places->places != NULL && places->years != NULL;
    if (good) {
        sort_places(from, count, rank, sorted);
    }
    for (uint32_t at = 0; good && at < count; at++) {
        add_piece(places, &sorted[at], &from[sorted[at].number], at);
    }
    strata_free(sorted);
    return good ? STRATA_OK : STRATA_E_MEMORY;
}

/* ---- parts ---- */

static bool is_same_lea(const strata_packed_place *a, const strata_packed_place *b)
{
    return a->year == b->year && a->term == b->term && a->county == b->county && a->lea == b->lea;
}

strata_status strata_tally_places_cut(strata_tally_places *places, size_t most)
{
    places->parts = strata_alloc_zero(places->count + 1, sizeof *places->parts);
    if (places->parts == NULL) {
        return STRATA_E_MEMORY;
    }
    strata_tally_part *part = NULL;
    uint32_t year = 0;
    for (size_t at = 0; at < places->count; at++) {
        const strata_packed_place *key = &places->places[at].key;
        const bool is_first = at == 0 || !is_same_lea(key, &places->places[at - 1].key);
        while (places->years[year] != key->year) {
            year++;
        }
        if (is_first || part->count == most) {
            part = &places->parts[places->part_count++];
            *part = (strata_tally_part){.first = at, .year = year, .is_first = is_first};
        }
        part->count++;
        part->is_last = at + 1 == places->count || !is_same_lea(key, &places->places[at + 1].key);
    }
    return STRATA_OK;
}

void strata_tally_places_deinit(strata_tally_places *places)
{
    strata_free(places->pieces);
    strata_free(places->places);
    strata_free(places->parts);
    strata_free(places->years);
    *places = (strata_tally_places){.pieces = NULL};
}
