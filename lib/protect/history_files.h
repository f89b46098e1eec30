/* The releases of one policy as files: DIR/releases/ID-DIGEST/0001/{counts,printed}.csv.gz, cells
 * streams with their trailers, unprotected and as they were printed. Part of lib/protect/history*.c
 * and of explain.c, and of nothing else. */
#ifndef STRATA_PROTECT_HISTORY_FILES_H
#define STRATA_PROTECT_HISTORY_FILES_H

#include "cube/cellset.h"
#include "protect/history.h"

enum {
    STRATA_HISTORY_PATH = 4096
};

/** One release: the components that it published anew. */
typedef struct strata_history_release {
    strata_cellset *counts;
    strata_cellset *printed;
    char day[STRATA_HISTORY_DAY];
} strata_history_release;

struct strata_history {
    char root[STRATA_HISTORY_PATH];   /* DIR/releases */
    char folder[STRATA_HISTORY_PATH]; /* of the policy; "": not read yet */
    int lock;
    char today[STRATA_HISTORY_DAY];
    strata_history_release *releases; /* releases[count], oldest first; owned */
    size_t count;
    size_t room;
    bool is_pending;    /* one is written that has no name */
    bool is_only_asked; /* what it would publish: nothing is written */
};

/** Reads all releases of a policy. Gives a name to one that a killed process left whole, and
 * removes what it left half written.
 *  @return STRATA_OK; STRATA_E_INPUT: damaged, or cannot be read; STRATA_E_MEMORY */
strata_status strata_history_read(strata_history *history, const strata_policy_rules *rules,
                                  strata_error *err) STRATA_NODISCARD;

/** Writes a release, to the disk, still without a name; nothing if the history is only asked.
 *  @return STRATA_OK; STRATA_E_INPUT; STRATA_E_MEMORY */
strata_status strata_history_write(strata_history *history, const strata_cellset *counts,
                                   const strata_cellset *printed,
                                   strata_error *err) STRATA_NODISCARD;

/** What is wrong with the record, in a file or folder of it. Returns STRATA_E_INPUT. */
strata_status strata_history_fail_damaged(const char *path, const char *what, strata_error *err);

#endif
