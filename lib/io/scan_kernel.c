/* The table of kernels, and what they leave to the end of the text. */
#include "io/scan_kernel.h"

#include "io/scan_block.h"

static bool runs_always(void)
{
    return true;
}

#if defined(__x86_64__)
static bool has_avx2(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
           __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("pclmul");
}

static bool has_avx512(void)
{
    return has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vbmi2");
}
#endif

static const strata_scan_kernel kernels[] = {
#if defined(__x86_64__)
    {"avx512", strata_scan_run_avx512, has_avx512},  {"avx2", strata_scan_run_avx2, has_avx2},
    {"sse2", strata_scan_run_sse2, runs_always},
#endif
#if defined(__aarch64__)
    {"neon", strata_scan_run_neon, runs_always},
#endif
    {"scalar", strata_scan_run_scalar, runs_always},
};

const strata_scan_kernel *strata_scan_kernels(size_t *count)
{
    *count = sizeof kernels / sizeof kernels[0];
    return kernels;
}

const strata_scan_kernel *strata_scan_best(void)
{
    const strata_scan_kernel *best = kernels;
    while (!best->can_run()) {
        best++; /* the last one always can */
    }
    return best;
}

void strata_scan_end(strata_scan *scan, uint32_t at)
{
    if (scan->inside != 0) {
        scan->is_odd = true;
    } else if (scan->row.start < at) {
        scan->ends[scan->end_count++] = at;
        strata_scan_close(scan, at, at, scan->end_count);
    }
}
