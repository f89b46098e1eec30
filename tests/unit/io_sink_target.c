/* A file appears whole or not at all; devices and pipes are written as they are. */
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "io/sink.h"
#include "strata_test.h"

static strata_sink *open_sink(const char *path, bool is_private)
{
    strata_sink *sink = NULL;
    assert_int_equal(strata_sink_open(path, is_private, &sink, NULL), STRATA_OK);
    assert_int_equal(strata_sink_text(sink, "new\n", NULL), STRATA_OK);
    return sink;
}

static void assert_holds(const char *path, const char *expected)
{
    char text[64];
    test_file_read(path, text, sizeof text);
    assert_string_equal(text, expected);
}

static mode_t mode_of(const char *path)
{
    struct stat about;
    assert_int_equal(lstat(path, &about), 0);
    return about.st_mode & 0777;
}

static void test_commit_replaces_and_discard_does_not(void **state)
{
    const char *folder = *state;
    char path[TEST_PATH_SIZE];
    test_path(path, folder, "a.csv");
    test_file_write(path, "old\n", 4);
    strata_sink *sink = open_sink(path, false);
    assert_int_equal(test_folder_count(folder), 2); /* the old one and the temporary one */
    assert_holds(path, "old\n");
    strata_sink_discard(sink);
    assert_int_equal(test_folder_count(folder), 1);
    assert_holds(path, "old\n");
    assert_int_equal(strata_sink_commit(open_sink(path, false), NULL), STRATA_OK);
    assert_int_equal(test_folder_count(folder), 1);
    assert_holds(path, "new\n");
}

static void test_modes(void **state)
{
    const char *folder = *state;
    char path[TEST_PATH_SIZE];
    test_path(path, folder, "m.csv");
    const mode_t kept = umask(027);
    assert_int_equal(strata_sink_commit(open_sink(path, false), NULL), STRATA_OK);
    assert_int_equal(mode_of(path), 0640); /* 0666 minus 027 */
    assert_int_equal(strata_sink_commit(open_sink(path, true), NULL), STRATA_OK);
    assert_int_equal(mode_of(path), 0600);
    (void)umask(kept);
}

static void test_nobody_reads_it_half_written(void **state)
{
    (void)state;
    char own[TEST_PATH_SIZE];
    char path[TEST_PATH_SIZE];
    test_folder_make(own);
    test_path(path, own, "a.csv");
    strata_sink *sink = open_sink(path, false);
    DIR *open = opendir(own);
    assert_non_null(open);
    for (const struct dirent *name = readdir(open); name != NULL; name = readdir(open)) {
        if (strncmp(name->d_name, ".strata-", 8) == 0) {
            char temporary[TEST_PATH_SIZE];
            test_path(temporary, own, name->d_name);
            assert_int_equal(mode_of(temporary), 0600);
        }
    }
    assert_int_equal(closedir(open), 0);
    strata_sink_discard(sink);
    test_folder_remove(own);
}

static void test_a_link_stays_a_link(void **state)
{
    const char *folder = *state;
    char path[TEST_PATH_SIZE];
    char link[TEST_PATH_SIZE];
    test_path(path, folder, "real.csv");
    test_path(link, folder, "link.csv");
    test_file_write(path, "old\n", 4);
    assert_int_equal(symlink("real.csv", link), 0);
    assert_int_equal(strata_sink_commit(open_sink(link, false), NULL), STRATA_OK);
    struct stat about;
    assert_int_equal(lstat(link, &about), 0);
    assert_true(S_ISLNK(about.st_mode));
    assert_holds(path, "new\n");
}

/* It would be replaced by a file, and what it points to would still not be there. */
static void test_a_link_to_nothing(void **state)
{
    const char *folder = *state;
    char link[TEST_PATH_SIZE];
    test_path(link, folder, "nothing.csv");
    assert_int_equal(symlink("nowhere.csv", link), 0);
    const size_t files = test_folder_count(folder);
    strata_sink *sink = NULL;
    strata_error err = {0};
    assert_int_equal(strata_sink_open(link, false, &sink, &err), STRATA_E_INPUT);
    assert_null(sink);
    assert_string_equal(err.file, link);
    assert_int_equal(test_folder_count(folder), files);
    assert_int_equal(unlink(link), 0);
}

static void test_a_pipe_is_written_as_it_is(void **state)
{
    const char *folder = *state;
    char path[TEST_PATH_SIZE];
    test_path(path, folder, "pipe");
    assert_int_equal(mkfifo(path, 0600), 0);
    const int reader = open(path, O_RDONLY | O_NONBLOCK);
    assert_true(reader >= 0);
    assert_int_equal(strata_sink_commit(open_sink(path, false), NULL), STRATA_OK);
    char text[8];
    assert_int_equal(read(reader, text, sizeof text), 4);
    assert_memory_equal(text, "new\n", 4);
    assert_int_equal(close(reader), 0);
}

static void assert_refused(const char *path, const char *text)
{
    strata_sink *sink = NULL;
    strata_error err = {0};
    assert_int_equal(strata_sink_open(path, false, &sink, &err), STRATA_E_INPUT);
    assert_null(sink);
    assert_string_equal(err.text, text);
    assert_string_equal(err.file, path);
}

static void test_what_cannot_be_created(void **state)
{
    const char *folder = *state;
    char path[TEST_PATH_SIZE];
    assert_refused(folder, "is a directory, expected the name of a file to write");
    assert_refused("", "cannot create: No such file or directory");
    test_path(path, folder, "none/a.csv");
    assert_refused(path, "cannot create: No such file or directory");
    test_path(path, folder, "file");
    test_file_write(path, "x", 1);
    test_path(path, folder, "file/b.csv");
    assert_refused(path, "cannot create: Not a directory");
}

/* A limit on the size of files is what a full disk looks like to a regular file. */
static void test_a_disk_that_fills_up(void **state)
{
    const char *folder = *state;
    char path[TEST_PATH_SIZE];
    test_path(path, folder, "full.csv");
    test_file_write(path, "old\n", 4);
    const size_t before = test_folder_count(folder);
    struct rlimit kept;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &kept), 0);
    const struct rlimit small = {.rlim_cur = 100000, .rlim_max = kept.rlim_max};
    assert_true(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    strata_sink *sink = open_sink(path, false);
    strata_status status = STRATA_OK;
    for (int i = 0; i < 100000 && status == STRATA_OK; i++) {
        status = strata_sink_text(sink, "2024,0612345\n", NULL);
    }
    strata_error err = {0};
    const strata_status ended = strata_sink_commit(sink, &err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &kept), 0);
    assert_int_equal(status, STRATA_E_INPUT);
    assert_int_equal(ended, STRATA_E_INPUT);
    assert_string_equal(err.text, "cannot write: File too large");
    assert_string_equal(err.file, path);
    assert_holds(path, "old\n");
    assert_int_equal(test_folder_count(folder), before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_link_to_nothing),
        cmocka_unit_test(test_commit_replaces_and_discard_does_not),
        cmocka_unit_test(test_modes),
        cmocka_unit_test(test_nobody_reads_it_half_written),
        cmocka_unit_test(test_a_link_stays_a_link),
        cmocka_unit_test(test_a_pipe_is_written_as_it_is),
        cmocka_unit_test(test_what_cannot_be_created),
        cmocka_unit_test(test_a_disk_that_fills_up),
    };
    return cmocka_run_group_tests(tests, test_folder_setup, test_folder_teardown);
}
