/* strata_sink with a memory for failures. */
#include "table/printer.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "io/json_text.h"

enum {
    FORMAT_BYTES = 1024
};

strata_printer strata_printer_of(strata_sink *sink, strata_error *err)
{
    return (strata_printer){.sink = sink, .err = err, .status = STRATA_OK};
}

static void write_bytes(strata_printer *printer, const char *bytes, size_t len)
{
    if (printer->status == STRATA_OK) {
        printer->status = strata_sink_write(printer->sink, bytes, len, printer->err);
    }
}

void strata_print(strata_printer *printer, const char *text)
{
    write_bytes(printer, text, strlen(text));
}

void strata_print_slice(strata_printer *printer, strata_slice text)
{
    write_bytes(printer, text.text, text.len);
}

void strata_print_char(strata_printer *printer, char byte)
{
    write_bytes(printer, &byte, 1);
}

void strata_print_json(strata_printer *printer, strata_slice text)
{
    if (printer->status == STRATA_OK) {
        printer->status = strata_json_write_string(printer->sink, text, printer->err);
    }
}

void strata_print_repeat(strata_printer *printer, char byte, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        strata_print_char(printer, byte);
    }
}

void strata_print_format(strata_printer *printer, const char *format, ...)
{
    char text[FORMAT_BYTES];
    va_list args;
    va_start(args, format);
    const int len = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (len >= 0 && (size_t)len < sizeof text) {
        write_bytes(printer, text, (size_t)len);
    } else if (printer->status == STRATA_OK) {
        printer->status =
            strata_fail(printer->err, STRATA_E_INTERNAL, "format",
                        "a line to be printed is longer than %d bytes", FORMAT_BYTES - 1);
    }
}
