/* The table of all gaps, made from gaps.def. */
#include <string.h>

#include "gap/gap.h"

#define STRATA_GAP(id) extern const strata_gap strata_gap_##id;
#include "gap/gaps.def"
#undef STRATA_GAP

static const strata_gap *const gaps[] = {
#define STRATA_GAP(id) &strata_gap_##id,
#include "gap/gaps.def"
#undef STRATA_GAP
};

size_t strata_gap_count(void)
{
    return sizeof gaps / sizeof gaps[0];
}

const strata_gap *strata_gap_at(size_t index)
{
    return gaps[index];
}

const strata_gap *strata_gap_find(const char *id)
{
    for (size_t i = 0; i < strata_gap_count(); i++) {
        if (strcmp(gaps[i]->id, id) == 0) {
            return gaps[i];
        }
    }
    return NULL;
}
