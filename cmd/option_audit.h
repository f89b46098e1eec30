/* What the options of strata audit do to a call. Only the option table uses it. */
#ifndef STRATA_CMD_OPTION_AUDIT_H
#define STRATA_CMD_OPTION_AUDIT_H

#include "call.h"

strata_status strata_set_cells(strata_call *call, const char *value, strata_error *err);
strata_status strata_set_links(strata_call *call, const char *value, strata_error *err);
strata_status strata_set_certificates(strata_call *call, const char *value, strata_error *err);
strata_status strata_set_known(strata_call *call, const char *value, strata_error *err);
strata_status strata_set_incomplete(strata_call *call, const char *value, strata_error *err);
strata_status strata_set_cells_out(strata_call *call, const char *value, strata_error *err);
strata_status strata_set_links_out(strata_call *call, const char *value, strata_error *err);
strata_status strata_set_knowledge(strata_call *call, const char *value, strata_error *err);
strata_status strata_set_width(strata_call *call, const char *value, strata_error *err);

#endif
