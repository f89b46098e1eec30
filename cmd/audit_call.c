/* What strata audit and strata protect ask of such a call alike. */
#include "audit_call.h"

#include "command.h"
#include "option.h"
#include "output.h"

/* Every two of the outputs, as the one and the other that the check knows. */
static strata_status check_pairs(strata_call *call, strata_error *err)
{
    const char *const outputs[] = {call->output, call->audit.certificates, call->audit.cells_out,
                                   call->audit.links_out};
    strata_status status = STRATA_OK;
    for (size_t at = 0; at < STRATA_COUNT_OF(outputs); at++) {
        for (size_t other = at + 1; other < STRATA_COUNT_OF(outputs) && status == STRATA_OK;
             other++) {
            call->output = outputs[at];
            call->job.rejects_path = outputs[other];
            status = outputs[at] != NULL ? strata_output_check(call, err) : STRATA_OK;
        }
    }
    call->output = outputs[0];
    call->job.rejects_path = NULL;
    return status;
}

strata_status strata_audit_call_check_outputs(strata_call *call, const char *const *files,
                                              size_t count, strata_error *err)
{
    call->job.files = files;
    call->job.file_count = count;
    const strata_status status = check_pairs(call, err);
    call->job.files = NULL;
    call->job.file_count = 0;
    return status;
}

strata_status strata_audit_call_check(strata_call *call, strata_error *err)
{
    STRATA_TRY(strata_call_apply(call, err));
    const strata_audit_call *given = &call->audit;
    if (given->cells == NULL || given->links == NULL) {
        return strata_fail(err, STRATA_E_USAGE, "arguments", "expected --cells FILE --links FILE");
    }
    const char *const files[] = {given->cells, given->links};
    return strata_audit_call_check_outputs(call, files, STRATA_COUNT_OF(files), err);
}

int64_t strata_audit_call_width(const strata_call *call)
{
    return call->audit.width > 0 ? call->audit.width : STRATA_WIDTH_DEFAULT;
}
