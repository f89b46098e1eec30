/* What archives say of themselves is checked: every cut, every changed byte of contents. */
#include "io/unpacker.h"
#include "test_archive.h"

enum {
    ROOM = 4096
};

#define BYTES(text) (text), sizeof(text) - 1

static const test_member members[] = {
    {"a.csv", BYTES("year,lea,n\n2024,0612345,31\n2024,0612346,9\n"), 8, 0, 0},
    {"b/b.csv", BYTES("year,n\n2023,7\n"), 0, 0, 0},
};
static const char contents[] = "[a.zip/a.csv]year,lea,n\n2024,0612345,31\n2024,0612346,9\n"
                               "[a.zip/b/b.csv]year,n\n2023,7\n";

static void test_kinds(void **state)
{
    (void)state;
    test_bytes tar = test_tar(members, 2);
    const test_bytes zip = test_zip(members, 2);
    assert_int_equal(strata_archive_kind_of(tar.bytes, tar.len), STRATA_ARCHIVE_TAR);
    assert_int_equal(strata_archive_kind_of(tar.bytes, 511), STRATA_ARCHIVE_NONE);
    assert_int_equal(strata_archive_kind_of(zip.bytes, 4), STRATA_ARCHIVE_ZIP);
    assert_int_equal(strata_archive_kind_of(zip.bytes, 3), STRATA_ARCHIVE_NONE);
    assert_int_equal(strata_archive_kind_of(NULL, 0), STRATA_ARCHIVE_NONE);
    tar.bytes[0]++; /* its sum is wrong now */
    assert_int_equal(strata_archive_kind_of(tar.bytes, tar.len), STRATA_ARCHIVE_NONE);
    strata_free(tar.bytes);
    strata_free(zip.bytes);
}

/* The end of a zip is its directory: without any byte of it there is no archive. */
static void test_a_zip_cut_at_every_byte(void **state)
{
    (void)state;
    test_bytes zip = test_zip(members, 2);
    const size_t whole = zip.len;
    char text[ROOM];
    for (zip.len = 4; zip.len < whole; zip.len++) {
        strata_error err = {0};
        assert_int_equal(test_read_archive(&zip, text, sizeof text, &err), STRATA_E_INPUT);
        assert_string_equal(err.rule, "archive");
        assert_non_null(strstr(err.text, "cut"));
    }
    assert_int_equal(test_read_archive(&zip, text, sizeof text, NULL), STRATA_OK);
    assert_string_equal(text, contents);
    strata_free(zip.bytes);
}

/* A tar ends with two blocks of zeros, of which one is enough. */
static void test_a_tar_cut_at_every_byte(void **state)
{
    (void)state;
    test_bytes tar = test_tar(members, 2);
    const size_t whole = tar.len;
    char text[ROOM];
    for (tar.len = 512; tar.len <= whole; tar.len++) {
        strata_error err = {0};
        const bool is_enough = tar.len + 512 >= whole;
        assert_int_equal(test_read_archive(&tar, text, sizeof text, &err),
                         is_enough ? STRATA_OK : STRATA_E_INPUT);
        assert_string_equal(is_enough ? text : err.rule, is_enough ? contents : "archive");
    }
    strata_free(tar.bytes);
}

/* Two archives one behind the other: the second would be passed over. */
static void test_a_tar_that_goes_on(void **state)
{
    (void)state;
    test_bytes tar = test_tar(members, 1);
    char text[ROOM];
    strata_error err = {0};
    test_add_tar_member(&tar, &members[1], '0');
    test_add_number(&tar, 0, 1024);
    assert_int_equal(test_read_archive(&tar, text, sizeof text, &err), STRATA_E_INPUT);
    test_error(&err, "a.zip: error: the tar archive goes on behind its end; copy or fetch the "
                     "archive again (archive)");
    strata_free(tar.bytes);
}

/* The contents of the first member, packed, begin behind its header of 30 bytes and its name. */
static void test_every_bit_of_contents(void **state)
{
    (void)state;
    test_bytes zip = test_zip(members, 2);
    const test_bytes packed = test_deflate(members[0].bytes, members[0].len);
    char text[ROOM];
    for (size_t bit = 0; bit < 8 * packed.len; bit++) {
        unsigned char *byte = zip.bytes + 30 + strlen(members[0].name) + bit / 8;
        strata_error err = {0};
        *byte = (unsigned char)(*byte ^ 1U << bit % 8);
        const strata_status status = test_read_archive(&zip, text, sizeof text, &err);
        *byte = (unsigned char)(*byte ^ 1U << bit % 8);
        if (status == STRATA_OK) { /* the bits behind the last code mean nothing */
            assert_int_equal(bit / 8, packed.len - 1);
            assert_string_equal(text, contents);
        } else {
            assert_int_equal(status, STRATA_E_INPUT);
            assert_string_equal(err.rule, "archive");
        }
    }
    strata_free(packed.bytes);
    strata_free(zip.bytes);
}

/* After a failure the same again, and nothing of the broken piece. */
static void test_a_failure_stays(void **state)
{
    (void)state;
    const test_member member = {"a.csv", BYTES("a,b\n"), 8, 0, 9};
    const test_bytes zip = test_zip(&member, 1);
    const strata_archive_bytes bytes = {.name = "z", .bytes = zip.bytes, .size = zip.len};
    strata_unpacker *unpacker = NULL;
    strata_archive_entry entry = {0};
    char text[16];
    size_t got = 1;
    assert_int_equal(strata_unpacker_new(&bytes, STRATA_ARCHIVE_ZIP, "z", &unpacker, NULL),
                     STRATA_OK);
    assert_int_equal(strata_unpacker_read(unpacker, text, sizeof text, &got, NULL), STRATA_OK);
    assert_int_equal(got, 0); /* there is no member yet */
    assert_int_equal(strata_unpacker_next(unpacker, &entry, NULL), STRATA_OK);
    assert_string_equal(entry.name, "a.csv");
    assert_int_equal(entry.size, 9);
    assert_true(entry.is_file && !entry.is_encrypted);
    for (int again = 0; again < 3; again++) {
        strata_error err = {0};
        assert_int_equal(strata_unpacker_read(unpacker, text, sizeof text, &got, &err),
                         STRATA_E_INPUT);
        assert_int_equal(got, 0);
        assert_string_equal(err.file, "z");
    }
    assert_int_equal(strata_unpacker_next(unpacker, &entry, NULL), STRATA_E_INPUT);
    strata_unpacker_free(unpacker);
    strata_unpacker_free(NULL);
    strata_free(zip.bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_a_zip_cut_at_every_byte),
        cmocka_unit_test(test_a_tar_cut_at_every_byte),
        cmocka_unit_test(test_a_tar_that_goes_on),
        cmocka_unit_test(test_every_bit_of_contents),
        cmocka_unit_test(test_a_failure_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
