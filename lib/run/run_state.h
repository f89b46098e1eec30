/* What a directory of publications keeps between runs: the lock and the key, in .state/, mode 0700.
 */
#ifndef STRATA_RUN_RUN_STATE_H
#define STRATA_RUN_RUN_STATE_H

#include "base/arena.h"
#include "base/status.h"

typedef struct strata_run_state {
    int lock;           /* descriptor; the lock dies with the process */
    const char *folder; /* .state */
    const char *key_file;
} strata_run_state;

/** Makes the directory (its parents too) and .state/, and takes the lock.
 *  @return STRATA_OK; STRATA_E_LOCKED if another run has it; STRATA_E_INPUT; STRATA_E_MEMORY */
strata_status strata_run_state_open(strata_run_state *state, const char *directory,
                                    strata_arena *arena, strata_error *err) STRATA_NODISCARD;

/** Makes the key file unless it is there. */
strata_status strata_run_state_key(const strata_run_state *state,
                                   strata_error *err) STRATA_NODISCARD;

/** Gives the lock back; also right after a failed _open. */
void strata_run_state_close(strata_run_state *state);

#endif
