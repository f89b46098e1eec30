#include "entities_fixture.h"
#include "record/successor.h"

/* Where a result of "county/lea/school" counts, in the same form. */
static const char *moved(fixture *f, strata_successors *successors, const char *place)
{
    static const char *const slash = "/";
    const char *lea = strstr(place, slash) + 1;
    const char *school = strstr(lea, slash) + 1;
    strata_record record = {.year = 2015};
    strata_intern *texts = strata_dictionary_texts(f->dictionary);
    const struct {
        const char *text;
        size_t len;
        uint32_t *number;
    } parts[] = {{place, (size_t)(lea - place) - 1, &record.county},
                 {lea, (size_t)(school - lea) - 1, &record.lea},
                 {school, strlen(school), &record.school}};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(
            strata_intern_add(texts, parts[i].text, parts[i].len, parts[i].number, NULL),
            STRATA_OK);
    }
    const strata_place_in_file at = {.file = "in.csv"};
    assert_int_equal(strata_successors_apply(successors, &record, at, f->issues, NULL), STRATA_OK);
    char out[128];
    (void)snprintf(out, sizeof out, "%s/%s/%s", fixture_text(f, record.county),
                   fixture_text(f, record.lea), fixture_text(f, record.school));
    uint32_t number = 0;
    assert_int_equal(strata_intern_add(texts, out, strlen(out), &number, NULL), STRATA_OK);
    return fixture_text(f, number);
}

/* Ash became Birch, which was merged into Cedar; the same ids in another district mean nothing;
 * Dale closed and opened again. */
static void test_chains(void **state)
{
    (void)state;
    fixture f;
    strata_entities *e = entities_of(&f, "school,A,L1,Ash,,2016,B,,,\n"
                                         "school,B,L1,Birch,2017,2019,C,,,\n"
                                         "school,C,L1,Cedar,,,,,,\n"
                                         "school,A,L2,Alder,,,,,,\n"
                                         "school,D,L1,Dale,,2014,C,,,\n"
                                         "school,D,L1,Dale,2018,,,,,\n");
    strata_successors *successors = NULL;
    assert_int_equal(strata_successors_new(e, f.dictionary, &successors, NULL), STRATA_OK);
    assert_string_equal(moved(&f, successors, "/L1/A"), "/L1/C");
    assert_string_equal(moved(&f, successors, "/L2/A"), "/L2/A");
    assert_string_equal(moved(&f, successors, "/L1/A"), "/L1/C");
    assert_string_equal(moved(&f, successors, "/L1/B"), "/L1/C");
    assert_string_equal(moved(&f, successors, "/L1/C"), "/L1/C");
    assert_string_equal(moved(&f, successors, "/L1/D"), "/L1/D");
    assert_string_equal(moved(&f, successors, "/L1/X"), "/L1/X"); /* not in the file */
    assert_string_equal(moved(&f, successors, "/L1/"), "/L1/");
    assert_int_equal(fixture_issues(&f, "successor-applied", "school A is now C"), 2);
    assert_int_equal(fixture_issues(&f, "successor-applied", "school B is now C"), 1);
    assert_int_equal(fixture_issues(&f, "successor-unknown", "successor C"), 0);
    strata_successors_free(successors);
    close_entities(&f, e);
}

/* Elm went to Gum, a school of another district and county. District L3 went into L2. */
static void test_other_districts(void **state)
{
    (void)state;
    fixture f;
    strata_entities *e = entities_of(&f, "lea,L2,C2,Lake,,,,,,\n"
                                         "lea,L3,C3,Lea,,2019,L2,,,\n"
                                         "school,E,L1,Elm,,2020,G,,,\n"
                                         "school,G,L2,Gum,,,,,,\n"
                                         "school,H,L3,Hazel,,2019,E,,,\n");
    strata_successors *successors = NULL;
    assert_int_equal(strata_successors_new(e, f.dictionary, &successors, NULL), STRATA_OK);
    assert_string_equal(moved(&f, successors, "C1/L1/E"), "C2/L2/G");
    assert_string_equal(moved(&f, successors, "/L1/E"), "/L2/G"); /* a file without counties */
    assert_string_equal(moved(&f, successors, "//E"), "//G");     /* and without districts */
    assert_string_equal(moved(&f, successors, "C3/L3/"), "C2/L2/");
    assert_string_equal(moved(&f, successors, "C3/L3/I"), "C2/L2/I");
    assert_string_equal(moved(&f, successors, "C3/L3/H"), "C2/L2/G"); /* by way of Elm */
    assert_int_equal(fixture_issues(&f, "successor-applied", "school E is now G of L2"), 2);
    assert_int_equal(fixture_issues(&f, "successor-applied", "district L3 is now L2"), 2);
    strata_successors_free(successors);
    close_entities(&f, e);
}

/* Nobody knows J; K is in two districts, M was until it moved from one to the other. */
static void test_unknown(void **state)
{
    (void)state;
    fixture f;
    strata_entities *e = entities_of(&f, "school,A,L1,Ash,,,J,,,\n"
                                         "school,B,L1,Birch,,,A,,,\n"
                                         "school,D,L1,Dale,,,K,,,\n"
                                         "school,K,L2,Kauri,,,,,,\n"
                                         "school,K,L3,Kauri,,,,,,\n"
                                         "school,E,L1,Elm,,,M,,,\n"
                                         "school,M,L2,Maple,,2018,,,,\n"
                                         "school,M,L3,Maple,2019,,,,,\n"
                                         "lea,L4,,Lea,,,L9,,,\n");
    strata_successors *successors = NULL;
    assert_int_equal(strata_successors_new(e, f.dictionary, &successors, NULL), STRATA_OK);
    assert_string_equal(moved(&f, successors, "/L1/A"), "/L1/A");
    assert_string_equal(moved(&f, successors, "/L1/B"), "/L1/A");
    assert_string_equal(moved(&f, successors, "/L1/D"), "/L1/D");
    assert_string_equal(moved(&f, successors, "/L1/E"), "/L3/M");
    assert_string_equal(moved(&f, successors, "/L4/"), "/L4/");
    assert_int_equal(fixture_issues(&f, "successor-unknown", "successor J"), 2);
    assert_int_equal(fixture_issues(&f, "successor-unknown", "successor K"), 1);
    assert_int_equal(fixture_issues(&f, "successor-unknown", "successor L9"), 1);
    strata_successors_free(successors);
    close_entities(&f, e);
}

static void expect_cycle(const char *rows)
{
    fixture f;
    strata_error err = {0};
    strata_entities *e = entities_of(&f, rows);
    strata_successors *successors = NULL;
    assert_int_equal(strata_successors_new(e, f.dictionary, &successors, &err), STRATA_E_INPUT);
    assert_string_equal(err.rule, "successor-cycle");
    assert_null(successors);
    close_entities(&f, e);
}

static void test_cycles(void **state)
{
    (void)state;
    expect_cycle("school,A,L1,Ash,,,A,,,\n");
    expect_cycle("school,A,L1,Ash,,,B,,,\nschool,B,L1,Birch,,,C,,,\nschool,C,L1,Cedar,,,B,,,\n");
    expect_cycle("lea,L1,,Lake,,,L2,,,\nlea,L2,,Lea,,,L1,,,\n");
    expect_cycle("school,A,L1,Ash,,,B,,,\nschool,B,L2,Birch,,,A,,,\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chains), cmocka_unit_test(test_other_districts),
        cmocka_unit_test(test_unknown), cmocka_unit_test(test_cycles)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
