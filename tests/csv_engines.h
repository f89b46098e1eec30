/* Both engines, the scanner with every kernel that this machine can run, in pieces of several
 * sizes: the rows and the failure are the same. */
#ifndef STRATA_CSV_ENGINES_H
#define STRATA_CSV_ENGINES_H

#include "csv_render.h"
#include "io/scan_kernel.h"
#include "strata_test.h"

static inline void csv_engines_assert_one(strata_slice bytes, const csv_render_way *way,
                                          strata_status status, const char *expected)
{
    strata_sink *sink = NULL;
    const char *got = NULL;
    size_t len = 0;
    assert_int_equal(strata_sink_memory(&sink, NULL), STRATA_OK);
    assert_int_equal(csv_render_with(bytes, way, sink), status);
    assert_int_equal(strata_sink_write(sink, "", 1, NULL), STRATA_OK);
    strata_sink_bytes(sink, &got, &len);
    assert_string_equal(got, expected);
    strata_sink_discard(sink);
}

/** Asserts what csv_render gives for the bytes, whole and in pieces of 1 to 7 bytes. */
static inline void csv_engines_assert(const strata_csv_dialect *dialect, strata_slice bytes,
                                      strata_status status, const char *expected)
{
    size_t count = 0;
    const strata_scan_kernel *kernels = strata_scan_kernels(&count);
    csv_render_way way = {.dialect = *dialect};
    for (way.chunk = 0; way.chunk < 8; way.chunk++) {
        way.dialect.engine = STRATA_CSV_LIBCSV;
        way.kernel = kernels;
        csv_engines_assert_one(bytes, &way, status, expected);
        way.dialect.engine = STRATA_CSV_SCANNER;
        for (size_t i = 0; i < count && !dialect->skip_blank_after_delimiter; i++) {
            way.kernel = &kernels[i];
            if (kernels[i].can_run()) {
                csv_engines_assert_one(bytes, &way, status, expected);
            }
        }
    }
}

#endif
