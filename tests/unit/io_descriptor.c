/* System calls that a signal interrupts go on. */
/* Setitimer is in the X/Open part of POSIX.1-2008. */
/* NOLINTNEXTLINE(bugprone-reserved-identifier,readability-identifier-naming) */
#define _XOPEN_SOURCE 700
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/time.h>

#include "io/descriptor.h"
#include "strata_test.h"

/* What the signal handler sees: at the third signal it writes to or reads from the pipe. */
/* NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): a handler has no arguments */
static volatile sig_atomic_t signals;
/* NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables) */
static volatile sig_atomic_t write_to = -1;
/* NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables) */
static volatile sig_atomic_t read_from = -1;

static void on_alarm(int number)
{
    (void)number;
    char bytes[65536];
    signals++;
    if (signals == 3 && write_to >= 0 && write(write_to, "2024", 4) != 4) {
        signals = -1000;
    }
    if (signals >= 3 && read_from >= 0 && read(read_from, bytes, sizeof bytes) < 0) {
        signals = -1000;
    }
}

static void start_signals(void)
{
    struct sigaction action = {.sa_handler = on_alarm}; /* no SA_RESTART: calls give EINTR */
    assert_int_equal(sigaction(SIGALRM, &action, NULL), 0);
    const struct itimerval every = {{0, 2000}, {0, 2000}};
    signals = 0;
    assert_int_equal(setitimer(ITIMER_REAL, &every, NULL), 0);
}

static void stop_signals(void)
{
    const struct itimerval never = {{0, 0}, {0, 0}};
    assert_int_equal(setitimer(ITIMER_REAL, &never, NULL), 0);
    write_to = -1;
    read_from = -1;
    assert_true(signals >= 3);
}

static void test_a_read_that_is_interrupted(void **state)
{
    (void)state;
    int ends[2];
    char bytes[8];
    size_t got = 0;
    assert_int_equal(pipe(ends), 0);
    write_to = ends[1];
    start_signals();
    const int number = strata_descriptor_read(ends[0], bytes, sizeof bytes, &got);
    stop_signals();
    assert_int_equal(number, 0);
    assert_int_equal(got, 4);
    assert_memory_equal(bytes, "2024", 4);
    assert_int_equal(strata_descriptor_close(ends[0]) + strata_descriptor_close(ends[1]), 0);
}

/* More than a pipe holds: the writer waits, is interrupted, and writes in pieces. */
static void test_a_write_in_pieces(void **state)
{
    (void)state;
    enum {
        LEN = 300000
    };
    int ends[2];
    char *bytes = strata_alloc(LEN);
    assert_non_null(bytes);
    memset(bytes, 'x', LEN);
    assert_int_equal(pipe(ends), 0);
    read_from = ends[0];
    start_signals();
    const int number = strata_descriptor_write(ends[1], bytes, LEN);
    stop_signals();
    assert_int_equal(number, 0);
    assert_int_equal(strata_descriptor_close(ends[0]) + strata_descriptor_close(ends[1]), 0);
    strata_free(bytes);
}

static void test_numbers_of_failures(void **state)
{
    (void)state;
    int descriptor = 7;
    char byte = 'x';
    size_t got = 1;
    assert_int_equal(strata_descriptor_open("/nonexistent/a.csv", O_RDONLY, 0, &descriptor),
                     ENOENT);
    assert_int_equal(descriptor, -1);
    assert_int_equal(strata_descriptor_read(-1, &byte, 1, &got), EBADF);
    assert_int_equal(got, 0);
    assert_int_equal(strata_descriptor_write(-1, &byte, 1), EBADF);
    assert_int_equal(strata_descriptor_write(-1, NULL, 0), 0);
    assert_int_equal(strata_descriptor_close(-1), EBADF);
}

static void test_descriptors_are_not_inherited(void **state)
{
    (void)state;
    int descriptor = -1;
    assert_int_equal(strata_descriptor_open("/dev/null", O_RDONLY, 0, &descriptor), 0);
    assert_int_equal(fcntl(descriptor, F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
    assert_int_equal(strata_descriptor_close(descriptor), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_read_that_is_interrupted),
        cmocka_unit_test(test_a_write_in_pieces),
        cmocka_unit_test(test_numbers_of_failures),
        cmocka_unit_test(test_descriptors_are_not_inherited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
