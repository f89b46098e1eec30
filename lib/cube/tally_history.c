/* Which groups of a run history could leave without a meaning. */
#include "cube/tally_history.h"

#include "base/alloc.h"

static strata_code code_of(const char *group)
{
    return strata_group_find(STRATA_DIM_EL, strata_slice_of(group));
}

/* The English learner group of a key, 0 if it has none. */
static strata_code el_code(strata_group_key group)
{
    for (unsigned at = 0; at < STRATA_CROSS_MAX; at++) {
        if (group.dim[at] == STRATA_DIM_EL) {
            return group.code[at];
        }
    }
    return 0;
}

static strata_history_kind kind_of(strata_code code)
{
    if (code != 0 && code == code_of("el_accountability")) {
        return STRATA_HISTORY_EXITS;
    }
    return code != 0 && (code == code_of("ever") || code == code_of("never")) ? STRATA_HISTORY_WHOLE
                                                                              : STRATA_HISTORY_NONE;
}

/* Notes a group of el alone that tells about others. */
static void note(strata_tally_history *history, strata_code code, uint32_t number)
{
    const strata_code reclassified = code_of("reclassified");
    if (code == code_of("history_unknown")) {
        history->unknown = number;
    } else if (code == reclassified) {
        history->reclassified = number;
    } else if ((strata_group_members(STRATA_DIM_EL, reclassified) >> code & 1) != 0) {
        history->details[history->detail_count++] = number;
    }
}

bool strata_tally_history_find(strata_tally_history *history, const strata_tally_students *students)
{
    *history = (strata_tally_history){
        .kinds = strata_alloc_zero((size_t)students->group_count + 1, sizeof *history->kinds),
        .unknown = STRATA_HISTORY_NO_GROUP,
        .reclassified = STRATA_HISTORY_NO_GROUP};
    if (history->kinds == NULL) {
        return false;
    }
    for (uint32_t at = 0; at < students->group_count; at++) {
        const strata_group_key key = students->groups[at].key;
        const strata_code code = el_code(key);
        const strata_history_kind kind = kind_of(code);
        history->kinds[at] = (uint8_t)kind;
        history->is_needed = history->is_needed || kind != STRATA_HISTORY_NONE;
        if (key.dim[0] == STRATA_DIM_EL && key.dim[1] == STRATA_DIM_ALL) {
            note(history, code, at);
        }
    }
    return true;
}
