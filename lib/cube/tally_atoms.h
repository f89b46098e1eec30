/* The groups of each atom: what tally_students.h has the other way round. */
#ifndef STRATA_CUBE_TALLY_ATOMS_H
#define STRATA_CUBE_TALLY_ATOMS_H

#include "cube/tally_students.h"

/** Groups that have no meaning where the atom is are not among them. Start from {0}. */
typedef struct strata_tally_atoms {
    uint32_t *first;  /* groups[first[atom]] to groups[first[atom + 1] - 1] */
    uint32_t *groups; /* numbers of groups */
} strata_tally_atoms;

/** @return STRATA_OK or STRATA_E_MEMORY; to be deinited whatever is returned */
strata_status strata_tally_atoms_make(strata_tally_atoms *atoms,
                                      const strata_tally_students *students,
                                      strata_error *err) STRATA_NODISCARD;
void strata_tally_atoms_deinit(strata_tally_atoms *atoms);

#endif
