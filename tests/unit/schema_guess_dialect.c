#include "guess_fixture.h"

static strata_guess *dialect_of(const char *text)
{
    strata_guess *guess = strata_alloc_zero(1, sizeof *guess);
    strata_error err = {0};
    guess->arena = strata_arena_new();
    char *bytes = strata_arena_copy(guess->arena, text, strlen(text));
    const strata_guess_sample sample = {.bytes = bytes, .len = strlen(text), .is_whole = true};
    assert_int_equal(strata_guess_dialect(&sample, guess, &err), STRATA_OK);
    return guess;
}

static void assert_delimiter(const char *text, char delimiter)
{
    strata_guess *guess = dialect_of(text);
    assert_int_equal(guess->dialect.delimiter, delimiter);
    assert_int_equal(guess->record_count, 0);
    strata_guess_free(guess);
}

static void test_the_delimiter_that_is_in_every_line(void **state)
{
    (void)state;
    assert_delimiter("a,b,c\n1,2,3\n4,5,6\n", ',');
    assert_delimiter("id^name\n1^Jimenez, Roberto\n2^Ames\n3^Lee, Ann, B\n", '^');
    assert_delimiter("a\tb\n1\t2,5\n2\t3,5\n", '\t');
    assert_delimiter("a;b;c\r1;\"x;y\";2\r1;2;3", ';');
    assert_delimiter("a|b\r\n1|2\r\n", '|');
    assert_delimiter("\"x,y\ny\",2\n\"z\",3\n", ',');
    assert_delimiter("", ',');
}

static void test_quotes(void **state)
{
    (void)state;
    strata_guess *guess = dialect_of("a,b\n1,\"x\"\n");
    assert_true(guess->has_quotes);
    assert_false(guess->dialect.no_quote);
    strata_guess_free(guess);
    guess = dialect_of("a^b\n1^3\" pipe\n2^ok\n");
    assert_true(guess->dialect.no_quote);
    strata_guess_free(guess);
    guess = dialect_of("\"001\", 1, \"All\"\n\"002\", 2, \"Some\"\n");
    assert_true(guess->dialect.skip_blank_after_delimiter);
    strata_guess_free(guess);
}

static void test_records_of_one_length(void **state)
{
    (void)state;
    strata_guess *guess = dialect_of("0101  00123 SMITH\r\n0102  00045 LE\xc3\xb3N \r\n"
                                     "0103  00006 ABC  \r\n");
    assert_int_equal(guess->record_count, 1);
    assert_int_equal(guess->records[0], 17); /* characters, not bytes */
    strata_guess_free(guess);
    guess = dialect_of("a line\nanother one\nand one more of them\nnothing\n");
    assert_int_equal(guess->record_count, 0);
    strata_guess_free(guess);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_delimiter_that_is_in_every_line),
        cmocka_unit_test(test_quotes),
        cmocka_unit_test(test_records_of_one_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
