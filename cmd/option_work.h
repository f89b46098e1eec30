/* What the options about the program's own work do to a call. Only the option table uses it. */
#ifndef STRATA_CMD_OPTION_WORK_H
#define STRATA_CMD_OPTION_WORK_H

#include "call.h"

strata_status strata_set_memory(strata_call *call, const char *value, strata_error *err);
strata_status strata_set_threads(strata_call *call, const char *value, strata_error *err);
strata_status strata_set_reader(strata_call *call, const char *value, strata_error *err);
strata_status strata_set_timings(strata_call *call, const char *value, strata_error *err);
strata_status strata_set_quiet(strata_call *call, const char *value, strata_error *err);
strata_status strata_set_verbose(strata_call *call, const char *value, strata_error *err);

#endif
