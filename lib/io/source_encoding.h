/* UTF-8 out of another encoding. */
#ifndef STRATA_IO_SOURCE_ENCODING_H
#define STRATA_IO_SOURCE_ENCODING_H

#include "base/status.h"

typedef struct strata_transcoder strata_transcoder;

/** @param encoding  a name iconv knows
 *  @param name      of the source, for messages                         (borrowed, outlives this)
 *  @return          STRATA_OK, STRATA_E_USAGE (unknown encoding), STRATA_E_MEMORY */
strata_status strata_transcoder_new(const char *encoding, const char *name, strata_transcoder **out,
                                    strata_error *err) STRATA_NODISCARD;

/** Where the next bytes to convert go: *into of at least 1 byte while _fetch asks for more. */
void strata_transcoder_space(strata_transcoder *transcoder, char **into, size_t *room);

/** Says that len bytes were put there; 0 says that no more come. */
void strata_transcoder_given(strata_transcoder *transcoder, size_t len);

/** Up to room bytes of UTF-8, room >= 1; *got is 0 if it needs more bytes, or at the end after
 * _given(0). What came before a fault is handed out first.
 *  @return STRATA_OK, STRATA_E_INPUT ("encoding": bytes that the encoding does not have) */
strata_status strata_transcoder_fetch(strata_transcoder *transcoder, void *bytes, size_t room,
                                      size_t *got, strata_error *err) STRATA_NODISCARD;

void strata_transcoder_free(strata_transcoder *transcoder); /* NULL is fine */

#endif
