/* What is attacked, and what the attacker knows. */
#include "option_audit.h"

#include <string.h>

#include "base/number.h"
#include "schema/catalog.h"

strata_status strata_set_cells(strata_call *call, const char *value, strata_error *err)
{
    (void)err;
    call->audit.cells = value;
    return STRATA_OK;
}

strata_status strata_set_links(strata_call *call, const char *value, strata_error *err)
{
    (void)err;
    call->audit.links = value;
    return STRATA_OK;
}

strata_status strata_set_certificates(strata_call *call, const char *value, strata_error *err)
{
    (void)err;
    call->audit.certificates = value;
    return STRATA_OK;
}

strata_status strata_set_known(strata_call *call, const char *value, strata_error *err)
{
    strata_audit_call *audit = &call->audit;
    if (audit->known_count == STRATA_KNOWN_MAX) {
        return strata_fail(err, STRATA_E_USAGE, "known", "more than %d files of --known",
                           STRATA_KNOWN_MAX);
    }
    audit->known[audit->known_count++] = value;
    return STRATA_OK;
}

strata_status strata_set_incomplete(strata_call *call, const char *value, strata_error *err)
{
    (void)value;
    (void)err;
    call->audit.is_incomplete = true;
    return STRATA_OK;
}

strata_status strata_set_cells_out(strata_call *call, const char *value, strata_error *err)
{
    (void)err;
    call->audit.cells_out = value;
    return STRATA_OK;
}

strata_status strata_set_links_out(strata_call *call, const char *value, strata_error *err)
{
    (void)err;
    call->audit.links_out = value;
    return STRATA_OK;
}

strata_status strata_set_knowledge(strata_call *call, const char *value, strata_error *err)
{
    static const char *const words[] = {"none", "zeros-shown", "symbols"};
    const size_t count = sizeof words / sizeof words[0];
    for (size_t at = 0; at < count; at++) {
        if (strcmp(value, words[at]) == 0) {
            call->audit.knowledge = (strata_knowledge)at;
            return STRATA_OK;
        }
    }
    return strata_fail_word(err, "word", value, words, count);
}

strata_status strata_set_width(strata_call *call, const char *value, strata_error *err)
{
    uint64_t width = 0;
    if (!strata_count_parse(strata_slice_of(value), &width) || width == 0 ||
        width > (uint64_t)STRATA_NUMBER_MOST) {
        return strata_fail(err, STRATA_E_USAGE, "width", "expected --width as a number from 1 on");
    }
    call->audit.width = (int64_t)width;
    return STRATA_OK;
}
