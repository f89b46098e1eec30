/* Grades in strata's words: "PK", "K", "01" to "12", "HS", "all". */
#ifndef STRATA_RECORD_GRADE_H
#define STRATA_RECORD_GRADE_H

#include "base/status.h"

/** The word for a grade that a person wrote: "3" and "03" are "03".
 *  @param out  a text that lives for ever
 *  @return     STRATA_OK; STRATA_E_USAGE ("word") with the nearest grade there is */
strata_status strata_grade_find(const char *text, const char **out,
                                strata_error *err) STRATA_NODISCARD;

#endif
