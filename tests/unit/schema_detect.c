/* Which layout a file is written in, and what is said when it is none. */
#include "schema/catalog.h"
#include "test_schema.h"

static int open_catalog(void **state)
{
    const char *const folders[] = {STRATA_TEST_SOURCE "/schemas"};
    strata_catalog *catalog = NULL;
    strata_error err = {0};
    const strata_status status = strata_catalog_open(folders, 1, &catalog, &err);
    *state = catalog;
    return status == STRATA_OK ? 0 : -1;
}

static int close_catalog(void **state)
{
    strata_catalog_free(*state);
    return 0;
}

/* x.csv against all shipped schemas, or the one named `only`. */
static strata_status detect(strata_catalog *catalog, const char *text, const char *only,
                            strata_choice *out, strata_error *err)
{
    *out = (strata_choice){0};
    strata_source *source = NULL;
    const strata_schema *schema = NULL;
    strata_status status = strata_source_memory("x.csv", text, strlen(text), 0, &source, err);
    if (status == STRATA_OK && only != NULL) {
        status = strata_catalog_find(catalog, only, &schema, err);
    }
    if (status == STRATA_OK) {
        status = strata_catalog_detect(catalog, schema, source, out, err);
    }
    strata_source_close(source);
    return status;
}

static void is_detected(void **state, const char *text, const char *id, const char *layout)
{
    strata_choice choice;
    strata_error err = {0};
    if (detect(*state, text, NULL, &choice, &err) != STRATA_OK) {
        fail_msg("%s", err.text);
        return;
    }
    assert_string_equal(choice.schema->id, id);
    assert_string_equal(choice.layout->id.text, layout);
}

#define OLD_CAASPP                                                                                 \
    "\"County Code\",\"District Code\",\"School Code\",\"Filler\",\"Test Year\",\"Subgroup ID\","  \
    "\"Test Type\",\"Grade\",\"Test Id\",\"CAASPP Reported Enrollment\",\"Students Tested\","      \
    "\"Mean Scale Score\",\"Students with Scores\""

static void the_header_decides(void **state)
{
    is_detected(state, "subject,grade,lea,student,level,scale_score,colour\n", "generic/students",
                "scores-and-levels");
    is_detected(state, "Student,Subject,Grade,Scale Score\r\n1,ela,3,2400\r\n", "generic/students",
                "scores");
    is_detected(state, "grade,subject,dim,group,n,level_1,level_2,level_3\n", "generic/counts",
                "levels-3");
    is_detected(state, "grade,subject,dim,group,n,level_1,level_2\n", "generic/counts", "levels-2");
    is_detected(state, "grade,subject,dim,group,n,mean,sd\n", "generic/counts", "no-levels");
    is_detected(state, OLD_CAASPP "\n", "ca/caaspp-research", "2015-2016");
    is_detected(state, OLD_CAASPP ",\"Total Tested with Scores\"\n", "ca/caaspp-research",
                "2017-2019");
    is_detected(state,
                "County Code^District Code^School Code^Type ID^Filler^Test Year^County Name"
                "^District Name^School Name^Zip Code\r\n",
                "ca/caaspp-entities", "caret");
    is_detected(state, "\xef\xbb\xbflevel,id,parent,name\n", "generic/entities", "entities");
}

/* Rows before the header, one of them quoted, and line ends inside header cells. */
static void the_header_may_stand_further_down(void **state)
{
    is_detected(state,
                "A note,,\n\"Another, \"\"quoted\"\"\",,\n"
                "Accountability Year,District Number,District Type,Group,\"Stage 1:\nMath Ach\","
                "\"Stage 1:\nMath Ach Count*\",\"Stage 1:\nReading Ach\"\n",
                "mn/northstar-district", "2019");
}

/* Later bytes that the encoding does not have are for the reader to find. */
static void only_the_header_is_looked_at(void **state)
{
    is_detected(state, "level,id,parent,name\nlea,1,,Ca\xf1on\n", "generic/entities", "entities");
}

static void the_choice_says_why(void **state)
{
    const char *text = "level,id,parent,name\n";
    strata_choice choice;
    strata_error err = {0};
    assert_int_equal(detect(*state, text, NULL, &choice, &err), STRATA_OK);
    const char *start = "header has \"level\", \"id\", \"parent\" ...; 1 of ";
    assert_memory_equal(choice.why, start, strlen(start));
    assert_int_equal(detect(*state, text, "generic/entities", &choice, &err), STRATA_OK);
    assert_string_equal(choice.why,
                        "header has \"level\", \"id\", \"parent\" ...; the schema was given");
}

static void is_refused(void **state, const char *text, const char *only, const char *message)
{
    strata_choice choice;
    strata_error err = {0};
    assert_int_equal(detect(*state, text, only, &choice, &err), STRATA_E_INPUT);
    assert_string_equal(err.file, "x.csv");
    assert_string_equal(err.text, message);
}

static void the_nearest_schema_is_named(void **state)
{
    is_refused(state, "student,subject,scale_score,level,Ayla Example\n", "generic/students",
               "no schema fits: the header has 5 columns, among them \"student\", \"subject\", "
               "\"scale_score\", \"level\"; the nearest is generic/students (scores-and-levels), "
               "which also needs \"grade\"");
    is_refused(state, "subject,grade,dim,group,n,level_1,level_2,level_3,level_4,level_5,level_6\n",
               NULL,
               "no schema fits: the nearest is generic/counts (levels-5), which does not allow the "
               "header \"level_6\"");
    is_refused(state, "student;subject;grade;level;scale_score\n", NULL,
               "no schema fits, but generic/students (scores-and-levels) would if the columns were "
               "separated by \",\" and not by \";\"; save the file that way, or copy the schema "
               "and change its delimiter");
    is_refused(
        state, "level\tid\tparent\tname\n", NULL,
        "no schema fits, but generic/entities (entities) would if the columns were separated "
        "by \",\" and not by \"tab\"; save the file that way, or copy the schema and change "
        "its delimiter");
}

/* A file without a header shows a student's row: nothing of it may be repeated. */
static void what_is_no_header_is_not_shown(void **state)
{
    is_refused(state, "2023,0100001,9900000345,Ayla Example,2357\n", NULL,
               "no schema fits: the first row has 5 columns and none of them is a header that a "
               "schema knows; does the file have a header row? delete any lines above it");
    is_refused(state, "District report\n2024\n", "generic/students",
               "schema generic/students (scores-and-levels) needs a header row with \"student\", "
               "\"subject\", \"grade\", \"scale_score\", \"level\"; the first row has none of "
               "them: delete lines above the header, if there are any");
    is_refused(state, "", NULL, "the file is empty; expected a header row");
    is_refused(state, "a\"b,c\n", NULL,
               "a quote inside a field without quotes; put the field in quotes and double the "
               "quote");
}

static void two_that_fit_alike_are_an_error(void **state)
{
    static const char text[] =
        "{'name': 't', 'layouts': [{'name': 'one', 'fields': [{'name': 'a', 'strata': {'to': "
        "'entity_name'}}]}, {'name': 'two', 'fields': [{'name': 'A', 'strata': {'to': "
        "'entity_name'}}]}], 'strata': {'kind': 'entities'}}";
    strata_schema *schema = test_schema(text);
    strata_source *source = NULL;
    strata_choice choice;
    strata_error err = {0};
    assert_int_equal(strata_source_memory("x.csv", "a\n", 2, 0, &source, &err), STRATA_OK);
    assert_int_equal(strata_catalog_detect(*state, schema, source, &choice, &err), STRATA_E_INPUT);
    assert_string_equal(err.text,
                        "the header fits two layouts equally well, t (one) and t (two); choose one "
                        "with --schema or forbid a header in one of them");
    strata_source_close(source);
    strata_schema_free(schema);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_header_decides),
        cmocka_unit_test(the_header_may_stand_further_down),
        cmocka_unit_test(only_the_header_is_looked_at),
        cmocka_unit_test(the_choice_says_why),
        cmocka_unit_test(the_nearest_schema_is_named),
        cmocka_unit_test(what_is_no_header_is_not_shown),
        cmocka_unit_test(two_that_fit_alike_are_an_error),
    };
    return cmocka_run_group_tests(tests, open_catalog, close_catalog);
}
