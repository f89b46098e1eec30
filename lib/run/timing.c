/* The clocks of the system. */
#include "run/timing.h"

#include <sys/resource.h>
#include <time.h>

enum {
    NS_PER_SECOND = 1000000000,
    KIB = 1024
};

static uint64_t now(clockid_t clock)
{
    struct timespec time = {0};
    (void)clock_gettime(clock, &time); /* fails for clocks only that no system lacks */
    return (uint64_t)time.tv_sec * NS_PER_SECOND + (uint64_t)time.tv_nsec;
}

static strata_duration both(void)
{
    return (strata_duration){.wall = now(CLOCK_MONOTONIC), .cpu = now(CLOCK_PROCESS_CPUTIME_ID)};
}

void strata_timings_start(strata_timings *timings)
{
    *timings = (strata_timings){.mark = both()};
}

void strata_timings_end(strata_timings *timings, strata_phase phase)
{
    const strata_duration end = both();
    strata_duration *total = &timings->phases[phase];
    total->wall += end.wall - timings->mark.wall;
    total->cpu += end.cpu - timings->mark.cpu;
    timings->mark = end;
}

const char *strata_phase_name(strata_phase phase)
{
    static const char *const names[] = {"open", "read", "resolve", "count", "protect", "write"};
    return names[phase];
}

uint64_t strata_peak_memory(void)
{
    struct rusage usage;
    return getrusage(RUSAGE_SELF, &usage) == 0 ? (uint64_t)usage.ru_maxrss * KIB : 0;
}
