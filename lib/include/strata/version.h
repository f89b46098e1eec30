/* Which strata this is. Part of the public interface. */
#ifndef STRATA_VERSION_H
#define STRATA_VERSION_H

#include "strata/status.h"

/** "0.1.0"; lives for ever. */
STRATA_API const char *strata_version(void);

#endif
