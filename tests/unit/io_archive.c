/* Archives as several sources: names, order, what is no member, and what is refused. */
#include "test_archive.h"

enum {
    ROOM = 4096
};

#define BYTES(text) (text), sizeof(text) - 1

static void expect(const test_bytes *archive, const char *expected)
{
    char text[ROOM];
    strata_error err = {0};
    if (test_read_archive(archive, text, sizeof text, &err) != STRATA_OK) {
        fail_msg("%s", err.text);
    }
    assert_string_equal(text, expected);
}

static void expect_refused(const test_bytes *archive, const char *message)
{
    char text[ROOM];
    strata_error err = {0};
    assert_int_equal(test_read_archive(archive, text, sizeof text, &err), STRATA_E_INPUT);
    test_error(&err, message);
}

/* gzip -n of "a,b\n", made by gzip 1.12 */
static const unsigned char gz[] = {0x1f, 0x8b, 8,    0,    0,    0,    0,    0,    0, 3, 0x4b, 0xd4,
                                   0x49, 0xe2, 0x02, 0x00, 0xc5, 0x10, 0x97, 0x24, 4, 0, 0,    0};

static const test_member members[] = {
    {"2024/", BYTES(""), 0, 0, 0},
    {"2024/scores.csv", BYTES("year,n\n2024,31\n2024,31\n"), 8, 0, 0},
    {"__MACOSX/2024/._scores.csv", BYTES("x"), 0, 0, 0},
    {".DS_Store", BYTES("x"), 0, 0, 0},
    {"empty.csv", BYTES(""), 0, 0, 0},
    {"./more.csv.gz", gz, sizeof gz, 0, 0, 0},
    {"../../etc/passwd", BYTES("p,q\n"), 0, 0, 0},
    {"/C\x01r\xe9.csv", BYTES("\xff\xfe\xe9\0\n\0"), 8, 0, 0},
    {"Espa\xc3\xb1ol.csv", BYTES("u\n"), 8, 0x800, 0},
};
enum {
    MEMBERS = sizeof members / sizeof members[0]
};

static const char contents[] = "[a.zip/2024/scores.csv]year,n\n2024,31\n2024,31\n"
                               "[a.zip/empty.csv]"
                               "[a.zip/more.csv.gz]a,b\n"
                               "[a.zip/etc/passwd]p,q\n"
                               "[a.zip/C_r_.csv]\xef\xbb\xbf\xc3\xa9\n"
                               "[a.zip/Espa\xc3\xb1ol.csv]u\n";

static void test_members_of_a_zip(void **state)
{
    (void)state;
    const test_bytes zip = test_zip(members, MEMBERS);
    expect(&zip, contents);
    strata_free(zip.bytes);
}

static void test_members_of_a_tar(void **state)
{
    (void)state;
    test_bytes tar = {0};
    test_add_tar_member(&tar, &members[0], '5');
    for (size_t i = 1; i < MEMBERS; i++) {
        test_add_tar_member(&tar, &members[i], '0');
    }
    test_add_tar_member(&tar, &(test_member){"link.csv", "", 0, 0, 0, 0}, '2');
    test_add_tar_member(&tar, &(test_member){"same.csv", "", 0, 0, 0, 0}, '1');
    test_add_number(&tar, 0, 1024);
    expect(&tar, contents);
    strata_free(tar.bytes);
}

/* Any order, several at once, and its size is what comes out. */
static void test_members_are_independent(void **state)
{
    (void)state;
    const test_bytes zip = test_zip(members, MEMBERS);
    strata_archive *archive = NULL;
    strata_source *last = NULL;
    strata_source *first = NULL;
    char bytes[64];
    size_t got = 0;
    assert_int_equal(strata_archive_memory("z", zip.bytes, zip.len, &archive, NULL), STRATA_OK);
    assert_int_equal(strata_archive_count(archive), 6);
    assert_int_equal(strata_archive_skipped_count(archive), 2);
    assert_string_equal(strata_archive_skipped_name(archive, 0), "z/__MACOSX/2024/._scores.csv");
    assert_string_equal(strata_archive_skipped_name(archive, 1), "z/.DS_Store");
    assert_int_equal(strata_archive_source(archive, 5, &last, NULL), STRATA_OK);
    assert_int_equal(strata_archive_source(archive, 0, &first, NULL), STRATA_OK);
    assert_int_equal(strata_source_read(first, bytes, sizeof bytes, &got, NULL), STRATA_OK);
    assert_int_equal(got, 23);
    assert_int_equal(strata_source_size(first), 23);
    assert_int_equal(strata_source_position(first), 23);
    assert_string_equal(strata_source_name(first), "z/2024/scores.csv");
    assert_false(strata_source_can_reopen(first));
    assert_int_equal(strata_source_read(last, bytes, sizeof bytes, &got, NULL), STRATA_OK);
    assert_memory_equal(bytes, "u\n", 2);
    strata_source_close(first);
    strata_source_close(last);
    strata_archive_close(archive);
    strata_archive_close(NULL);
    strata_free(zip.bytes);
}

typedef struct refusal {
    test_member members[2];
    size_t count;
    const char *message;
} refusal;

static const refusal refusals[] = {
    {{{"d/", BYTES(""), 0, 0, 0}, {".csv", BYTES("a"), 8, 0, 0}},
     2,
     "a.zip: error: is an archive with no file to read (folders, hidden files and links do not "
     "count); expected CSV in it (archive-empty)"},
    {{{"a.csv", BYTES("a,b\n"), 0, 1, 0}},
     1,
     "a.zip/a.csv: error: is encrypted; unpack the archive with its password and give the files "
     "(archive-encrypted)"},
    {{{"a.csv", BYTES("a,b\n"), 9, 0, 0}},
     1,
     "a.zip/a.csv: error: its compression (deflation-64-bit) cannot be read; save the archive "
     "again with ordinary compression, or unpack it first (archive-method)"},
    {{{"a.csv", BYTES("a,b\n"), 8, 0, 0}, {"./a.csv", BYTES("c,d\n"), 8, 0, 0}},
     2,
     "a.zip/a.csv: error: the archive has two members of this name; unpack it and give the one "
     "that counts (archive)"},
    {{{"a.xml", BYTES("x"), 0, 0, 0}, {"[Content_Types].xml", BYTES("x"), 0, 0, 0}},
     2,
     "a.zip: error: is an Excel workbook: save it as CSV UTF-8 and give that file (format)"},
    {{{"in.zip", BYTES("PK\003\004\024\0\0\0\0\0"), 0, 0, 0}},
     1,
     "a.zip/in.zip: error: is a zip archive inside an archive, expected CSV or gz; unpack it first "
     "(format)"},
};

static void test_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        const test_bytes zip = test_zip(refusals[i].members, refusals[i].count);
        expect_refused(&zip, refusals[i].message);
        strata_free(zip.bytes);
    }
}

/* 4 bytes that are said to be 1 to 11. */
static void test_a_length_that_is_wrong(void **state)
{
    (void)state;
    for (uint16_t method = 0; method <= 8; method += 8) {
        for (uint32_t claimed = 1; claimed < 12; claimed++) {
            const test_member member = {"a.csv", BYTES("a,b\n"), method, 0, claimed};
            const test_bytes zip = test_zip(&member, 1);
            char text[ROOM];
            strata_error err = {0};
            const bool is_true = claimed == 4;
            assert_int_equal(test_read_archive(&zip, text, sizeof text, &err),
                             is_true ? STRATA_OK : STRATA_E_INPUT);
            assert_string_equal(err.rule, is_true ? "" : "archive");
            strata_free(zip.bytes);
        }
    }
}

/* A gz within a sound archive that was cut before it was packed. */
static void test_a_gz_cut_at_every_byte(void **state)
{
    (void)state;
    for (size_t len = 1; len < sizeof gz; len++) {
        const test_member member = {"a.csv.gz", gz, len, 8, 0, 0};
        const test_bytes zip = test_zip(&member, 1);
        char text[ROOM];
        strata_error err = {0};
        assert_int_equal(test_read_archive(&zip, text, sizeof text, &err), STRATA_E_INPUT);
        assert_string_equal(err.rule, "gz");
        assert_string_equal(err.file, "a.zip/a.csv.gz");
        strata_free(zip.bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_members_of_a_zip),
        cmocka_unit_test(test_members_of_a_tar),
        cmocka_unit_test(test_members_are_independent),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_a_length_that_is_wrong),
        cmocka_unit_test(test_a_gz_cut_at_every_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
