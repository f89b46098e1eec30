/* A thread waits for the signals, so that cleaning up is not done inside a handler. What is to be
 * removed, the system knows: the open files and folders of the process with a temporary name. */
#include "interrupt.h"

#include <dirent.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "run/build_folder.h"

enum {
    PATH_TEXT = 4096,
    EXIT_OF_SIGNAL = 128,
    ROUNDS = 16 /* the main thread may make a file while its folder is being removed */
};

static const char descriptors[] = "/proc/self/fd";
static const char doomed_end[] = ".ended";

static bool starts_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

static bool ends_with(const char *text, const char *end)
{
    const size_t len = strlen(text);
    return len >= strlen(end) && strcmp(text + len - strlen(end), end) == 0;
}

/* A folder that loses its name first cannot be published while it is being emptied. */
static void remove_build_folder(const char *path)
{
    char doomed[PATH_TEXT + sizeof doomed_end];
    (void)snprintf(doomed, sizeof doomed, "%s%s", path, doomed_end);
    if (rename(path, doomed) != 0) {
        return; /* it has been published in this moment */
    }
    for (int i = 0; i < ROUNDS && !strata_build_folder_remove(doomed); i++) {
    }
}

/* Removes path if it is one of ours that has no final name yet. */
static void remove_temporary(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    if (starts_with(name, ".run-")) {
        remove_build_folder(path);
    } else if (starts_with(name, ".strata-") && ends_with(name, ".tmp")) {
        (void)unlink(path);
    }
}

static void remove_temporaries(void)
{
    DIR *folder = opendir(descriptors);
    if (folder == NULL) {
        return;
    }
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        char target[PATH_TEXT];
        const ssize_t len = readlinkat(dirfd(folder), entry->d_name, target, sizeof target - 1);
        if (len > 0) {
            target[len] = '\0';
            remove_temporary(target);
        }
    }
    (void)closedir(folder);
}

/* The signals to wait for: those that were not ignored when we started. */
static void fill_signals(sigset_t *signals)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXCPU};
    (void)sigemptyset(signals);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        struct sigaction action;
        if (sigaction(numbers[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN) {
            (void)sigaddset(signals, numbers[i]);
        }
    }
}

static void *wait_for_signal(void *context)
{
    (void)context;
    sigset_t signals;
    int number = 0;
    fill_signals(&signals);
    if (sigwait(&signals, &number) == 0) {
        remove_temporaries();
        _exit(EXIT_OF_SIGNAL + number);
    }
    return NULL;
}

strata_status strata_interrupt_start(strata_error *err)
{
    sigset_t signals;
    fill_signals(&signals);
    pthread_t watcher = {0};
    if (pthread_sigmask(SIG_BLOCK, &signals, NULL) != 0 ||
        pthread_create(&watcher, NULL, wait_for_signal, NULL) != 0 ||
        pthread_detach(watcher) != 0) {
        return strata_fail(err, STRATA_E_INTERNAL, "thread", "no thread to wait for signals");
    }
    return STRATA_OK;
}
