/* Combinations of codes are few; each is looked up by its bytes. */
#include "cube/membership.h"

#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"

/* The groups of one combination. */
typedef struct group_list {
    const strata_group_key *groups;
    size_t count;
} group_list;

struct strata_membership {
    strata_plan plan;
    strata_intern *combinations; /* numbers from 1 */
    group_list *lists;           /* by number - 1 */
    size_t room;
    strata_arena *arena; /* owns the groups */
    strata_group_key *scratch;
    size_t scratch_room;
};

void strata_membership_free(strata_membership *membership)
{
    if (membership != NULL) {
        strata_intern_free(membership->combinations);
        strata_arena_free(membership->arena);
        strata_free(membership->lists);
        strata_free(membership->scratch);
        strata_free(membership);
    }
}

strata_membership *strata_membership_new(const strata_plan *plan)
{
    strata_membership *membership = strata_alloc_zero(1, sizeof *membership);
    if (membership == NULL) {
        return NULL;
    }
    membership->plan = *plan;
    membership->combinations = strata_intern_new();
    membership->arena = strata_arena_new();
    if (membership->combinations == NULL || membership->arena == NULL) {
        strata_membership_free(membership);
        return NULL;
    }
    return membership;
}

/* Bit g for each group g of the dimension that a student of this code belongs to. */
static uint32_t groups_of_code(strata_dim dim, strata_code code, bool is_cross)
{
    uint32_t groups = 0;
    for (strata_code group = 1; group <= strata_group_count(dim); group++) {
        const strata_group_kind kind = strata_group_kind_of(dim, group);
        const bool fits = !is_cross || kind == STRATA_GROUP_STATUS || kind == STRATA_GROUP_UNION;
        if (fits && (strata_group_members(dim, group) >> code & 1) != 0) {
            groups |= UINT32_C(1) << group;
        }
    }
    return code != 0 ? groups : 0;
}

static strata_status push(strata_membership *membership, size_t *count, strata_group_key key,
                          strata_error *err)
{
    void *block = membership->scratch;
    const strata_status status =
        strata_reserve(&block, &membership->scratch_room, *count + 1, sizeof key, err);
    membership->scratch = block;
    STRATA_TRY(status);
    membership->scratch[(*count)++] = key;
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
        } while (key.code[at] < 32 && (groups[at] >> key.code[at] & 1) == 0);
        if (key.code[at] < 32 && at + 1 == scheme->count) {
            STRATA_TRY(push(membership, count, key, err));
        } else if (key.code[at] < 32) {
            key.code[++at] = 0;
        } else if (at == 0) {
            return STRATA_OK;
        } else {
            at--;
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

static strata_status push_history(strata_membership *membership,
                                  const strata_code codes[STRATA_DIM_COUNT], size_t *count,
                                  strata_error *err)
{
    const strata_group_key unknown = {
        .dim = {STRATA_DIM_EL, STRATA_DIM_ALL, STRATA_DIM_ALL},
        .code = {strata_group_find(STRATA_DIM_EL, strata_slice_of("history_unknown")), 1, 1}};
    if (codes[STRATA_DIM_EL] != unknown.code[0] || !has_english_learners(&membership->plan) ||
        strata_plan_has_group(&membership->plan, unknown)) {
        return STRATA_OK;
    }
    return push(membership, count, unknown, err);
}

static strata_status list_groups(strata_membership *membership,
                                 const strata_code codes[STRATA_DIM_COUNT], size_t *count,
                                 strata_error *err)
{
    for (unsigned at = 0; at < membership->plan.scheme_count; at++) {
        const strata_scheme *scheme = &membership->plan.schemes[at];
        uint32_t groups[STRATA_CROSS_MAX] = {0};
        for (unsigned part = 0; part < scheme->count; part++) {
            const strata_dim dim = (strata_dim)scheme->dims[part];
            groups[part] = groups_of_code(dim, codes[dim], scheme->count > 1);
        }
        STRATA_TRY(push_products(membership, scheme, groups, count, err));
    }
    return push_history(membership, codes, count, err);
}

static strata_status add_list(strata_membership *membership,
                              const strata_code codes[STRATA_DIM_COUNT], size_t number,
                              strata_error *err)
{
    size_t count = 0;
    STRATA_TRY(list_groups(membership, codes, &count, err));
    void *block = membership->lists;
    const strata_status status =
        strata_reserve(&block, &membership->room, number, sizeof *membership->lists, err);
    membership->lists = block;
    STRATA_TRY(status);
    strata_group_key *groups = strata_arena_alloc(membership->arena, (count + 1) * sizeof *groups);
    if (groups == NULL) {
        return strata_fail_memory(err);
    }
    if (count > 0) {
        memcpy(groups, membership->scratch, count * sizeof *groups);
    }
    membership->lists[number - 1] = (group_list){.groups = groups, .count = count};
    return STRATA_OK;
}

strata_status strata_membership_of(strata_membership *membership,
                                   const strata_code codes[STRATA_DIM_COUNT],
                                   const strata_group_key **groups, size_t *count,
                                   strata_error *err)
{
    const uint32_t known = strata_intern_count(membership->combinations);
    uint32_t number = 0;
    STRATA_TRY(strata_intern_add(membership->combinations, (const char *)codes,
                                 STRATA_DIM_COUNT * sizeof *codes, &number, err));
    if (number == known) {
        STRATA_TRY(add_list(membership, codes, number, err));
    }
    *groups = membership->lists[number - 1].groups;
    *count = membership->lists[number - 1].count;
    return STRATA_OK;
}
