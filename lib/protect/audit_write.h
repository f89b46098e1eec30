/* What an audit found, as files; lib/stream/FORMAT.md, sections 6.3 and 6.4. */
#ifndef STRATA_PROTECT_AUDIT_WRITE_H
#define STRATA_PROTECT_AUDIT_WRITE_H

#include "io/sink.h"
#include "protect/audit.h"

/** cell_id,lo,hi,verdict,attack: every cell, in the order of the release.
 *  @return STRATA_OK or what the sink returned */
strata_status strata_audit_write_bounds(const strata_audit *audit, strata_sink *sink,
                                        strata_error *err) STRATA_NODISCARD;

/** What was found of a cell; a cell of width 0, which may be worked out, is as good as shown. */
strata_finding strata_audit_asked(const strata_audit *audit, uint32_t cell);

/** "exact", "narrow", "unproven", "safe", "shown". */
const char *strata_verdict_word(strata_verdict verdict);

/** The certificate: tables, and for each safe cell two of them.
 *  @return STRATA_OK; STRATA_E_PROTECTED ("certificate"): no table was found of some part, so that
 *          there is none of the whole; what the sink returned; STRATA_E_MEMORY */
strata_status strata_audit_write_certificate(const strata_audit *audit, strata_sink *sink,
                                             strata_error *err) STRATA_NODISCARD;

#endif
