/* Which form, how many digits, how wide. */
#include "output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "measure/estimate_stream.h"

strata_status strata_output_text(const char *text, strata_error *err)
{
    strata_sink *sink = NULL;
    STRATA_TRY(strata_sink_open("-", false, &sink, err));
    return strata_sink_end(sink, strata_sink_text(sink, text, err), err);
}

bool strata_output_ends_with(const strata_call *call, const char *extension)
{
    const char *name = call->output;
    size_t len = strlen(name);
    if (len > 3 && strcmp(name + len - 3, ".gz") == 0) {
        len -= 3;
    }
    const size_t tail = strlen(extension);
    return len > tail && memcmp(name + len - tail, extension, tail) == 0;
}

static uint32_t terminal_width(void)
{
    struct winsize size = {0};
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

/* NULL: nothing asks for a table. */
static const strata_table_writer *choose_writer(const strata_call *call, const strata_sink *sink)
{
    if (call->format != NULL) {
        return call->format;
    }
    const strata_table_writer *by_name = strata_table_writer_for(call->output);
    if (by_name != NULL) {
        return by_name;
    }
    return strata_sink_is_terminal(sink) ? strata_table_writer_find("text") : NULL;
}

static strata_status choose_digits(const strata_call *call, const strata_estimates *estimates,
                                   const strata_table_writer *writer, strata_digits *out,
                                   strata_error *err)
{
    const bool may_be_full = estimates->confidential || call->job.internal;
    if (call->digits == STRATA_DIGITS_ALWAYS_FULL && !may_be_full) {
        return strata_fail(err, STRATA_E_PROTECTED, "digits",
                           "full digits may tell more than the table is meant to; give --internal "
                           "for a table that stays inside");
    }
    const bool is_full =
        call->digits == STRATA_DIGITS_ALWAYS_FULL ||
        (call->digits == STRATA_DIGITS_AS_FITS && may_be_full && !writer->is_for_people);
    *out = is_full ? STRATA_DIGITS_FULL : STRATA_DIGITS_PRINTED;
    return STRATA_OK;
}

static strata_status write_table(const strata_call *call, strata_sink *sink,
                                 const strata_estimates *estimates,
                                 const strata_table_writer *writer, strata_error *err)
{
    strata_table_options options = {.kind = call->kind};
    STRATA_TRY(choose_digits(call, estimates, writer, &options.digits, err));
    if (strata_sink_is_terminal(sink)) {
        options.terminal_width = terminal_width();
        options.colour = getenv("NO_COLOR") == NULL;
    }
    return writer->write(estimates, &options, sink, err);
}

strata_status strata_output_estimates(const strata_call *call, strata_sink *sink,
                                      const strata_estimates *estimates,
                                      const strata_stream_header *header, strata_error *err)
{
    const strata_table_writer *writer = choose_writer(call, sink);
    return writer != NULL
               ? write_table(call, sink, estimates, writer, err)
               : strata_estimate_stream_write(sink, estimates, header, call->is_bare, err);
}

strata_status strata_output_table(const strata_call *call, strata_sink *sink,
                                  const strata_estimates *estimates, strata_error *err)
{
    const strata_table_writer *writer = choose_writer(call, sink);
    return write_table(call, sink, estimates,
                       writer != NULL ? writer : strata_table_writer_find("csv"), err);
}
