/* A few groups of students, and which reference each of them gets. */
#ifndef STRATA_TEST_REFERENCES_H
#define STRATA_TEST_REFERENCES_H

#include "gap/gap_reference.h"
#include "strata_test.h"
#include "unit/test_cells.h"

/* A group of a scenario: its year and how many students it has; 0: a published row without n. */
typedef struct group {
    int16_t year;
    const char *dim;
    const char *name;
    uint64_t n;
} group;

typedef struct scenario {
    strata_cellset *set;
    strata_panels panels;
    strata_gap_options options;
} scenario;

static inline void set_up(scenario *out, const group *groups, size_t count)
{
    out->set = test_set_new();
    assert_non_null(out->set);
    out->options = (strata_gap_options){0};
    for (size_t i = 0; i < count; i++) {
        const test_key key = {groups[i].year, "03", NULL, groups[i].dim, groups[i].name};
        const uint64_t levels[] = {0, 0, groups[i].n, 0};
        const test_print print = {
            .stat = STRATA_STAT_PCT, .cut = 3, .has = STRATA_HAS_VALUE, .value = 40};
        assert_true(test_add(out->set, key,
                             groups[i].n > 0 ? test_levels(levels, 4) : test_printed(print)));
    }
    assert_int_equal(strata_cellset_sort(out->set, NULL), STRATA_OK);
    assert_int_equal(strata_panels_init(&out->panels, out->set, NULL), STRATA_OK);
}

static inline void tear_down(scenario *in)
{
    strata_panels_deinit(&in->panels);
    strata_cellset_free(in->set);
}

/* "english_only", "complement", "complement/ref_substituted", "none" of a group in the first year
 */
static inline void assert_reference(const scenario *in, const char *dim, const char *name,
                                    unsigned position, const char *expected)
{
    strata_group_key key = {0};
    assert_true(strata_group_key_parse(strata_slice_of(dim), strata_slice_of(name), &key));
    const strata_panel_group *found = strata_panel_find(&in->panels, in->panels.panels, key);
    assert_non_null(found);
    strata_gap_place place = {
        .panels = &in->panels, .panel = in->panels.panels, .group = found, .position = position};
    char text[64] = "none";
    if (strata_reference_choose(&in->options, &place)) {
        const strata_reference reference = place.reference;
        char flags[32];
        strata_flags_format(reference.flags, flags, sizeof flags);
        (void)snprintf(text, sizeof text, "%s%s%s",
                       reference.complement
                           ? "complement"
                           : strata_group_name((strata_dim)key.dim[position], reference.code),
                       flags[0] != '\0' ? "/" : "", flags);
    }
    assert_string_equal(text, expected);
}

#endif
