/* Header lines that are made of words, `#test assessment=caaspp subject=ela ...`: all of them, in
 * one order, so that equal things give equal lines. */
#ifndef STRATA_STREAM_HEADER_WORDS_H
#define STRATA_STREAM_HEADER_WORDS_H

#include "io/sink.h"
#include "record/dictionary.h"

/** A sort of line. */
typedef struct strata_header_words {
    const char *kind;         /* "#test" */
    const char *const *words; /* words[count]: "subject=" */
    size_t count;
} strata_header_words;

/** Writes a line: its kind, then every word with its value.
 *  @param values  values[line->count], not yet escaped */
strata_status strata_header_words_write(strata_sink *sink, const strata_header_words *line,
                                        const char *const *values,
                                        strata_error *err) STRATA_NODISCARD;

/** Cuts what stands behind the kind into the values of all words, still escaped. False if a word is
 * missing or one too many.
 *  @param values  out: values[line->count] */
bool strata_header_words_split(strata_slice text, const strata_header_words *line,
                               strata_slice *values);

/** Whole number up to most. */
bool strata_header_read_number(strata_slice text, uint64_t most, uint64_t *out);

/** Adds a value to the texts of a dictionary. Does nothing, and leaves *is_text false, where it is
 * false or the value is no text.
 *  @return STRATA_OK or STRATA_E_MEMORY */
strata_status strata_header_read_text(strata_slice text, strata_dictionary *dictionary,
                                      uint32_t *out, bool *is_text,
                                      strata_error *err) STRATA_NODISCARD;

#endif
