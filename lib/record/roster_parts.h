/* The inside of a roster. Only the roster files use it. */
#ifndef STRATA_RECORD_ROSTER_PARTS_H
#define STRATA_RECORD_ROSTER_PARTS_H

#include "record/roster.h"

enum {
    STRATA_ROSTER_CODES = STRATA_DIM_RECORDED - 1, /* without that of STRATA_DIM_ALL */
    STRATA_ROSTER_ANSWERS = 4                      /* fay of school, lea, state; enrolled */
};

/** A student in a year. Texts are numbers in the dictionary of the run. */
typedef struct strata_roster_entry {
    uint64_t student;
    uint32_t county;
    uint32_t lea;
    uint32_t school;
    uint32_t grade;
    int16_t year;
    strata_race_mask race_mask;
    strata_code codes[STRATA_ROSTER_CODES]; /* of dimension d at [d - 1] */
    uint8_t answers;                        /* two bits each, see strata_roster_answer */
    bool is_used;
} strata_roster_entry;

struct strata_roster {
    strata_roster_entry *entries; /* entries[count], by student, then year */
    size_t count;
    size_t room;
    uint32_t *first; /* first[(1 << bits) + 1]: where the students of each first bits start */
    unsigned bits;
    bool wins;
    char *path;
    char digest[STRATA_DIGEST_TEXT]; /* of its bytes */
    uint64_t matched; /* results of the file that is being read, see strata_roster_finish_file */
    uint64_t unmatched;
    uint64_t matched_line; /* of the first of each */
    uint64_t unmatched_line;
};

/** The strata_answer to question `at` (0..3). */
static inline uint8_t strata_roster_answer(const strata_roster_entry *entry, unsigned at)
{
    return (uint8_t)(entry->answers >> 2 * at & 3U);
}

static inline uint8_t strata_roster_pack(uint8_t answer, unsigned at)
{
    return (uint8_t)((unsigned)answer << 2 * at);
}

/** Puts the entries in order, those of one student and year together, and builds the index.
 *  @param rank       by number of a text, see strata_dictionary_ranks
 *  @param conflicts  out: students and years whose rows contradict each other */
strata_status strata_roster_settle(strata_roster *roster, const uint32_t *rank, uint64_t *conflicts,
                                   strata_error *err) STRATA_NODISCARD;

#endif
