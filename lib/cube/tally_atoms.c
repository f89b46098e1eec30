/* Counted first, then filled: the lists of all atoms lie one behind the other. */
#include "cube/tally_atoms.h"

#include "base/alloc.h"

/* Puts how many groups an atom has two places behind its own; returns how many all have. */
static size_t count_groups(const strata_tally_students *students, uint32_t *first)
{
    size_t all = 0;
    for (uint32_t group = 0; group < students->group_count; group++) {
        const strata_tally_group *of = &students->groups[group];
        for (uint32_t at = 0; at < of->count; at++) {
            first[(size_t)students->atoms[of->first + at] + 2]++;
        }
        all += of->count;
    }
    return all;
}

/* One place behind its own is where the list of an atom begins; as it fills, where it ends, which
 * is where the list of the next one begins. */
static void fill_groups(const strata_tally_students *students, strata_tally_atoms *atoms)
{
    for (uint32_t group = 0; group < students->group_count; group++) {
        const strata_tally_group *of = &students->groups[group];
        for (uint32_t at = 0; at < of->count; at++) {
            const size_t atom = students->atoms[of->first + at];
            atoms->groups[atoms->first[atom + 1]++] = group;
        }
    }
}

strata_status strata_tally_atoms_make(strata_tally_atoms *atoms,
                                      const strata_tally_students *students, strata_error *err)
{
    const size_t count = (size_t)students->atom_count + 2;
    *atoms = (strata_tally_atoms){.first = strata_alloc_zero(count, sizeof *atoms->first)};
    if (atoms->first == NULL) {
        return strata_fail_memory(err);
    }
    atoms->groups =
        strata_alloc_zero(count_groups(students, atoms->first) + 1, sizeof *atoms->groups);
    if (atoms->groups == NULL) {
        return strata_fail_memory(err);
    }
    for (size_t at = 1; at < count; at++) {
        atoms->first[at] += atoms->first[at - 1];
    }
    fill_groups(students, atoms);
    return STRATA_OK;
}

void strata_tally_atoms_deinit(strata_tally_atoms *atoms)
{
    strata_free(atoms->first);
    strata_free(atoms->groups);
    *atoms = (strata_tally_atoms){.first = NULL};
}
