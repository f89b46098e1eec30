/* Groups and crosses to text and back. */
#include "schema/vocabulary.h"
#include "strata_test.h"

static bool parse(const char *dims, const char *groups, strata_group_key *out)
{
    return strata_group_key_parse(strata_slice_of(dims), strata_slice_of(groups), out);
}

static void check_text(const char *dims, const char *groups, const char *dims_out,
                       const char *groups_out)
{
    strata_group_key key;
    char text[STRATA_GROUP_TEXT];
    assert_true(parse(dims, groups, &key));
    strata_group_key_dim_text(key, text);
    assert_string_equal(text, dims_out);
    strata_group_key_group_text(key, text);
    assert_string_equal(text, groups_out);
}

static void texts_come_back(void **state)
{
    (void)state;
    check_text("all", "all", "all", "all");
    check_text("el", "ever", "el", "ever");
    check_text("el*frl", "current*yes", "el*frl", "current*yes");
    check_text("frl*el", "yes*current", "el*frl", "current*yes");
    check_text("gender*swd*race", "female*no*asian", "race*swd*gender", "asian*no*female");
    check_text("el*race*military", "el_accountability*pacific_islander*yes", "el*race*military",
               "el_accountability*pacific_islander*yes");
}

static void parts_behind_the_used_ones_are_all(void **state)
{
    (void)state;
    strata_group_key key;
    assert_true(parse("swd", "yes", &key));
    assert_int_equal(key.dim[0], STRATA_DIM_SWD);
    assert_int_equal(key.code[0], 1);
    for (unsigned at = 1; at < STRATA_CROSS_MAX; at++) {
        assert_int_equal(key.dim[at], STRATA_DIM_ALL);
        assert_int_equal(key.code[at], 1);
    }
}

static void what_is_no_group_is_refused(void **state)
{
    (void)state;
    static const char *const bad[][2] = {
        {"", ""},
        {"el", ""},
        {"el", "yes"},
        {"EL", "current"},
        {"el*frl", "current"},
        {"el", "current*yes"},
        {"el*el", "current*ever"},
        {"el*", "current*"},
        {"*el", "*current"},
        {"all*el", "all*current"},
        {"el*race*frl*swd", "current*black*yes*no"},
        {"all", "yes"},
    };
    strata_group_key before;
    assert_true(parse("frl", "no", &before));
    strata_group_key key = before;
    for (size_t at = 0; at < sizeof bad / sizeof bad[0]; at++) {
        assert_false(parse(bad[at][0], bad[at][1], &key));
        assert_true(strata_group_key_equal(key, before));
    }
    assert_false(strata_group_key_parse((strata_slice){NULL, 0}, (strata_slice){NULL, 0}, &key));
}

static void dims_are_counted_and_sorted(void **state)
{
    (void)state;
    strata_dim dims[STRATA_CROSS_MAX];
    assert_int_equal(strata_dims_parse(strata_slice_of("all"), dims), 1);
    assert_int_equal(dims[0], STRATA_DIM_ALL);
    assert_int_equal(strata_dims_parse(strata_slice_of("gender*el"), dims), 2);
    assert_int_equal(dims[0], STRATA_DIM_EL);
    assert_int_equal(dims[1], STRATA_DIM_GENDER);
    assert_int_equal(strata_dims_parse(strata_slice_of("el*el"), dims), 0);
    assert_int_equal(strata_dims_parse(strata_slice_of("el*"), dims), 0);
    assert_int_equal(strata_dims_parse(strata_slice_of(""), dims), 0);
    assert_int_equal(strata_dims_parse(strata_slice_of("el*race*frl*swd"), dims), 0);
}

static void equal_keys_are_equal(void **state)
{
    (void)state;
    strata_group_key a;
    strata_group_key b;
    assert_true(parse("el*frl", "current*yes", &a));
    assert_true(parse("frl*el", "yes*current", &b));
    assert_true(strata_group_key_equal(a, b));
    assert_true(parse("el*frl", "current*no", &b));
    assert_false(strata_group_key_equal(a, b));
    assert_true(parse("el*econ", "current*yes", &b));
    assert_false(strata_group_key_equal(a, b));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_come_back),
        cmocka_unit_test(parts_behind_the_used_ones_are_all),
        cmocka_unit_test(what_is_no_group_is_refused),
        cmocka_unit_test(dims_are_counted_and_sorted),
        cmocka_unit_test(equal_keys_are_equal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
