/* What hiding has found, as witnesses of an audit. */
#ifndef STRATA_PROTECT_SUPPRESS_WITNESS_H
#define STRATA_PROTECT_SUPPRESS_WITNESS_H

#include "protect/audit.h"
#include "protect/suppress_play.h"

/** Adds the tables to which living directions lead to those of an audit of the same cells that was
 * given the truth; where two of them are far enough apart its verdict becomes safe.
 *  @return STRATA_OK; STRATA_E_MEMORY */
strata_status strata_suppress_witness(const strata_play *play, strata_audit *audit,
                                      strata_error *err) STRATA_NODISCARD;

#endif
