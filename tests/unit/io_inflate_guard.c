/* Bombs are refused, CSV that shrinks well is not. */
#include "io/inflate_guard.h"
#include "test_archive.h"

enum {
    MIB = 1024 * 1024,
    MEMBERS = 66, /* more than the 64 MiB that are always allowed */
    PIECE = 64 * 1024
};

static void test_limits(void **state)
{
    (void)state;
    const uint64_t free_bytes = 64ULL * MIB;
    assert_int_equal(strata_inflate_guard("a", 0, free_bytes, "gunzip", NULL), STRATA_OK);
    assert_int_equal(strata_inflate_guard("a", 0, free_bytes + 1, "gunzip", NULL), STRATA_E_INPUT);
    assert_int_equal(strata_inflate_guard("a", MIB, 200ULL * MIB, "gunzip", NULL), STRATA_OK);
    strata_error err = {0};
    assert_int_equal(strata_inflate_guard("a", MIB, 202ULL * MIB, "gunzip", &err), STRATA_E_INPUT);
    test_error(&err, "a: error: unpacks to more than 200 times its size, which no extract does; if "
                     "you trust it, unpack it with gunzip and give what comes out (gz-bomb)");
}

/* 1 MiB of rows as a gz member; the numbers change every `period` rows. */
static test_bytes make_member(unsigned period)
{
    char *text = malloc(MIB + 100);
    assert_non_null(text);
    size_t len = 0;
    for (unsigned row = 0; len < MIB; row++) {
        const unsigned block = period == 0 ? 0 : row / period;
        const int wrote = snprintf(text + len, 100, "2024,0612345,%07u,ela,03,%u,level %u\n",
                                   block * 7919 % 10000000, 2300 + block * 31 % 400, block % 4);
        len += (size_t)wrote;
    }
    const test_bytes packed = test_deflate(text, MIB);
    test_bytes gz = {0};
    test_add(&gz, "\x1f\x8b\x08\0\0\0\0\0\0\x03", 10);
    test_add(&gz, packed.bytes, packed.len);
    test_add_number(&gz, crc32(crc32(0, NULL, 0), (const unsigned char *)text, MIB), 4);
    test_add_number(&gz, MIB, 4);
    strata_free(packed.bytes);
    free(text);
    return gz;
}

/* Reads it all; *total is what came before the end or the fault. */
static strata_status read_all(strata_source *source, uint64_t *total, strata_error *err)
{
    static char piece[PIECE];
    size_t got = 1;
    strata_status status = STRATA_OK;
    *total = 0;
    while (status == STRATA_OK && got > 0) {
        status = strata_source_read(source, piece, sizeof piece, &got, err);
        *total += status == STRATA_OK ? got : 0;
    }
    return status;
}

/* The same member many times over. */
static strata_status read_members(const test_bytes *member, uint64_t *total, strata_error *err)
{
    test_bytes gz = {0};
    strata_source *source = NULL;
    for (int i = 0; i < MEMBERS; i++) {
        test_add(&gz, member->bytes, member->len);
    }
    assert_int_equal(strata_source_memory("a.gz", gz.bytes, gz.len, 0, &source, NULL), STRATA_OK);
    const strata_status status = read_all(source, total, err);
    strata_source_close(source);
    strata_free(gz.bytes);
    return status;
}

static void test_gz(void **state)
{
    (void)state;
    uint64_t total = 0;
    strata_error err = {0};
    const test_bytes honest = make_member(24);
    assert_in_range(MIB / honest.len, 40, 199); /* shrinks to between a 40th and a 199th */
    assert_int_equal(read_members(&honest, &total, &err), STRATA_OK);
    assert_int_equal(total, (uint64_t)MEMBERS * MIB);
    strata_free(honest.bytes);
    const test_bytes bomb = make_member(0);
    assert_true(MIB / bomb.len > 201);
    assert_int_equal(read_members(&bomb, &total, &err), STRATA_E_INPUT);
    assert_string_equal(err.rule, "gz-bomb");
    assert_in_range(total, 64ULL * MIB, 65ULL * MIB); /* it stops there */
    strata_free(bomb.bytes);
}

static strata_status read_member(const test_bytes *zip, uint64_t *total, strata_error *err)
{
    strata_archive *archive = NULL;
    strata_source *source = NULL;
    assert_int_equal(strata_archive_memory("a.zip", zip->bytes, zip->len, &archive, NULL),
                     STRATA_OK);
    assert_int_equal(strata_archive_source(archive, 0, &source, NULL), STRATA_OK);
    const strata_status status = read_all(source, total, err);
    strata_source_close(source);
    strata_archive_close(archive);
    return status;
}

/* A member of a zip: 66 MiB of one row; and a gz bomb in a zip, which packs it once more. */
static void test_members_of_archives(void **state)
{
    (void)state;
    const size_t len = (size_t)MEMBERS * MIB;
    char *text = malloc(len);
    assert_non_null(text);
    memset(text, 'x', len);
    uint64_t total = 0;
    strata_error err = {0};
    const test_member bomb = {"a.csv", text, len, 8, 0, 0};
    const test_bytes zip = test_zip(&bomb, 1);
    assert_int_equal(read_member(&zip, &total, &err), STRATA_E_INPUT);
    test_error(&err, "a.zip/a.csv: error: unpacks to more than 200 times its size, which no "
                     "extract does; if you trust it, unpack it with unzip or tar and give what "
                     "comes out (gz-bomb)");
    assert_in_range(total, 64ULL * MIB - PIECE, 65ULL * MIB);
    strata_free(zip.bytes);
    const test_member stored = {"a.csv", text, len, 0, 0, 0}; /* not compressed at all */
    const test_bytes plain = test_zip(&stored, 1);
    assert_int_equal(read_member(&plain, &total, NULL), STRATA_OK);
    assert_int_equal(total, len);
    strata_free(plain.bytes);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_gz),
        cmocka_unit_test(test_members_of_archives),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
