#include "guess_fixture.h"
#include "test_schema.h"

static strata_guess_phrases *phrases_of(const strata_catalog *catalog)
{
    strata_guess_phrases *phrases = NULL;
    strata_error err = {0};
    assert_int_equal(strata_guess_phrases_new(catalog, &phrases, &err), STRATA_OK);
    return phrases;
}

static bool is_group(const strata_guess_phrases *phrases, const char *text, strata_dim dim,
                     const char *group)
{
    strata_group_key key;
    return strata_guess_group(phrases, strata_slice_of(text), &key) && key.dim[0] == dim &&
           key.code[0] == strata_group_find(dim, strata_slice_of(group));
}

static void test_groups(void **state)
{
    (void)state;
    strata_guess_phrases *phrases = phrases_of(NULL);
    strata_group_key key;
    assert_true(is_group(phrases, "Hispanic/Latino", STRATA_DIM_RACE, "hispanic"));
    assert_true(is_group(phrases, "LOW_INCOME", STRATA_DIM_ECON, "yes"));
    assert_true(is_group(phrases, "Students with Disabilities", STRATA_DIM_SWD, "yes"));
    assert_false(strata_guess_group(phrases, strata_slice_of("high_needs"), &key));
    assert_false(strata_guess_group(phrases, strata_slice_of("-"), &key));
    strata_guess_phrases_free(phrases);
}

static void test_a_group_at_the_start_of_a_header(void **state)
{
    (void)state;
    strata_guess_phrases *phrases = phrases_of(NULL);
    strata_group_key key;
    const char *header = "FORMER_LIMITED_ENGLISH_PROFICIENT_MATHEMATICS_Scale_Score_Mean";
    assert_int_equal(strata_guess_group_prefix(phrases, strata_slice_of(header), &key), 33);
    assert_int_equal(key.dim[0], STRATA_DIM_EL);
    assert_int_equal(strata_guess_group_prefix(phrases, strata_slice_of("WHITEBOARDS_N"), &key), 0);
    assert_int_equal(strata_guess_group_prefix(phrases, strata_slice_of("WHITE"), &key), 0);
    strata_guess_phrases_free(phrases);
}

static void test_codes_of_a_dimension(void **state)
{
    (void)state;
    strata_guess_phrases *phrases = phrases_of(NULL);
    const struct {
        strata_dim dim;
        const char *code;
        const char *group;
    } known[] = {
        {STRATA_DIM_GENDER, "F", "female"},     {STRATA_DIM_GENDER, "Gender: Male", "male"},
        {STRATA_DIM_EL, "ELL: Yes", "current"}, {STRATA_DIM_EL, "TBD", "to_be_determined"},
        {STRATA_DIM_SWD, "Yes", "yes"},         {STRATA_DIM_RACE, "White", "white"},
        {STRATA_DIM_FRL, "free", "free"}};
    const strata_guess_values alone = {.code_count = 0};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        const char *group =
            strata_guess_dim_code(phrases, known[i].dim, &alone, strata_slice_of(known[i].code));
        assert_non_null(group);
        assert_string_equal(group, known[i].group);
    }
    assert_null(strata_guess_dim_code(phrases, STRATA_DIM_RACE, &alone, strata_slice_of("1")));
    assert_null(
        strata_guess_dim_code(phrases, STRATA_DIM_GENDER, &alone, strata_slice_of("White")));
    strata_guess_phrases_free(phrases);
}

/* What a letter means where the codes of its column are these. */
static const char *letter_of(strata_dim dim, const char *codes, const char *letter)
{
    strata_guess_phrases *phrases = NULL;
    strata_error err = {0};
    strata_guess_code list[8];
    strata_guess_values values = {.codes = list};
    for (const char *c = codes; *c != '\0'; c++) {
        list[values.code_count++] = (strata_guess_code){{c, 1}, 20, {"", 0}};
    }
    assert_int_equal(strata_guess_phrases_new(NULL, &phrases, &err), STRATA_OK);
    const char *group = strata_guess_dim_code(phrases, dim, &values, strata_slice_of(letter));
    strata_guess_phrases_free(phrases);
    return group != NULL ? group : "";
}

static void test_letters_by_dimension_and_company(void **state)
{
    (void)state;
    assert_string_equal(letter_of(STRATA_DIM_FRL, "FRP", "F"), "free");
    assert_string_equal(letter_of(STRATA_DIM_FRL, "FRP", "R"), "reduced");
    assert_string_equal(letter_of(STRATA_DIM_FRL, "FRP", "P"), "no");
    assert_string_equal(letter_of(STRATA_DIM_FRL, "FRN", "N"), "no");
    assert_string_equal(letter_of(STRATA_DIM_FRL, "TF", "F"), "no");
    assert_string_equal(letter_of(STRATA_DIM_FRL, "123", "1"), ""); /* free? yes? nobody knows */
    assert_string_equal(letter_of(STRATA_DIM_SWD, "01", "1"), "yes");
    assert_string_equal(letter_of(STRATA_DIM_SWD, "YNU", "Y"), "yes");
    assert_string_equal(letter_of(STRATA_DIM_ECON, "FRP", "F"), "");
    assert_string_equal(letter_of(STRATA_DIM_RACE, "HWBAIPTM", "T"), "two_or_more");
    assert_string_equal(letter_of(STRATA_DIM_RACE, "YN", "Y"), "");
    assert_string_equal(letter_of(STRATA_DIM_GENDER, "MF", "F"), "female");
    assert_string_equal(letter_of(STRATA_DIM_EL, "YN", "N"), "history_unknown");
}

static void test_grades(void **state)
{
    (void)state;
    static const char *const known[][2] = {
        {"3", "03"},   {"03", "03"}, {"Grade 11", "11"},      {"All Grades", "all"},
        {"13", "all"}, {"KG", "K"},  {"Grade HS (11)", "11"}, {"3rd", "03"},
        {"4th", "04"}};
    char out[8];
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        assert_string_equal(strata_guess_grade(strata_slice_of(known[i][0]), out), known[i][1]);
    }
    assert_null(strata_guess_grade(strata_slice_of("KK-08"), out));
    assert_null(strata_guess_grade(strata_slice_of("14"), out));
    assert_null(strata_guess_grade(strata_slice_of("0"), out));
    assert_null(strata_guess_grade(strata_slice_of(""), out));
}

static void test_subjects_places_answers(void **state)
{
    (void)state;
    assert_string_equal(strata_guess_subject(strata_slice_of("MATHEMATICS")), "math");
    assert_string_equal(strata_guess_subject(strata_slice_of("English Language Arts")), "ela");
    assert_null(strata_guess_subject(strata_slice_of("Percent")));
    assert_string_equal(strata_guess_entity_level(strata_slice_of("School System")), "lea");
    assert_null(strata_guess_entity_level(strata_slice_of("Elementary")));
    assert_string_equal(strata_guess_yes_no(strata_slice_of("Enrolled School: Yes")), "yes");
    assert_null(strata_guess_yes_no(strata_slice_of("2")));
}

static void test_words_of_schemas_are_known(void **state)
{
    (void)state;
    char folder[TEST_PATH_SIZE];
    char path[TEST_PATH_SIZE];
    char json[TEST_SCHEMA_SIZE];
    uint64_t at[2];
    test_schema_text("{'name': 't', 'layouts': [{'name': 'l', 'strata': {'set': {'assessment': 'a',"
                     "'subject': 'ela', 'grade': 'all'}}, 'fields': [{'name': 'g', 'strata': {'to':"
                     "'group', 'map': {'codes': {'SPED': 'swd=yes', '7': 'race=asian'}}}},"
                     "{'name': 'n', 'strata': {'to': 'n'}}]}], 'strata': {'kind': 'published',"
                     "'assessments': [{'id': 'a', 'levels': 2, 'proficient': 2}]}}",
                     json, at);
    test_folder_make(folder);
    test_path(path, folder, "t.json");
    test_file_write(path, json, strlen(json));
    const char *const folders[] = {folder};
    strata_catalog *catalog = NULL;
    strata_error err = {0};
    strata_group_key key;
    if (strata_catalog_open(folders, 1, &catalog, &err) != STRATA_OK) {
        fail_msg("%s", err.text);
    }
    strata_guess_phrases *phrases = phrases_of(catalog);
    assert_true(is_group(phrases, "SPED", STRATA_DIM_SWD, "yes"));
    /* a number is a code of that file only */
    assert_false(strata_guess_group(phrases, strata_slice_of("7"), &key));
    strata_guess_phrases_free(phrases);
    strata_catalog_free(catalog);
    test_folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_groups),
        cmocka_unit_test(test_a_group_at_the_start_of_a_header),
        cmocka_unit_test(test_codes_of_a_dimension),
        cmocka_unit_test(test_letters_by_dimension_and_company),
        cmocka_unit_test(test_grades),
        cmocka_unit_test(test_subjects_places_answers),
        cmocka_unit_test(test_words_of_schemas_are_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
