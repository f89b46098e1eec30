/* One table, ways from it, then the audit. */
#include "protect/hiding_audit.h"

#include <string.h>

#include "base/alloc.h"
#include "protect/hiding_parts.h"

/* The table that an audit found; false: it lacks one somewhere. */
static bool take_table(strata_unknowns *unknowns, const strata_audit *audit)
{
    const strata_tables *tables = strata_audit_tables(audit);
    for (uint32_t at = 0; at < unknowns->release->cell_count; at++) {
        unknowns->truth[at] =
            tables->has_base[at] ? tables->base[at] : strata_audit_finding(audit, at).lo;
    }
    return !strata_audit_lacks_tables(audit);
}

static strata_status find_table(strata_unknowns *unknowns, const strata_audit_options *options,
                                bool *is_found, strata_error *err)
{
    strata_audit_options only = *options;
    strata_audit *audit = NULL;
    only.only_base = true;
    STRATA_TRY(strata_audit_run(unknowns->release, &only, &audit, err));
    *is_found = take_table(unknowns, audit);
    strata_audit_free(audit);
    return STRATA_OK;
}

/* A group is hidden if what it is hidden for must stay open. */
static strata_status look(strata_unknowns *unknowns, strata_ways *ways, strata_error *err)
{
    strata_hiding_work work = {.unknowns = unknowns, .hidden = unknowns->must, .only_looks = true};
    strata_status status = strata_hiding_open(&work, err);
    status = status == STRATA_OK ? strata_hiding_round(&work, err) : status;
    *ways = work.ways;
    work.ways = (strata_ways){0};
    strata_hiding_close(&work);
    return status;
}

/* What is known of the numbers is changed on the way, and put back. */
static strata_status find_ways(strata_unknowns *unknowns, strata_ways *ways, strata_error *err)
{
    strata_release *release = unknowns->release;
    const size_t cells = release->cell_count;
    strata_release_cell *known = strata_alloc_zero(cells > 0 ? cells : 1, sizeof *known);
    if (known == NULL) {
        return strata_fail_memory(err);
    }
    memcpy(known, release->cells, cells * sizeof *known);
    const strata_status status = look(unknowns, ways, err);
    memcpy(release->cells, known, cells * sizeof *known);
    strata_free(known);
    return status;
}

strata_status strata_hiding_audit(strata_unknowns *unknowns, const strata_audit_options *options,
                                  strata_audit **out, strata_error *err)
{
    strata_ways ways = {0};
    strata_audit_options own = *options;
    bool is_found = false;
    *out = NULL;
    strata_status status = find_table(unknowns, options, &is_found, err);
    if (status == STRATA_OK && is_found) {
        status = find_ways(unknowns, &ways, err);
        own.truth = unknowns->truth;
        own.ways = &ways;
    }
    status = status == STRATA_OK ? strata_audit_run(unknowns->release, &own, out, err) : status;
    strata_ways_deinit(&ways);
    return status;
}
