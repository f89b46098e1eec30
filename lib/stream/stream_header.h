/* The # lines in front of a stream's columns; they are the same in all forms of all streams. */
#ifndef STRATA_STREAM_STREAM_HEADER_H
#define STRATA_STREAM_STREAM_HEADER_H

#include "stream/stream.h"

/** Writes the lines of a header, tests included; tests may be NULL. */
strata_status strata_stream_header_write(strata_sink *sink, const strata_stream_header *header,
                                         const strata_dictionary *tests,
                                         strata_error *err) STRATA_NODISCARD;

/** Writes the lines that come from the dictionary alone: #test, #definition, #el. */
strata_status strata_stream_header_write_tests(strata_sink *sink, const strata_dictionary *tests,
                                               strata_error *err) STRATA_NODISCARD;

/** Reads one line, its line end left out, into header and dictionary.
 *  @return STRATA_OK, STRATA_E_INPUT ("stream-header", "stream-version", "test-differs",
 *          "exits-differ"), STRATA_E_MEMORY */
strata_status strata_stream_header_read(strata_slice line, strata_place_in_file at,
                                        strata_stream_header *header, strata_dictionary *dictionary,
                                        strata_error *err) STRATA_NODISCARD;

/** Whether a line declares a test or a definition, which records may do between two rows. */
bool strata_stream_is_declaration(strata_slice line);

/** "records", "cells", "estimates". */
const char *strata_stream_kind_name(strata_stream_kind kind);

/** If *rest starts with word and a blank, takes both away. */
bool strata_stream_take_word(strata_slice *rest, const char *word);

#endif
