/* Panels that differ in their year only, and group keys taken apart. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/order.h"
#include "gap/gap_panel.h"

/* A panel to be sorted; qsort has no context to look its key up with. */
typedef struct keyed {
    const strata_cell_key *key;
    size_t panel;
} keyed;

enum {
    IDENTITY_WORDS = 10
};

/* What panels of one series share, as numbers. */
static void identity(const strata_cell_key *key, uint32_t out[IDENTITY_WORDS])
{
    const uint32_t words[IDENTITY_WORDS] = {
        key->entity_level, key->term,       key->population, key->county,  key->lea,
        key->school,       key->assessment, key->era,        key->subject, key->grade};
    for (size_t i = 0; i < IDENTITY_WORDS; i++) {
        out[i] = words[i];
    }
}

static int compare_series(const strata_cell_key *a, const strata_cell_key *b)
{
    uint32_t left[IDENTITY_WORDS];
    uint32_t right[IDENTITY_WORDS];
    identity(a, left);
    identity(b, right);
    return strata_order_numbers(left, right, IDENTITY_WORDS);
}

static int compare_keyed(const void *left, const void *right)
{
    const keyed *a = left;
    const keyed *b = right;
    const int order = compare_series(a->key, b->key);
    return order != 0 ? order : a->key->year - b->key->year;
}

static void number_series(strata_panels *panels, const keyed *sorted)
{
    for (size_t i = 0; i < panels->panel_count; i++) {
        if (i == 0 || compare_series(sorted[i - 1].key, sorted[i].key) != 0) {
            panels->series_first[panels->series_count++] = i;
        }
        panels->by_series[i] = sorted[i].panel;
        panels->panels[sorted[i].panel].series = panels->series_count - 1;
    }
    panels->series_first[panels->series_count] = panels->panel_count;
}

strata_status strata_panels_find_series(strata_panels *panels, strata_error *err)
{
    panels->by_series = strata_alloc_zero(panels->panel_count, sizeof *panels->by_series);
    panels->series_first = strata_alloc_zero(panels->panel_count + 1, sizeof *panels->series_first);
    keyed *sorted = strata_alloc_zero(panels->panel_count, sizeof *sorted);
    if (panels->by_series == NULL || panels->series_first == NULL || sorted == NULL) {
        strata_free(sorted);
        return strata_fail_memory(err);
    }
    for (size_t i = 0; i < panels->panel_count; i++) {
        sorted[i] = (keyed){.key = panels->panels[i].key, .panel = i};
    }
    qsort(sorted, panels->panel_count, sizeof *sorted, compare_keyed);
    number_series(panels, sorted);
    strata_free(sorted);
    return STRATA_OK;
}

unsigned strata_group_key_depth(strata_group_key key)
{
    unsigned depth = 0;
    while (depth < STRATA_CROSS_MAX && key.dim[depth] != STRATA_DIM_ALL) {
        depth++;
    }
    return depth;
}
