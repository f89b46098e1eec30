/* strata protect --cells: tables in a neutral form, of whoever. */
#ifndef STRATA_CMD_PROTECT_CELLS_H
#define STRATA_CMD_PROTECT_CELLS_H

#include "call.h"

/** True if --cells, --links or --certificates is among the options given. */
bool strata_protect_cells_is_asked(const strata_call *call);

/** Hides what must be hidden and writes the rest.
 *  @return STRATA_OK; STRATA_E_USAGE; STRATA_E_PROTECTED: nothing may be published, and nothing is
 *          written; what reading and writing return */
strata_status strata_protect_cells_answer(strata_call *call, strata_error *err) STRATA_NODISCARD;

#endif
