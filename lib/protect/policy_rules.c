/* What is asked of a loaded policy. */
#include "protect/policy_rules.h"

#include "base/arena.h"

void strata_policy_rules_free(strata_policy_rules *rules)
{
    if (rules != NULL) {
        strata_arena_free(rules->arena);
    }
}

const strata_policy_band *strata_policy_band_of(const strata_policy_rules *rules, uint64_t n)
{
    for (uint32_t at = 0; at < rules->band_count; at++) {
        const strata_policy_band *band = &rules->bands[at];
        const bool is_below_end = band->n_to == STRATA_POLICY_NO_END || n <= (uint64_t)band->n_to;
        if (is_below_end) {
            return n >= (uint64_t)band->n_from ? band : NULL;
        }
    }
    return NULL;
}

bool strata_policy_keeps(const strata_policy_rules *rules, const char *measure)
{
    return strata_slice_is_among(strata_slice_of(measure), rules->measures, rules->measure_count);
}
