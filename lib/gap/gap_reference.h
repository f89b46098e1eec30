/* Which group a group is compared with. */
#ifndef STRATA_GAP_GAP_REFERENCE_H
#define STRATA_GAP_GAP_REFERENCE_H

#include "gap/gap_panel.h"

/** Below this n in any year the complement takes the place of a reference group. */
enum {
    STRATA_REFERENCE_MIN_N = 30
};

typedef struct strata_reference {
    bool complement;    /* all students of the fixed part but the group itself */
    strata_code code;   /* of the reference group, unless complement */
    strata_flags flags; /* ref_complement, ref_substituted */
} strata_reference;

/** Where a gap is to be computed: a group, and which dimension of its key varies while the others
 * are held fixed. */
typedef struct strata_gap_place {
    const strata_panels *panels;
    const strata_panel *panel;
    const strata_panel_group *group;
    unsigned position;
    strata_reference reference;
} strata_gap_place;

/** Fills place->reference, the same in all years of a series.
 *
 *  Candidates are the group of --ref, else the usual ones of the dimension, in order; the first
 * that the series has in any year is it. Without one it is the complement. A reference group hidden
 * or with fewer than STRATA_REFERENCE_MIN_N students in a year gives way to the complement; a
 * counted year that has other groups of the dimension but not this one has it with no students. A
 * published year that does not print it says nothing.
 *
 *  @return          false if the group gets no gap: it says that nothing is known, it is (or shares
 *                   students with) the reference group, or the dimension is not one */
bool strata_reference_choose(const strata_gap_options *options, strata_gap_place *place);

#endif
