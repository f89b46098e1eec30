/* What groups mean, as header lines: there and back, between the rows of records too. */
#include "stream/definition_line.h"
#include "stream/record_stream.h"
#include "stream/stream_header.h"
#include "stream_fixture.h"

#define DEFINITION "#definition assessment=staar dim=econ from=2023 label=100%20%25%20new\n"
#define EXITS      "#el assessment=staar from= until=2016 years=2\n"

static void fill(strata_dictionary *dictionary)
{
    const strata_redefinition made = {.assessment = fixture_text(dictionary, "staar"),
                                      .dim = STRATA_DIM_ECON,
                                      .from = 2023,
                                      .label = fixture_text(dictionary, "100 % new")};
    const strata_exit_rule rule = {
        .assessment = fixture_text(dictionary, "staar"), .until = 2016, .years = 2};
    assert_int_equal(strata_dictionary_redefine(dictionary, &made, NULL), STRATA_OK);
    assert_int_equal(strata_dictionary_add_exits(dictionary, &rule, NULL), STRATA_OK);
}

static void assert_filled(strata_dictionary *dictionary)
{
    const uint32_t staar = fixture_text(dictionary, "staar");
    assert_int_equal(strata_dictionary_redefinition_count(dictionary), 1);
    const strata_redefinition *made = strata_dictionary_redefinition_at(dictionary, 0);
    assert_int_equal(made->assessment, staar);
    assert_int_equal(made->dim, STRATA_DIM_ECON);
    assert_int_equal(made->from, 2023);
    assert_string_equal(strata_dictionary_text(dictionary, made->label), "100 % new");
    assert_int_equal(strata_dictionary_exit_years(dictionary, staar, 2016), 2);
    assert_int_equal(strata_dictionary_exit_years(dictionary, staar, 2017), 4);
}

static void test_round_trip(void **state)
{
    (void)state;
    strata_dictionary *from = strata_dictionary_new();
    strata_dictionary *to = strata_dictionary_new();
    strata_sink *sink = fixture_sink();
    strata_stream_header header = {.kind = STRATA_STREAM_CELLS};
    fill(from);
    assert_int_equal(strata_stream_header_write(sink, &header, from, NULL), STRATA_OK);
    fixture_assert_text(sink, "#strata cells 1\n" DEFINITION EXITS);
    static const char *const lines[] = {DEFINITION, EXITS};
    for (size_t at = 0; at < sizeof lines / sizeof lines[0]; at++) {
        const strata_slice line = {lines[at], strlen(lines[at]) - 1};
        assert_true(strata_stream_is_declaration(line));
        assert_int_equal(
            strata_stream_header_read(line, (strata_place_in_file){0}, &header, to, NULL),
            STRATA_OK);
    }
    assert_filled(to);
    strata_sink_discard(sink);
    strata_dictionary_free(from);
    strata_dictionary_free(to);
}

static void test_wrong_lines(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "#definition assessment=a dim=econ from=2023",
        "#definition assessment=a dim=color from=2023 label=",
        "#definition assessment=a dim=econ from= label=",
        "#definition assessment=a dim=econ from=1023 label=",
        "#definition dim=econ assessment=a from=2023 label=",
        "#el assessment=a from= until= years=5",
        "#el assessment=a from= until= years=",
        "#el assessment=a from=17 until= years=2",
        "#el assessment=a from= until= years=2 label=",
        "#el assessment=%zz from= until= years=2",
    };
    strata_dictionary *dictionary = strata_dictionary_new();
    for (size_t at = 0; at < sizeof wrong / sizeof wrong[0]; at++) {
        strata_stream_header header = {.kind = STRATA_STREAM_CELLS};
        strata_error err = {0};
        assert_int_equal(strata_stream_header_read(strata_slice_of(wrong[at]),
                                                   (strata_place_in_file){.file = "x"}, &header,
                                                   dictionary, &err),
                         STRATA_E_INPUT);
        assert_string_equal(err.rule, "stream-header");
    }
    assert_int_equal(strata_dictionary_redefinition_count(dictionary), 0);
    assert_int_equal(strata_dictionary_exits_count(dictionary), 0);
    strata_dictionary_free(dictionary);
}

static strata_status ignore(void *context, const strata_record *record, strata_error *err)
{
    (void)context;
    (void)record;
    (void)err;
    return STRATA_OK;
}

/* A file further on brings a definition when the header is written already. */
static void check_late(bool binary)
{
    const strata_stream_header header = {.kind = STRATA_STREAM_RECORDS};
    strata_dictionary *from = strata_dictionary_new();
    strata_dictionary *to = strata_dictionary_new();
    strata_sink *sink = fixture_sink();
    strata_record_writer *writer = NULL;
    strata_accounting accounting = {0};
    strata_account *account = NULL;
    const strata_record record = {
        .codes = {1}, .year = 2024, .grade = fixture_text(from, "03"), .file = 1, .row = 2};
    assert_int_equal(strata_accounting_add(&accounting, "x.csv", &account, NULL), STRATA_OK);
    memcpy(account->digest, FIXTURE_DIGEST, sizeof account->digest);
    account->rows_in = 1;
    account->accepted = 1;
    assert_int_equal(strata_record_writer_open(sink, &header, from, binary, false, &writer, NULL),
                     STRATA_OK);
    assert_int_equal(strata_record_writer_push(writer, &record, NULL), STRATA_OK);
    fill(from);
    assert_int_equal(strata_record_writer_push(writer, &record, NULL), STRATA_OK);
    assert_int_equal(strata_record_writer_end(writer, &accounting, NULL), STRATA_OK);
    strata_record_writer_free(writer);
    strata_accounting read = {0};
    const strata_record_sink out = {.push = ignore};
    strata_source *source = fixture_source(fixture_bytes(sink));
    assert_int_equal(strata_record_stream_read(source, 0, to, &out, &read, NULL, NULL), STRATA_OK);
    assert_filled(to);
    strata_source_close(source);
    strata_accounting_deinit(&accounting);
    strata_accounting_deinit(&read);
    strata_sink_discard(sink);
    strata_dictionary_free(from);
    strata_dictionary_free(to);
}

static void test_late(void **state)
{
    (void)state;
    check_late(false);
    check_late(true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_wrong_lines),
        cmocka_unit_test(test_late),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
