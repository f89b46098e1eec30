/* Which cells add up to which, by their keys. */
#include "protect/links.h"
#include "test_cells.h"

static strata_cellset *set_of(const test_key *keys, size_t count)
{
    static const uint64_t levels[] = {1, 2};
    strata_cellset *set = test_set_new();
    for (size_t at = 0; at < count; at++) {
        assert_true(test_add(set, keys[at], test_levels(levels, 2)));
    }
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    return set;
}

/* "lea grade group", the place empty for the state. */
static void name_of(const strata_cellset *set, uint32_t cell, char out[256])
{
    const strata_cell_key *key = &set->cells[cell].key;
    char group[STRATA_GROUP_TEXT];
    strata_group_key_group_text(key->group, group);
    (void)snprintf(out, 256, "%s %s %s", strata_cellset_text(set, key->lea),
                   strata_cellset_text(set, key->grade), group);
}

/* Fails unless the links are these: "total: part; part" for each equation, in any order. */
static void expect(strata_cellset *set, const char *const *equations, size_t count)
{
    strata_links links;
    size_t made = 0;
    assert_int_equal(strata_links_find(set, &links, NULL), STRATA_OK);
    for (size_t first = 0, end = 0; first < links.count; first = end, made++) {
        char text[2048];
        name_of(set, links.links[first].total, text);
        for (end = first;
             end < links.count && strata_links_meet(&links.links[first], &links.links[end]);
             end++) {
            const size_t len = strlen(text);
            char part[256];
            name_of(set, links.links[end].part, part);
            (void)snprintf(text + len, sizeof text - len, "%s %s", end == first ? ":" : ";", part);
        }
        bool is_expected = false;
        for (size_t at = 0; at < count; at++) {
            is_expected = is_expected || strcmp(equations[at], text) == 0;
        }
        if (!is_expected) {
            fail_msg("not expected: %s", text);
        }
    }
    assert_int_equal(made, count);
    strata_links_deinit(&links);
    strata_cellset_free(set);
}

#define EXPECT(keys, equations)                                                                    \
    expect(set_of(keys, sizeof(keys) / sizeof((keys)[0])), equations,                              \
           sizeof(equations) / sizeof((equations)[0]))

/* Statuses and what is not known make all; details a status; unions are made of statuses, and of
 * details where the status is not in them as a whole. */
static void groups_of_a_dimension(void **state)
{
    (void)state;
    static const test_key keys[] = {
        {2024, "03", "1", "all", "all"},
        {2024, "03", "1", "el", "current"},
        {2024, "03", "1", "el", "long_term"},
        {2024, "03", "1", "el", "reclassified"},
        {2024, "03", "1", "el", "exited_y1"},
        {2024, "03", "1", "el", "english_only"},
        {2024, "03", "1", "el", "ever"},
        {2024, "03", "1", "el", "not_current"},
        {2024, "03", "1", "el", "to_be_determined"},
        {2024, "03", "1", "el", "el_accountability"},
    };
    static const char *const equations[] = {
        "1 03 all: 1 03 current; 1 03 english_only; 1 03 reclassified; 1 03 to_be_determined",
        "1 03 current: 1 03 long_term",
        "1 03 reclassified: 1 03 exited_y1",
        "1 03 ever: 1 03 current; 1 03 reclassified",
        "1 03 not_current: 1 03 english_only; 1 03 reclassified",
        "1 03 el_accountability: 1 03 current; 1 03 exited_y1",
    };
    EXPECT(keys, equations);
}

/* A cross is a part of each of its margins, and so are three dimensions of two. */
static void crosses(void **state)
{
    (void)state;
    static const test_key keys[] = {
        {2024, "03", "1", "el", "current"},
        {2024, "03", "1", "frl", "yes"},
        {2024, "03", "1", "el*frl", "current*no"},
        {2024, "03", "1", "el*frl", "current*yes"},
        {2024, "03", "1", "el*frl", "ever*yes"},
        {2024, "03", "1", "el*frl*swd", "current*yes*no"},
    };
    static const char *const equations[] = {
        "1 03 current: 1 03 current*no; 1 03 current*yes",
        "1 03 yes: 1 03 current*yes",
        "1 03 ever*yes: 1 03 current*yes",
        "1 03 current*yes: 1 03 current*yes*no",
    };
    EXPECT(keys, equations);
}

/* Places to the place around them, grades to all grades; years stay apart. */
static void places_and_grades(void **state)
{
    (void)state;
    static const test_key keys[] = {
        {2024, "03", "1", "all", "all"},  {2024, "04", "1", "all", "all"},
        {2024, "all", "1", "all", "all"}, {2024, "03", "2", "all", "all"},
        {2024, "03", NULL, "all", "all"}, {2023, "03", "2", "all", "all"},
    };
    static const char *const equations[] = {
        "1 all all: 1 03 all; 1 04 all",
        " 03 all: 1 03 all; 2 03 all",
    };
    EXPECT(keys, equations);
}

/* What a school's district does not tell goes to the state. */
static void a_place_that_does_not_tell(void **state)
{
    (void)state;
    static const test_key keys[] = {{2024, "03", "1", "frl", "yes"},
                                    {2024, "03", NULL, "frl", "yes"}};
    static const char *const equations[] = {" 03 yes: 1 03 yes"};
    strata_cellset *set = set_of(keys, 2);
    strata_cell school = set->cells[0];
    school.key.entity_level = STRATA_LEVEL_SCHOOL;
    school.key.school = test_text(set, "9");
    strata_cell_clear(&set->cells[0], STRATA_CELL_UNDEFINED);
    assert_int_equal(strata_cellset_add(set, &school, NULL), STRATA_OK);
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    expect(set, equations, 1);
}

/* Races of one student overlap under one scheme, so that nothing adds up; sets of races are
 * exclusive and make races. */
static void races(void **state)
{
    (void)state;
    static const test_key keys[] = {
        {2024, "03", "1", "all", "all"},         {2024, "03", "1", "race", "asian"},
        {2024, "03", "1", "race", "white"},      {2024, "03", "1", "race_mask", "asian+white"},
        {2024, "03", "1", "race_mask", "asian"},
    };
    static const char *const apart[] = {
        "1 03 all: 1 03 asian; 1 03 white",
        "1 03 all: 1 03 asian; 1 03 asian+white",
        "1 03 asian: 1 03 asian",
    };
    static const char *const overlapping[] = {
        "1 03 all: 1 03 asian; 1 03 asian+white",
        "1 03 asian: 1 03 asian; 1 03 asian+white",
        "1 03 white: 1 03 asian+white",
    };
    strata_cellset *set = set_of(keys, 5);
    (void)strcpy(set->race_scheme, "ed2007");
    expect(set, apart, 3);
    set = set_of(keys, 5);
    (void)strcpy(set->race_scheme, "alone-or-combination");
    expect(set, overlapping, 3);
}

static strata_status scenario(void)
{
    strata_cellset *set = test_set_try();
    static const uint64_t levels[] = {1, 2};
    strata_status status = STRATA_E_MEMORY;
    strata_links links = {0};
    if (set != NULL &&
        test_add(set, (test_key){2024, "03", "1", "all", "all"}, test_levels(levels, 2)) &&
        test_add(set, (test_key){2024, "03", "1", "swd", "yes"}, test_levels(levels, 2)) &&
        strata_cellset_sort(set, NULL) == STRATA_OK) {
        status = strata_links_find(set, &links, NULL);
    }
    strata_links_deinit(&links);
    strata_cellset_free(set);
    return status;
}

static void no_memory(void **state)
{
    (void)state;
    assert_true(test_every_allocation(scenario) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups_of_a_dimension),
        cmocka_unit_test(crosses),
        cmocka_unit_test(places_and_grades),
        cmocka_unit_test(a_place_that_does_not_tell),
        cmocka_unit_test(races),
        cmocka_unit_test(no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
