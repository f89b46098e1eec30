/* Ways in which what is hidden of a published release can move, level by level as hiding finds
 * them: for an audit that knows no more than one table that fits. */
#ifndef STRATA_PROTECT_HIDING_AUDIT_H
#define STRATA_PROTECT_HIDING_AUDIT_H

#include "protect/audit.h"
#include "protect/unknowns.h"

/** strata_audit_run on unknowns that somebody printed. It looks for one table that fits, then for
 * ways from it in which students of one level move, and hands both to the audit: where there are
 * many groups that finds most of what can move in a fraction of the time. It proves no more and no
 * less than the audit does: every way is checked there.
 *
 *  @param unknowns  its release is attacked as it is; its truth is set to the table that was found
 *  @param options   without truth and ways
 *  @param out       yours to strata_audit_free, before the unknowns; NULL on failure
 *  @return          what strata_audit_run returned */
strata_status strata_hiding_audit(strata_unknowns *unknowns, const strata_audit_options *options,
                                  strata_audit **out, strata_error *err) STRATA_NODISCARD;

#endif
