/* Years from one on and until another, as schemas have them: 0 is open. */
#ifndef STRATA_SCHEMA_YEARS_H
#define STRATA_SCHEMA_YEARS_H

#include <stdbool.h>

/** Both years included. */
typedef struct strata_years {
    int from;
    int until;
} strata_years;

/** Whether the year is one of them. */
static inline bool strata_years_hold(strata_years years, int year)
{
    return (years.from == 0 || years.from <= year) && (years.until == 0 || year <= years.until);
}

/** Whether both have a year in common. */
static inline bool strata_years_meet(strata_years a, strata_years b)
{
    return (a.until == 0 || b.from <= a.until) && (b.until == 0 || a.from <= b.until);
}

#endif
