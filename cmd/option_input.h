/* What the options about inputs do to a call. Only the option table uses it. */
#ifndef STRATA_CMD_OPTION_INPUT_H
#define STRATA_CMD_OPTION_INPUT_H

#include "call.h"

strata_status strata_set_year(strata_call *call, const char *value, strata_error *err);
strata_status strata_set_term(strata_call *call, const char *value, strata_error *err);
strata_status strata_set_assessment(strata_call *call, const char *value, strata_error *err);
strata_status strata_set_subject(strata_call *call, const char *value, strata_error *err);
strata_status strata_set_grade(strata_call *call, const char *value, strata_error *err);
strata_status strata_set_encoding(strata_call *call, const char *value, strata_error *err);
strata_status strata_set_skip(strata_call *call, const char *value, strata_error *err);
strata_status strata_set_roster(strata_call *call, const char *value, strata_error *err);
strata_status strata_set_roster_wins(strata_call *call, const char *value, strata_error *err);
strata_status strata_set_groups(strata_call *call, const char *value, strata_error *err);
strata_status strata_set_where(strata_call *call, const char *value, strata_error *err);
strata_status strata_set_status_year(strata_call *call, const char *value, strata_error *err);
strata_status strata_set_successors(strata_call *call, const char *value, strata_error *err);
strata_status strata_set_entities(strata_call *call, const char *value, strata_error *err);
strata_status strata_set_kind(strata_call *call, const char *value, strata_error *err);

#endif
