/* Atoms of persons, and groups as lists of atoms. */
#include "cube/tally_students.h"
#include "cube_fixture.h"

static void add(strata_rows *rows, const char *el, const char *frl)
{
    strata_packed_person person;
    uint32_t number = 0;
    memset(&person, 0, sizeof person);
    person.codes[STRATA_DIM_EL] = cube_code(STRATA_DIM_EL, el);
    person.codes[STRATA_DIM_FRL] = cube_code(STRATA_DIM_FRL, frl);
    assert_int_equal(strata_rows_person(rows, &person, &number, NULL), STRATA_OK);
}

static const strata_tally_group *find(const strata_tally_students *students, const char *dim,
                                      const char *group)
{
    const strata_group_key key = cube_group(dim, group);
    for (uint32_t at = 0; at < students->group_count; at++) {
        if (strata_group_key_equal(students->groups[at].key, key)) {
            return &students->groups[at];
        }
    }
    return NULL;
}

static void make(const char *groups, strata_tally_students *out)
{
    strata_plan plan;
    strata_plan settled;
    strata_rows *rows = NULL;
    strata_plan_default(&plan);
    assert_int_equal(strata_plan_schemes(&plan, "all,el,frl,el*frl", NULL), STRATA_OK);
    assert_int_equal(strata_plan_groups(&plan, groups, NULL), STRATA_OK);
    strata_plan_settle(&plan, &settled);
    assert_int_equal(strata_rows_new(0, NULL, &rows, NULL), STRATA_OK);
    add(rows, "current", "free");
    add(rows, "long_term", "free");
    add(rows, "current", "no");
    strata_tally_students_start(out, &settled);
    const unsigned usual = strata_tally_variant(out, STRATA_EXIT_YEARS_MAX, false);
    const unsigned silent = strata_tally_variant(out, STRATA_EXIT_YEARS_MAX, true);
    assert_int_equal(
        strata_tally_students_make(out, &settled, rows, 1U << usual | 1U << silent, NULL),
        STRATA_OK);
    strata_rows_free(rows);
}

/* One base holds all schemes. In a school with free meals for all everybody is in frl=universal,
 * and the other groups of frl have silent atoms. */
static void test_groups(void **state)
{
    (void)state;
    strata_tally_students students;
    make("all", &students);
    assert_int_equal(students.bases, 1);
    assert_int_equal(students.atom_count, 6); /* three persons, in either school */
    assert_int_equal(find(&students, "all", "all")->count, 6);
    assert_int_equal(find(&students, "el", "long_term")->count, 2);
    assert_int_equal(find(&students, "frl", "universal")->count, 3);
    assert_int_equal(find(&students, "frl", "yes")->count, 2);
    assert_int_equal(find(&students, "frl", "yes")->silent_count, 2);
    assert_int_equal(find(&students, "el*frl", "ever*no")->count, 1);
    assert_string_equal(strata_dim_name((strata_dim)students.groups[0].key.dim[0]), "all");
    strata_tally_students_deinit(&students);
}

/* As recorded a long-term English learner is a current one and nothing else: one atom less. */
static void test_recorded(void **state)
{
    (void)state;
    strata_tally_students students;
    make("recorded", &students);
    assert_int_equal(students.atom_count, 2 + 2); /* free is eligible, in either school */
    assert_null(find(&students, "el", "long_term"));
    assert_null(find(&students, "el", "ever"));
    assert_non_null(find(&students, "el", "current"));
    strata_tally_students_deinit(&students);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_groups),
                                       cmocka_unit_test(test_recorded)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
