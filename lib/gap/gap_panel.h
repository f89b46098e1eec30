/* The cells of a set, arranged for gaps. A panel is one place, year, term, population, test,
 * subject and grade with all its groups; a series is the panels that differ in year only. */
#ifndef STRATA_GAP_GAP_PANEL_H
#define STRATA_GAP_GAP_PANEL_H

#include "gap/gap.h"

/** A group of a panel. The cells of its view are all counted or all published: counted ones win. */
typedef struct strata_panel_group {
    strata_group_key key;
    strata_group_view view;
    strata_group_view published; /* the published cells where counted ones win; empty elsewhere */
    uint8_t source;              /* strata_cell_source */
} strata_panel_group;

/** Place of a group in its panel by its key, for looking up. */
typedef struct strata_panel_slot {
    uint64_t key; /* the group key as one number */
    size_t group; /* index in strata_panels.groups */
} strata_panel_slot;

typedef struct strata_panel {
    const strata_cell_key *key; /* of any of its cells: group, stat and cut mean nothing */
    size_t first;               /* groups[first .. first + count), in the order of the cells */
    size_t count;
    size_t series;
    uint32_t cuts;     /* bit c: something is known of the percent at cut c */
    uint32_t levels;   /* bit k: ... of the share in level k */
    uint32_t figures;  /* bit f: a group has the figure f, a strata_figure_kind */
    bool pooled;       /* grade = all */
    bool tested_moved; /* another share of the enrolled was tested than in a year before */
} strata_panel;

typedef struct strata_panels {
    const strata_cell **cells;  /* cells[..]: the cells by panel and group */
    strata_panel_group *groups; /* groups[group_count] */
    strata_panel_slot *slots;   /* slots[group_count]: those of a panel together, sorted by key */
    size_t group_count;
    strata_panel *panels; /* in the order of the cells: the panel of all grades after the grades */
    size_t panel_count;
    size_t *by_series;    /* by_series[panel_count]: panels by series, then year */
    size_t *series_first; /* series_first[series_count + 1]: where a series starts in by_series */
    size_t series_count;
    uint32_t min_n;     /* complements of fewer students are hidden; 0 = none */
    bool races_overlap; /* a student counts in each of several races */
} strata_panels;

/** Arranges the cells of a sorted set, which is borrowed and must live as long. Cells of a variable
 * other than scale scores and distance from standard ("dfs") are left out.
 *  @param out  to be given to strata_panels_deinit, also after a failure
 *  @return     STRATA_OK or STRATA_E_MEMORY */
strata_status strata_panels_init(strata_panels *out, const strata_cellset *set,
                                 strata_error *err) STRATA_NODISCARD;
void strata_panels_deinit(strata_panels *panels);

/** The part of strata_panels_init that fills by_series, series_first and every panel's series. */
strata_status strata_panels_find_series(strata_panels *panels, strata_error *err) STRATA_NODISCARD;

/** Marks the panels of whose enrolled students more than 2 percentage points more or less were
 * tested than in the last year of the series before that is known; known where the counts of all
 * students have n_enrolled, above 0, and n_tested. To be called after strata_panels_find_series. */
void strata_panels_mark_tested(strata_panels *panels);

/** A group of a panel, or NULL. O(log groups). */
const strata_panel_group *strata_panel_find(const strata_panels *panels, const strata_panel *panel,
                                            strata_group_key key);

/** How many dimensions a group key uses: 1 for el=current, 2 for el*frl, 0 for all students. */
unsigned strata_group_key_depth(strata_group_key key);

/** The panel of one grade before `panel`, which pools them: NULL after the last. Start with `panel`
 * itself as `from`. */
const strata_panel *strata_panel_grade_before(const strata_panels *panels,
                                              const strata_panel *panel, const strata_panel *from);

#endif
