/* Standard error, a carriage return, and a clock. */
#include "progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum {
    MS_PER_SECOND = 1000,
    NS_PER_MS = 1000000,
    FIRST_MS = 1000,
    BETWEEN_MS = 200
};

static int64_t clock_ms(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * MS_PER_SECOND + now.tv_nsec / NS_PER_MS;
}

void strata_progress_start(strata_progress *progress, const char *command)
{
    progress->command = command;
    progress->began_ms = clock_ms();
    progress->shown_ms = progress->began_ms + FIRST_MS - BETWEEN_MS;
}

bool strata_progress_is_wanted(const strata_progress *progress)
{
    return progress->mode == STRATA_PROGRESS_ALWAYS ||
           (progress->mode == STRATA_PROGRESS_AUTO && isatty(STDERR_FILENO) == 1);
}

void strata_progress_show(void *context, uint64_t done, uint64_t total)
{
    strata_progress *progress = context;
    const int64_t now = clock_ms();
    if (now - progress->shown_ms < BETWEEN_MS) {
        return;
    }
    progress->shown_ms = now;
    progress->is_shown = true;
    const double megabytes = (double)done / 1e6;
    if (total > 0) {
        const double percent = 100.0 * (double)done / (double)total;
        (void)fprintf(stderr, "\rstrata %s: %.0f %% of %.1f MB read", progress->command,
                      percent < 100.0 ? percent : 100.0, (double)total / 1e6);
    } else {
        (void)fprintf(stderr, "\rstrata %s: %.1f MB read", progress->command, megabytes);
    }
    (void)fflush(stderr);
}

void strata_progress_end(strata_progress *progress)
{
    if (progress->is_shown) {
        (void)fputs("\r\x1b[K", stderr);
        progress->is_shown = false;
    }
}

int64_t strata_progress_elapsed_ms(const strata_progress *progress)
{
    return clock_ms() - progress->began_ms;
}
