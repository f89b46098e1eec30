/* Suggestions for mistyped words. */
#include "schema/catalog.h"
#include "strata_test.h"

static const char *const words[] = {"school", "subject", "scale_score", "county", "lea", "el"};

static void check(const char *text, const char *nearest)
{
    const char *found = strata_nearest(text, words, sizeof words / sizeof words[0]);
    if (nearest == NULL) {
        assert_null(found);
    } else {
        assert_non_null(found);
        assert_string_equal(found, nearest);
    }
}

static void a_slip_is_mended(void **state)
{
    (void)state;
    check("schol", "school");    /* a letter lost */
    check("schhool", "school");  /* a letter too many */
    check("subjact", "subject"); /* a letter changed */
    check("cuonty", "county");   /* two letters swapped */
    check("School", "school");   /* case does not count */
    check("scalescore", "scale_score");
    check("le", "lea");
}

static void another_word_is_none(void **state)
{
    (void)state;
    check("x", NULL);  /* one change makes any word of one letter */
    check("xx", NULL); /* two changes make any word of two letters */
    check("gender", NULL);
    check("scale_scores_mean", NULL); /* six too many of seventeen, five may be */
    check("", NULL);
    char longer[200];
    memset(longer, 's', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    check(longer, NULL);
}

static void the_nearest_of_several_wins(void **state)
{
    (void)state;
    static const char *const near[] = {"counts", "count", "county"};
    assert_string_equal(strata_nearest("countz", near, 3), "counts");
    assert_string_equal(strata_nearest("couny", near, 3), "count");
    assert_null(strata_nearest("county", near, 0));
}

static void a_misspelt_word_is_one_slip_away(void **state)
{
    (void)state;
    assert_true(strata_is_misspelt("Ethncity", "ethnicity"));
    assert_true(strata_is_misspelt("schol", "school"));
    assert_true(strata_is_misspelt("full_acadmic_yaer", "full_academic_year")); /* two in 17 */
    assert_false(strata_is_misspelt("Gender", "gender"));                       /* no slip at all */
    assert_false(strata_is_misspelt("rate", "race"));                           /* another word */
    assert_false(strata_is_misspelt("sool", "school"));     /* two slips in a short one */
    assert_false(strata_is_misspelt("score_1", "score_2")); /* another number */
    assert_false(strata_is_misspelt("el_status", "frl_status"));
}

static void a_short_word_has_few_slips(void **state)
{
    (void)state;
    static const char *const slips[][2] = {{"rase", "race"},  {"RASE", "race"}, {"rce", "race"},
                                           {"races", "race"}, {"ecno", "econ"}, {"ecom", "econ"},
                                           {"ell", "el"},     {"leaa", "lea"},  {"sdw", "swd"},
                                           {"levl", "level"}, {"lvl", "level"}, {"Schl", "school"}};
    static const char *const others[][2] = {
        {"rate", "race"}, {"RATE", "race"}, {"face", "race"},  {"ace", "race"},
        {"lep", "lea"},   {"sed", "swd"},   {"ela", "lea"},    {"ela", "el"},
        {"eld", "el"},    {"leap", "lea"},  {"le", "lea"},     {"le", "el"},
        {"sex", "swd"},   {"race", "race"}, {"lvls", "level"}, {"year1", "year2"}};
    for (size_t i = 0; i < sizeof slips / sizeof slips[0]; i++) {
        if (!strata_is_misspelt(slips[i][0], slips[i][1])) {
            fail_msg("%s is %s", slips[i][0], slips[i][1]);
        }
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (strata_is_misspelt(others[i][0], others[i][1])) {
            fail_msg("%s is not %s", others[i][0], others[i][1]);
        }
    }
}

/* A word of daily life stands for ours where that can be chosen. */
static void a_wrong_word_is_refused_with_the_choices(void **state)
{
    (void)state;
    static const char *const levels[] = {"state", "lea"};
    strata_error err = {0};
    assert_int_equal(strata_fail_word(&err, "level", "district", levels, 2), STRATA_E_USAGE);
    assert_string_equal(err.text, "unknown level 'district'; did you mean 'lea', among state lea");
    assert_string_equal(err.rule, "word");
    err = (strata_error){0};
    assert_int_equal(strata_fail_word(&err, "level", "district", levels, 1), STRATA_E_USAGE);
    assert_string_equal(err.text, "unknown level 'district'; choose among state");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slip_is_mended),
        cmocka_unit_test(another_word_is_none),
        cmocka_unit_test(the_nearest_of_several_wins),
        cmocka_unit_test(a_misspelt_word_is_one_slip_away),
        cmocka_unit_test(a_short_word_has_few_slips),
        cmocka_unit_test(a_wrong_word_is_refused_with_the_choices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
