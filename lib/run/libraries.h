/* The libraries the program runs with, for reports of faults. */
#ifndef STRATA_RUN_LIBRARIES_H
#define STRATA_RUN_LIBRARIES_H

#include <stddef.h>

size_t strata_library_count(void);

/** The name of a library; its version, as it says itself at run time, in version[size]. */
const char *strata_library_at(size_t index, char *version, size_t size);

#endif
