/* How long the stages of a run take, for who has to plan a night. */
#ifndef STRATA_RUN_TIMING_H
#define STRATA_RUN_TIMING_H

#include <stdint.h>

typedef enum strata_phase {
    STRATA_PHASE_OPEN,    /* files found, layouts chosen */
    STRATA_PHASE_READ,    /* rows found and decoded */
    STRATA_PHASE_RESOLVE, /* one result kept for each student and test */
    STRATA_PHASE_COUNT,   /* cells counted; written too where they are written as they come */
    STRATA_PHASE_PROTECT, /* cells hidden and rewritten; 0 where they are not */
    STRATA_PHASE_WRITE,   /* what was left to write, and the file made safe */
    STRATA_PHASES
} strata_phase;

/** Nanoseconds that have passed, and that processors were busy for this program. */
typedef struct strata_duration {
    uint64_t wall;
    uint64_t cpu;
} strata_duration;

typedef struct strata_timings {
    strata_duration phases[STRATA_PHASES];
    strata_duration mark; /* when the last phase ended */
} strata_timings;

/** Starts the first phase. */
void strata_timings_start(strata_timings *timings);

/** What has passed since the last phase ended belongs to this one; there may be several of it. */
void strata_timings_end(strata_timings *timings, strata_phase phase);

/** "open", "read" ... */
const char *strata_phase_name(strata_phase phase);

/** The most memory this program has had so far, in bytes; 0 if the system does not tell. */
uint64_t strata_peak_memory(void);

#endif
