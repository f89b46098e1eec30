#include "record/entities.h"
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
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_flags)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
