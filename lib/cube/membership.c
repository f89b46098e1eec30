/* The groups of every code are worked out once, as bits; a student's are then their products. */
#include "cube/membership.h"

#include <string.h>

#include "base/alloc.h"

enum {
    CODES = 32, /* of a dimension, 0 among them */
    NO_CODE = 256
};

struct strata_membership {
    strata_plan plan;
    uint32_t alone[STRATA_DIM_RECORDED][CODES]; /* bit g: the code belongs to group g */
    uint32_t wide[STRATA_DIM_RECORDED];         /* bit g: group g has a part in crosses */
    uint32_t witnesses[STRATA_DIM_RECORDED];    /* see strata_plan_witnesses */
    uint32_t el_accountability;                 /* its bit */
    uint32_t frl_universal;
    strata_code exited[STRATA_EXIT_YEARS_MAX + 1]; /* exited[k]: in the k-th year */
    strata_group_key *groups;                      /* of the last student */
    size_t room;
};

void strata_membership_free(strata_membership *membership)
{
    if (membership != NULL) {
        strata_free(membership->groups);
        strata_free(membership);
    }
}

static void fill_dim(strata_membership *membership, strata_dim dim)
{
    for (unsigned group = 1; group <= strata_group_count(dim); group++) {
        const strata_group_kind kind = strata_group_kind_of(dim, (strata_code)group);
        const bool is_left_out = membership->plan.recorded_only &&
                                 (kind == STRATA_GROUP_UNION || kind == STRATA_GROUP_DETAIL);
        const uint32_t members = is_left_out ? 0 : strata_group_members(dim, (strata_code)group);
        const uint32_t bit = UINT32_C(1) << group;
        const bool is_wide = kind == STRATA_GROUP_STATUS || kind == STRATA_GROUP_UNION;
        membership->wide[dim] |= is_wide ? bit : 0;
        for (unsigned code = 1; code < CODES; code++) {
            membership->alone[dim][code] |= (members >> code & 1) != 0 ? bit : 0;
        }
    }
}

static void fill_names(strata_membership *membership)
{
    static const char *const exited[STRATA_EXIT_YEARS_MAX + 1] = {NULL, "exited_y1", "exited_y2",
                                                                  "exited_y3", "exited_y4"};
    for (unsigned year = 1; year <= STRATA_EXIT_YEARS_MAX; year++) {
        membership->exited[year] = strata_group_find(STRATA_DIM_EL, strata_slice_of(exited[year]));
    }
    membership->el_accountability =
        UINT32_C(1) << strata_group_find(STRATA_DIM_EL, strata_slice_of("el_accountability"));
    membership->frl_universal = UINT32_C(1)
                                << strata_group_find(STRATA_DIM_FRL, strata_slice_of("universal"));
}

strata_membership *strata_membership_new(const strata_plan *plan)
{
    strata_membership *membership = strata_alloc_zero(1, sizeof *membership);
    if (membership == NULL) {
        return NULL;
    }
    strata_plan_settle(plan, &membership->plan);
    for (strata_dim dim = STRATA_DIM_ALL; dim < STRATA_DIM_RECORDED; dim++) {
        fill_dim(membership, dim);
        membership->witnesses[dim] = strata_plan_witnesses(&membership->plan, dim);
    }
    fill_names(membership);
    return membership;
}

/* Who left longer ago than counts is no English learner for accountability. */
static uint32_t el_groups(const strata_membership *membership, const strata_standing *standing)
{
    const strata_code code = standing->codes[STRATA_DIM_EL];
    uint32_t groups = membership->alone[STRATA_DIM_EL][code];
    for (unsigned year = standing->exit_years + 1; year <= STRATA_EXIT_YEARS_MAX; year++) {
        if (code == membership->exited[year]) {
            groups &= ~membership->el_accountability;
        }
    }
    return groups;
}

strata_code_set strata_membership_set(const strata_membership *membership,
                                      const strata_standing *standing, strata_dim dim)
{
    const strata_code race = standing->codes[STRATA_DIM_RACE];
    if (dim == STRATA_DIM_RACE_MASK) {
        return (strata_code_set){.mask = strata_race_mask_group(race, standing->race_mask)};
    }
    if (dim == STRATA_DIM_RACE) {
        return (strata_code_set){
            .bits = strata_race_groups(membership->plan.race_scheme, race, standing->race_mask)};
    }
    if (dim == STRATA_DIM_EL) {
        return (strata_code_set){.bits = el_groups(membership, standing)};
    }
    const uint32_t bits = membership->alone[dim][dim == STRATA_DIM_ALL ? 1 : standing->codes[dim]];
    const bool is_universal = dim == STRATA_DIM_FRL && standing->has_universal_meals;
    return (strata_code_set){.bits = bits | (is_universal ? membership->frl_universal : 0)};
}

/* The first group behind a code, NO_CODE behind the last. */
static unsigned next_code(const strata_code_set *set, unsigned code)
{
    if (set->mask != 0) {
        return code < set->mask ? set->mask : NO_CODE;
    }
    do {
        code++;
    } while (code < CODES && (set->bits >> code & 1) == 0);
    return code < CODES ? code : NO_CODE;
}

static strata_status push(strata_membership *membership, size_t *count, strata_group_key key,
                          strata_error *err)
{
    STRATA_TRY(strata_reserve(&membership->groups, &membership->room, *count + 1, sizeof key, err));
    membership->groups[(*count)++] = key;
    return STRATA_OK;
}

/* Goes through all choices of one group from each dimension, as an odometer does. */
static strata_status push_products(strata_membership *membership, const strata_scheme *scheme,
                                   const strata_code_set sets[STRATA_CROSS_MAX], size_t *count,
                                   strata_error *err)
{
    strata_group_key key = {.dim = {STRATA_DIM_ALL}, .code = {1, 1, 1}};
    for (unsigned at = 0; at < scheme->count; at++) {
        key.dim[at] = scheme->dims[at];
        key.code[at] = 0;
    }
    unsigned at = 0;
    for (;;) {
        const unsigned code = next_code(&sets[at], key.code[at]);
        key.code[at] = (strata_code)(code != NO_CODE ? code : 0);
        if (code == NO_CODE && at == 0) {
            return STRATA_OK;
        }
        if (code == NO_CODE) {
            at--;
        } else if (at + 1 < scheme->count) {
            at++;
        } else {
            STRATA_TRY(push(membership, count, key, err));
        }
    }
}

/* What of a set has a part in crosses: no details, and nothing that is not known. */
static strata_code_set in_crosses(const strata_membership *membership, strata_dim dim,
                                  strata_code_set set)
{
    if (dim != STRATA_DIM_RACE_MASK) {
        return (strata_code_set){.bits = set.bits & membership->wide[dim]};
    }
    const bool is_unknown =
        set.mask != 0 && strata_group_kind_of(dim, (strata_code)set.mask) == STRATA_GROUP_UNKNOWN;
    return (strata_code_set){.mask = is_unknown ? 0 : set.mask};
}

/* Pushes the groups of a scheme; sets[scheme->count] are those of its dimensions. */
static strata_status push_groups(strata_membership *membership, const strata_scheme *scheme,
                                 const strata_code_set *sets, size_t *count, strata_error *err)
{
    strata_code_set used[STRATA_CROSS_MAX] = {{0, 0}};
    for (unsigned at = 0; at < scheme->count; at++) {
        used[at] = scheme->count > 1
                       ? in_crosses(membership, (strata_dim)scheme->dims[at], sets[at])
                       : sets[at];
    }
    return push_products(membership, scheme, used, count, err);
}

strata_status strata_membership_groups(strata_membership *membership, const strata_scheme *scheme,
                                       const strata_code_set *sets, const strata_group_key **groups,
                                       size_t *count)
{
    *count = 0;
    STRATA_TRY(push_groups(membership, scheme, sets, count, NULL));
    *groups = membership->groups;
    return STRATA_OK;
}

static strata_status push_scheme(strata_membership *membership, const strata_scheme *scheme,
                                 const strata_standing *standing, size_t *count, strata_error *err)
{
    strata_code_set sets[STRATA_CROSS_MAX] = {{0, 0}};
    for (unsigned at = 0; at < scheme->count; at++) {
        sets[at] = strata_membership_set(membership, standing, (strata_dim)scheme->dims[at]);
    }
    return push_groups(membership, scheme, sets, count, err);
}

static strata_status push_witnesses(strata_membership *membership, strata_dim dim,
                                    const strata_standing *standing, size_t *count,
                                    strata_error *err)
{
    if (membership->witnesses[dim] == 0) {
        return STRATA_OK;
    }
    const strata_scheme alone = {.count = 1, .dims = {(uint8_t)dim}};
    strata_code_set sets[STRATA_CROSS_MAX] = {strata_membership_set(membership, standing, dim)};
    sets[0].bits &= membership->witnesses[dim];
    return push_products(membership, &alone, sets, count, err);
}

strata_status strata_membership_of(strata_membership *membership, const strata_standing *standing,
                                   const strata_group_key **groups, size_t *count,
                                   strata_error *err)
{
    *count = 0;
    for (unsigned at = 0; at < membership->plan.scheme_count; at++) {
        STRATA_TRY(push_scheme(membership, &membership->plan.schemes[at], standing, count, err));
    }
    STRATA_TRY(push_witnesses(membership, STRATA_DIM_EL, standing, count, err));
    STRATA_TRY(push_witnesses(membership, STRATA_DIM_FRL, standing, count, err));
    *groups = membership->groups;
    return STRATA_OK;
}

bool strata_membership_is_about_meals(const strata_membership *membership, strata_group_key group)
{
    for (unsigned at = 0; at < STRATA_CROSS_MAX; at++) {
        if (group.dim[at] == STRATA_DIM_FRL) {
            return (membership->frl_universal >> group.code[at] & 1) == 0;
        }
    }
    return false;
}
