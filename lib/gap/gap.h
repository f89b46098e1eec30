/* Gaps between two groups: reference minus focal, always. A gap is one C file and one line in
 * gaps.def. */
#ifndef STRATA_GAP_GAP_H
#define STRATA_GAP_GAP_H

#include "measure/measure.h"

/** The two groups of a gap. */
typedef struct strata_gap_view {
    strata_group_view ref;
    strata_group_view focal;
} strata_gap_view;

typedef struct strata_gap {
    const char *id;     /* "gap_pct" */
    const char *unit;   /* "percentage points", "standard deviations" */
    const char *method; /* "newcombe" */
    const char *source;
    const char *title;
    unsigned digits;
    bool has_cuts;
    bool pools_grades; /* grade=all is the n-weighted mean of the grades' values, not the formula on
                          pooled scores */
    strata_figure_kind figure; /* the published figure it is about; NONE: made from counts too */
    strata_result_value (*of)(const strata_gap_view *view, unsigned cut);
} strata_gap;

const strata_gap *strata_gap_find(const char *id);
size_t strata_gap_count(void);
const strata_gap *strata_gap_at(size_t index);

/** One --ref of the command line: "race=white", "el=english_only", "frl=complement". */
typedef struct strata_ref_choice {
    strata_dim dim;
    strata_code code; /* 0: the complement */
} strata_ref_choice;

enum {
    STRATA_MEASURES_MAX = 32,
    STRATA_REFS_MAX = 16
};

/** What to compute. */
typedef struct strata_gap_options {
    const strata_measure *measures[STRATA_MEASURES_MAX]; /* of one group */
    uint32_t measure_count;
    const strata_gap *gaps[STRATA_MEASURES_MAX];
    uint32_t gap_count;
    strata_ref_choice refs[STRATA_REFS_MAX];
    uint32_t ref_count;
    bool all_cuts;      /* default: every cut, the proficient one among them */
    bool given_figures; /* default: measures of a published figure have rows only where a publisher
                           gives it in that place; asked for by name, they have one everywhere */
} strata_gap_options;

/** Every measure and gap; default references; all cuts; given figures only. */
void strata_gap_options_default(strata_gap_options *options);
/** "gap_pct,gap_g,pct": replaces what is there. STRATA_E_USAGE names the word and the nearest known
 * one. */
strata_status strata_gap_options_measures(strata_gap_options *options, const char *text,
                                          strata_error *err) STRATA_NODISCARD;
/** "race=white": adds one. */
strata_status strata_gap_options_ref(strata_gap_options *options, const char *text,
                                     strata_error *err) STRATA_NODISCARD;

/** Estimates of every group and gap in a sorted set of cells, in the order of the cells; new set in
 * *out. The gate of protect has been passed by the caller. Reference per design: for el the first
 * of english_only, never, not_current that the place has in any year of the series, white, male,
 * no; where there is none the complement (ref_complement); where its n is below 30 in any year the
 * complement for the whole series of that place (ref_substituted). A complement of fewer students
 * than strata_protection_min_n of the set is hidden like any small group (suppressed,
 * hidden_by_policy). Groups that overlap the reference, and groups that say nothing is known, get
 * no gap. A gap of a cross holds all but its first varying dimension fixed: el*frl gives el gaps
 * within each frl group and frl gaps within each el group.
 *
 * Every row of a place and year is flagged tested_share where the tested share of its enrolled
 * students moved by more than 2 percentage points against an earlier year of its series, back to
 * the last such year.
 *
 * Where a group has counted cells and published ones of the same place, year and test, the counted
 * ones are shown; a row of a measure that the published ones give too is flagged published_too, and
 * differs_from_published where the ranges of the two figures have nothing in common. */
strata_status strata_gaps_compute(const strata_cellset *set, const strata_gap_options *options,
                                  strata_estimates **out, strata_error *err) STRATA_NODISCARD;

#endif
