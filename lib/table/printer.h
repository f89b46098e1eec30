/* Text for people into a sink, piece by piece. */
#ifndef STRATA_TABLE_PRINTER_H
#define STRATA_TABLE_PRINTER_H

#include "base/slice.h"
#include "io/sink.h"

/** Plain struct on the caller's stack, as strata_printer_of makes it. The first failure is kept and
 * ends all later printing, so that nobody has to ask after every piece. */
typedef struct strata_printer {
    strata_sink *sink; /* borrowed */
    strata_error *err; /* borrowed */
    strata_status status;
} strata_printer;

/** A printer that has not failed yet. */
strata_printer strata_printer_of(strata_sink *sink, strata_error *err);

void strata_print(strata_printer *printer, const char *text);
void strata_print_slice(strata_printer *printer, strata_slice text);
void strata_print_char(strata_printer *printer, char byte);
/** text as a JSON string. */
void strata_print_json(strata_printer *printer, strata_slice text);
/** `count` times the same character. */
void strata_print_repeat(strata_printer *printer, char byte, size_t count);
/** At most 1,023 bytes, see strata_sink_format. */
void strata_print_format(strata_printer *printer, const char *format, ...) STRATA_PRINTF(2, 3);

#endif
