/* What groups mean in which years, in a stream's header: `#definition assessment=caaspp dim=econ
 * from=2023 label=...` and `#el assessment=caaspp from=2017 until= years=4`. */
#ifndef STRATA_STREAM_DEFINITION_LINE_H
#define STRATA_STREAM_DEFINITION_LINE_H

#include "io/sink.h"
#include "record/dictionary.h"

/** Writes the lines of all redefinitions and rules of exits, each kind in its order. */
strata_status strata_definition_lines_write(strata_sink *sink, const strata_dictionary *dictionary,
                                            strata_error *err) STRATA_NODISCARD;

/** Reads what stands behind "#definition " and adds the redefinition to the dictionary.
 *  @param is_line  out: false if the text is none; the dictionary has none more then
 *  @return         STRATA_OK, STRATA_E_MEMORY */
strata_status strata_definition_line_read(strata_slice text, strata_dictionary *dictionary,
                                          bool *is_line, strata_error *err) STRATA_NODISCARD;

/** The same for what stands behind "#el ".
 *  @return  STRATA_OK, STRATA_E_MEMORY, STRATA_E_INPUT ("exits-differ") */
strata_status strata_exits_line_read(strata_slice text, strata_dictionary *dictionary,
                                     bool *is_line, strata_error *err) STRATA_NODISCARD;

#endif
