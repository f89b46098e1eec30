/* The lines after the rows. */
#include "stream/trailer.h"
#include "stream_fixture.h"

#define OTHER_DIGEST "00000000000000000000000000000001"

static bool read_line(strata_trailer *trailer, const char *line)
{
    bool is_line = false;
    assert_int_equal(strata_trailer_read(trailer, strata_slice_of(line), &is_line, NULL),
                     STRATA_OK);
    return is_line;
}

static void test_round_trip(void **state)
{
    (void)state;
    strata_trailer trailer = {.rows = 3, .digest = OTHER_DIGEST, .marks = FIXTURE_DIGEST};
    strata_sink *sink = fixture_sink();
    assert_int_equal(strata_trailer_add_input(&trailer, strata_slice_of(FIXTURE_DIGEST), 12, NULL),
                     STRATA_OK);
    assert_int_equal(strata_trailer_add_input(&trailer, strata_slice_of(OTHER_DIGEST), 0, NULL),
                     STRATA_OK);
    strata_trailer_sort(&trailer);
    assert_int_equal(strata_trailer_write_inputs(sink, &trailer, NULL), STRATA_OK);
    assert_int_equal(strata_trailer_write_end(sink, &trailer, NULL), STRATA_OK);
    fixture_assert_text(sink, "#input " OTHER_DIGEST " rows=0\n"
                              "#input " FIXTURE_DIGEST " rows=12\n"
                              "#end rows=3 xxh3=" OTHER_DIGEST " marks=" FIXTURE_DIGEST "\n");
    strata_trailer back = {0};
    assert_true(read_line(&back, "#input " OTHER_DIGEST " rows=0"));
    assert_true(read_line(&back, "#input " FIXTURE_DIGEST " rows=12"));
    assert_false(back.is_ended);
    assert_true(read_line(&back, "#end rows=3 xxh3=" OTHER_DIGEST " marks=" FIXTURE_DIGEST));
    assert_true(back.is_ended);
    assert_int_equal(back.rows, 3);
    assert_string_equal(back.digest, OTHER_DIGEST);
    assert_string_equal(back.marks, FIXTURE_DIGEST);
    assert_int_equal(back.input_count, 2);
    assert_int_equal(back.inputs[1].rows, 12);
    assert_string_equal(back.inputs[1].digest, FIXTURE_DIGEST);
    assert_false(read_line(&back, "#end rows=3 xxh3=" OTHER_DIGEST));
    strata_trailer_deinit(&trailer);
    strata_trailer_deinit(&back);
    strata_sink_discard(sink);
}

/* Earlier streams have no digest of the # lines; who checks the trailer refuses them. */
static void test_without_marks(void **state)
{
    (void)state;
    strata_trailer trailer = {0};
    assert_true(read_line(&trailer, "#end rows=3 xxh3=" OTHER_DIGEST));
    assert_true(trailer.is_ended);
    assert_string_equal(trailer.marks, "");
    strata_trailer_deinit(&trailer);
}

/* Records say where their rows went; a line that loses some is found when it becomes an account. */
static void test_account(void **state)
{
    (void)state;
    static const char line[] =
        "#input " FIXTURE_DIGEST " rows=12 accepted=7 rejected=4 out_of_scope=1";
    const strata_account account = {
        .digest = FIXTURE_DIGEST, .rows_in = 12, .accepted = 7, .rejected = 4, .out_of_scope = 1};
    strata_trailer trailer = {.digest = OTHER_DIGEST};
    strata_sink *sink = fixture_sink();
    assert_int_equal(strata_trailer_add_account(&trailer, &account, NULL), STRATA_OK);
    assert_int_equal(strata_trailer_write_inputs(sink, &trailer, NULL), STRATA_OK);
    assert_memory_equal(fixture_bytes(sink).text, line, strlen(line));
    assert_int_equal(fixture_bytes(sink).text[strlen(line)], '\n');
    strata_trailer back = {0};
    strata_account read = {0};
    assert_true(read_line(&back, line));
    assert_true(strata_trailer_account(&back.inputs[0], &read));
    assert_memory_equal(&read, &account, sizeof read);
    assert_true(
        read_line(&back, "#input " OTHER_DIGEST " rows=12 accepted=7 rejected=3 out_of_scope=1"));
    assert_false(strata_trailer_account(&back.inputs[1], &read));
    assert_true(read_line(&back, "#input " OTHER_DIGEST " rows=0"));
    assert_false(strata_trailer_account(&back.inputs[2], &read));
    strata_trailer_deinit(&trailer);
    strata_trailer_deinit(&back);
    strata_sink_discard(sink);
}

static void test_wrong_lines(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "#end",
        "#end rows=3",
        "#end rows= xxh3=" FIXTURE_DIGEST,
        "#end rows=3 xxh3=0123",
        "#end rows=3 xxh3=" FIXTURE_DIGEST "0",
        "#end rows=3 xxh3=" FIXTURE_DIGEST " ",
        "#end rows=3 xxh3=" FIXTURE_DIGEST " marks=",
        "#end rows=3 xxh3=" FIXTURE_DIGEST " marks=" FIXTURE_DIGEST "0",
        "#end rows=3 xxh3=" FIXTURE_DIGEST " marks=" FIXTURE_DIGEST " ",
        "#end rows=99999999999999999999 xxh3=" FIXTURE_DIGEST,
        "#input " FIXTURE_DIGEST,
        "#input 0123456789ABCDEF0123456789ABCDEF rows=1",
        "#input " FIXTURE_DIGEST " rows=-1",
        "#input " FIXTURE_DIGEST " rows=1 more",
        "#input " FIXTURE_DIGEST " rows=1 accepted=1",
        "#input " FIXTURE_DIGEST " rows=1 accepted=1 rejected=0 out_of_scope=",
        "#input " FIXTURE_DIGEST " rows=1 accepted=1 rejected=0 out_of_scope=0 ",
        "2024,",
    };
    strata_trailer trailer = {0};
    for (size_t at = 0; at < sizeof wrong / sizeof wrong[0]; at++) {
        assert_false(read_line(&trailer, wrong[at]));
    }
    assert_false(trailer.is_ended);
    assert_int_equal(trailer.input_count, 0);
    strata_error err = {0};
    assert_int_equal(strata_trailer_add_input(&trailer, strata_slice_of("file.csv"), 1, &err),
                     STRATA_E_INPUT);
    assert_string_equal(err.rule, "digest");
    strata_trailer_deinit(&trailer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_account),
        cmocka_unit_test(test_without_marks),
        cmocka_unit_test(test_wrong_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
