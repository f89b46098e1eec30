/* What people hand over instead of CSV is named, with the command that helps. */
#include "io/source.h"
#include "strata_test.h"

typedef struct refusal {
    const char *bytes;
    size_t len;
    const char *text;
} refusal;

#define BYTES(text) text, sizeof(text) - 1

/* The first bytes that zip, bzip2, xz, zstd write; the workbook's are those of a file made by a
 * spreadsheet program: a zip whose first entry is [Content_Types].xml. */
static const refusal refusals[] = {
    {BYTES("PK\003\004\024\0\0\0\010\0\0\0!\0\0\0\0\0\0\0\0\0\0\0\0\0\005\0\0\0a.csv"),
     "is a zip archive, expected CSV or gz; unpack it first"},
    {BYTES("PK\005\006\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
     "is an empty zip archive, expected CSV or gz"},
    {BYTES("PK\007\010PK\003\004"),
     "is one part of a zip archive that was split; put it together and unpack it first"},
    {BYTES("PK\003\004\024\0\0\0\010\0\0\0!\0\0\0\0\0\0\0\0\0\0\0\0\0\023\0\0\0"
           "[Content_Types].xml"),
     "is an Excel workbook: save it as CSV UTF-8 and give that file"},
    {BYTES("PK\003\004\024\0\0\0\010\0\0\0!\0\0\0\0\0\0\0\0\0\0\0\0\0\020\0\0\0"
           "docProps/app.xml"),
     "is an Excel workbook: save it as CSV UTF-8 and give that file"},
    {BYTES("PK\003\004\024\0\0\0\0\0\0\0!\0\0\0\0\0\056\0\0\0\056\0\0\0\010\0\0\0"
           "mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
     "is an OpenDocument file: save the sheet as CSV UTF-8 and give that file"},
    {BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
     "is an Excel 97 workbook: save it as CSV UTF-8 and give that file"},
    {BYTES("BZh91AY&SY\x1a\x2b"),
     "is a bzip2 file, expected CSV or gz; try: bzip2 -dc FILE | strata ... -"},
    {BYTES("\xfd"
           "7zXZ\0\0\4"),
     "is an xz file, expected CSV or gz; try: xz -dc FILE | strata ... -"},
    {BYTES("\x28\xb5\x2f\xfd\4\x58"),
     "is a zstd file, expected CSV or gz; try: zstd -dc FILE | strata ... -"},
    {BYTES("7z\xbc\xaf\x27\x1c\0\4"),
     "is a 7z archive, expected CSV or gz; try: 7z x -so FILE | strata ... -"},
    {BYTES("%PDF-1.7\n%\xe2\xe3"),
     "is a PDF, whose tables cannot be read; get the data as CSV from who made it"},
    {BYTES("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
     "is a picture, not a table: get the data as CSV UTF-8 and give that file"},
    {BYTES("\xff\xd8\xff\xe0\0\020JFIF"),
     "is a picture, not a table: get the data as CSV UTF-8 and give that file"},
    {BYTES("GIF89a\1\0"),
     "is a picture, not a table: get the data as CSV UTF-8 and give that file"},
    {BYTES("{\\rtf1\\ansi"),
     "is a text document, not a table: export the data as CSV UTF-8 and give that file"},
    {BYTES("PK\003\004\024\0\0\0\010\0\0\0!\0\0\0\0\0\0\0\0\0\0\0\0\0\021\0\0\0"
           "word/document.xml"),
     "is a text document, not a table: export the data as CSV UTF-8 and give that file"},
};

static void test_formats_that_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        for (size_t chunk = 0; chunk < 2; chunk++) {
            strata_source *source = NULL;
            strata_error err = {0};
            assert_int_equal(strata_source_memory("a.csv", refusals[i].bytes, refusals[i].len,
                                                  chunk, &source, &err),
                             STRATA_E_INPUT);
            assert_null(source);
            assert_string_equal(err.text, refusals[i].text);
            assert_string_equal(err.rule, "format");
        }
    }
}

/* Texts that begin a little like one of them. */
static void test_texts_that_are_not(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "PK,name\n", "BZh,1\n",     "7z,year\n",
        "%PDF\n",    "GIF,name\n",  "P",
        "\x1f,a\n",  "2024,1AY&SY", "0123456789012345678901234567890[Content_Types].xml"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        strata_source *source = NULL;
        char bytes[64];
        size_t got = 0;
        assert_int_equal(
            strata_source_memory("a.csv", texts[i], strlen(texts[i]), 0, &source, NULL), STRATA_OK);
        assert_int_equal(strata_source_read(source, bytes, sizeof bytes, &got, NULL), STRATA_OK);
        assert_int_equal(got, strlen(texts[i]));
        assert_memory_equal(bytes, texts[i], got);
        strata_source_close(source);
    }
}

static void test_an_empty_gz_is_a_failed_transfer(void **state)
{
    (void)state;
    strata_source *source = NULL;
    strata_error err = {0};
    assert_int_equal(strata_source_memory("A.CSV.GZ", NULL, 0, 0, &source, &err), STRATA_E_INPUT);
    test_error(&err, "A.CSV.GZ: error: is empty, expected gz; copy or fetch it again (gz)");
}

/* A browser may have unpacked it on the way: what it holds decides, not what it is called. */
static void test_a_gz_that_is_none_any_more(void **state)
{
    (void)state;
    strata_source *source = NULL;
    char bytes[8];
    size_t got = 0;
    assert_int_equal(strata_source_memory("a.csv.gz", "a,b\n", 4, 0, &source, NULL), STRATA_OK);
    assert_int_equal(strata_source_read(source, bytes, sizeof bytes, &got, NULL), STRATA_OK);
    assert_int_equal(got, 4);
    strata_source_close(source);
}

static strata_status open_peek_and_close(void)
{
    strata_source *source = NULL;
    const unsigned char *bytes = NULL;
    size_t got = 0;
    strata_status status = strata_source_memory("a.csv", "a,b\n", 4, 0, &source, NULL);
    if (status == STRATA_OK) {
        status = strata_source_transcode(source, "windows-1252", NULL);
    }
    if (status == STRATA_OK) {
        status = strata_source_peek(source, &bytes, &got, NULL);
    }
    strata_source_close(source);
    return status;
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    assert_int_equal(test_every_allocation(open_peek_and_close), 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_formats_that_are_refused),
        cmocka_unit_test(test_texts_that_are_not),
        cmocka_unit_test(test_an_empty_gz_is_a_failed_transfer),
        cmocka_unit_test(test_a_gz_that_is_none_any_more),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
