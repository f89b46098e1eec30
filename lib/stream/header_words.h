/* Header lines that are made of words, `#test assessment=caaspp subject=ela ...`: all of them, in
 * one order, so that equal things give equal lines. */
#ifndef STRATA_STREAM_HEADER_WORDS_H
#define STRATA_STREAM_HEADER_WORDS_H

#include "io/sink.h"
#include "record/dictionary.h"

/** Writes a line: its kind ("#test"), then word and value of words[count] ("subject=").
 *  @param values  values[count], not yet escaped */
strata_status strata_header_words_write(strata_sink *sink, const char *kind,
                                        const char *const *words, const char *const *values,
                                        size_t count, strata_error *err) STRATA_NODISCARD;

/** Cuts what stands behind the kind into the values of all words, still escaped. False if a word is
 * missing or one too many.
 *  @param values  out: values[count] */
bool strata_header_words_split(strata_slice text, const char *const *words, strata_slice *values,
                               size_t count);

/** Whole number up to most. */
bool strata_header_read_number(strata_slice text, uint64_t most, uint64_t *out);

/** Adds a value to the texts of a dictionary. Does nothing, and leaves *is_text false, where it is
 * false or the value is no text.
 *  @return STRATA_OK or STRATA_E_MEMORY */
strata_status strata_header_read_text(strata_slice text, strata_dictionary *dictionary,
                                      uint32_t *out, bool *is_text,
                                      strata_error *err) STRATA_NODISCARD;

#endif
