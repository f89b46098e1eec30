/* The table of all measures of one group, made from measures.def. */
#include <string.h>

#include "measure/measure.h"

#define STRATA_MEASURE(id) extern const strata_measure strata_measure_##id;
#include "measure/measures.def"
#undef STRATA_MEASURE

static const strata_measure *const measures[] = {
#define STRATA_MEASURE(id) &strata_measure_##id,
#include "measure/measures.def"
#undef STRATA_MEASURE
};

size_t strata_measure_count(void)
{
    return sizeof measures / sizeof measures[0];
}

const strata_measure *strata_measure_at(size_t index)
{
    return measures[index];
}

const strata_measure *strata_measure_find(const char *id)
{
    for (size_t i = 0; i < strata_measure_count(); i++) {
        if (strcmp(measures[i]->id, id) == 0) {
            return measures[i];
        }
    }
    return NULL;
}
