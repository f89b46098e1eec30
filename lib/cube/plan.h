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

bool strata_scheme_equal(const strata_scheme *a, const strata_scheme *b);

/** Whose results count. */
typedef enum strata_population {
    STRATA_ALL_TESTED,
    STRATA_ACCOUNTABILITY, /* in school, lea and state for a full academic year, each by its own
                              flag */
    STRATA_POPULATIONS
} strata_population;

/** "all_tested", "accountability": the word of the column. */
const char *strata_population_name(strata_population population);

typedef struct strata_plan {
    strata_scheme schemes[STRATA_SCHEMES_MAX + 1]; /* one more for keep_masks */
    uint8_t scheme_count;
    bool is_chosen;                  /* somebody named the schemes: all of them are expected */
    bool levels[STRATA_LEVEL_COUNT]; /* which places to give, by strata_entity_level */
    bool each_grade;
    bool all_grades;
    bool recorded_only; /* --groups recorded: statuses as they are, neither unions nor details */
    bool keep_masks;    /* every set of races too: dim race_mask */
    bool ignore_meals;  /* --meal-rule off: frl stands where meals are free for all */
    strata_race_scheme race_scheme;
    bool is_population_chosen; /* else students are all_tested, and published rows what they say */
    bool populations[STRATA_POPULATIONS];
} strata_plan;

/** all and every recorded dimension; all levels; each grade and all grades; the race scheme of
 * 2007; all_tested. */
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

/** Reads "recorded" or "all".
 *  @return as strata_plan_schemes */
strata_status strata_plan_groups(strata_plan *plan, const char *text,
                                 strata_error *err) STRATA_NODISCARD;

/** Reads "multi2024", "all_tested,accountability", "on" or "off".
 *  @return as strata_plan_schemes */
strata_status strata_plan_race(strata_plan *plan, const char *text,
                               strata_error *err) STRATA_NODISCARD;
strata_status strata_plan_population(strata_plan *plan, const char *text,
                                     strata_error *err) STRATA_NODISCARD;
strata_status strata_plan_meals(strata_plan *plan, const char *text,
                                strata_error *err) STRATA_NODISCARD;

/** The plan as it is carried out, whatever the order of the choices: under the race scheme of
 * combinations race_mask takes the place of race in every scheme; keep_masks adds it. A plan that
 * is settled stays as it is. */
void strata_plan_settle(const strata_plan *plan, strata_plan *out);

/** What the plan asks for, in one way however it was said:
 * "by=all,el,race levels=state,lea grades=each,all race=ed2007", and behind it, where they were
 * asked for, "groups=recorded", "population=all_tested,accountability" and "meals=off". What else a
 * run adds behind that stands in FORMAT.md. Returns out. */
char *strata_plan_text(const strata_plan *plan, char out[STRATA_PLAN_TEXT]);

/** True if cells of this group key belong to a scheme of the settled plan. */
bool strata_plan_has_group(const strata_plan *plan, strata_group_key group);

/** Groups that nobody asked for and that are counted all the same, bit c for code c, since others
 * cannot be judged without them where the plan has the dimension in crosses only: of el
 * history_unknown, reclassified and its details, of frl every group that is recorded. */
uint32_t strata_plan_witnesses(const strata_plan *plan, strata_dim dim);
/** True if groups of frl are to be judged: then schools are counted by frl (in all grades, where
 * the plan has them) even if the plan has no schools, since the places above are judged by them. */
bool strata_plan_watches_meals(const strata_plan *plan);
/** True for a single dimension's group that is such a witness. */
bool strata_plan_has_witness(const strata_plan *plan, strata_group_key group);

#endif
