/* What test programs share: cmocka, an allocator that fails on purpose, a folder of one's own. */
#ifndef STRATA_TEST_H
#define STRATA_TEST_H

#include <dirent.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* cmocka.h needs these before it. */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
/* clang-format on */

#include "base/alloc.h"

/** Fails if err does not say exactly this, printed as the program prints it. */
static inline void test_error(const strata_error *err, const char *expected)
{
    char text[1024];
    assert_string_equal(strata_error_format(err, text, sizeof text), expected);
}

/** An allocator whose request number fail_at, from 1, and all later ones fail; 0: none. */
typedef struct test_allocator {
    uint64_t requests;
    uint64_t fail_at;
    int64_t live; /* blocks that were not given back */
} test_allocator;

static inline void *test_resize(void *context, void *old, size_t size)
{
    test_allocator *allocator = context;
    allocator->requests++;
    if (allocator->fail_at != 0 && allocator->requests >= allocator->fail_at) {
        return NULL;
    }
    void *block = realloc(old, size);
    allocator->live += old == NULL && block != NULL ? 1 : 0;
    return block;
}

static inline void test_release(void *context, void *block)
{
    test_allocator *allocator = context;
    allocator->live -= block != NULL ? 1 : 0;
    free(block);
}

/** Runs a scenario with the first, the second, ... request for memory failing, until it succeeds.
 * Each time it must free what it made; a failure must be STRATA_E_MEMORY.
 *  @return how many requests the scenario makes */
static inline uint64_t test_every_allocation(strata_status (*scenario)(void))
{
    strata_status status = STRATA_E_MEMORY;
    uint64_t fail_at = 0;
    while (status != STRATA_OK) {
        fail_at++;
        test_allocator context = {.fail_at = fail_at};
        const strata_allocator allocator = {test_resize, test_release, &context};
        strata_allocator_set(&allocator);
        status = scenario();
        strata_allocator_set(NULL);
        assert_true(status == STRATA_OK || status == STRATA_E_MEMORY);
        assert_int_equal(context.live, 0);
    }
    return fail_at - 1;
}

enum {
    TEST_PATH_SIZE = 512
};

/** Makes an empty folder under TMPDIR or /tmp. */
static inline void test_folder_make(char folder[TEST_PATH_SIZE])
{
    const char *parent = getenv("TMPDIR");
    (void)snprintf(folder, TEST_PATH_SIZE, "%s/strata-test-XXXXXX",
                   parent != NULL && parent[0] != '\0' ? parent : "/tmp");
    assert_non_null(mkdtemp(folder));
}

/** How many files the folder holds. */
static inline size_t test_folder_count(const char *folder)
{
    size_t count = 0;
    DIR *open = opendir(folder);
    assert_non_null(open);
    for (const struct dirent *name = readdir(open); name != NULL; name = readdir(open)) {
        count += strcmp(name->d_name, ".") != 0 && strcmp(name->d_name, "..") != 0 ? 1 : 0;
    }
    assert_int_equal(closedir(open), 0);
    return count;
}

/** Removes the folder and the files in it. */
static inline void test_folder_remove(const char *folder)
{
    DIR *open = opendir(folder);
    assert_non_null(open);
    for (const struct dirent *name = readdir(open); name != NULL; name = readdir(open)) {
        char path[TEST_PATH_SIZE + sizeof name->d_name];
        (void)snprintf(path, sizeof path, "%s/%s", folder, name->d_name);
        (void)unlink(path);
    }
    assert_int_equal(closedir(open), 0);
    assert_int_equal(rmdir(folder), 0);
}

/** Group set-up and tear-down: *state is the path of an empty folder for the tests of the group. */
static inline int test_folder_setup(void **state)
{
    char *folder = malloc(TEST_PATH_SIZE);
    assert_non_null(folder);
    test_folder_make(folder);
    *state = folder;
    return 0;
}

static inline int test_folder_teardown(void **state)
{
    test_folder_remove(*state);
    free(*state);
    return 0;
}

/** path = folder/name. */
static inline void test_path(char path[TEST_PATH_SIZE], const char *folder, const char *name)
{
    const int len = snprintf(path, TEST_PATH_SIZE, "%s/%s", folder, name);
    assert_in_range(len, 1, TEST_PATH_SIZE - 1);
}

/** Who may do what with a file or a folder: 0600 for its owner alone. */
static inline unsigned test_mode(const char *path)
{
    struct stat about;
    assert_int_equal(stat(path, &about), 0);
    return (unsigned)about.st_mode & 0777U;
}

static inline unsigned test_mode_in(const char *folder, const char *name)
{
    char path[TEST_PATH_SIZE];
    test_path(path, folder, name);
    return test_mode(path);
}

/** Writes bytes[len] to a file. */
static inline void test_file_write(const char *path, const void *bytes, size_t len)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

/** Reads a file of fewer than room bytes, puts a NUL behind it and gives its length. */
static inline size_t test_file_read(const char *path, char *bytes, size_t room)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    const size_t len = fread(bytes, 1, room, file);
    assert_true(len < room);
    bytes[len] = '\0';
    assert_int_equal(fclose(file), 0);
    return len;
}

#endif
