/* The groups of every code are worked out once, as bits; a student's are then their products. */
#include "cube/membership.h"

#include <string.h>

#include "base/alloc.h"

enum {
    CODES = 32 /* of a dimension, 0 among them */
};

struct strata_membership {
    strata_plan plan;
    uint32_t alone[STRATA_DIM_COUNT][CODES]; /* bit g: the code belongs to group g */
    uint32_t crossed[STRATA_DIM_COUNT][CODES];
    bool adds_history;        /* the plan has English learners in crosses only */
    strata_group_key history; /* el=history_unknown */
    strata_group_key *groups; /* of the last student */
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
        const uint32_t members = strata_group_members(dim, (strata_code)group);
        const uint32_t bit = UINT32_C(1) << group;
        for (unsigned code = 1; code < CODES; code++) {
            const bool is_member = (members >> code & 1) != 0;
            const bool is_wide = kind == STRATA_GROUP_STATUS || kind == STRATA_GROUP_UNION;
            membership->alone[dim][code] |= is_member ? bit : 0;
            membership->crossed[dim][code] |= is_member && is_wide ? bit : 0;
        }
    }
}

static bool has_english_learners(const strata_plan *plan)
{
    bool found = false;
    for (unsigned at = 0; at < plan->scheme_count; at++) {
        const strata_scheme *scheme = &plan->schemes[at];
        found = found || memchr(scheme->dims, STRATA_DIM_EL, scheme->count) != NULL;
    }
    return found;
}

strata_membership *strata_membership_new(const strata_plan *plan)
{
    strata_membership *membership = strata_alloc_zero(1, sizeof *membership);
    if (membership == NULL) {
        return NULL;
    }
    membership->plan = *plan;
    for (strata_dim dim = STRATA_DIM_ALL; dim < STRATA_DIM_COUNT; dim++) {
        fill_dim(membership, dim);
    }
    membership->history = (strata_group_key){
        .dim = {STRATA_DIM_EL, STRATA_DIM_ALL, STRATA_DIM_ALL},
        .code = {strata_group_find(STRATA_DIM_EL, strata_slice_of("history_unknown")), 1, 1}};
    membership->adds_history =
        has_english_learners(plan) && !strata_plan_has_group(plan, membership->history);
    return membership;
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
                                   const uint32_t groups[STRATA_CROSS_MAX], size_t *count,
                                   strata_error *err)
{
    strata_group_key key = {.dim = {STRATA_DIM_ALL}, .code = {1, 1, 1}};
    for (unsigned at = 0; at < scheme->count; at++) {
        if (groups[at] == 0) {
            return STRATA_OK;
        }
        key.dim[at] = scheme->dims[at];
        key.code[at] = 0;
    }
    unsigned at = 0;
    for (;;) {
        do {
            key.code[at]++;
        } while (key.code[at] < CODES && (groups[at] >> key.code[at] & 1) == 0);
        if (key.code[at] < CODES && at + 1 == scheme->count) {
            STRATA_TRY(push(membership, count, key, err));
        } else if (key.code[at] < CODES) {
            key.code[++at] = 0;
        } else if (at == 0) {
            return STRATA_OK;
        } else {
            at--;
        }
    }
}

static strata_status push_scheme(strata_membership *membership, const strata_scheme *scheme,
                                 const strata_code codes[STRATA_DIM_COUNT], size_t *count,
                                 strata_error *err)
{
    uint32_t groups[STRATA_CROSS_MAX] = {0};
    for (unsigned at = 0; at < scheme->count; at++) {
        const unsigned dim = scheme->dims[at];
        groups[at] = scheme->count == 1 ? membership->alone[dim][codes[dim]]
                                        : membership->crossed[dim][codes[dim]];
    }
    return push_products(membership, scheme, groups, count, err);
}

strata_status strata_membership_of(strata_membership *membership,
                                   const strata_code codes[STRATA_DIM_COUNT],
                                   const strata_group_key **groups, size_t *count,
                                   strata_error *err)
{
    *count = 0;
    for (unsigned at = 0; at < membership->plan.scheme_count; at++) {
        STRATA_TRY(push_scheme(membership, &membership->plan.schemes[at], codes, count, err));
    }
    if (membership->adds_history && codes[STRATA_DIM_EL] == membership->history.code[0]) {
        STRATA_TRY(push(membership, count, membership->history, err));
    }
    *groups = membership->groups;
    return STRATA_OK;
}
