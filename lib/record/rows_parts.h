/* What the files of the store of results share. */
#ifndef STRATA_RECORD_ROWS_PARTS_H
#define STRATA_RECORD_ROWS_PARTS_H

#include "record/rows.h"
#include "record/rows_kinds.h"
#include "record/rows_scan.h"
#include "record/rows_store.h"

struct strata_rows {
    strata_kinds places;
    strata_kinds outcomes;
    strata_kinds persons;
    uint64_t *place_mixes; /* by place, what its year and term add to keys */
    size_t place_mix_room;
    uint64_t *outcome_mixes; /* by outcome, its assessment and subject */
    size_t outcome_mix_room;
    strata_rows_store store;
    uint64_t memory; /* bytes of rows */
    strata_status_year status_year;
    bool *nameless; /* nameless[nameless_room], by file: it has results without a student */
    size_t nameless_room;
    uint64_t *dropped; /* a bit by position: the result does not stay; NULL: all stay */
};

/** The key of a student's result in a test, or the student of a key. Only nobody has the key 0:
 * where the student is the mix itself, it stays what it is. */
static inline uint64_t strata_rows_fold(uint64_t of, uint64_t mix)
{
    return of == 0 || of == mix ? of : of ^ mix;
}

/** What the test adds to the key; 0 with statuses of one year, where all results of a student have
 * to meet. */
static inline uint64_t strata_rows_mix(const strata_rows *rows, uint32_t place, uint32_t outcome)
{
    return rows->status_year.rule == STRATA_STATUS_OWN
               ? rows->place_mixes[place] ^ rows->outcome_mixes[outcome]
               : 0;
}

/** The key spread over 64 bits, evenly whatever the students' numbers are. */
static inline uint64_t strata_rows_hash(uint64_t key)
{
    uint64_t hash = key * UINT64_C(0x9e3779b97f4a7c15);
    hash = (hash ^ hash >> 32) * UINT64_C(0xd6e8feb86659fd93);
    return hash ^ hash >> 32;
}

/** The record that a result was made of. */
void strata_rows_record(const strata_rows *rows, const strata_stored_row *row, strata_record *out);

/** The entry for a code and a score, which stands beside the code if it does not fit it. */
strata_rows_entry strata_rows_entry_of(uint32_t person, uint32_t outcome, int64_t score);

static inline bool strata_rows_is_dropped(const strata_rows *rows, uint64_t position)
{
    return rows->dropped != NULL && (rows->dropped[position / 64] >> position % 64 & 1) != 0;
}

#endif
