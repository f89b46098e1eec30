#include "guess_fixture.h"

/* The draft of a text, NUL behind it; yours to strata_free. */
static char *draft_of(const char *text)
{
    strata_guess *guess = guess_text(text);
    strata_sink *sink = NULL;
    strata_error err = {0};
    const char *bytes = NULL;
    size_t len = 0;
    assert_int_equal(strata_sink_memory(&sink, &err), STRATA_OK);
    assert_int_equal(strata_guess_draft(guess, "xx/draft", sink, &err), STRATA_OK);
    strata_sink_bytes(sink, &bytes, &len);
    char *copy = strata_alloc(len + 1);
    memcpy(copy, bytes, len);
    copy[len] = '\0';
    strata_sink_discard(sink);
    strata_guess_free(guess);
    return copy;
}

/* Loads the draft of a text; yours to strata_schema_free. */
static strata_schema *schema_of(const char *text)
{
    char *json = draft_of(text);
    char folder[TEST_PATH_SIZE];
    char path[TEST_PATH_SIZE];
    strata_schema *schema = NULL;
    strata_error err = {0};
    test_folder_make(folder);
    test_path(path, folder, "draft.json");
    test_file_write(path, json, strlen(json));
    if (strata_schema_load(path, "xx/draft", &schema, &err) != STRATA_OK) {
        fail_msg("%s\n%s", err.text, json);
    }
    test_folder_remove(folder);
    strata_free(json);
    return schema;
}

static void test_a_file_of_groups_becomes_a_schema(void **state)
{
    (void)state;
    char text[4096];
    guess_repeat(text, sizeof text,
                 "A title,,,,\nAcademic Year^x,,,,\nYear,District ID,Student Group,Level 1 "
                 "Percent,Level 2 Percent\n",
                 "2015-2016,00%d,White,0.4%d,*\n2015-2016,00%d,Other Group,0.4%d,0.55\n", 12);
    strata_schema *schema = schema_of(text);
    const strata_layout *layout = &schema->layouts[0];
    assert_int_equal(schema->kind, STRATA_KIND_PUBLISHED);
    assert_int_equal(layout->preamble, 2);
    assert_true(layout->fields[0].is_school_year);
    assert_int_equal(layout->fields[2].map->count, 1); /* what nobody understands stays out */
    assert_false(layout->fields[2].map->entries[0].drop);
    assert_false(schema->is_public);
    assert_true(layout->fields[3].fraction);
    assert_int_equal(schema->assessments[0].levels, 2);
    strata_schema_free(schema);
}

static void test_no_value_of_a_student_is_shown(void **state)
{
    (void)state;
    char text[8192];
    guess_repeat(text, sizeof text, "Student ID,Last Name,Gender,Grade,Scale Score\n",
                 "77%d,MARKED%d,Female,3,48%d\n", 20);
    const size_t len = strlen(text);
    (void)snprintf(text + len, sizeof text - len, "7799,MARKED,RARE,3,480\n");
    char *json = draft_of(text);
    assert_null(strstr(json, "MARKED"));
    assert_null(strstr(json, "RARE")); /* a code of one row */
    assert_null(strstr(json, "77"));
    assert_null(strstr(json, "48"));
    assert_non_null(strstr(json, "Female"));
    strata_free(json);
}

static void test_the_draft_tells_evidence_and_confidence(void **state)
{
    (void)state;
    char *json = draft_of("District Number^Number Tested\n0001^12\n0002^13\n");
    assert_non_null(strstr(json, "lea: header says District Number; 2 different whole numbers"));
    assert_non_null(strstr(json, "confidence 0.90"));
    assert_non_null(strstr(json, "\"delimiter\": \"^\""));
    assert_non_null(strstr(json, "\"group\": \"all=all\""));
    strata_free(json);
}

static strata_status guess_and_draft(void)
{
    static const char text[] = "District Number,Subgroup,Number Tested\n1,Male,12\n2,Male,13\n";
    strata_guess *guess = NULL;
    strata_sink *sink = NULL;
    strata_error err = {0};
    char folder[TEST_PATH_SIZE];
    char path[TEST_PATH_SIZE];
    test_folder_make(folder);
    test_path(path, folder, "x.csv");
    test_file_write(path, text, strlen(text));
    strata_status status = strata_guess_file(path, NULL, &guess, &err);
    test_folder_remove(folder);
    if (status == STRATA_OK) {
        status = strata_sink_memory(&sink, &err);
    }
    if (status == STRATA_OK) {
        status = strata_guess_draft(guess, "x", sink, &err);
    }
    strata_sink_discard(sink);
    strata_guess_free(guess);
    return status;
}

static void test_every_failing_allocation(void **state)
{
    (void)state;
    assert_true(test_every_allocation(guess_and_draft) > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_file_of_groups_becomes_a_schema),
        cmocka_unit_test(test_no_value_of_a_student_is_shown),
        cmocka_unit_test(test_the_draft_tells_evidence_and_confidence),
        cmocka_unit_test(test_every_failing_allocation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
