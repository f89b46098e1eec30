#include "record/entities.h"
#include "record_fixture.h"

/* One row names a county, a district and a school; and a file with parents. */
static const char nested[] =
    "{\"name\": \"test\", \"version\": \"1\", \"title\": \"t\","
    " \"layouts\": [{\"name\": \"one\", \"strata\": {\"signature\": [\"cc\", \"school name\"],"
    "  \"results\": ["
    "   {\"set\": {\"entity_level\": \"county\"},"
    "    \"fields\": [{\"name\": \"county name\", \"strata\": {\"to\": \"entity_name\"}}]},"
    "   {\"present\": \"type\", \"fields\": ["
    "    {\"name\": \"type\", \"strata\": {\"to\": \"entity_level\","
    "     \"map\": {\"codes\": {\"6\": \"lea\", \"7\": \"\", \"9\": \"\"}}}},"
    "    {\"name\": \"district name\", \"strata\": {\"to\": \"entity_name\"}}]},"
    "   {\"set\": {\"entity_level\": \"school\"},"
    "    \"fields\": [{\"name\": \"school name\", \"strata\": {\"to\": \"entity_name\"}}]}]},"
    "  \"fields\": ["
    "   {\"name\": \"cc\", \"strata\": {\"to\": \"county\", \"absent\": [\"00\"]}},"
    "   {\"name\": \"dc\", \"strata\": {\"to\": \"lea\", \"absent\": [\"00000\"]}},"
    "   {\"name\": \"sc\", \"strata\": {\"to\": \"school\", \"absent\": [\"0000000\"]}},"
    "   {\"name\": \"year\", \"strata\": {\"to\": \"year\", \"optional\": true}}]}],"
    " \"strata\": {\"kind\": \"entities\"}}";

static const char listed[] =
    "{\"name\": \"test\", \"version\": \"1\", \"title\": \"t\","
    " \"layouts\": [{\"name\": \"one\", \"strata\": {\"signature\": [\"level\", \"id\"]},"
    "  \"fields\": ["
    "   {\"name\": \"level\", \"strata\": {\"to\": \"entity_level\"}},"
    "   {\"name\": \"id\", \"strata\": {\"to\": \"county\"}},"
    "   {\"name\": \"id\", \"strata\": {\"to\": \"lea\"}},"
    "   {\"name\": \"id\", \"strata\": {\"to\": \"school\"}},"
    "   {\"name\": \"parent\", \"strata\": {\"to\": \"parent\"}},"
    "   {\"name\": \"name\", \"strata\": {\"to\": \"entity_name\"}},"
    "   {\"name\": \"from\", \"strata\": {\"to\": \"valid_from\"}},"
    "   {\"name\": \"to\", \"strata\": {\"to\": \"valid_to\"}}]}],"
    " \"strata\": {\"kind\": \"entities\"}}";

static const char header[] = "cc,dc,sc,year,type,county name,district name,school name\n";

static strata_status load(const fixture *f, strata_entities *entities, const char *text,
                          strata_error *err)
{
    char path[TEST_PATH_SIZE];
    test_path(path, f->folder, "places.csv");
    test_file_write(path, text, strlen(text));
    return strata_entities_load(entities, path, f->catalog, err);
}

static strata_entities *open_with(fixture *f, const char *schema, const char *rows)
{
    char text[1024];
    strata_error err = {0};
    strata_entities *entities = strata_entities_new();
    (void)snprintf(text, sizeof text, "%s%s", schema == nested ? header : "", rows);
    if (fixture_open(f, schema, &err) != STRATA_OK || load(f, entities, text, &err) != STRATA_OK) {
        test_error(&err, "");
    }
    return entities;
}

static void close_with(fixture *f, strata_entities *entities)
{
    strata_entities_free(entities);
    fixture_close(f);
}

static void test_nested(void **state)
{
    (void)state;
    fixture f;
    strata_entities *e = open_with(&f, nested,
                                   "20,65243,0000000,2019,6,Madera,Madera Unified,\n"
                                   "20,65243,0107938,2019,9,Madera,Charter High,Charter High\n"
                                   "20,00000,0000000,2019,5,Madera,,\n"
                                   "37,68056,0107938,2019,7,San Diego,Del Mar,Ocean Air\n");
    assert_string_equal(strata_entities_name(e, STRATA_LEVEL_COUNTY, "20", "", "", 2019), "Madera");
    /* A charter school's row has its own name where that of the district stands elsewhere. */
    assert_string_equal(strata_entities_name(e, STRATA_LEVEL_LEA, "20", "65243", "", 2019),
                        "Madera Unified");
    /* The same school id in two districts. */
    assert_string_equal(
        strata_entities_name(e, STRATA_LEVEL_SCHOOL, "20", "65243", "0107938", 2019),
        "Charter High");
    assert_string_equal(
        strata_entities_name(e, STRATA_LEVEL_SCHOOL, "37", "68056", "0107938", 2019), "Ocean Air");
    assert_string_equal(strata_entities_name(e, STRATA_LEVEL_LEA, "37", "68056", "", 2019), "");
    assert_string_equal(strata_entities_name(e, STRATA_LEVEL_STATE, "", "", "", 2019), "");
    /* Outer ids that the records lack are not compared. */
    assert_string_equal(strata_entities_name(e, STRATA_LEVEL_LEA, "", "65243", "", 2019),
                        "Madera Unified");
    assert_string_equal(strata_entities_name(e, STRATA_LEVEL_LEA, "19", "65243", "", 2019), "");
    close_with(&f, e);
}

static void test_years(void **state)
{
    (void)state;
    fixture f;
    strata_error err = {0};
    char text[512];
    strata_entities *e = open_with(&f, nested,
                                   "20,65243,0000000,2019,6,,New,\n20,65243,0000000,2017,6,,Old,\n"
                                   "20,65243,0000000,2018,6,,Middle,\n");
    assert_string_equal(strata_entities_name(e, STRATA_LEVEL_LEA, "20", "65243", "", 2017), "Old");
    assert_string_equal(strata_entities_name(e, STRATA_LEVEL_LEA, "20", "65243", "", 2018),
                        "Middle");
    assert_string_equal(strata_entities_name(e, STRATA_LEVEL_LEA, "20", "65243", "", 2030), "New");
    assert_string_equal(strata_entities_name(e, STRATA_LEVEL_LEA, "20", "65243", "", 1999), "New");
    (void)snprintf(text, sizeof text, "%s20,65243,0000000,2018,6,,Corrected,\n", header);
    assert_int_equal(load(&f, e, text, &err), STRATA_OK);
    assert_string_equal(strata_entities_name(e, STRATA_LEVEL_LEA, "20", "65243", "", 2018),
                        "Corrected");
    close_with(&f, e);
}

static void test_listed(void **state)
{
    (void)state;
    fixture f;
    strata_entities *e = open_with(&f, listed,
                                   "level,id,parent,name,from,to\nstate,,,California,,\n"
                                   "lea,65243,20,Madera Unified,,\n"
                                   "school,0101,65243,Oak,,2019\nschool,0101,65243,Elm,2020,\n"
                                   "school,0101,99999,Fir,,\n");
    assert_string_equal(strata_entities_name(e, STRATA_LEVEL_STATE, "", "", "", 2019),
                        "California");
    assert_string_equal(strata_entities_name(e, STRATA_LEVEL_LEA, "20", "65243", "", 2019),
                        "Madera Unified");
    assert_string_equal(strata_entities_name(e, STRATA_LEVEL_SCHOOL, "20", "65243", "0101", 2019),
                        "Oak");
    assert_string_equal(strata_entities_name(e, STRATA_LEVEL_SCHOOL, "", "65243", "0101", 2020),
                        "Elm");
    assert_string_equal(strata_entities_name(e, STRATA_LEVEL_SCHOOL, "", "99999", "0101", 2020),
                        "Fir");
    close_with(&f, e);
}

static void test_refused(void **state)
{
    (void)state;
    static const struct {
        const char *rows;
        const char *rule;
    } cases[] = {
        {"level,id,parent,name,from,to\nlea,65243,20,Madera\n", "row-length"},
        {"level,id,parent,name,from,to\ntown,65243,20,Madera,,\n", "code-unknown"},
        {"level,id,parent,name,from,to\nlea,,20,Madera,,\n", "value-missing"},
        {"level,id,parent,name,from,to\nlea,65243,20,Madera,then,\n", "number"},
        {"level,id,parent,name,from,to\nlea,65243,20,Madera,,99\n", "year-range"},
    };
    fixture f;
    strata_entities *e = open_with(&f, listed, "level,id,parent,name,from,to\n");
    for (size_t at = 0; at < sizeof cases / sizeof cases[0]; at++) {
        strata_error err = {0};
        assert_int_equal(load(&f, e, cases[at].rows, &err), STRATA_E_INPUT);
        assert_string_equal(err.rule, cases[at].rule);
        assert_int_equal(err.line, 2);
    }
    close_with(&f, e);
}

/* Names beside results hold in their year; a place that nobody names has the latest of other years.
 */
static void test_published(void **state)
{
    (void)state;
    strata_dictionary *dictionary = strata_dictionary_new();
    strata_intern *texts = strata_dictionary_texts(dictionary);
    strata_entities *entities = strata_entities_new();
    strata_published row = {.entity_level = STRATA_LEVEL_SCHOOL, .year = 2015};
    assert_int_equal(strata_intern_add(texts, "9001", 4, &row.lea, NULL), STRATA_OK);
    assert_int_equal(strata_intern_add(texts, "05", 2, &row.school, NULL), STRATA_OK);
    assert_int_equal(strata_entities_add_published(entities, &row, dictionary, NULL), STRATA_OK);
    assert_string_equal(strata_entities_name(entities, STRATA_LEVEL_SCHOOL, "", "9001", "05", 2015),
                        "");
    assert_int_equal(strata_intern_add(texts, "Hill High", 9, &row.name, NULL), STRATA_OK);
    assert_int_equal(strata_entities_add_published(entities, &row, dictionary, NULL), STRATA_OK);
    assert_string_equal(strata_entities_name(entities, STRATA_LEVEL_SCHOOL, "", "9001", "05", 2015),
                        "Hill High");
    assert_string_equal(strata_entities_name(entities, STRATA_LEVEL_SCHOOL, "", "9001", "05", 2010),
                        "Hill High");
    assert_string_equal(strata_entities_name(entities, STRATA_LEVEL_SCHOOL, "", "9002", "05", 2015),
                        "");
    assert_string_equal(strata_entities_name(entities, STRATA_LEVEL_LEA, "", "9001", "", 2015), "");
    row.entity_level = STRATA_LEVEL_STATE; /* it has no id */
    assert_int_equal(strata_entities_add_published(entities, &row, dictionary, NULL), STRATA_OK);
    assert_string_equal(strata_entities_name(entities, STRATA_LEVEL_STATE, "", "", "", 2015), "");
    strata_entities_free(entities);
    strata_dictionary_free(dictionary);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nested),    cmocka_unit_test(test_years),
        cmocka_unit_test(test_listed),    cmocka_unit_test(test_refused),
        cmocka_unit_test(test_published),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
