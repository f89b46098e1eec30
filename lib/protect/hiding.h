/* Hides cells of a set so that no hidden number of it can be worked out: strata_suppress on the
 * numbers of the set, where all numbers of a cell are hidden together.
 *
 * First with the students of each level, each level for itself: no sum holds two of them, and what
 * moves students of a level moves all cuts up to it and all students. Then with the numbers of
 * students as a whole, then with all numbers, on top of that. The last audit is of all of them. */
#ifndef STRATA_PROTECT_HIDING_H
#define STRATA_PROTECT_HIDING_H

#include "protect/protection.h"

/** What hides; it needs no context. hide returns what strata_suppress does. */
extern const strata_suppressor strata_hiding;

#endif
