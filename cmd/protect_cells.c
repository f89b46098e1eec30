/* From two files with all numbers to one that may be published. */
#include "protect_cells.h"

#include "audit_call.h"
#include "base/alloc.h"
#include "command.h"
#include "option.h"
#include "output.h"
#include "protect/audit_write.h"
#include "protect/suppress_read.h"
#include "protect/suppress_write.h"
#include "report.h"

bool strata_protect_cells_is_asked(const strata_call *call)
{
    return strata_option_is_given(call, STRATA_OPTION_CELLS) ||
           strata_option_is_given(call, STRATA_OPTION_LINKS) ||
           strata_option_is_given(call, STRATA_OPTION_CERTIFICATES);
}

static strata_status check_call(strata_call *call, strata_error *err)
{
    if (call->word_count > 0) {
        return strata_fail(err, STRATA_E_USAGE, "arguments",
                           "with --cells and --links no other file is read: they are the whole of "
                           "the tables; give CELLS alone, or --cells and --links alone");
    }
    return strata_audit_call_check(call, err);
}

static strata_status read_links(const strata_call *call, strata_suppress_files *files,
                                strata_release **out, strata_suppress_cell **known,
                                strata_error *err)
{
    STRATA_TRY(strata_source_open(call->audit.links, &files->links, err));
    const strata_status status = strata_suppress_read(files, out, known, err);
    strata_source_close(files->links);
    return status;
}

static strata_status read_all(const strata_call *call, strata_release **out,
                              strata_suppress_cell **known, strata_error *err)
{
    strata_suppress_files files = {.width = call->audit.width > 0 ? call->audit.width
                                                                  : STRATA_WIDTH_DEFAULT};
    STRATA_TRY(strata_source_open(call->audit.cells, &files.cells, err));
    const strata_status status = read_links(call, &files, out, known, err);
    strata_source_close(files.cells);
    return status;
}

/* The proof first: what is published must not be there without it. */
static strata_status write_all(const strata_call *call, const strata_suppress_result *result,
                               strata_error *err)
{
    strata_sink *sink = NULL;
    if (call->audit.certificates != NULL) {
        STRATA_TRY(strata_sink_open(call->audit.certificates, true, &sink, err));
        STRATA_TRY(strata_sink_end(
            sink, strata_audit_write_certificate(result->done->audit, sink, err), err));
    }
    STRATA_TRY(strata_sink_open(call->output, false, &sink, err));
    STRATA_TRY(strata_sink_end(sink, strata_suppress_write(result, sink, err), err));
    strata_report_line(call, "%u cells hidden for their own sake, %u in all",
                       (unsigned)result->done->primary, (unsigned)result->done->hidden);
    return STRATA_OK;
}

strata_status strata_protect_cells_answer(strata_call *call, strata_error *err)
{
    STRATA_TRY(check_call(call, err));
    const strata_suppress_options options = {.knowledge = call->audit.knowledge};
    strata_release *release = NULL;
    strata_suppress_cell *cells = NULL;
    strata_suppressed done;
    STRATA_TRY(read_all(call, &release, &cells, err));
    strata_status status = strata_suppress(release, cells, &options, &done, err);
    if (status == STRATA_OK) {
        const strata_suppress_result result = {release, cells, &done};
        status = write_all(call, &result, err);
    }
    strata_suppressed_deinit(&done);
    strata_release_free(release);
    strata_free(cells);
    return status;
}
