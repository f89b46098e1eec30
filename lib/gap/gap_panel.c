/* Panels of groups, made from sorted cells. */
#include "gap/gap_panel.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "protect/policy.h"

/* A cell on its way into its panel. */
typedef struct entry {
    const strata_cell *cell;
    size_t panel;
    size_t run; /* number of the group: grows with the order of the cells */
} entry;

static bool is_same_slab(const strata_cell_key *a, const strata_cell_key *b)
{
    return a->year == b->year && a->term == b->term && a->county == b->county && a->lea == b->lea &&
           a->school == b->school && a->assessment == b->assessment && a->era == b->era &&
           a->subject == b->subject && a->grade == b->grade;
}

static bool is_same_panel(const strata_cell_key *a, const strata_cell_key *b)
{
    return is_same_slab(a, b) && a->population == b->population &&
           a->entity_level == b->entity_level;
}

/* The panel of a cell among those of the cells just before it, or a new one. The order of the cells
 * keeps a slab together; populations alternate within it. */
static strata_status panel_of(strata_panels *out, size_t *room, const strata_cell *cell,
                              size_t *panel, strata_error *err)
{
    for (size_t i = out->panel_count; i > 0; i--) {
        const strata_cell_key *key = out->panels[i - 1].key;
        if (is_same_panel(key, &cell->key)) {
            *panel = i - 1;
            return STRATA_OK;
        }
        if (!is_same_slab(key, &cell->key)) {
            break;
        }
    }
    void *panels = out->panels;
    STRATA_TRY(strata_reserve(&panels, room, out->panel_count + 1, sizeof *out->panels, err));
    out->panels = panels;
    out->panels[out->panel_count] = (strata_panel){.key = &cell->key};
    *panel = out->panel_count++;
    return STRATA_OK;
}

static int compare_entries(const void *left, const void *right)
{
    const entry *a = left;
    const entry *b = right;
    if (a->panel != b->panel) {
        return a->panel < b->panel ? -1 : 1;
    }
    if (a->run != b->run) {
        return a->run < b->run ? -1 : 1;
    }
    if (a->cell->key.source != b->cell->key.source) {
        return a->cell->key.source < b->cell->key.source ? -1 : 1;
    }
    const bool a_counts = a->cell->key.stat == STRATA_STAT_COUNTS;
    const bool b_counts = b->cell->key.stat == STRATA_STAT_COUNTS;
    if (a_counts != b_counts) {
        return a_counts ? -1 : 1;
    }
    return a->cell < b->cell ? -1 : a->cell > b->cell;
}

static uint32_t text_number(const strata_cellset *set, const char *text)
{
    return strata_intern_find(strata_dictionary_texts(set->dictionary), text, strlen(text));
}

static strata_status collect(strata_panels *out, const strata_cellset *set, entry *entries,
                             size_t *count, strata_error *err)
{
    const uint32_t scores = text_number(set, "scale_score");
    const uint32_t dfs = text_number(set, "dfs");
    size_t room = 0;
    size_t run = 0;
    const strata_cell *previous = NULL;
    for (size_t i = 0; i < set->count; i++) {
        const strata_cell *cell = &set->cells[i];
        const uint32_t variable = cell->key.variable;
        if (variable != scores && variable != dfs && variable != 0) {
            continue;
        }
        if (previous == NULL || !strata_group_key_equal(previous->key.group, cell->key.group)) {
            run++;
        }
        previous = cell;
        entries[*count] = (entry){.cell = cell, .run = run};
        STRATA_TRY(panel_of(out, &room, cell, &entries[*count].panel, err));
        (*count)++;
    }
    qsort(entries, *count, sizeof *entries, compare_entries);
    return STRATA_OK;
}

static bool starts_group(const entry *entries, size_t i)
{
    return i == 0 || entries[i].panel != entries[i - 1].panel ||
           entries[i].run != entries[i - 1].run;
}

/* The first cells of cells[0 .. count) that have one source, counts before statistics. */
static strata_group_view view_of_source(const strata_cell *const *cells, size_t count)
{
    strata_group_view view = {0};
    size_t at = 0;
    if (count > 0 && cells[0]->key.stat == STRATA_STAT_COUNTS) {
        view.counts = cells[at++];
    }
    view.statistics = cells + at;
    for (; at < count && cells[at]->key.source == cells[0]->key.source; at++) {
        view.statistic_count++;
    }
    return view;
}

/* The group of cells[first .. end), which are sorted by source. */
static strata_panel_group make_group(const strata_cell *const *cells, size_t first, size_t end)
{
    strata_panel_group group = {.key = cells[first]->key.group, .source = cells[first]->key.source};
    group.view = view_of_source(cells + first, end - first);
    const size_t used = group.view.statistic_count + (group.view.counts != NULL ? 1 : 0);
    group.published = view_of_source(cells + first + used, end - first - used);
    return group;
}

static uint32_t bits(unsigned first, unsigned last)
{
    uint32_t mask = 0;
    for (unsigned bit = first; bit <= last; bit++) {
        mask |= (uint32_t)1 << bit;
    }
    return mask;
}

static void note_levels(strata_panel *panel, const strata_group_view *view)
{
    const strata_cell *counts = view->counts;
    const unsigned levels = view->test != NULL ? view->test->levels : 0;
    if (counts != NULL && (counts->has & STRATA_HAS_LEVELS) != 0) {
        panel->cuts |= bits(2, counts->level_count);
        panel->levels |= bits(1, counts->level_count);
    } else if (counts != NULL && counts->status == STRATA_CELL_SUPPRESSED &&
               counts->key.source == STRATA_COUNTED) {
        panel->cuts |= bits(2, levels);
        panel->levels |= bits(1, levels);
    }
    uint32_t shares = 0;
    for (size_t i = 0; i < view->statistic_count; i++) {
        const strata_cell_key *key = &view->statistics[i]->key;
        const uint32_t bit = (uint32_t)1 << (key->cut & 31U);
        panel->cuts |= key->stat == STRATA_STAT_PCT ? bit : 0;
        shares |= key->stat == STRATA_STAT_SHARE ? bit : 0;
    }
    panel->levels |= shares;
    for (unsigned level = levels; level >= 2 && (shares >> level & 1) != 0; level--) {
        panel->cuts |= (uint32_t)1 << level;
    }
}

static void note_figures(strata_panel *panel, const strata_group_view *view)
{
    for (unsigned kind = STRATA_FIGURE_NONE + 1; kind < STRATA_FIGURE_KINDS; kind++) {
        const bool given = strata_group_figure_cell(view, (strata_figure_kind)kind) != NULL;
        panel->figures |= given ? (uint32_t)1 << kind : 0;
    }
}

/* What a view says beside its cells. */
static void set_context(strata_group_view *view, const strata_panel *panel, const strata_test *test,
                        uint32_t dfs)
{
    view->test = test;
    view->pooled_grades = panel->pooled;
    view->dfs = dfs;
}

static void fill_groups(strata_panels *out, const strata_cellset *set, const entry *entries,
                        size_t count)
{
    const uint32_t all = text_number(set, "all");
    const uint32_t dfs = text_number(set, "dfs");
    const strata_test *test = NULL;
    size_t group = 0;
    for (size_t first = 0; first < count;) {
        size_t end = first + 1;
        while (end < count && !starts_group(entries, end)) {
            end++;
        }
        strata_panel *panel = &out->panels[entries[first].panel];
        if (panel->count == 0) {
            panel->first = group;
            panel->pooled = panel->key->grade == all;
            test = strata_dictionary_test(set->dictionary, panel->key->assessment,
                                          panel->key->subject, panel->key->era);
        }
        strata_panel_group made = make_group(out->cells, first, end);
        set_context(&made.view, panel, test, dfs);
        set_context(&made.published, panel, test, dfs);
        note_levels(panel, &made.view);
        note_figures(panel, &made.view);
        note_figures(panel, &made.published);
        out->groups[group++] = made;
        panel->count++;
        first = end;
    }
}

static uint64_t pack(strata_group_key key)
{
    uint64_t packed = 0;
    for (unsigned i = 0; i < STRATA_CROSS_MAX; i++) {
        packed = packed << 16 | (uint64_t)key.dim[i] << 8 | key.code[i];
    }
    return packed;
}

static int compare_slots(const void *left, const void *right)
{
    const strata_panel_slot *a = left;
    const strata_panel_slot *b = right;
    return a->key < b->key ? -1 : a->key > b->key;
}

static void fill_slots(strata_panels *out)
{
    for (size_t i = 0; i < out->group_count; i++) {
        out->slots[i] = (strata_panel_slot){.key = pack(out->groups[i].key), .group = i};
    }
    for (size_t i = 0; i < out->panel_count; i++) {
        qsort(out->slots + out->panels[i].first, out->panels[i].count, sizeof *out->slots,
              compare_slots);
    }
}

static strata_status allocate_groups(strata_panels *out, const entry *entries, size_t count,
                                     strata_error *err)
{
    for (size_t i = 0; i < count; i++) {
        out->group_count += starts_group(entries, i) ? 1 : 0;
    }
    out->cells = strata_alloc_zero(count, sizeof(strata_cell *));
    out->groups = strata_alloc_zero(out->group_count, sizeof *out->groups);
    out->slots = strata_alloc_zero(out->group_count, sizeof *out->slots);
    if (out->cells == NULL || out->groups == NULL || out->slots == NULL) {
        return strata_fail_memory(err);
    }
    for (size_t i = 0; i < count; i++) {
        out->cells[i] = entries[i].cell;
    }
    return STRATA_OK;
}

static strata_status build(strata_panels *out, const strata_cellset *set, entry *entries,
                           strata_error *err)
{
    size_t count = 0;
    STRATA_TRY(collect(out, set, entries, &count, err));
    STRATA_TRY(allocate_groups(out, entries, count, err));
    fill_groups(out, set, entries, count);
    fill_slots(out);
    STRATA_TRY(strata_panels_find_series(out, err));
    strata_panels_mark_tested(out);
    return STRATA_OK;
}

strata_status strata_panels_init(strata_panels *out, const strata_cellset *set, strata_error *err)
{
    *out = (strata_panels){
        .min_n = strata_protection_min_n(set),
        .races_overlap =
            strcmp(set->race_scheme, strata_race_scheme_name(STRATA_RACE_ALONE_OR_IN)) == 0};
    entry *entries = strata_alloc_zero(set->count, sizeof *entries);
    if (entries == NULL) {
        return strata_fail_memory(err);
    }
    const strata_status status = build(out, set, entries, err);
    strata_free(entries);
    return status;
}

void strata_panels_deinit(strata_panels *panels)
{
    strata_free(panels->cells);
    strata_free(panels->groups);
    strata_free(panels->slots);
    strata_free(panels->panels);
    strata_free(panels->by_series);
    strata_free(panels->series_first);
    *panels = (strata_panels){0};
}

const strata_panel_group *strata_panel_find(const strata_panels *panels, const strata_panel *panel,
                                            strata_group_key key)
{
    const strata_panel_slot wanted = {.key = pack(key)};
    const strata_panel_slot *slot =
        bsearch(&wanted, panels->slots + panel->first, panel->count, sizeof wanted, compare_slots);
    return slot != NULL ? &panels->groups[slot->group] : NULL;
}

const strata_panel *strata_panel_grade_before(const strata_panels *panels,
                                              const strata_panel *panel, const strata_panel *from)
{
    const strata_cell_key *pooled = panel->key;
    while (from > panels->panels) {
        from--;
        strata_cell_key key = *from->key;
        key.grade = pooled->grade;
        if (!is_same_slab(&key, pooled)) {
            return NULL;
        }
        if (from->key->grade != pooled->grade && is_same_panel(&key, pooled)) {
            return from;
        }
    }
    return NULL;
}
