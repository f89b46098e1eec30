/* Estimates as a stream between stages. */
#ifndef STRATA_MEASURE_ESTIMATE_STREAM_H
#define STRATA_MEASURE_ESTIMATE_STREAM_H

#include "measure/estimate.h"
#include "stream/stream.h"

strata_status strata_estimate_stream_write(strata_sink *sink, const strata_estimates *estimates,
                                           const strata_stream_header *header, bool bare,
                                           strata_error *err) STRATA_NODISCARD;

/** @param header  filled; may be NULL */
strata_status strata_estimate_stream_read(strata_source *source, strata_estimates **out,
                                          strata_stream_header *header,
                                          strata_error *err) STRATA_NODISCARD;

#endif
