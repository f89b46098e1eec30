#include "record/entities.h"
#include "record_fixture.h"

static const char listed[] =
    "{\"name\": \"test\", \"version\": \"1\", \"title\": \"t\","
    " \"layouts\": [{\"name\": \"one\", \"strata\": {\"signature\": [\"level\", \"id\"]},"
    "  \"fields\": ["
    "   {\"name\": \"level\", \"strata\": {\"to\": \"entity_level\"}},"
    "   {\"name\": \"id\", \"strata\": {\"to\": \"lea\"}},"
    "   {\"name\": \"id\", \"strata\": {\"to\": \"school\"}},"
    "   {\"name\": \"parent\", \"strata\": {\"to\": \"parent\"}},"
    "   {\"name\": \"name\", \"strata\": {\"to\": \"entity_name\"}},"
    "   {\"name\": \"from\", \"strata\": {\"to\": \"valid_from\"}}]}],"
    " \"strata\": {\"kind\": \"entities\"}}";

static void test_places_in_the_order_of_their_rows(void **state)
{
    (void)state;
    fixture f;
    char path[TEST_PATH_SIZE];
    strata_error err = {0};
    strata_sink *sink = NULL;
    const char *bytes = NULL;
    size_t len = 0;
    static const char rows[] = "level,id,parent,name,from\nlea,001,,\"Ames, North\",\n"
                               "school,07,001,Hill,2020\nschool,07,001,Hill School,2015\n";
    static const char wanted[] =
        "level,id,county,lea,name,from,until,successor,charter,alternative,cep,grade_low,"
        "grade_high\nlea,001,,,\"Ames, North\",,,,,,,,\nschool,07,,001,Hill School,2015,,,,,,,\n"
        "school,07,,001,Hill,2020,,,,,,,\n";
    assert_int_equal(fixture_open(&f, listed, &err), STRATA_OK);
    test_path(path, f.folder, "places.csv");
    test_file_write(path, rows, sizeof rows - 1);
    strata_entities *entities = strata_entities_new();
    assert_int_equal(strata_entities_load_as(entities, path, f.catalog, "test", &err), STRATA_OK);
    assert_int_equal(strata_sink_memory(&sink, &err), STRATA_OK);
    assert_int_equal(strata_entities_write(entities, sink, &err), STRATA_OK);
    strata_sink_bytes(sink, &bytes, &len);
    assert_int_equal(len, sizeof wanted - 1);
    assert_memory_equal(bytes, wanted, len);
    strata_sink_discard(sink);
    strata_entities_free(entities);
    fixture_close(&f);
}

static void test_an_unknown_schema_is_refused(void **state)
{
    (void)state;
    fixture f;
    strata_error err = {0};
    char path[TEST_PATH_SIZE];
    assert_int_equal(fixture_open(&f, listed, &err), STRATA_OK);
    test_path(path, f.folder, "places.csv");
    test_file_write(path, "a\n", 2);
    strata_entities *entities = strata_entities_new();
    assert_int_equal(strata_entities_load_as(entities, path, f.catalog, "tesst", &err),
                     STRATA_E_USAGE);
    strata_entities_free(entities);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places_in_the_order_of_their_rows),
        cmocka_unit_test(test_an_unknown_schema_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
