#include <sys/stat.h>

#include "record/key.h"
#include "strata_test.h"

static void write_key(const char *path, const char *text, mode_t mode)
{
    test_file_write(path, text, strlen(text));
    assert_int_equal(chmod(path, mode), 0);
}

static void test_create(void **state)
{
    (void)state;
    char folder[TEST_PATH_SIZE];
    char path[TEST_PATH_SIZE];
    test_folder_make(folder);
    test_path(path, folder, "a.key");
    strata_key made = {0};
    strata_key read = {0};
    strata_error err = {0};
    assert_int_equal(strata_key_create(path, &made, &err), STRATA_OK);
    struct stat about;
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 07777, 0600);
    assert_int_equal(about.st_size, 65);
    assert_int_equal(strata_key_read(path, &read, &err), STRATA_OK);
    assert_memory_equal(read.bytes, made.bytes, STRATA_KEY_BYTES);
    assert_string_equal(read.id, made.id);
    strata_key again = {0};
    assert_int_equal(strata_key_create(path, &again, &err), STRATA_E_USAGE);
    assert_string_equal(err.rule, "file-exists");
    assert_int_equal(strata_key_read(path, &again, &(strata_error){0}), STRATA_OK);
    assert_memory_equal(again.bytes, made.bytes, STRATA_KEY_BYTES);
    test_folder_remove(folder);
}

/* The id of 32 zero bytes: their SHA-256 begins 66687aadf862bd77 (sha256sum of 32 NULs). */
static void test_id(void **state)
{
    (void)state;
    char folder[TEST_PATH_SIZE];
    char path[TEST_PATH_SIZE];
    char text[66];
    test_folder_make(folder);
    test_path(path, folder, "zero.key");
    memset(text, '0', 64);
    memcpy(text + 64, "\n", 2);
    write_key(path, text, 0600);
    strata_key key = {0};
    assert_int_equal(strata_key_read(path, &key, NULL), STRATA_OK);
    assert_string_equal(key.id, "66687aadf862bd77");
    memset(text, 'A', 64); /* capitals will do, and no line end */
    text[64] = '\0';
    write_key(path, text, 0600);
    assert_int_equal(strata_key_read(path, &key, NULL), STRATA_OK);
    assert_int_equal(key.bytes[0], 0xaa);
    assert_int_equal(key.bytes[31], 0xaa);
    test_folder_remove(folder);
}

static void test_refused(void **state)
{
    (void)state;
    static const char good[] = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n";
    static const char *const bad[] = {
        "",
        "not a key\n",
        "0001",
        "g00102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f00",
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f and more than that"};
    char folder[TEST_PATH_SIZE];
    char path[TEST_PATH_SIZE];
    test_folder_make(folder);
    test_path(path, folder, "a.key");
    strata_key key = {.id = "untouched"};
    for (size_t at = 0; at < sizeof bad / sizeof bad[0]; at++) {
        strata_error err = {0};
        write_key(path, bad[at], 0600);
        assert_int_equal(strata_key_read(path, &key, &err), STRATA_E_USAGE);
        assert_string_equal(err.rule, "key");
    }
    write_key(path, good, 0640);
    strata_error err = {0};
    assert_int_equal(strata_key_read(path, &key, &err), STRATA_E_USAGE);
    assert_string_equal(err.rule, "file-mode");
    assert_non_null(strstr(err.text, "chmod 600"));
    assert_int_equal(chmod(path, 0400), 0);
    assert_string_equal(key.id, "untouched");
    assert_int_equal(strata_key_read(path, &key, &(strata_error){0}), STRATA_OK);
    assert_int_equal(key.bytes[31], 0x1f);
    test_folder_remove(folder);
    err = (strata_error){0};
    assert_int_equal(strata_key_read(path, &key, &err), STRATA_E_INPUT);
}

static void test_random(void **state)
{
    (void)state;
    strata_key a = {0};
    strata_key b = {0};
    assert_int_equal(strata_key_random(&a, NULL), STRATA_OK);
    assert_int_equal(strata_key_random(&b, NULL), STRATA_OK);
    assert_memory_not_equal(a.bytes, b.bytes, STRATA_KEY_BYTES);
    assert_int_equal(strlen(a.id), 16);
    assert_string_not_equal(a.id, b.id);
}

static strata_status make(void)
{
    strata_key key = {0};
    return strata_key_random(&key, &(strata_error){0});
}

static void test_memory(void **state)
{
    (void)state;
    assert_in_range(test_every_allocation(make), 1, 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_create),  cmocka_unit_test(test_id),
        cmocka_unit_test(test_refused), cmocka_unit_test(test_random),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
