/* The version, from the file VERSION by way of the build. */
#include "strata/version.h"

#ifndef STRATA_VERSION
#error "the build gives STRATA_VERSION, the text of the file VERSION in quotes"
#endif

const char *strata_version(void)
{
    return STRATA_VERSION;
}
