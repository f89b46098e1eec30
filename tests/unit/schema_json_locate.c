/* Places of keys and elements in JSON text. */
#include "schema/json_locate.h"
#include "strata_test.h"

/* Columns below are counted in this text, from 1. */
static const char text[] = "{\n"
                           "  \"name\": \"a {brace} and a \\\"quote\\\"\",\n"
                           "  \"list\": [1, [2, {\"x\": \"]\"}], {\"deep\": {\"to\": true}}],\n"
                           "  \"empty\": {}, \"none\": [],\n"
                           "  \"last\" : null}\n";

static void check(const strata_json_step *steps, size_t count, uint64_t line, uint64_t column)
{
    uint64_t at[2] = {0, 0};
    strata_json_locate(text, sizeof text - 1, steps, count, at);
    assert_int_equal(at[0], line);
    assert_int_equal(at[1], column);
}

static void members_are_found(void **state)
{
    (void)state;
    const strata_json_step name[] = {{"name", 0}};
    const strata_json_step last[] = {{"last", 0}};
    const strata_json_step none[] = {{"none", 0}};
    check(name, 1, 2, 3);
    check(last, 1, 5, 3);
    check(none, 1, 4, 16);
}

static void elements_are_found(void **state)
{
    (void)state;
    const strata_json_step first[] = {{"list", 0}, {NULL, 0}};
    const strata_json_step inner[] = {{"list", 0}, {NULL, 1}, {NULL, 1}, {"x", 0}};
    const strata_json_step deep[] = {{"list", 0}, {NULL, 2}, {"deep", 0}, {"to", 0}};
    check(first, 2, 3, 12);
    check(inner, 4, 3, 20);
    check(deep, 4, 3, 42);
}

static void the_way_ends_where_it_is_lost(void **state)
{
    (void)state;
    const strata_json_step absent[] = {{"list", 0}, {NULL, 2}, {"deeper", 0}};
    const strata_json_step beyond[] = {{"list", 0}, {NULL, 7}};
    const strata_json_step wrong[] = {{"name", 0}, {NULL, 0}};
    const strata_json_step in_empty[] = {{"empty", 0}, {"key", 0}};
    check(absent, 3, 3, 32);
    check(beyond, 2, 3, 3);
    check(wrong, 2, 2, 3);
    check(in_empty, 2, 4, 3);
    check(NULL, 0, 1, 1);
}

/* It is given valid JSON only; cut text must still not lead it astray. */
static void cut_text_does_no_harm(void **state)
{
    (void)state;
    const strata_json_step deep[] = {{"list", 0}, {NULL, 2}, {"deep", 0}, {"to", 0}};
    for (size_t len = 0; len < sizeof text - 1; len++) {
        char *cut = malloc(len + 1);
        assert_non_null(cut);
        memcpy(cut, text, len);
        uint64_t at[2] = {0, 0};
        strata_json_locate(cut, len, deep, 4, at);
        assert_in_range(at[0], 1, 6);
        free(cut);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_are_found),
        cmocka_unit_test(elements_are_found),
        cmocka_unit_test(the_way_ends_where_it_is_lost),
        cmocka_unit_test(cut_text_does_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
