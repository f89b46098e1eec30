/* What strata audit and strata protect ask of such a call alike. */
#include "audit_call.h"

#include "command.h"
#include "option.h"
#include "output.h"

strata_status strata_audit_call_check(strata_call *call, strata_error *err)
{
    STRATA_TRY(strata_call_apply(call, err));
    const strata_audit_call *given = &call->audit;
    if (given->cells == NULL || given->links == NULL) {
        return strata_fail(err, STRATA_E_USAGE, "arguments", "expected --cells FILE --links FILE");
    }
    const char *const files[] = {given->cells, given->links};
    call->job.files = files;
    call->job.file_count = STRATA_COUNT_OF(files);
    call->job.rejects_path = given->certificates; /* the second output, for the check */
    const strata_status status = strata_output_check(call, err);
    call->job.files = NULL;
    call->job.file_count = 0;
    call->job.rejects_path = NULL;
    return status;
}

int64_t strata_audit_call_width(const strata_call *call)
{
    return call->audit.width > 0 ? call->audit.width : STRATA_WIDTH_DEFAULT;
}
