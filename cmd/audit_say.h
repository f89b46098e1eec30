/* What an audit found, in sentences for who publishes. */
#ifndef STRATA_CMD_AUDIT_SAY_H
#define STRATA_CMD_AUDIT_SAY_H

#include "call.h"
#include "protect/published.h"

/** One sentence for each group of which something can be found out, at most ten, and how many more
 * there are. None holds a number that is hidden. Nothing with --quiet. */
void strata_audit_say(const strata_call *call, const strata_audit *audit,
                      const strata_published_release *published);

#endif
