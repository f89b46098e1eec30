/* The two digests of a stream, and what a trailer says of them. */
#include "stream/stream_digests.h"
#include "stream_fixture.h"

static void assert_checked(const strata_stream_digests *digests, const strata_trailer *read,
                           const char *message)
{
    strata_error err = {0};
    const strata_place_in_file at = {.file = "x.cells", .line = 9};
    const strata_status status = strata_stream_digests_check(digests, read, at, &err);
    assert_int_equal(status, message == NULL ? STRATA_OK : STRATA_E_INPUT);
    assert_string_equal(err.rule, message == NULL ? "" : "stream-hash");
    assert_true(message == NULL || strstr(err.text, message) != NULL);
}

static void test_check(void **state)
{
    (void)state;
    strata_stream_digests digests = {0};
    strata_trailer read = {.rows = 1};
    assert_int_equal(strata_stream_digests_init(&digests, NULL), STRATA_OK);
    strata_digest_add(digests.rows, "year\n2024\n", strlen("year\n2024\n"));
    strata_stream_digests_mark(&digests, strata_slice_of("#strata cells 1"));
    strata_stream_digests_mark(&digests, strata_slice_of("#race ed2007"));
    fixture_digest("year\n", "2024\n", read.digest);
    fixture_digest("#strata cells 1\n", "#race ed2007\n", read.marks);
    assert_checked(&digests, &read, NULL);
    strata_trailer written = {.rows = 1};
    strata_stream_digests_text(&digests, &written);
    assert_string_equal(written.digest, read.digest);
    assert_string_equal(written.marks, read.marks);
    fixture_digest("#strata cells 1\n", "#race ed2006\n", read.marks);
    assert_checked(&digests, &read, "hash of the lines that start with # is not");
    read.marks[0] = '\0';
    assert_checked(&digests, &read, "earlier strata");
    read.digest[0] = '-';
    assert_checked(&digests, &read, "hash of the rows");
    strata_stream_digests_deinit(&digests);
    assert_null(digests.rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_check)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
