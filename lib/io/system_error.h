/* A failed system call in the words used everywhere. */
#ifndef STRATA_IO_SYSTEM_ERROR_H
#define STRATA_IO_SYSTEM_ERROR_H

#include "base/status.h"

/** "<what>: <what the system says>" about a file.
 *
 *  @param file    name for the message                                            (borrowed)
 *  @param number  errno of the failed call
 *  @param what    such as "cannot open"                                           (borrowed)
 *  @return        STRATA_E_INPUT; STRATA_E_PIPE for EPIPE; STRATA_E_MEMORY for ENOMEM */
strata_status strata_fail_system(strata_error *err, const char *file, int number, const char *what);

#endif
