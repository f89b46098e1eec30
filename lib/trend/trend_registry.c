/* The table of all trend models, made from trends.def. */
#include <string.h>

#include "trend/trend.h"

#define STRATA_TREND(id) extern const strata_trend strata_trend_##id;
#include "trend/trends.def"
#undef STRATA_TREND

static const strata_trend *const trends[] = {
#define STRATA_TREND(id) &strata_trend_##id,
#include "trend/trends.def"
#undef STRATA_TREND
};

size_t strata_trend_count(void)
{
    return sizeof trends / sizeof trends[0];
}

const strata_trend *strata_trend_at(size_t index)
{
    return trends[index];
}

const strata_trend *strata_trend_find(const char *id)
{
    for (size_t i = 0; i < strata_trend_count(); i++) {
        if (strcmp(trends[i]->id, id) == 0) {
            return trends[i];
        }
    }
    return NULL;
}
