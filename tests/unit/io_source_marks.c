/* Byte order marks: recognised whatever is said about the encoding. */
#include "io/source.h"
#include "strata_test.h"

enum {
    ROOM = 300000
};

#define BYTES(text) text, sizeof(text) - 1

typedef struct marked_text {
    const char *said;
    const char *bytes;
    size_t len;
    const char *utf8;
} marked_text;

/* Reads it at most chunk bytes at a time, told that its encoding is another one. */
static strata_status read_as(const marked_text *marked, size_t chunk, char *text)
{
    strata_source *source = NULL;
    assert_int_equal(strata_source_memory("a", marked->bytes, marked->len, chunk, &source, NULL),
                     STRATA_OK);
    strata_status status = strata_source_transcode(source, marked->said, NULL);
    size_t total = 0;
    size_t got = 1;
    while (status == STRATA_OK && got > 0) {
        status = strata_source_read(source, text + total, ROOM - 1 - total, &got, NULL);
        total += got;
    }
    text[total] = '\0';
    strata_source_close(source);
    return status;
}

/* With a mark in front the text is UTF-8 with the mark of UTF-8, whatever is said about it. */
static const marked_text marked[] = {
    {"UTF-8",
     BYTES("\xff\xfe"
           "a\0\xe9\0\n\0"),
     "\xef\xbb\xbf"
     "a\xc3\xa9\n"},
    {"UTF-16", BYTES("\xfe\xff\0a\0\n"),
     "\xef\xbb\xbf"
     "a\n"},
    {"windows-1252", BYTES("\xef\xbb\xbfJos\xc3\xa9"), "\xef\xbb\xbfJos\xc3\xa9"},
    {"windows-1252", BYTES("\xff\xfe"), "\xef\xbb\xbf"},
    {"UTF-16LE", BYTES("\xff\xfe\0\0a\0\0\0"),
     "\xef\xbb\xbf"
     "a"},
};

static void test_marks_settle_it(void **state)
{
    (void)state;
    char *text = strata_alloc(ROOM);
    for (size_t i = 0; i < sizeof marked / sizeof marked[0]; i++) {
        for (size_t chunk = 0; chunk < 8; chunk++) {
            assert_int_equal(read_as(&marked[i], chunk, text), STRATA_OK);
            assert_string_equal(text, marked[i].utf8);
        }
    }
    strata_free(text);
}

static void test_has_mark(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t len;
        bool has_mark;
    } texts[] = {{BYTES("\xff\xfe"
                        "a\0"),
                  true},
                 {BYTES("\xef\xbb\xbf"), true},
                 {BYTES("year,n\n"), false},
                 {BYTES(""), false}};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        strata_source *source = NULL;
        const unsigned char *bytes = NULL;
        size_t got = 0;
        assert_int_equal(strata_source_memory("a", texts[i].bytes, texts[i].len, 0, &source, NULL),
                         STRATA_OK);
        assert_false(strata_source_has_mark(source)); /* nobody has looked */
        assert_int_equal(strata_source_peek(source, &bytes, &got, NULL), STRATA_OK);
        assert_int_equal(strata_source_has_mark(source), texts[i].has_mark);
        assert_int_equal(strata_source_transcode(source, "UTF-16", NULL), STRATA_OK);
        strata_source_close(source);
    }
}

/* 100,001 times e9 as UTF-16 with a mark, looked at before it is read: nothing is lost between what
 * was shown and the rest. */
static void test_a_long_text_that_was_shown(void **state)
{
    (void)state;
    const size_t count = 100001;
    char *bytes = strata_alloc(2 * count + 2);
    char *text = strata_alloc(ROOM);
    const unsigned char *shown = NULL;
    strata_source *source = NULL;
    size_t got = 0;
    size_t total = 0;
    bytes[0] = '\xff';
    bytes[1] = '\xfe';
    for (size_t i = 0; i < count; i++) {
        bytes[2 + 2 * i] = '\xe9';
        bytes[3 + 2 * i] = '\0';
    }
    assert_int_equal(strata_source_memory("a", bytes, 2 * count + 2, 0, &source, NULL), STRATA_OK);
    assert_int_equal(strata_source_peek(source, &shown, &got, NULL), STRATA_OK);
    assert_int_equal(got, STRATA_SOURCE_PEEK); /* 32,767 of them and the mark make a byte more */
    for (size_t more = 1; more > 0; total += more) {
        assert_int_equal(strata_source_read(source, text + total, ROOM - total, &more, NULL),
                         STRATA_OK);
    }
    assert_int_equal(total, 3 + 2 * count);
    for (size_t i = 3; i < total; i += 2) {
        assert_true(text[i] == '\xc3' && text[i + 1] == '\xa9');
    }
    strata_source_close(source);
    strata_free(text);
    strata_free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_marks_settle_it),
        cmocka_unit_test(test_has_mark),
        cmocka_unit_test(test_a_long_text_that_was_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
