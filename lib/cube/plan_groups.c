/* Which groups a plan is about. */
#include <string.h>

#include "cube/plan.h"

bool strata_scheme_equal(const strata_scheme *a, const strata_scheme *b)
{
    return a->count == b->count && memcmp(a->dims, b->dims, a->count) == 0;
}

const char *strata_population_name(strata_population population)
{
    static const char *const names[STRATA_POPULATIONS] = {
        [STRATA_ALL_TESTED] = "all_tested", [STRATA_ACCOUNTABILITY] = "accountability"};
    return names[population];
}

static bool has_scheme(const strata_plan *plan, const strata_scheme *scheme)
{
    for (unsigned at = 0; at < plan->scheme_count; at++) {
        if (strata_scheme_equal(&plan->schemes[at], scheme)) {
            return true;
        }
    }
    return false;
}

static void add_once(strata_plan *plan, const strata_scheme *scheme)
{
    if (!has_scheme(plan, scheme)) {
        plan->schemes[plan->scheme_count++] = *scheme;
    }
}

/* The scheme with race_mask in place of race: it stands behind all other dimensions. */
static strata_scheme with_masks(const strata_scheme *scheme)
{
    strata_scheme made = {.count = 0};
    bool has_race = false;
    for (unsigned at = 0; at < scheme->count; at++) {
        const uint8_t dim = scheme->dims[at];
        const bool is_race = dim == STRATA_DIM_RACE || dim == STRATA_DIM_RACE_MASK;
        has_race = has_race || is_race;
        if (!is_race) {
            made.dims[made.count++] = dim;
        }
    }
    if (has_race) {
        made.dims[made.count++] = STRATA_DIM_RACE_MASK;
    }
    return made;
}

void strata_plan_settle(const strata_plan *plan, strata_plan *out)
{
    strata_plan settled = *plan;
    if (plan->race_scheme == STRATA_RACE_COMBINATIONS) {
        memset(settled.schemes, 0, sizeof settled.schemes);
        settled.scheme_count = 0;
        for (unsigned at = 0; at < plan->scheme_count; at++) {
            const strata_scheme scheme = with_masks(&plan->schemes[at]);
            add_once(&settled, &scheme);
        }
    }
    if (plan->keep_masks) {
        const strata_scheme masks = {.count = 1, .dims = {STRATA_DIM_RACE_MASK}};
        add_once(&settled, &masks);
        settled.keep_masks = false; /* done */
    }
    *out = settled;
}

bool strata_plan_has_group(const strata_plan *plan, strata_group_key group)
{
    strata_scheme scheme = {.count = 1, .dims = {group.dim[0]}};
    for (unsigned at = 1; at < STRATA_CROSS_MAX && group.dim[at] != STRATA_DIM_ALL; at++) {
        scheme.dims[scheme.count++] = group.dim[at];
    }
    return has_scheme(plan, &scheme);
}

static bool has_cross_with(const strata_plan *plan, strata_dim dim)
{
    for (unsigned at = 0; at < plan->scheme_count; at++) {
        const strata_scheme *scheme = &plan->schemes[at];
        if (scheme->count > 1 && memchr(scheme->dims, (int)dim, scheme->count) != NULL) {
            return true;
        }
    }
    return false;
}

static uint32_t history_groups(void)
{
    const strata_code reclassified =
        strata_group_find(STRATA_DIM_EL, strata_slice_of("reclassified"));
    const strata_code unknown =
        strata_group_find(STRATA_DIM_EL, strata_slice_of("history_unknown"));
    return strata_group_members(STRATA_DIM_EL, reclassified) | UINT32_C(1) << unknown;
}

uint32_t strata_plan_witnesses(const strata_plan *plan, strata_dim dim)
{
    const strata_scheme alone = {.count = 1, .dims = {(uint8_t)dim}};
    if (!has_cross_with(plan, dim) || has_scheme(plan, &alone)) {
        return 0;
    }
    if (dim == STRATA_DIM_EL) {
        return history_groups();
    }
    if (dim == STRATA_DIM_FRL && !plan->ignore_meals) {
        return (UINT32_C(2) << strata_group_count(dim)) - 2;
    }
    return 0;
}

bool strata_plan_watches_meals(const strata_plan *plan)
{
    const strata_scheme alone = {.count = 1, .dims = {STRATA_DIM_FRL}};
    return !plan->ignore_meals &&
           (has_scheme(plan, &alone) || has_cross_with(plan, STRATA_DIM_FRL));
}

bool strata_plan_has_witness(const strata_plan *plan, strata_group_key group)
{
    const strata_dim dim = (strata_dim)group.dim[0];
    return group.dim[1] == STRATA_DIM_ALL && dim != STRATA_DIM_RACE_MASK &&
           (strata_plan_witnesses(plan, dim) >> group.code[0] & 1) != 0;
}
