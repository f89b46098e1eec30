/* Archives as files, within gz, and in a pipe. */
#include "test_archive.h"

#define BYTES(text) (text), sizeof(text) - 1

static const test_member members[] = {
    {"a.csv", BYTES("year,n\n2024,31\n"), 8, 0, 0},
    {"b.csv", BYTES("year,n\n2023,7\n"), 0, 0, 0},
};

static void write_gz(const char *path, const test_bytes *bytes)
{
    gzFile file = gzopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(gzwrite(file, bytes->bytes, (unsigned)bytes->len), (int)bytes->len);
    assert_int_equal(gzclose(file), Z_OK);
}

static void expect_members(const char *path, const char *name)
{
    strata_archive *archive = NULL;
    strata_source *source = NULL;
    strata_error err = {0};
    char whole[TEST_PATH_SIZE + 16];
    char bytes[64];
    size_t got = 0;
    if (strata_archive_open(path, &archive, &source, &err) != STRATA_OK) {
        fail_msg("%s", err.text);
    }
    assert_null(source);
    assert_int_equal(strata_archive_count(archive), 2);
    for (size_t i = 2; i-- > 0;) {
        (void)snprintf(whole, sizeof whole, "%s/%s", name, members[i].name);
        assert_string_equal(strata_archive_member_name(archive, i), whole);
        assert_int_equal(strata_archive_source(archive, i, &source, NULL), STRATA_OK);
        assert_int_equal(strata_source_read(source, bytes, sizeof bytes, &got, NULL), STRATA_OK);
        assert_int_equal(got, members[i].len);
        assert_memory_equal(bytes, members[i].bytes, got);
        strata_source_close(source);
    }
    strata_archive_close(archive);
}

/* Whatever the name of the file is. */
static void test_files(void **state)
{
    const char *folder = *state;
    char path[TEST_PATH_SIZE];
    const test_bytes all[] = {test_zip(members, 2), test_tar(members, 2)};
    for (size_t i = 0; i < 2; i++) {
        test_path(path, folder, i == 0 ? "zip.csv" : "tar.dat");
        test_file_write(path, all[i].bytes, all[i].len);
        expect_members(path, path);
        test_path(path, folder, i == 0 ? "zip.csv.gz" : "tar.dat.gz");
        write_gz(path, &all[i]);
        expect_members(path, path);
        strata_free(all[i].bytes);
    }
}

static void test_a_pipe(void **state)
{
    (void)state;
    const test_bytes zip = test_zip(members, 2);
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], zip.bytes, zip.len), zip.len);
    assert_int_equal(close(ends[1]), 0);
    const int kept = dup(STDIN_FILENO);
    assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
    expect_members("-", "standard input");
    assert_int_equal(dup2(kept, STDIN_FILENO), STDIN_FILENO);
    assert_int_equal(close(kept) + close(ends[0]), 0);
    strata_free(zip.bytes);
}

static void test_no_archive(void **state)
{
    const char *folder = *state;
    char path[TEST_PATH_SIZE];
    char bytes[8];
    size_t got = 0;
    strata_archive *archive = NULL;
    strata_source *source = NULL;
    test_path(path, folder, "plain.zip");
    test_file_write(path, "a,b\n", 4);
    assert_int_equal(strata_archive_open(path, &archive, &source, NULL), STRATA_OK);
    assert_null(archive);
    assert_true(strata_source_can_reopen(source));
    assert_int_equal(strata_source_read(source, bytes, sizeof bytes, &got, NULL), STRATA_OK);
    assert_int_equal(got, 4); /* at its beginning */
    strata_source_close(source);
    assert_int_equal(strata_archive_memory("a", "a,b\n", 4, &archive, NULL), STRATA_OK);
    assert_null(archive);
}

static void expect_refused(const char *path, const char *text)
{
    strata_archive *archive = NULL;
    strata_source *source = NULL;
    strata_error err = {0};
    assert_int_equal(strata_archive_open(path, &archive, &source, &err), STRATA_E_INPUT);
    assert_true(archive == NULL && source == NULL);
    assert_string_equal(err.file, path);
    assert_string_equal(err.text, text);
}

static void test_refused(void **state)
{
    const char *folder = *state;
    char path[TEST_PATH_SIZE];
    strata_source *source = NULL;
    strata_error err = {0};
    test_bytes tar = test_tar(members, 2);
    test_path(path, folder, "none.zip");
    expect_refused(path, "cannot open: No such file or directory");
    test_path(path, folder, "cut.tar.gz");
    tar.len -= 1024;
    write_gz(path, &tar);
    expect_refused(path, "the tar archive is cut: its end is missing; copy or fetch the archive "
                         "again");
    test_path(path, folder, "one.tar"); /* where a file is expected */
    test_file_write(path, tar.bytes, tar.len);
    assert_int_equal(strata_source_open(path, &source, &err), STRATA_E_INPUT);
    assert_string_equal(err.text, "is a tar archive, expected CSV or gz; unpack it first");
    strata_free(tar.bytes);
}

/* A file that is replaced between the list and the reading. */
static void test_a_file_that_changes(void **state)
{
    const char *folder = *state;
    char path[TEST_PATH_SIZE];
    strata_archive *archive = NULL;
    strata_source *source = NULL;
    strata_error err = {0};
    const test_bytes two = test_zip(members, 2);
    const test_bytes other = test_zip(&members[1], 1);
    test_path(path, folder, "changes.zip");
    test_file_write(path, two.bytes, two.len);
    assert_int_equal(strata_archive_open(path, &archive, &source, NULL), STRATA_OK);
    test_file_write(path, other.bytes, other.len);
    assert_int_equal(strata_archive_source(archive, 0, &source, &err), STRATA_E_INPUT);
    assert_null(source);
    strata_archive_close(archive);
    strata_free(two.bytes);
    strata_free(other.bytes);
}

/* A zip of "a,b\n" as a.csv, made by python 3.11 */
static const unsigned char small_zip[] = {
    0x50, 0x4b, 0x03, 0x04, 0x14, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x21, 0x00, 0xc5, 0x10,
    0x97, 0x24, 0x04, 0x00, 0x00, 0x00, 0x04, 0x00, 0x00, 0x00, 0x05, 0x00, 0x00, 0x00, 0x61, 0x2e,
    0x63, 0x73, 0x76, 0x61, 0x2c, 0x62, 0x0a, 0x50, 0x4b, 0x01, 0x02, 0x14, 0x03, 0x14, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x21, 0x00, 0xc5, 0x10, 0x97, 0x24, 0x04, 0x00, 0x00, 0x00, 0x04,
    0x00, 0x00, 0x00, 0x05, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x80,
    0x01, 0x00, 0x00, 0x00, 0x00, 0x61, 0x2e, 0x63, 0x73, 0x76, 0x50, 0x4b, 0x05, 0x06, 0x00, 0x00,
    0x00, 0x00, 0x01, 0x00, 0x01, 0x00, 0x33, 0x00, 0x00, 0x00, 0x27, 0x00, 0x00, 0x00, 0x00, 0x00};

static strata_status open_and_read(void)
{
    strata_archive *archive = NULL;
    strata_source *source = NULL;
    char bytes[16];
    size_t got = 0;
    STRATA_TRY(strata_archive_memory("a.zip", small_zip, sizeof small_zip, &archive, NULL));
    strata_status status = strata_archive_source(archive, 0, &source, NULL);
    if (status == STRATA_OK) {
        status = strata_source_read(source, bytes, sizeof bytes, &got, NULL);
    }
    strata_source_close(source);
    strata_archive_close(archive);
    return status;
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    assert_true(test_every_allocation(open_and_read) >= 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_a_pipe),
        cmocka_unit_test(test_no_archive),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_a_file_that_changes),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, test_folder_setup, test_folder_teardown);
}
