/* Headers as lines, there and back; what a source is by its first bytes. */
#include "stream/stream_header.h"
#include "stream_fixture.h"

static const strata_stream_header header = {
    .kind = STRATA_STREAM_CELLS,
    .protection = "draft",
    .key_id = "0123456789abcdef",
    .race_scheme = "alone-or-combination",
    .schemas = "ca/caaspp-student 11; my schema 22",
    .stages = {"ingest 0.1.0", "cells 0.1.0 by=all,el"},
    .stage_count = 2,
};

static strata_status read_line(const char *line, strata_stream_header *into,
                               strata_dictionary *dictionary, strata_error *err)
{
    return strata_stream_header_read(strata_slice_of(line),
                                     (strata_place_in_file){.file = "x.cells", .line = 3}, into,
                                     dictionary, err);
}

static void test_round_trip(void **state)
{
    (void)state;
    strata_dictionary *dictionary = strata_dictionary_new();
    const strata_test test = fixture_test(dictionary);
    assert_int_equal(strata_dictionary_add_test(dictionary, &test, NULL), STRATA_OK);
    strata_sink *sink = fixture_sink();
    assert_int_equal(strata_stream_header_write(sink, &header, dictionary, NULL), STRATA_OK);
    fixture_assert_text(sink, "#strata cells 1\n"
                              "#schema ca/caaspp-student 11\n"
                              "#schema my schema 22\n" FIXTURE_TEST_LINE "#protection draft\n"
                              "#key 0123456789abcdef\n"
                              "#race alone-or-combination\n"
                              "#stage ingest 0.1.0\n"
                              "#stage cells 0.1.0 by=all,el\n");
    strata_stream_header back = {0};
    const strata_slice bytes = fixture_bytes(sink);
    for (const char *at = bytes.text; at < bytes.text + bytes.len;) {
        const char *end = memchr(at, '\n', (size_t)(bytes.text + bytes.len - at));
        assert_int_equal(strata_stream_header_read((strata_slice){at, (size_t)(end - at)},
                                                   (strata_place_in_file){0}, &back, dictionary,
                                                   NULL),
                         STRATA_OK);
        at = end + 1;
    }
    assert_int_equal(back.kind, STRATA_STREAM_CELLS);
    assert_int_equal(back.version, 1);
    assert_string_equal(back.schemas, header.schemas);
    assert_string_equal(back.protection, "draft");
    assert_string_equal(back.key_id, header.key_id);
    assert_string_equal(back.race_scheme, "alone-or-combination");
    assert_int_equal(back.stage_count, 2);
    assert_string_equal(back.stages[1], header.stages[1]);
    strata_sink_discard(sink);
    strata_dictionary_free(dictionary);
}

static void test_wrong_lines(void **state)
{
    (void)state;
    static const char *const wrong[] = {"#strata",           "#strata tables 1",  "#strata cells",
                                        "#strata cells one", "#test assessment=", "#secret 1",
                                        "#protection",       "#stage 100%",       "#key %41"};
    strata_dictionary *dictionary = strata_dictionary_new();
    for (size_t at = 0; at < sizeof wrong / sizeof wrong[0]; at++) {
        strata_stream_header back = {0};
        strata_error err = {0};
        assert_int_equal(read_line(wrong[at], &back, dictionary, &err), STRATA_E_INPUT);
        assert_string_equal(err.rule, "stream-header");
        assert_int_equal(err.line, 3);
    }
    strata_stream_header back = {0};
    strata_error err = {0};
    assert_int_equal(read_line("#strata cells 2", &back, dictionary, &err), STRATA_E_INPUT);
    test_error(&err, "x.cells:3: error: the stream is of version 2, expected 1; make it again with "
                     "this version of strata (stream-version)");
    strata_dictionary_free(dictionary);
}

/* More stages or schemas than there is room for: stages are refused, schemas are cut. */
static void test_full(void **state)
{
    (void)state;
    strata_dictionary *dictionary = strata_dictionary_new();
    strata_stream_header back = {0};
    for (unsigned at = 0; at < STRATA_STAGES_MAX; at++) {
        assert_int_equal(read_line("#stage merge 0.1.0", &back, dictionary, NULL), STRATA_OK);
    }
    assert_int_equal(read_line("#stage merge 0.1.0", &back, dictionary, NULL), STRATA_E_INPUT);
    for (unsigned at = 0; at < 100; at++) {
        assert_int_equal(read_line("#schema ca/caaspp-student 11", &back, dictionary, NULL),
                         STRATA_OK);
    }
    assert_in_range(strlen(back.schemas), sizeof back.schemas - 5, sizeof back.schemas - 1);
    strata_dictionary_free(dictionary);
}

static void test_sniff(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        strata_stream_kind kind;
    } cases[] = {
        {"#strata records 1\n", STRATA_STREAM_RECORDS},
        {"#strata cells 1\n", STRATA_STREAM_CELLS},
        {"#strata estimates 1\n", STRATA_STREAM_ESTIMATES},
        {"#strata cells 99\n", STRATA_STREAM_CELLS},
        {"\x89SREC\r\x1a\n", STRATA_STREAM_RECORDS_BINARY},
        {"#strata cells", STRATA_STREAM_NONE},
        {"#strata tables 1\n", STRATA_STREAM_NONE},
        {"year,lea,school\n", STRATA_STREAM_NONE},
    };
    for (size_t at = 0; at < sizeof cases / sizeof cases[0]; at++) {
        strata_source *source = fixture_source(strata_slice_of(cases[at].text));
        strata_stream_kind kind = STRATA_STREAM_NONE;
        assert_int_equal(strata_stream_sniff(source, &kind, NULL), STRATA_OK);
        assert_int_equal(kind, cases[at].kind);
        strata_source_close(source);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_wrong_lines),
        cmocka_unit_test(test_full),
        cmocka_unit_test(test_sniff),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
