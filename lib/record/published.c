/* The words for levels of places and for kinds of statistics. */
#include "record/published.h"

static const char *const level_names[STRATA_LEVEL_COUNT] = {
    [STRATA_LEVEL_STATE] = "state",   [STRATA_LEVEL_COUNTY] = "county", [STRATA_LEVEL_LEA] = "lea",
    [STRATA_LEVEL_SCHOOL] = "school", [STRATA_LEVEL_SET] = "set",
};

static const char *const stat_names[STRATA_STAT_KINDS] = {
    [STRATA_STAT_COUNTS] = "",           [STRATA_STAT_PCT] = "pct", [STRATA_STAT_SHARE] = "share",
    [STRATA_STAT_MEAN] = "mean",         [STRATA_STAT_SD] = "sd",   [STRATA_STAT_INDEX] = "index",
    [STRATA_STAT_ESTIMATE] = "estimate",
};

const char *strata_entity_level_name(strata_entity_level level)
{
    return level_names[level];
}

bool strata_entity_level_find(strata_slice name, strata_entity_level *out)
{
    unsigned level = 0;
    if (!strata_slice_word(name, level_names, STRATA_LEVEL_COUNT, &level)) {
        return false;
    }
    *out = (strata_entity_level)level;
    return true;
}

const char *strata_stat_name(strata_stat stat)
{
    return stat_names[stat];
}

bool strata_stat_find(strata_slice name, strata_stat *out)
{
    unsigned stat = 0;
    if (!strata_slice_word(name, stat_names, STRATA_STAT_KINDS, &stat)) {
        return false;
    }
    *out = (strata_stat)stat;
    return true;
}
