/* Two passes: every cell by itself, then the other sides of factors of two. */
#include "protect/primary.h"

#include <string.h>

#include "base/alloc.h"
#include "schema/vocabulary.h"

const char *strata_primary_reason(unsigned bit)
{
    static const char *const words[STRATA_PRIMARY_REASONS] = {"small", "numerator", "one_level",
                                                              "zero", "pair"};
    return words[bit];
}

/* ---- a cell by itself ---- */

/* Counts from the widest to the narrowest; a narrower one is part of it. */
static bool is_small(const strata_policy_rules *rules, const strata_cell *cell)
{
    const unsigned bits[] = {[STRATA_COUNT_ENROLLED] = STRATA_HAS_ENROLLED,
                             [STRATA_COUNT_TESTED] = STRATA_HAS_TESTED,
                             [STRATA_COUNT_SCORED] = STRATA_HAS_SCORED};
    const uint64_t counts[] = {[STRATA_COUNT_ENROLLED] = cell->n_enrolled,
                               [STRATA_COUNT_TESTED] = cell->n_tested,
                               [STRATA_COUNT_SCORED] = cell->n_scored};
    bool is_known = false;
    for (unsigned at = rules->n; at <= STRATA_COUNT_SCORED; at++) {
        if ((cell->has & bits[at]) != 0) {
            is_known = true;
            if (counts[at] < rules->min_n) {
                return true;
            }
        }
    }
    return !is_known;
}

/* Why a count of a cell is hidden: each level, and all levels from each cut on. */
static unsigned hidden_counts(const strata_policy_rules *rules, const strata_cell *cell)
{
    if ((cell->has & STRATA_HAS_LEVELS) == 0) {
        return 0;
    }
    uint64_t n = 0;
    for (unsigned level = 0; level < cell->level_count; level++) {
        n += cell->levels[level];
    }
    if (n < rules->min_n) {
        return STRATA_PRIMARY_SMALL; /* a partial sum of levels */
    }
    unsigned why = 0;
    uint64_t above = n;
    for (unsigned level = 0; level < cell->level_count; level++) {
        why |= level > 0 ? strata_policy_code(rules, n, cell->levels[level]).why |
                               strata_policy_code(rules, n, above).why
                         : strata_policy_code_below(rules, n, cell->levels[0]).why;
        above -= cell->levels[level];
    }
    return why;
}

static bool is_ours(const strata_cell *cell)
{
    return cell->key.source == STRATA_COUNTED && strata_cell_is_shown(cell);
}

static unsigned own_reasons(const strata_policy_rules *rules, const strata_cell *cell)
{
    if (!is_ours(cell)) {
        return 0;
    }
    return is_small(rules, cell) ? STRATA_PRIMARY_SMALL : hidden_counts(rules, cell);
}

/* ---- factors of two ---- */

/* The cell beside another that has another group of one dimension, or NULL. */
static const strata_cell *beside(const strata_cellset *set, const strata_cell *cell, unsigned dim,
                                 strata_code code)
{
    strata_cell_key key = cell->key;
    key.group.code[dim] = code;
    const strata_cell *found = strata_cellset_find(set, &key);
    return found != NULL && is_ours(found) ? found : NULL;
}

/* The recorded codes of all statuses of a dimension that have a cell beside this one, itself too.
 */
static uint32_t present_codes(const strata_cellset *set, const strata_cell *cell, unsigned dim)
{
    const strata_dim of = (strata_dim)cell->key.group.dim[dim];
    uint32_t present = 0;
    for (unsigned code = 1; code <= strata_group_count(of); code++) {
        if (strata_group_kind_of(of, (strata_code)code) == STRATA_GROUP_STATUS &&
            beside(set, cell, dim, (strata_code)code) != NULL) {
            present |= strata_group_members(of, (strata_code)code);
        }
    }
    return present;
}

/* Marks the groups that make a factor of two with this cell's in one of its dimensions. */
static void mark_others(const strata_cellset *set, size_t at, unsigned dim, uint8_t *reasons)
{
    const strata_cell *cell = &set->cells[at];
    const strata_dim of = (strata_dim)cell->key.group.dim[dim];
    const uint32_t own = strata_group_members(of, cell->key.group.code[dim]);
    const uint32_t present = own != 0 ? present_codes(set, cell, dim) : 0;
    for (unsigned code = 1; own != 0 && code <= strata_group_count(of); code++) {
        const uint32_t others = strata_group_members(of, (strata_code)code);
        const bool is_factor =
            others != 0 && (own & others) == 0 && (present & ~(own | others)) == 0;
        const strata_cell *other = is_factor ? beside(set, cell, dim, (strata_code)code) : NULL;
        if (other != NULL) {
            reasons[other - set->cells] |= STRATA_PRIMARY_PAIR;
        }
    }
}

static void mark_pairs(const strata_cellset *set, uint8_t *reasons)
{
    for (size_t at = 0; at < set->count; at++) {
        if ((reasons[at] & ~(unsigned)STRATA_PRIMARY_PAIR) == 0) {
            continue;
        }
        const strata_group_key *group = &set->cells[at].key.group;
        for (unsigned dim = 0; dim < STRATA_CROSS_MAX; dim++) {
            if (group->dim[dim] != STRATA_DIM_ALL) {
                mark_others(set, at, dim, reasons);
            }
        }
    }
}

static void count(strata_primary *primary)
{
    for (size_t at = 0; at < primary->count; at++) {
        primary->marked += primary->reasons[at] != 0 ? 1 : 0;
        for (unsigned bit = 0; bit < STRATA_PRIMARY_REASONS; bit++) {
            primary->cells[bit] += (size_t)(primary->reasons[at] >> bit & 1);
        }
    }
}

strata_status strata_primary_mark(const strata_policy_rules *rules, const strata_cellset *set,
                                  strata_primary *out, strata_error *err)
{
    *out = (strata_primary){0};
    uint8_t *reasons = strata_alloc_zero(set->count > 0 ? set->count : 1, sizeof *reasons);
    if (reasons == NULL) {
        return strata_fail_memory(err);
    }
    for (size_t at = 0; at < set->count; at++) {
        reasons[at] = (uint8_t)own_reasons(rules, &set->cells[at]);
    }
    if (rules->hides_pairs) {
        mark_pairs(set, reasons);
    }
    out->reasons = reasons;
    out->count = set->count;
    count(out);
    return STRATA_OK;
}

void strata_primary_deinit(strata_primary *primary)
{
    strata_free(primary->reasons);
    *primary = (strata_primary){0};
}
