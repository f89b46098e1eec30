/* Places in the order of cells, put together over files, and their parts. */
#include "cube/tally_places.h"
#include "cube_fixture.h"

static void add(strata_rows *rows, strata_packed_place place)
{
    uint32_t number = 0;
    assert_int_equal(strata_rows_place(rows, &place, &number, NULL), STRATA_OK);
}

/* The leas are B of 2023 with one place, A of 2024 with three, B with one, and none: the state. Two
 * places a part cut A into two. */
static void check_parts(strata_tally_places *places)
{
    static const strata_tally_part expected[] = {
        {.first = 0, .count = 1, .year = 0, .is_first = true, .is_last = true},
        {.first = 1, .count = 2, .year = 1, .is_first = true, .is_last = false},
        {.first = 3, .count = 1, .year = 1, .is_first = false, .is_last = true},
        {.first = 4, .count = 1, .year = 1, .is_first = true, .is_last = true},
        {.first = 5, .count = 1, .year = 1, .is_first = true, .is_last = true}};
    const size_t count = sizeof expected / sizeof expected[0];
    assert_int_equal(strata_tally_places_cut(places, 2), STRATA_OK);
    assert_int_equal(places->part_count, count);
    for (size_t at = 0; at < count; at++) {
        const strata_tally_part *part = &places->parts[at];
        assert_int_equal(part->first, expected[at].first);
        assert_int_equal(part->count, expected[at].count);
        assert_int_equal(part->year, expected[at].year);
        assert_int_equal(part->is_first, expected[at].is_first);
        assert_int_equal(part->is_last, expected[at].is_last);
    }
}

/* Two files have school a1; the lea's own rows stand behind its schools, the state's at the end. */
static void test_order(void **state)
{
    (void)state;
    strata_dictionary *dictionary = cube_dictionary();
    strata_rows *rows = NULL;
    assert_int_equal(strata_rows_new(0, NULL, &rows, NULL), STRATA_OK);
    const uint32_t b = cube_text(dictionary, "B");
    const uint32_t a = cube_text(dictionary, "A");
    const uint32_t a2 = cube_text(dictionary, "a2");
    const uint32_t a1 = cube_text(dictionary, "a1");
    add(rows, (strata_packed_place){.file = 1, .year = 2024});
    add(rows, (strata_packed_place){.file = 1, .year = 2024, .lea = b, .school = a1});
    add(rows, (strata_packed_place){.file = 1, .year = 2024, .lea = a});
    add(rows, (strata_packed_place){.file = 2, .year = 2024, .lea = a, .school = a1});
    add(rows, (strata_packed_place){.file = 1, .year = 2024, .lea = a, .school = a2});
    add(rows, (strata_packed_place){.file = 1, .year = 2024, .lea = a, .school = a1});
    add(rows, (strata_packed_place){.file = 1, .year = 2023, .lea = b, .school = a1});
    static const uint32_t expected[] = {6, 5, 3, 4, 2, 1, 0};
    uint32_t rank[64];
    assert_true(strata_dictionary_text_count(dictionary) < 64);
    assert_int_equal(strata_dictionary_ranks(dictionary, rank, NULL), STRATA_OK);
    strata_tally_places places;
    assert_int_equal(strata_tally_places_make(&places, rows, rank), STRATA_OK);
    assert_memory_equal(places.pieces, expected, sizeof expected);
    assert_int_equal(places.count, 6);
    assert_int_equal(places.places[1].count, 2); /* a1 of A, in both files */
    assert_int_equal(places.year_count, 2);
    assert_int_equal(places.years[0], 2023);
    check_parts(&places);
    strata_tally_places_deinit(&places);
    strata_rows_free(rows);
    strata_dictionary_free(dictionary);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_order)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
