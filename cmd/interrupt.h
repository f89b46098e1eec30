/* What happens when the user or the system ends the program: nothing half written stays. */
#ifndef STRATA_CMD_INTERRUPT_H
#define STRATA_CMD_INTERRUPT_H

#include "base/status.h"

/** From here on SIGINT, SIGTERM, SIGHUP, SIGQUIT and SIGXCPU remove temporary files and folders
 * that are being written and end the process with 128 + the signal's number. A signal that was
 * ignored stays ignored. Call it before any other thread starts.
 *  @return STRATA_OK, or STRATA_E_INTERNAL if no thread can be had */
strata_status strata_interrupt_start(strata_error *err) STRATA_NODISCARD;

#endif
