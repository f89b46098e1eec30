/* The inside of a control file. Part of lib/record/control*.c and of nothing else. */
#ifndef STRATA_RECORD_CONTROL_PARTS_H
#define STRATA_RECORD_CONTROL_PARTS_H

#include "base/arena.h"
#include "record/control.h"
#include "record/control_sum.h"

/** What a file should hold; texts are in the arena, NULL where nothing is said. */
typedef struct strata_control_entry {
    const char *file; /* name or glob */
    uint64_t line;
    bool has_rows;
    bool has_bytes;
    bool is_seen; /* a file was compared with it */
    uint64_t rows;
    uint64_t bytes; /* after inflating */
    const char *sha256;
    const char *xxh3;
    strata_control_sum *sums; /* sums[control->sum_count] */
    bool *has_sum;            /* has_sum[control->sum_count] */
} strata_control_entry;

struct strata_control {
    strata_arena *arena;
    const char *path;
    const char **sum_columns; /* sum_columns[sum_count] */
    uint32_t sum_count;
    strata_control_entry *entries; /* entries[count] */
    size_t count;
    size_t room;
};

#endif
