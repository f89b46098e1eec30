/* A line on the terminal that says how far reading has come. */
#ifndef STRATA_CMD_PROGRESS_H
#define STRATA_CMD_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

typedef enum strata_progress_mode {
    STRATA_PROGRESS_AUTO, /* if standard error is a terminal */
    STRATA_PROGRESS_ALWAYS,
    STRATA_PROGRESS_NEVER
} strata_progress_mode;

typedef struct strata_progress {
    strata_progress_mode mode;
    const char *command;
    int64_t began_ms;
    int64_t shown_ms;
    bool is_shown; /* a line stands on the terminal */
} strata_progress;

/** Starts the clock. */
void strata_progress_start(strata_progress *progress, const char *command);

/** Shows "41 % of 710 MB read" after the first second, at most five times a second. Signature of
 * strata_job.progress. */
void strata_progress_show(void *context, uint64_t done, uint64_t total);

/** Takes the line away. */
void strata_progress_end(strata_progress *progress);

/** Whether anything is shown at all. */
bool strata_progress_is_wanted(const strata_progress *progress);

/** Milliseconds since the start. */
int64_t strata_progress_elapsed_ms(const strata_progress *progress);

#endif
