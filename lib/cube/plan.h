/* What to disaggregate by. */
#ifndef STRATA_CUBE_PLAN_H
#define STRATA_CUBE_PLAN_H

#include "cube/cell.h"
#include "stream/stream.h"

enum {
    STRATA_SCHEMES_MAX = 32
};

/** One dimension or one cross. */
typedef struct strata_scheme {
    uint8_t count;                  /* 1 to STRATA_CROSS_MAX */
    uint8_t dims[STRATA_CROSS_MAX]; /* strata_dim, ascending */
} strata_scheme;

typedef struct strata_plan {
    strata_scheme schemes[STRATA_SCHEMES_MAX];
    uint8_t scheme_count;
    bool is_chosen;                  /* somebody named the schemes: all of them are expected */
    bool levels[STRATA_LEVEL_COUNT]; /* which places to give, by strata_entity_level */
    bool each_grade;
    bool all_grades;
} strata_plan;

/** all and every dimension; all levels; each grade and all grades. */
void strata_plan_default(strata_plan *plan);

/** Reads "all,el,race,el*frl", "state,lea,school", "each,all". A scheme named twice counts once;
 * all is always among the schemes, since complements and totals need it.
 *  @return STRATA_OK, or STRATA_E_USAGE naming the word and the nearest known one */
strata_status strata_plan_schemes(strata_plan *plan, const char *text,
                                  strata_error *err) STRATA_NODISCARD;
strata_status strata_plan_levels(strata_plan *plan, const char *text,
                                 strata_error *err) STRATA_NODISCARD;
strata_status strata_plan_grades(strata_plan *plan, const char *text,
                                 strata_error *err) STRATA_NODISCARD;

/** What the plan asks for, in one way however it was said:
 * "by=all,el,race levels=state,lea grades=each,all". Returns out. */
char *strata_plan_text(const strata_plan *plan, char out[STRATA_PLAN_TEXT]);

/** True if cells of this group key belong to a scheme of the plan. */
bool strata_plan_has_group(const strata_plan *plan, strata_group_key group);

#endif
