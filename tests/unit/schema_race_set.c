/* Races as groups. The examples are worked out from the texts of the two rules: 72 FR 59266 (2007)
 * and Statistical Policy Directive 15 of 28 March 2024. */
#include "schema/race_set.h"
#include "strata_test.h"

static strata_code race(const char *name)
{
    const strata_code code = strata_group_find(STRATA_DIM_RACE, strata_slice_of(name));
    assert_int_not_equal(code, 0);
    return code;
}

static uint32_t bit(const char *name)
{
    return UINT32_C(1) << race(name);
}

/* The groups of who named these races, and no category was given beside them. */
static uint32_t groups(strata_race_scheme scheme, uint32_t named)
{
    return strata_race_groups(scheme, 0, (strata_race_mask)named);
}

static const char *set_name(strata_code category, uint32_t named)
{
    return strata_group_name(STRATA_DIM_RACE_MASK,
                             strata_race_mask_group(category, (strata_race_mask)named));
}

static void schemes_are_found_by_name(void **state)
{
    (void)state;
    strata_race_scheme scheme = STRATA_RACE_SCHEMES;
    for (unsigned at = 0; at < STRATA_RACE_SCHEMES; at++) {
        const char *name = strata_race_scheme_name((strata_race_scheme)at);
        assert_true(strata_race_scheme_find(strata_slice_of(name), &scheme));
        assert_int_equal(scheme, at);
    }
    assert_false(strata_race_scheme_find(strata_slice_of("ED2007"), &scheme));
}

/* One student, four answers: the same record is Hispanic in 2007 and multiracial in 2024. */
static void hispanic_and_white(void **state)
{
    (void)state;
    const uint32_t named = bit("hispanic") | bit("white");
    assert_int_equal(groups(STRATA_RACE_ED2007, named), bit("hispanic"));
    assert_int_equal(groups(STRATA_RACE_ALONE_OR_IN, named), bit("hispanic") | bit("white"));
    assert_int_equal(groups(STRATA_RACE_MULTI2024, named), bit("two_or_more"));
    assert_int_equal(groups(STRATA_RACE_COMBINATIONS, named), 0);
    assert_string_equal(set_name(0, named), "hispanic+white");
}

static void middle_eastern_is_a_category_of_its_own(void **state)
{
    (void)state;
    const uint32_t named = bit("middle_eastern") | bit("white");
    assert_int_equal(groups(STRATA_RACE_MULTI2024, named), bit("two_or_more"));
    assert_int_equal(groups(STRATA_RACE_MULTI2024, bit("middle_eastern")), bit("middle_eastern"));
    assert_int_equal(groups(STRATA_RACE_ALONE_OR_IN, named), named);
}

/* "Asian: ... Chinese, Asian Indian, Filipino, Vietnamese, Korean, and Japanese": one category. */
static void filipino_is_no_second_race(void **state)
{
    (void)state;
    const uint32_t named = bit("asian") | bit("filipino");
    assert_int_equal(groups(STRATA_RACE_MULTI2024, named), bit("asian"));
    assert_int_equal(groups(STRATA_RACE_ED2007, named), bit("asian"));
    assert_int_equal(groups(STRATA_RACE_ED2007, bit("filipino")), bit("filipino"));
    assert_int_equal(groups(STRATA_RACE_MULTI2024, bit("filipino") | bit("white")),
                     bit("two_or_more"));
    assert_int_equal(groups(STRATA_RACE_ALONE_OR_IN, named), named);
    assert_string_equal(set_name(0, named), "asian+filipino");
}

/* The publisher's category stands in 2007; of several races that nobody names nothing more can be
 * said under any scheme. */
static void a_category_stands(void **state)
{
    (void)state;
    const strata_race_mask both = (strata_race_mask)(bit("black") | bit("white"));
    const strata_race_mask alone = (strata_race_mask)bit("two_or_more");
    assert_int_equal(strata_race_groups(STRATA_RACE_ED2007, race("black"), both), bit("black"));
    assert_int_equal(strata_race_groups(STRATA_RACE_MULTI2024, race("black"), both),
                     bit("two_or_more"));
    for (unsigned at = 0; at < STRATA_RACE_SCHEMES; at++) {
        const bool is_set = at == STRATA_RACE_COMBINATIONS;
        assert_int_equal(strata_race_groups((strata_race_scheme)at, race("two_or_more"), alone),
                         is_set ? 0 : bit("two_or_more"));
        assert_int_equal(strata_race_groups((strata_race_scheme)at, race("white"), 0),
                         is_set ? 0 : bit("white"));
    }
    assert_string_equal(set_name(race("two_or_more"), alone), "two_or_more");
    assert_string_equal(set_name(race("two_or_more"), bit("asian")), "two_or_more");
    assert_string_equal(set_name(race("white"), 0), "white");
}

static void nothing_and_not_reported(void **state)
{
    (void)state;
    for (unsigned at = 0; at < STRATA_RACE_SCHEMES; at++) {
        assert_int_equal(groups((strata_race_scheme)at, 0), 0);
        assert_int_equal(groups((strata_race_scheme)at, bit("not_reported")),
                         at == STRATA_RACE_COMBINATIONS ? 0 : bit("not_reported"));
    }
    assert_int_equal(strata_race_mask_group(0, 0), 0);
    assert_string_equal(set_name(0, bit("not_reported")), "not_reported");
    assert_string_equal(set_name(0, bit("not_reported") | bit("black")), "black");
    assert_int_equal(
        strata_group_kind_of(STRATA_DIM_RACE_MASK,
                             strata_race_mask_group(0, (strata_race_mask)bit("not_reported"))),
        STRATA_GROUP_UNKNOWN);
}

/* Every set of up to six races has a name of its own, which is found again. */
static void sets_and_names(void **state)
{
    (void)state;
    unsigned told_apart = 0;
    for (unsigned set = 1; set < 256; set++) {
        char expected[STRATA_GROUP_TEXT] = "";
        unsigned races = 0;
        for (unsigned code = 1; code <= STRATA_RACE_SET_RACES; code++) {
            if ((set << 1 >> code & 1) != 0) {
                const size_t len = strlen(expected);
                (void)snprintf(expected + len, sizeof expected - len, "%s%s", races > 0 ? "+" : "",
                               strata_group_name(STRATA_DIM_RACE, (strata_code)code));
                races++;
            }
        }
        if (races <= 6) {
            assert_string_equal(set_name(0, set << 1), expected);
            assert_int_equal(strata_race_set_find(strata_slice_of(expected)), set);
            told_apart++;
        } else {
            assert_string_equal(set_name(0, set << 1), "two_or_more");
            assert_int_equal(strata_race_set_find(strata_slice_of(expected)), 0);
        }
    }
    assert_int_equal(told_apart, 255 - 8 - 1); /* of eight races: 8 sets of seven, one of eight */
}

static void words_of_sets(void **state)
{
    (void)state;
    const strata_code both = strata_race_set_find(strata_slice_of("asian+white"));
    assert_int_not_equal(both, 0);
    assert_int_equal(strata_race_set_find(strata_slice_of("white+asian")), both);
    const char *const wrong[] = {"",
                                 "+",
                                 "asian+",
                                 "+asian",
                                 "asian++white",
                                 "asian+asian",
                                 "asian+two_or_more",
                                 "green",
                                 "not_reported+asian"};
    for (size_t at = 0; at < sizeof wrong / sizeof wrong[0]; at++) {
        assert_int_equal(strata_race_set_find(strata_slice_of(wrong[at])), 0);
    }
    strata_group_key key;
    char text[STRATA_GROUP_TEXT];
    assert_true(strata_group_key_parse(strata_slice_of("race_mask*el"),
                                       strata_slice_of("asian+white*current"), &key));
    strata_group_key_dim_text(key, text);
    assert_string_equal(text, "el*race_mask");
    strata_group_key_group_text(key, text);
    assert_string_equal(text, "current*asian+white");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(schemes_are_found_by_name),
        cmocka_unit_test(hispanic_and_white),
        cmocka_unit_test(middle_eastern_is_a_category_of_its_own),
        cmocka_unit_test(filipino_is_no_second_race),
        cmocka_unit_test(a_category_stands),
        cmocka_unit_test(nothing_and_not_reported),
        cmocka_unit_test(sets_and_names),
        cmocka_unit_test(words_of_sets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
