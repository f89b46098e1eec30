/* UTF-8 out of other encodings, in any pieces. */
#include "base/slice.h"
#include "io/source.h"
#include "strata_test.h"

enum {
    ROOM = 200000
};

/* Reads bytes[len] as `encoding`, at most room bytes at a time. */
static strata_status read_as(const char *encoding, strata_slice bytes, size_t chunk, char *text,
                             strata_error *err)
{
    strata_source *source = NULL;
    assert_int_equal(strata_source_memory("a.csv", bytes.text, bytes.len, chunk, &source, NULL),
                     STRATA_OK);
    strata_status status = strata_source_transcode(source, encoding, err);
    size_t total = 0;
    size_t got = 1;
    while (status == STRATA_OK && got > 0) {
        const size_t space = chunk > 0 ? chunk : ROOM - 1 - total;
        status = strata_source_read(source, text + total, space, &got, err);
        total += status == STRATA_OK ? got : 0;
    }
    text[total] = '\0';
    strata_source_close(source);
    return status;
}

typedef struct encoded {
    const char *encoding;
    const char *bytes;
    size_t len;
    const char *utf8;
} encoded;

#define BYTES(text) text, sizeof(text) - 1

/* The code charts: windows-1252 e9 = U+00E9, 96 = U+2013, 80 = U+20AC; IBM 437 82 = U+00E9. */
static const encoded cases[] = {
    {"windows-1252",
     BYTES("Jos\xe9,2023\x96"
           "24,\x80\n"),
     "Jos\xc3\xa9,2023\xe2\x80\x93"
     "24,\xe2\x82\xac\n"},
    {"ISO-8859-1", BYTES("\xa0\xff"), "\xc2\xa0\xc3\xbf"},
    {"IBM437", BYTES("Jos\x82"), "Jos\xc3\xa9"},
    {"UTF-16LE", BYTES("a\0,\0\xe9\0\x3d\xd8\x00\xde\n\0"), "a,\xc3\xa9\xf0\x9f\x98\x80\n"},
    {"MACINTOSH", BYTES("Jos\x8e"), "Jos\xc3\xa9"},
    {"UTF-16BE", BYTES("\0a\0\xe9"), "a\xc3\xa9"},
    {"utf-8", BYTES("Jos\xc3\xa9"), "Jos\xc3\xa9"},
    {"BIG5-HKSCS", BYTES("\x88\x62"), "\xc3\x8a\xcc\x84"}, /* one code, two characters */
    {"TCVN", BYTES("Tr\xb8ng a"), "Tr\xc3\xa1ng a"}, /* the last a is held back for a tone mark */
};

static void test_known_characters(void **state)
{
    (void)state;
    char *text = strata_alloc(ROOM);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        for (size_t chunk = 0; chunk < 8; chunk++) {
            const strata_slice bytes = {cases[i].bytes, cases[i].len};
            assert_int_equal(read_as(cases[i].encoding, bytes, chunk, text, NULL), STRATA_OK);
            assert_string_equal(text, cases[i].utf8);
        }
    }
    strata_free(text);
}

/* 70,001 times e9 in windows-1252: more than either buffer, and every one becomes c3 a9. */
static void test_more_than_the_buffers(void **state)
{
    (void)state;
    const size_t count = 70001;
    char *bytes = strata_alloc(count);
    char *text = strata_alloc(ROOM);
    memset(bytes, 0xe9, count);
    const strata_slice all = {bytes, count};
    for (size_t chunk = 0; chunk < 100000; chunk = chunk * 3 + 1021) {
        assert_int_equal(read_as("windows-1252", all, chunk, text, NULL), STRATA_OK);
        assert_int_equal(strlen(text), 2 * count);
        for (size_t i = 0; i < 2 * count; i += 2) {
            assert_true(text[i] == '\xc3' && text[i + 1] == '\xa9');
        }
    }
    strata_free(text);
    strata_free(bytes);
}

static void test_what_an_encoding_does_not_have(void **state)
{
    (void)state;
    char *text = strata_alloc(ROOM);
    for (size_t chunk = 0; chunk < 5; chunk++) {
        strata_error err = {0};
        const strata_slice hole = {"ab,c\x81", 5}; /* windows-1252 has no 81 */
        assert_int_equal(read_as("windows-1252", hole, chunk, text, &err), STRATA_E_INPUT);
        assert_string_equal(text, "ab,c");
        test_error(&err, "a.csv: error: a character is not windows-1252 at byte 4; say another "
                         "--encoding, or another encoding in a [file] section, or save the file as "
                         "CSV UTF-8 (encoding)");

        err = (strata_error){0};
        const strata_slice half = {"a\0b", 3};
        assert_int_equal(read_as("UTF-16LE", half, chunk, text, &err), STRATA_E_INPUT);
        assert_string_equal(text, "a");
        test_error(&err,
                   "a.csv: error: the file ends inside a character of UTF-16LE at byte 2; say "
                   "another --encoding, or another encoding in a [file] section, or save the file "
                   "as CSV UTF-8 (encoding)");
    }
    strata_free(text);
}

static void test_names_nobody_knows(void **state)
{
    (void)state;
    static const char *const names[] = {"windoof-1252", ""};
    strata_source *source = NULL;
    assert_int_equal(strata_source_memory("a", "x", 1, 0, &source, NULL), STRATA_OK);
    for (size_t i = 0; i < 2; i++) {
        strata_error err = {0};
        assert_int_equal(strata_source_transcode(source, names[i], &err), STRATA_E_USAGE);
        assert_string_equal(err.rule, "encoding");
        assert_non_null(strstr(err.text, "expected a name such as windows-1252"));
    }
    strata_source_close(source);
}

/* What was shown before is not lost, and what is shown afterwards is UTF-8. */
static void test_peek_before_and_after(void **state)
{
    (void)state;
    strata_source *source = NULL;
    const unsigned char *bytes = NULL;
    size_t got = 0;
    assert_int_equal(strata_source_memory("a", "\xe9\n", 2, 0, &source, NULL), STRATA_OK);
    assert_int_equal(strata_source_peek(source, &bytes, &got, NULL), STRATA_OK);
    assert_int_equal(got, 2);
    assert_int_equal(strata_source_transcode(source, "windows-1252", NULL), STRATA_OK);
    for (int again = 0; again < 2; again++) {
        assert_int_equal(strata_source_peek(source, &bytes, &got, NULL), STRATA_OK);
        assert_int_equal(got, 3);
        assert_memory_equal(bytes, "\xc3\xa9\n", 3);
    }
    char text[8];
    assert_int_equal(strata_source_read(source, text, sizeof text, &got, NULL), STRATA_OK);
    assert_int_equal(got, 3);
    assert_memory_equal(text, "\xc3\xa9\n", 3);
    strata_source_close(source);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_characters),
        cmocka_unit_test(test_more_than_the_buffers),
        cmocka_unit_test(test_what_an_encoding_does_not_have),
        cmocka_unit_test(test_names_nobody_knows),
        cmocka_unit_test(test_peek_before_and_after),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
