#include "record/rows_parts.h"
#include "strata_test.h"

static strata_rows *open_rows(uint64_t memory)
{
    strata_rows *rows = NULL;
    assert_int_equal(strata_rows_new(memory, NULL, &rows, NULL), STRATA_OK);
    return rows;
}

static void test_numbers(void **state)
{
    (void)state;
    strata_rows *rows = open_rows(0);
    const strata_packed_place oak = {.file = 1, .year = 2019, .school = 4};
    const strata_packed_place elm = {.file = 1, .year = 2019, .school = 5};
    const strata_packed_outcome math = {.assessment = 1, .subject = 2, .level = 3};
    const strata_packed_person one = {.race_mask = 4};
    uint32_t number = 9;
    uint32_t count = 0;
    assert_int_equal(strata_rows_place(rows, &oak, &number, NULL), STRATA_OK);
    assert_int_equal(number, 0);
    assert_int_equal(strata_rows_place(rows, &elm, &number, NULL), STRATA_OK);
    assert_int_equal(number, 1);
    assert_int_equal(strata_rows_place(rows, &oak, &number, NULL), STRATA_OK);
    assert_int_equal(number, 0);
    assert_int_equal(strata_rows_outcome(rows, &math, &number, NULL), STRATA_OK);
    assert_int_equal(strata_rows_person(rows, &one, &number, NULL), STRATA_OK);
    assert_int_equal(strata_rows_places(rows, &count)[1].school, 5);
    assert_int_equal(count, 2);
    assert_int_equal(strata_rows_outcomes(rows, &count)[0].level, 3);
    assert_int_equal(count, 1);
    assert_int_equal(strata_rows_persons(rows, &count)[0].race_mask, 4);
    assert_int_equal(count, 1);
    strata_rows_free(rows);
}

static void test_too_many_outcomes(void **state)
{
    (void)state;
    strata_rows *rows = open_rows(0);
    strata_error err = {0};
    strata_packed_outcome outcome = {.level = 1};
    uint32_t number = 0;
    for (; outcome.grade < 1U << STRATA_ROW_OUTCOME_BITS; outcome.grade++) {
        assert_int_equal(strata_rows_outcome(rows, &outcome, &number, NULL), STRATA_OK);
    }
    assert_int_equal(number, (1U << STRATA_ROW_OUTCOME_BITS) - 1);
    assert_int_equal(strata_rows_outcome(rows, &outcome, &number, &err), STRATA_E_INPUT);
    assert_string_equal(err.rule, "kinds-many");
    strata_rows_free(rows);
}

/* The greatest and least score of a code, those beside them, and the ends of all numbers. */
static void test_scores(void **state)
{
    (void)state;
    static const int64_t scores[] = {0,        -1,       8388607,   8388608,
                                     -8388607, -8388608, INT64_MAX, INT64_MIN};
    enum {
        COUNT = sizeof scores / sizeof scores[0]
    };
    for (uint64_t memory = 0; memory < 2; memory++) { /* the usual; every result to the disk */
        strata_rows *rows = open_rows(memory);
        for (uint32_t at = 0; at < 3 * COUNT; at++) {
            const strata_packed_row row = {
                .student = at, .score = scores[at % COUNT], .place = at % 3, .person = at};
            const strata_packed_place place = {.file = 1 + at % 3};
            const strata_packed_outcome outcome = {.has_score = 1};
            uint32_t number = 0;
            assert_int_equal(strata_rows_place(rows, &place, &number, NULL), STRATA_OK);
            assert_int_equal(strata_rows_outcome(rows, &outcome, &number, NULL), STRATA_OK);
            assert_int_equal(strata_rows_add(rows, &row, NULL), STRATA_OK);
        }
        strata_rows_view view = {.count = 0};
        for (uint32_t place = 0; place < 3; place++) {
            size_t wide = 0;
            assert_int_equal(strata_rows_read(rows, place, &view, NULL), STRATA_OK);
            assert_int_equal(view.count, COUNT);
            for (size_t at = 0; at < COUNT; at++) {
                const uint32_t person = strata_row_person_of(view.codes[at]);
                assert_int_equal(person % 3, place);
                assert_true(strata_row_score_of(&view, view.codes[at], &wide) ==
                            scores[person % COUNT]);
            }
        }
        assert_int_equal(strata_rows_read(rows, 77, &view, NULL), STRATA_OK);
        assert_int_equal(view.count, 0);
        strata_rows_view_deinit(&view);
        strata_rows_free(rows);
    }
}

/* A key is as good as a student and a test; nobody stays nobody. */
static void test_keys(void **state)
{
    (void)state;
    static const uint64_t mixes[] = {0, 1, UINT64_C(0x8000000000000001), UINT64_MAX};
    static const uint64_t students[] = {0, 1, 2, UINT64_C(0x8000000000000001), UINT64_MAX};
    for (size_t mix = 0; mix < 4; mix++) {
        for (size_t at = 0; at < 5; at++) {
            const uint64_t key = strata_rows_fold(students[at], mixes[mix]);
            assert_int_equal(key == 0, students[at] == 0);
            assert_true(strata_rows_fold(key, mixes[mix]) == students[at]);
        }
    }
}

/* The whole record comes back. */
static void test_record(void **state)
{
    (void)state;
    static const strata_record record = {.student = UINT64_C(0xfedcba9876543210),
                                         .term = 1,
                                         .county = 2,
                                         .lea = 3,
                                         .school = 4,
                                         .assessment = 5,
                                         .era = 6,
                                         .subject = 7,
                                         .grade = 8,
                                         .condition = 9,
                                         .file = 10,
                                         .row = 11,
                                         .score = -2512,
                                         .year = 2023,
                                         .race_mask = 0x1ff,
                                         .codes = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11},
                                         .level = 3,
                                         .fay = {1, 2, 0},
                                         .enrolled = STRATA_NO,
                                         .tested = STRATA_YES,
                                         .has_score = true};
    strata_rows *rows = open_rows(0);
    strata_rows_scan scan;
    strata_rows_block block;
    strata_stored_row row;
    strata_record seen;
    bool more = false;
    assert_int_equal(strata_rows_add_record(rows, &record, NULL), STRATA_OK);
    assert_int_equal(strata_rows_scan_init(&scan, &rows->store, NULL), STRATA_OK);
    assert_int_equal(strata_rows_scan_next(&scan, &block, &more, NULL), STRATA_OK);
    assert_int_equal(strata_rows_scan_row(&scan, 0, &row, NULL), STRATA_OK);
    memset(&seen, 0, sizeof seen);
    strata_rows_record(rows, &row, &seen);
    assert_true(seen.student == record.student && seen.score == record.score);
    assert_memory_equal(&seen.term, &record.term,
                        offsetof(strata_record, score) - offsetof(strata_record, term));
    assert_memory_equal(&seen.year, &record.year,
                        offsetof(strata_record, has_score) - offsetof(strata_record, year));
    assert_true(seen.has_score);
    strata_rows_scan_deinit(&scan);
    strata_rows_free(rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers), cmocka_unit_test(test_too_many_outcomes),
        cmocka_unit_test(test_scores),  cmocka_unit_test(test_keys),
        cmocka_unit_test(test_record),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
