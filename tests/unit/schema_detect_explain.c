/* What is said of the choice of a layout, above all when it is none. */
#include "test_detect.h"

static void the_nearest_schema_is_named(void **state)
{
    test_is_refused(
        state, "student,subject,scale_score,level,Ayla Example\n", "generic/students",
        "no schema fits: the header has 5 columns, among them \"student\", \"subject\", "
        "\"scale_score\", \"level\"; the nearest is generic/students (scores-and-levels), "
        "which also needs \"grade\"");
    test_is_refused(
        state, "subject,grade,dim,group,n,level_1,level_2,level_3,level_4,level_5,level_6\n", NULL,
        "no schema fits: the nearest is generic/counts (levels-5), which does not allow the "
        "header \"level_6\"");
    test_is_refused(
        state, "student;subject;grade;level;scale_score\n", NULL,
        "no schema fits, but generic/students (scores-and-levels) would if the columns were "
        "separated by \",\" and not by \";\"; save the file that way, or copy the schema "
        "and change its delimiter");
    test_is_refused(
        state, "level\tid\tparent\tname\n", NULL,
        "no schema fits, but generic/entities (entities) would if the columns were separated "
        "by \",\" and not by \"tab\"; save the file that way, or copy the schema and change "
        "its delimiter");
}

/* A file without a header shows a student's row: nothing of it may be repeated. */
static void what_is_no_header_is_not_shown(void **state)
{
    test_is_refused(
        state, "2023,0100001,9900000345,Ayla Example,2357\n", NULL,
        "no schema fits: no row near the top, of 5 columns, is a header that a schema knows; does "
        "the file have a header row? For a new layout 'strata schema guess FILE' drafts a schema");
    test_is_refused(
        state, "District report\n2024\n", "generic/students",
        "schema generic/students (scores-and-levels) needs a header row with \"student\", "
        "\"subject\", \"grade\", \"scale_score\", \"level\"; the first row has none of "
        "them: delete lines above the header, if there are any");
    test_is_refused(state, "", NULL, "the file is empty; expected a header row");
    test_is_refused(state, "a\"b,c\n", NULL,
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

#define FIXED                                                                                      \
    "{'name': 't', 'layouts': [{'name': 'old', 'strata': {'records': [6, 8], 'probe': ['Level',"   \
    "'Name']}, 'fields': [{'name': 'Level', 'strata': {'to': 'entity_level', 'start': 1,"          \
    "'length': 2, 'map': {'codes': {'ST': 'state', 'DI': 'lea'}}}},"                               \
    "{'name': 'Name', 'strata': {'to': 'entity_name', 'start': 3, 'length': 4}}]}],"               \
    "'strata': {'kind': 'entities'}}"

static void records_of_fixed_width_are_known_by_their_length(void **state)
{
    test_is_chosen(
        state, FIXED, "STHere\nDIThere1\nDIUp  \n",
        "records of 6 or 8 characters; values fit \"Level\", \"Name\"; the schema was given");
    test_is_not_chosen(
        state, FIXED, "DIThere\nSTHere\n",
        "no schema fits: the record here has 7 characters, but those of t (old) have 6 or 8; the "
        "first record and at least half of the next must have them: export the file again");
    test_is_chosen(
        state, FIXED, "STHere\nDIThere\n",
        "records of 6 or 8 characters; values fit \"Level\", \"Name\"; the schema was given");
    test_is_not_chosen(
        state, FIXED, "      \n",
        "schema t (old) needs records of 6 or 8 characters, one a line, with values that "
        "it knows; the first records are not");
    test_is_not_chosen(
        state, FIXED, "STHere\nDUThem\n",
        "no schema fits: the records have the 6 or 8 characters of t (old), but of the 2 "
        "fields it knows them by only 1 hold values it can read");
    test_is_not_chosen(state, FIXED, "", "the file is empty; expected a header row");
}

#define WIDE                                                                                       \
    "{'name': 't', 'layouts': [{'name': 'wide', 'strata': {'header_rows': 2, 'preamble': 1, "      \
    "'set':"                                                                                       \
    "{'assessment': 'a', 'subject': 'ela', 'grade': 'HS'}}, 'fields': [{'name': 'School',"         \
    "'strata': {'to': 'school'}}, {'name': '{group} Rate {year}', 'strata': {'to': 'pct', 'cut':"  \
    "2, 'captures': {'group': {'to': 'group', 'map': {'codes': {'All': 'all=all'}}}, 'year':"      \
    "{'to': 'year', 'length': 4}}}}]}], 'strata': {'kind': 'published', 'assessments': [{'id':"    \
    "'a', 'levels': 2, 'proficient': 2}]}}"

static void families_and_headers_of_several_rows_are_found(void **state)
{
    test_is_chosen(state, WIDE, "A note,,\nSchool,All,\n,Rate 2012,Rate 2013\n1,2,3\n",
                   "header has \"School\", \"{group} Rate {year}\"; the schema was given");
    test_is_not_chosen(
        state, WIDE, "A note,,\nSchool,MAM,\n,Rate 2012,Rate 2013\n1,2,3\n",
        "no schema fits: the header has 3 columns, among them \"School\"; the nearest is t "
        "(wide), which also needs \"{group} Rate {year}\"");
}

static void without_schemas_it_is_not_the_file(void **state)
{
    (void)state;
    strata_catalog *none = NULL;
    strata_choice choice;
    strata_error err = {0};
    assert_int_equal(strata_catalog_open(NULL, 0, &none, NULL), STRATA_OK);
    assert_int_equal(test_detect(none, "student,level\n1,2\n", NULL, &choice, &err),
                     STRATA_E_USAGE);
    assert_string_equal(err.rule, "no-schemas");
    strata_catalog_free(none);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_nearest_schema_is_named),
        cmocka_unit_test(what_is_no_header_is_not_shown),
        cmocka_unit_test(two_that_fit_alike_are_an_error),
        cmocka_unit_test(records_of_fixed_width_are_known_by_their_length),
        cmocka_unit_test(families_and_headers_of_several_rows_are_found),
        cmocka_unit_test(without_schemas_it_is_not_the_file),
    };
    return cmocka_run_group_tests(tests, test_catalog_open, test_catalog_close);
}
