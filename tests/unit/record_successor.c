#include "record/successor.h"
#include "record_fixture.h"

static const char schema[] =
    "{\"name\": \"test\", \"version\": \"1\", \"title\": \"t\","
    " \"layouts\": [{\"name\": \"one\", \"strata\": {\"signature\": [\"level\", \"id\"]},"
    "  \"fields\": ["
    "   {\"name\": \"level\", \"strata\": {\"to\": \"entity_level\"}},"
    "   {\"name\": \"id\", \"strata\": {\"to\": \"lea\"}},"
    "   {\"name\": \"id\", \"strata\": {\"to\": \"school\"}},"
    "   {\"name\": \"parent\", \"strata\": {\"to\": \"parent\"}},"
    "   {\"name\": \"name\", \"strata\": {\"to\": \"entity_name\"}},"
    "   {\"name\": \"from\", \"strata\": {\"to\": \"valid_from\"}},"
    "   {\"name\": \"to\", \"strata\": {\"to\": \"valid_to\"}},"
    "   {\"name\": \"successor\", \"strata\": {\"to\": \"successor\"}},"
    "   {\"name\": \"cep\", \"strata\": {\"to\": \"cep\"}},"
    "   {\"name\": \"charter\", \"strata\": {\"to\": \"charter\"}},"
    "   {\"name\": \"low\", \"strata\": {\"to\": \"grade_low\"}}]}],"
    " \"strata\": {\"kind\": \"entities\"}}";

static const char header[] = "level,id,parent,name,from,to,successor,cep,charter,low\n";

static strata_status load(fixture *f, strata_entities *entities, const char *rows,
                          strata_error *err)
{
    char text[2048];
    char path[TEST_PATH_SIZE];
    (void)snprintf(text, sizeof text, "%s%s", header, rows);
    test_path(path, f->folder, "places.csv");
    test_file_write(path, text, strlen(text));
    return strata_entities_load(entities, path, f->catalog, err);
}

static strata_entities *entities_of(fixture *f, const char *rows)
{
    strata_error err = {0};
    strata_entities *entities = strata_entities_new();
    if (fixture_open(f, schema, &err) != STRATA_OK || load(f, entities, rows, &err) != STRATA_OK) {
        test_error(&err, "");
    }
    return entities;
}

static void close_entities(fixture *f, strata_entities *entities)
{
    strata_entities_free(entities);
    fixture_close(f);
}

static const char *moved(fixture *f, strata_successors *successors, const char *lea,
                         const char *school)
{
    strata_record record = {.year = 2015};
    strata_intern *texts = strata_dictionary_texts(f->dictionary);
    assert_int_equal(strata_intern_add(texts, lea, strlen(lea), &record.lea, NULL), STRATA_OK);
    assert_int_equal(strata_intern_add(texts, school, strlen(school), &record.school, NULL),
                     STRATA_OK);
    const strata_place_in_file at = {.file = "in.csv"};
    assert_int_equal(strata_successors_apply(successors, &record, at, f->issues, NULL), STRATA_OK);
    assert_string_equal(fixture_text(f, record.lea), lea); /* its own, whatever became of it */
    return fixture_text(f, record.school);
}

/* Ash became Birch, which was merged into Cedar; the same ids in another district mean nothing;
 * Dale closed and opened again; Elm went to a school of another district, which became Fir. */
static void test_chains(void **state)
{
    (void)state;
    fixture f;
    strata_entities *e = entities_of(&f, "school,A,L1,Ash,,2016,B,,,\n"
                                         "school,B,L1,Birch,2017,2019,C,,,\n"
                                         "school,C,L1,Cedar,,,,,,\n"
                                         "school,A,L2,Alder,,,,,,\n"
                                         "school,D,L1,Dale,,2014,C,,,\n"
                                         "school,D,L1,Dale,2018,,,,,\n"
                                         "school,E,L1,Elm,,2020,G,,,\n"
                                         "school,G,L2,Gum,,2021,F,,,\n");
    strata_successors *successors = NULL;
    assert_int_equal(strata_successors_new(e, f.dictionary, &successors, NULL), STRATA_OK);
    assert_string_equal(moved(&f, successors, "L1", "A"), "C");
    assert_string_equal(moved(&f, successors, "L2", "A"), "A");
    assert_string_equal(moved(&f, successors, "L1", "A"), "C");
    assert_string_equal(moved(&f, successors, "L1", "B"), "C");
    assert_string_equal(moved(&f, successors, "L1", "C"), "C");
    assert_string_equal(moved(&f, successors, "L1", "D"), "D");
    assert_string_equal(moved(&f, successors, "L1", "E"), "F");
    assert_string_equal(moved(&f, successors, "L1", "X"), "X"); /* not in the file */
    assert_string_equal(moved(&f, successors, "L1", ""), "");
    assert_int_equal(fixture_issues(&f, "successor-applied", "school A is now C"), 2);
    assert_int_equal(fixture_issues(&f, "successor-applied", "school B is now C"), 1);
    assert_int_equal(fixture_issues(&f, "successor-applied", "school E is now F"), 1);
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
}

/* A flag of one year wins over one that always holds; of other years nothing is known; a row may
 * say a flag and no name. */
static void test_flags(void **state)
{
    (void)state;
    fixture f;
    strata_entities *e = entities_of(&f, "school,A,L1,Ash,2010,,,no,yes,K\n"
                                         "school,A,L1,,2019,2019,,yes,,\n"
                                         "lea,L1,,Lake,,,,,,\n"
                                         "lea,L1,,,2020,2021,,YES,,\n");
    const strata_place_ids school = {.county = "", .lea = "L1", .school = "A"};
    strata_entity_flags flags = strata_entities_flags(e, STRATA_LEVEL_SCHOOL, school, 2019);
    assert_int_equal(flags.cep, STRATA_YES);
    assert_int_equal(flags.charter, STRATA_YES);
    assert_int_equal(flags.alternative, STRATA_UNKNOWN);
    assert_string_equal(flags.grade_low, "K");
    assert_string_equal(flags.grade_high, "");
    assert_int_equal(strata_entities_flags(e, STRATA_LEVEL_SCHOOL, school, 2020).cep, STRATA_NO);
    assert_int_equal(strata_entities_flags(e, STRATA_LEVEL_SCHOOL, school, 2009).cep,
                     STRATA_UNKNOWN);
    assert_int_equal(strata_entities_flags(e, STRATA_LEVEL_LEA, school, 2021).cep, STRATA_YES);
    assert_int_equal(strata_entities_flags(e, STRATA_LEVEL_LEA, school, 2022).cep, STRATA_UNKNOWN);
    assert_string_equal(strata_entities_name(e, STRATA_LEVEL_SCHOOL, "", "L1", "A", 2019), "Ash");
    assert_string_equal(strata_entities_name(e, STRATA_LEVEL_LEA, "", "L1", "", 2020), "Lake");
    strata_error err = {0};
    assert_int_equal(load(&f, e, "school,A,L1,Ash,,,,perhaps,,\n", &err), STRATA_E_INPUT);
    assert_string_equal(err.rule, "code-unknown");
    close_entities(&f, e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_chains), cmocka_unit_test(test_cycles),
                                       cmocka_unit_test(test_flags)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
