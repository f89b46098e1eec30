/* The two digests of a stream of text: what its rows say, and what the # lines say about them. */
#ifndef STRATA_STREAM_STREAM_DIGESTS_H
#define STRATA_STREAM_STREAM_DIGESTS_H

#include "stream/trailer.h"

typedef struct strata_stream_digests {
    strata_digest *rows;  /* of the column line and all rows */
    strata_digest *marks; /* of all lines that start with #, but #end */
} strata_stream_digests;

/** @return STRATA_OK or STRATA_E_MEMORY; _deinit frees it in each case, and {0} too */
strata_status strata_stream_digests_init(strata_stream_digests *digests,
                                         strata_error *err) STRATA_NODISCARD;
void strata_stream_digests_deinit(strata_stream_digests *digests);

/** Adds a # line, given without its LF. */
void strata_stream_digests_mark(const strata_stream_digests *digests, strata_slice line);

/** Puts the digests so far into a trailer. */
void strata_stream_digests_text(const strata_stream_digests *digests, strata_trailer *trailer);

/** Compares with what an #end line said.
 *  @return STRATA_OK, STRATA_E_INPUT ("stream-hash") */
strata_status strata_stream_digests_check(const strata_stream_digests *digests,
                                          const strata_trailer *read, strata_place_in_file at,
                                          strata_error *err) STRATA_NODISCARD;

#endif
