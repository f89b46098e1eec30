/* The table of dimensions and groups, made from vocabulary.def, and what it says of one group. */
#include "schema/vocabulary.h"

#include <assert.h>
#include <stddef.h>

/* Codes: they start again at 1 after each dimension's line. */
#define STRATA_DIM(dim, name, label)                CODE_##dim##_NONE = 0,
#define STRATA_STATUS(dim, id, name, label)         CODE_##dim##_##id,
#define STRATA_DETAIL(dim, id, of, name, label)     CODE_##dim##_##id,
#define STRATA_UNKNOWN(dim, id, name, label)        CODE_##dim##_##id,
#define STRATA_UNION(dim, id, members, name, label) CODE_##dim##_##id,
enum group_code {
#include "schema/vocabulary.def"
};
#undef STRATA_DIM
#undef STRATA_STATUS
#undef STRATA_DETAIL
#undef STRATA_UNKNOWN
#undef STRATA_UNION

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
    assert(code >= 1 && code <= strata_group_count(dim));
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
    for (size_t at = 0; at < GROUP_COUNT; at++) {
        if (groups[at].dim == dim && strata_slice_is(name, groups[at].name)) {
            return groups[at].code;
        }
    }
    return 0;
}

const char *strata_group_name(strata_dim dim, strata_code code)
{
    return group_at(dim, code)->name;
}

const char *strata_group_label(strata_dim dim, strata_code code)
{
    return group_at(dim, code)->label;
}

strata_group_kind strata_group_kind_of(strata_dim dim, strata_code code)
{
    return (strata_group_kind)group_at(dim, code)->kind;
}

uint32_t strata_group_members(strata_dim dim, strata_code code)
{
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

strata_code strata_race_ed2007(strata_race_mask mask)
{
    const uint32_t races = mask & ~(IN(RACE, NOT_REPORTED) | UINT32_C(1));
    if (races == 0) {
        return mask == IN(RACE, NOT_REPORTED) ? CODE_RACE_NOT_REPORTED : 0;
    }
    if ((races & IN(RACE, HISPANIC)) != 0) {
        return CODE_RACE_HISPANIC;
    }
    if ((races & (races - 1)) != 0) {
        return CODE_RACE_TWO_OR_MORE;
    }
    strata_code code = 0;
    while (races >> code != 1) {
        code++;
    }
    return code;
}
