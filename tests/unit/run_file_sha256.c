/* Digests of files as they lie on the disk. */
#include "run/build_folder.h"
#include "strata_test.h"

/* FIPS 180-4 and NIST's example values: "abc", nothing, a million times 'a'. */
static const struct {
    char byte;
    size_t count;
    const char *text; /* instead of byte and count, if not NULL */
    const char *sha256;
} cases[] = {
    {0, 3, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {0, 0, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {'a', 1000000, NULL, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
};

static void test_known_values(void **state)
{
    (void)state;
    char folder[TEST_PATH_SIZE];
    char path[TEST_PATH_SIZE];
    test_folder_make(folder);
    test_path(path, folder, "in.csv");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *bytes = malloc(cases[i].count + 1);
        char text[STRATA_SHA256_TEXT];
        uint64_t size = 0;
        strata_error err = {0};
        assert_non_null(bytes);
        if (cases[i].text != NULL) {
            memcpy(bytes, cases[i].text, cases[i].count + 1);
        } else {
            memset(bytes, cases[i].byte, cases[i].count);
        }
        test_file_write(path, bytes, cases[i].count);
        assert_int_equal(strata_file_sha256(path, text, &size, &err), STRATA_OK);
        assert_string_equal(text, cases[i].sha256);
        assert_true(size == cases[i].count);
        free(bytes);
    }
    test_folder_remove(folder);
}

static void test_failures(void **state)
{
    (void)state;
    char text[STRATA_SHA256_TEXT];
    uint64_t size = 0;
    strata_error err = {0};
    assert_int_equal(strata_file_sha256("/nowhere", text, &size, &err), STRATA_E_INPUT);
    test_error(&err, "/nowhere: error: cannot read: No such file or directory (io)");
    err = (strata_error){0};
    assert_int_equal(strata_file_sha256("/", text, &size, &err), STRATA_E_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_values),
        cmocka_unit_test(test_failures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
