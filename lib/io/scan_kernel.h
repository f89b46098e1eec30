/* What finds fields and rows in a text whose quotes stand where they may: a kernel for each
 * instruction set, all with the same result. */
#ifndef STRATA_IO_SCAN_KERNEL_H
#define STRATA_IO_SCAN_KERNEL_H

#include <stdbool.h>
#include <stdint.h>

#include "io/row_batch.h"

enum {
    STRATA_SCAN_BLOCK = 64 /* ends may be written so far beyond end_count */
};

/** Where a scan stands. Positions count from the start of the text, which is the start of a row. */
typedef struct strata_scan {
    char delimiter;
    char quote; /* '\0': there are none */
    uint32_t *ends;
    strata_batch_row *rows;
    uint32_t end_count;
    uint32_t row_count;
    strata_batch_row row; /* the one that is being read: start, first, raw and line are known */
    uint32_t line;        /* line ends so far, also those within quotes */
    uint64_t inside;      /* all ones: within quotes */
    uint64_t edge;        /* 1: a quote may open a field here */
    uint64_t closed;      /* 1: the byte before closed a quote */
    uint64_t returned;    /* 1: the byte before was a CR */
    bool is_odd;          /* stopped in the row that is being read: a quote where none may be */
    bool is_suspect;      /* there was a NUL or a byte beyond ASCII; set, never cleared */
} strata_scan;

/** Reads text[from] to text[to - 1] and looks at text[to] for the LF of a CRLF. Rows that end there
 * are added to rows, but not blank lines; the ends of their fields to ends. There must be room for
 * one row a byte, and one end a byte and STRATA_SCAN_BLOCK more. */
typedef void strata_scan_run(strata_scan *scan, const char *text, uint32_t from, uint32_t to);

typedef struct strata_scan_kernel {
    const char *name; /* "avx2" */
    strata_scan_run *run;
    bool (*can_run)(void); /* on this machine */
} strata_scan_kernel;

/** The fastest that this machine can run. */
const strata_scan_kernel *strata_scan_best(void);

/** All that were built, the fastest first; the last one runs everywhere. */
const strata_scan_kernel *strata_scan_kernels(size_t *count);

/** The text ends at `at`, perhaps without a line end: the last row, or is_odd in an open quote. */
void strata_scan_end(strata_scan *scan, uint32_t at);

strata_scan_run strata_scan_run_scalar;
#if defined(__x86_64__)
strata_scan_run strata_scan_run_sse2;
strata_scan_run strata_scan_run_avx2;
strata_scan_run strata_scan_run_avx512;
#endif
#if defined(__aarch64__)
strata_scan_run strata_scan_run_neon;
#endif

#endif
