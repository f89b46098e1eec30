/* The table of dimensions and groups, made from vocabulary.def, and what it says of one group. */
#include "schema/vocabulary.h"

#include <assert.h>
#include <stddef.h>

#include "schema/group_codes.h"
#include "schema/race_set.h"

typedef struct group {
    uint8_t dim; /* strata_dim */
    strata_code code;
    uint8_t kind;     /* strata_group_kind */
    strata_code part; /* of a detail: the status that it is part of */
    uint32_t members; /* of a union: statuses, to which their details come */
    const char *name;
    const char *label;
} group;

#define IN(dim, id) (UINT32_C(1) << CODE_##dim##_##id)
#define ENTRY(dim, id, kind, part, members, name, label)                                           \
    {STRATA_DIM_##dim, CODE_##dim##_##id, STRATA_GROUP_##kind, part, members, name, label},
#define STRATA_DIM(dim, name, label)
#define STRATA_STATUS(dim, id, name, label) ENTRY(dim, id, STATUS, 0, 0, name, label)
#define STRATA_DETAIL(dim, id, of, name, label)                                                    \
    ENTRY(dim, id, DETAIL, CODE_##dim##_##of, 0, name, label)
#define STRATA_UNKNOWN(dim, id, name, label)        ENTRY(dim, id, UNKNOWN, 0, 0, name, label)
#define STRATA_UNION(dim, id, members, name, label) ENTRY(dim, id, UNION, 0, members, name, label)
static const group groups[] = {
#include "schema/vocabulary.def"
};
#undef STRATA_DIM
#undef STRATA_STATUS
#undef STRATA_DETAIL
#undef STRATA_UNKNOWN
#undef STRATA_UNION

enum {
    GROUP_COUNT = sizeof groups / sizeof groups[0]
};

typedef struct dimension {
    const char *name;
    const char *label;
} dimension;

#define STRATA_DIM(dim, name, label) [STRATA_DIM_##dim] = {name, label},
#define STRATA_STATUS(dim, id, name, label)
#define STRATA_DETAIL(dim, id, of, name, label)
#define STRATA_UNKNOWN(dim, id, name, label)
#define STRATA_UNION(dim, id, members, name, label)
static const dimension dimensions[STRATA_DIM_COUNT] = {
#include "schema/vocabulary.def"
};

const char *strata_dim_name(strata_dim dim)
{
    assert(dim < STRATA_DIM_COUNT);
    return dimensions[dim].name;
}

const char *strata_dim_label(strata_dim dim)
{
    assert(dim < STRATA_DIM_COUNT);
    return dimensions[dim].label;
}

bool strata_dim_find(strata_slice name, strata_dim *out)
{
    for (unsigned dim = 0; dim < STRATA_DIM_COUNT; dim++) {
        if (strata_slice_is(name, dimensions[dim].name)) {
            *out = (strata_dim)dim;
            return true;
        }
    }
    return false;
}

/* The first group of a dimension; the others follow it, group of code c at [c - 1]. */
static const group *groups_of(strata_dim dim)
{
    size_t at = 0;
    while (groups[at].dim != dim) {
        at++;
    }
    return &groups[at];
}

static const group *group_at(strata_dim dim, strata_code code)
{
    assert(dim != STRATA_DIM_RACE_MASK && code >= 1 && code <= strata_group_count(dim));
    return groups_of(dim) + (code - 1);
}

unsigned strata_group_count(strata_dim dim)
{
    unsigned count = 0;
    for (size_t at = 0; at < GROUP_COUNT; at++) {
        count += groups[at].dim == dim ? 1 : 0;
    }
    return count;
}

strata_code strata_group_find(strata_dim dim, strata_slice name)
{
    if (dim == STRATA_DIM_RACE_MASK) {
        return strata_race_set_find(name);
    }
    for (size_t at = 0; at < GROUP_COUNT; at++) {
        if (groups[at].dim == dim && strata_slice_is(name, groups[at].name)) {
            return groups[at].code;
        }
    }
    return 0;
}

const char *strata_group_name(strata_dim dim, strata_code code)
{
    return dim == STRATA_DIM_RACE_MASK ? strata_race_set_name(code) : group_at(dim, code)->name;
}

const char *strata_group_label(strata_dim dim, strata_code code)
{
    return dim == STRATA_DIM_RACE_MASK ? strata_race_set_name(code) : group_at(dim, code)->label;
}

strata_group_kind strata_group_kind_of(strata_dim dim, strata_code code)
{
    if (dim == STRATA_DIM_RACE_MASK) {
        return code == STRATA_RACE_SET_NOT_REPORTED ? STRATA_GROUP_UNKNOWN : STRATA_GROUP_STATUS;
    }
    return (strata_group_kind)group_at(dim, code)->kind;
}

uint32_t strata_group_members(strata_dim dim, strata_code code)
{
    if (dim == STRATA_DIM_RACE_MASK) {
        return 0;
    }
    const group *of = group_at(dim, code);
    uint32_t members = of->kind == STRATA_GROUP_UNION ? of->members : UINT32_C(1) << code;
    const uint32_t statuses = members;
    for (size_t at = 0; at < GROUP_COUNT; at++) {
        const group *one = &groups[at];
        if (one->dim == dim && one->kind == STRATA_GROUP_DETAIL &&
            (statuses >> one->part & 1) != 0) {
            members |= UINT32_C(1) << one->code;
        }
    }
    return members;
}

bool strata_groups_overlap(strata_dim dim, strata_code a, strata_code b)
{
    return dim == STRATA_DIM_RACE_MASK
               ? a == b
               : (strata_group_members(dim, a) & strata_group_members(dim, b)) != 0;
}
