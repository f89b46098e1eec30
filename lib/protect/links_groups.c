/* Totals of a group: the cell without its dimension, the wider groups that it is a part of, and of
 * a set of races the race. */
#include "protect/links_groups.h"

/* A group that is made of others: is it among them, and not within another one of them? */
static bool is_part_of_union(strata_dim dim, strata_code wide, strata_code code)
{
    const uint32_t whole = strata_group_members(dim, wide);
    const uint32_t own = strata_group_members(dim, code);
    if (strata_group_kind_of(dim, wide) != STRATA_GROUP_UNION || own == 0 || (own & ~whole) != 0 ||
        strata_group_kind_of(dim, code) == STRATA_GROUP_UNION) {
        return false;
    }
    for (unsigned other = 1; other <= strata_group_count(dim); other++) {
        const uint32_t members = strata_group_members(dim, (strata_code)other);
        if (other != code && strata_group_kind_of(dim, (strata_code)other) == STRATA_GROUP_STATUS &&
            (members & ~whole) == 0 && (own & ~members) == 0) {
            return false; /* a detail of a status that is in it as a whole */
        }
    }
    return true;
}

static bool is_detail_of(strata_dim dim, strata_code wide, strata_code code)
{
    return strata_group_kind_of(dim, code) == STRATA_GROUP_DETAIL &&
           strata_group_kind_of(dim, wide) == STRATA_GROUP_STATUS &&
           (strata_group_members(dim, code) & ~strata_group_members(dim, wide)) == 0;
}

/* Wider groups of the same dimension. */
static strata_status add_wider(strata_link_search *search, unsigned at)
{
    strata_cell_key total = search->set->cells[search->part].key;
    const strata_dim dim = (strata_dim)total.group.dim[at];
    const strata_code code = total.group.code[at];
    for (unsigned wide = 1; wide <= strata_group_count(dim); wide++) {
        total.group.code[at] = (strata_code)wide;
        if (is_detail_of(dim, (strata_code)wide, code)) {
            STRATA_TRY(strata_links_add(search, &total, STRATA_LINK_DETAILS, dim));
        }
        if (is_part_of_union(dim, (strata_code)wide, code)) {
            STRATA_TRY(strata_links_add(search, &total, STRATA_LINK_UNION, dim));
        }
    }
    return STRATA_OK;
}

/* The races of a set as a mask, from its words. */
static strata_race_mask mask_of(strata_code set)
{
    strata_race_mask mask = 0;
    for (const char *word = strata_group_name(STRATA_DIM_RACE_MASK, set); word != NULL;) {
        const char *plus = strchr(word, '+');
        const size_t len = plus != NULL ? (size_t)(plus - word) : strlen(word);
        const strata_code race = strata_group_find(STRATA_DIM_RACE, (strata_slice){word, len});
        mask |= (strata_race_mask)(UINT32_C(1) << race);
        word = plus != NULL ? plus + 1 : NULL;
    }
    return mask;
}

/* The key with the race in place of the set; dimensions stay in their order. */
static strata_group_key with_race(strata_group_key key, unsigned at, strata_code race)
{
    for (; at > 0 && key.dim[at - 1] > STRATA_DIM_RACE; at--) {
        key.dim[at] = key.dim[at - 1];
        key.code[at] = key.code[at - 1];
    }
    key.dim[at] = STRATA_DIM_RACE;
    key.code[at] = race;
    return key;
}

/* The races that students with such a set are in, where both are counted. */
static strata_status add_races(strata_link_search *search, unsigned at)
{
    const strata_cell_key *own = &search->set->cells[search->part].key;
    const uint32_t races = strata_race_groups(search->scheme, 0, mask_of(own->group.code[at]));
    strata_cell_key total = *own;
    for (unsigned race = 1; race <= strata_group_count(STRATA_DIM_RACE); race++) {
        total.group = with_race(own->group, at, (strata_code)race);
        if ((races >> race & 1) != 0) {
            STRATA_TRY(strata_links_add(search, &total, STRATA_LINK_RACES, STRATA_DIM_RACE_MASK));
        }
    }
    return STRATA_OK;
}

/* All students, or the cross without this dimension. */
static strata_status add_without(strata_link_search *search, unsigned at)
{
    strata_cell_key total = search->set->cells[search->part].key;
    const strata_dim dim = (strata_dim)total.group.dim[at];
    const strata_group_kind kind = strata_group_kind_of(dim, total.group.code[at]);
    const bool overlaps = dim == STRATA_DIM_RACE && search->scheme == STRATA_RACE_ALONE_OR_IN;
    if (overlaps || kind == STRATA_GROUP_DETAIL || kind == STRATA_GROUP_UNION) {
        return STRATA_OK;
    }
    total.group = strata_group_key_without(total.group, at);
    return strata_links_add(
        search, &total, kind == STRATA_GROUP_UNKNOWN ? STRATA_LINK_UNKNOWNS : STRATA_LINK_GROUPS,
        dim);
}

strata_status strata_links_add_group(strata_link_search *search, unsigned at)
{
    const unsigned dim = search->set->cells[search->part].key.group.dim[at];
    STRATA_TRY(add_without(search, at));
    return dim == STRATA_DIM_RACE_MASK ? add_races(search, at) : add_wider(search, at);
}
