/* Where the results of a command go: a stream, or a table for people. */
#ifndef STRATA_CMD_OUTPUT_H
#define STRATA_CMD_OUTPUT_H

#include "call.h"

/** Estimates into the output of the call: as a table if its name, --format or a terminal asks for
 * one, else as a stream.
 *  @return STRATA_OK; STRATA_E_PROTECTED ("digits": full digits of numbers for the public); what
 * the sink returned */
strata_status strata_output_estimates(const strata_call *call, strata_sink *sink,
                                      const strata_estimates *estimates,
                                      const strata_stream_header *header,
                                      strata_error *err) STRATA_NODISCARD;

/** The same as a table in any case; csv if nothing says which. */
strata_status strata_output_table(const strata_call *call, strata_sink *sink,
                                  const strata_estimates *estimates,
                                  strata_error *err) STRATA_NODISCARD;

/** STRATA_E_USAGE ("output-is-input") if the output or the list of rejects is a file that the job
 * reads, which it would replace: inputs, standard input from a file, key, roster, control,
 * entities, schemas, policies; "output-twice" if the two are one. */
strata_status strata_output_check(const strata_call *call, strata_error *err) STRATA_NODISCARD;

/** The same of one file that is read, "-" for standard input; NULL: none. */
strata_status strata_output_check_input(const strata_call *call, const char *file,
                                        strata_error *err) STRATA_NODISCARD;

/** A text that is the whole output of a command, to standard output. */
strata_status strata_output_text(const char *text, strata_error *err) STRATA_NODISCARD;

/** Whether the end of the output's name is `extension`, behind it perhaps ".gz". */
bool strata_output_ends_with(const strata_call *call, const char *extension);

#endif
