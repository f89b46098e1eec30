/* Records in both forms: what is written is what is read. */
#include "record_samples.h"
#include "stream/record_stream.h"

static void assert_round_trip(bool binary)
{
    strata_dictionary *dictionary = strata_dictionary_new();
    strata_sink *sink = sample_stream(dictionary, binary);
    const strata_record full = sample_full(dictionary);
    const strata_record bare = sample_bare();
    sample_list list = {.count = 0};
    strata_error err = {0};
    assert_int_equal(sample_read(fixture_bytes(sink), dictionary, &list, &err), STRATA_OK);
    assert_int_equal(list.count, 2);
    sample_assert_equal(&list.records[0], &full);
    sample_assert_equal(&list.records[1], &bare);
    strata_sink_discard(sink);
    strata_dictionary_free(dictionary);
}

static void test_round_trip(void **state)
{
    (void)state;
    assert_round_trip(false);
    assert_round_trip(true);
}

static void test_text(void **state)
{
    (void)state;
    strata_dictionary *dictionary = strata_dictionary_new();
    strata_sink *sink = sample_stream(dictionary, false);
    static const char expected[] =
        "#strata records 1\n" FIXTURE_TEST_LINE "#key feedfacecafebeef\n"
        "#stage ingest 0.1.0\n"
        "student,year,term,county,lea,school,assessment,era,subject,grade,el,race_mask,race,frl,"
        "econ,swd,migrant,homeless,foster,military,gender,fay_school,fay_lea,fay_state,enrolled,"
        "tested,scale_score,level,condition,weight,file,row\n" SAMPLE_FULL_ROW SAMPLE_BARE_ROW
        "#input ffffffffffffffffffffffffffffffff rows=20 accepted=20 rejected=0 "
        "out_of_scope=0\n"
        "#input " FIXTURE_DIGEST " rows=30 accepted=25 rejected=3 out_of_scope=2\n"
        "#end rows=2 xxh3=";
    assert_memory_equal(fixture_bytes(sink).text, expected, strlen(expected));
    strata_sink_discard(sink);
    strata_dictionary_free(dictionary);
}

/* Inputs come back as accounts in their order; files are numbered on from those before. */
static void assert_accounts(bool binary)
{
    strata_dictionary *dictionary = strata_dictionary_new();
    strata_sink *sink = sample_stream(dictionary, binary);
    strata_source *source = fixture_source(fixture_bytes(sink));
    strata_accounting accounting = {0};
    strata_stream_header header = {0};
    sample_list list = {.count = 0};
    const strata_record_sink out = {.context = &list, .push = sample_push};
    assert_int_equal(
        strata_record_stream_read(source, 5, dictionary, &out, &accounting, &header, NULL),
        STRATA_OK);
    assert_string_equal(header.key_id, "feedfacecafebeef");
    assert_string_equal(header.stages[0], "ingest 0.1.0");
    assert_int_equal(list.records[0].file, 7);
    assert_int_equal(list.records[1].file, 6);
    assert_int_equal(accounting.count, 2);
    assert_string_equal(accounting.files[1].digest, FIXTURE_DIGEST);
    assert_string_equal(accounting.files[1].file, "x.cells");
    assert_int_equal(accounting.files[1].rows_in, 30);
    assert_int_equal(accounting.files[1].accepted, 25);
    assert_int_equal(accounting.files[1].rejected, 3);
    assert_int_equal(accounting.files[1].out_of_scope, 2);
    assert_int_equal(accounting.files[1].results, 1);
    strata_accounting_deinit(&accounting);
    strata_source_close(source);
    strata_sink_discard(sink);
    strata_dictionary_free(dictionary);
}

static void test_accounts(void **state)
{
    (void)state;
    assert_accounts(false);
    assert_accounts(true);
}

/* A test that the dictionary gets after the header was written is declared before its records. */
static void assert_late_test(bool binary)
{
    strata_dictionary *from = strata_dictionary_new();
    strata_dictionary *to = strata_dictionary_new();
    strata_accounting accounting = {0};
    strata_record_writer *writer = NULL;
    strata_sink *sink = fixture_sink();
    strata_record record = sample_bare();
    sample_list list = {.count = 0};
    sample_accounts(&accounting);
    assert_int_equal(
        strata_record_writer_open(sink, &sample_header, from, binary, false, &writer, NULL),
        STRATA_OK);
    assert_int_equal(strata_record_writer_push(writer, &record, NULL), STRATA_OK);
    const strata_test test = fixture_test(from);
    assert_int_equal(strata_dictionary_add_test(from, &test, NULL), STRATA_OK);
    record = sample_full(from);
    assert_int_equal(strata_record_writer_push(writer, &record, NULL), STRATA_OK);
    assert_int_equal(strata_record_writer_end(writer, &accounting, NULL), STRATA_OK);
    assert_int_equal(sample_read(fixture_bytes(sink), to, &list, NULL), STRATA_OK);
    assert_int_equal(list.count, 2);
    assert_int_equal(list.records[1].score, 4125);
    assert_int_equal(strata_dictionary_test_count(to), 1);
    strata_record_writer_free(writer);
    strata_accounting_deinit(&accounting);
    strata_sink_discard(sink);
    strata_dictionary_free(from);
    strata_dictionary_free(to);
}

static void test_late_test(void **state)
{
    (void)state;
    assert_late_test(false);
    assert_late_test(true);
}

/* A record of a third file in a stream that names two inputs cannot be accounted for. */
static void assert_missing_input(bool binary)
{
    strata_dictionary *dictionary = strata_dictionary_new();
    strata_accounting accounting = {0};
    strata_record_writer *writer = NULL;
    strata_sink *sink = fixture_sink();
    strata_record record = sample_bare();
    sample_list list = {.count = 0};
    strata_error err = {0};
    sample_accounts(&accounting);
    record.file = 3;
    assert_int_equal(
        strata_record_writer_open(sink, &sample_header, dictionary, binary, false, &writer, NULL),
        STRATA_OK);
    assert_int_equal(strata_record_writer_push(writer, &record, NULL), STRATA_OK);
    assert_int_equal(strata_record_writer_end(writer, &accounting, NULL), STRATA_OK);
    assert_int_equal(sample_read(fixture_bytes(sink), dictionary, &list, &err), STRATA_E_INPUT);
    test_error(&err, "x.cells: error: a record comes from input 3, but the stream names 2 inputs "
                     "(stream-inputs)");
    strata_record_writer_free(writer);
    strata_accounting_deinit(&accounting);
    strata_sink_discard(sink);
    strata_dictionary_free(dictionary);
}

static void test_missing_input(void **state)
{
    (void)state;
    assert_missing_input(false);
    assert_missing_input(true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),    cmocka_unit_test(test_text),
        cmocka_unit_test(test_accounts),      cmocka_unit_test(test_late_test),
        cmocka_unit_test(test_missing_input),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
