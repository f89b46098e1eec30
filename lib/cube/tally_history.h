/* English learner history in one place, while it is counted: as cell_history.h does in a set. */
#ifndef STRATA_CUBE_TALLY_HISTORY_H
#define STRATA_CUBE_TALLY_HISTORY_H

#include "cube/tally_students.h"

/** What a group needs to have a meaning. */
typedef enum strata_history_kind {
    STRATA_HISTORY_NONE,
    STRATA_HISTORY_WHOLE, /* el=ever, el=never: the history of all students */
    STRATA_HISTORY_EXITS  /* el=el_accountability: the years of their exits, too */
} strata_history_kind;

enum {
    STRATA_HISTORY_DETAILS = 32,
    STRATA_HISTORY_NO_GROUP = INT32_MAX
};

/** The groups that tell, as numbers of groups; STRATA_HISTORY_NO_GROUP: nobody is in it. */
typedef struct strata_tally_history {
    uint8_t *kinds; /* kinds[group_count]: strata_history_kind */
    bool is_needed; /* there is a group that is not STRATA_HISTORY_NONE */
    uint32_t unknown;
    uint32_t reclassified;
    uint32_t details[STRATA_HISTORY_DETAILS]; /* parts of reclassified: details[detail_count] */
    uint32_t detail_count;
} strata_tally_history;

/** False if there is no memory. */
bool strata_tally_history_find(strata_tally_history *history,
                               const strata_tally_students *students) STRATA_NODISCARD;

/** What the results of a test in a place say: numbers are those of strata_tally, by lanes. */
typedef struct strata_tally_past {
    bool is_unknown;        /* of somebody */
    bool exits_are_unknown; /* of somebody */
} strata_tally_past;

static inline bool strata_tally_past_spoils(const strata_tally_past *past, uint8_t kind)
{
    return kind != STRATA_HISTORY_NONE &&
           (past->is_unknown || (kind == STRATA_HISTORY_EXITS && past->exits_are_unknown));
}

#endif
