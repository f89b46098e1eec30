/* A test in a stream's header: `#test assessment=caaspp subject=ela ... label=...`. */
#ifndef STRATA_STREAM_TEST_LINE_H
#define STRATA_STREAM_TEST_LINE_H

#include "io/sink.h"
#include "record/dictionary.h"

/** Writes the whole line. */
strata_status strata_test_line_write(strata_sink *sink, const strata_dictionary *dictionary,
                                     const strata_test *test, strata_error *err) STRATA_NODISCARD;

/** Reads what stands behind "#test " and adds the test to the dictionary.
 *  @param is_test  out: false if the text is no test; the dictionary has no test more then
 *  @return         STRATA_OK, STRATA_E_INPUT ("test-differs"), STRATA_E_MEMORY */
strata_status strata_test_line_read(strata_slice text, strata_dictionary *dictionary, bool *is_test,
                                    strata_error *err) STRATA_NODISCARD;

#endif
