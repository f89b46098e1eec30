/* open, write, fsync, close, rename. */
/* Realpath is in the X/Open part of POSIX.1-2008. */
/* NOLINTNEXTLINE(bugprone-reserved-identifier,readability-identifier-naming) */
#define _XOPEN_SOURCE 700
#include "io/sink_target.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/hash.h"
#include "io/descriptor.h"
#include "io/system_error.h"

enum {
    PRIVATE_MODE = 0600,
    PUBLIC_MODE = 0666,
    NAME_TRIES = 16
};

static const char *name_of(const strata_sink_target *target)
{
    return target->path != NULL ? target->path : "standard output";
}

static strata_status fail_create(const strata_sink_target *target, int number, strata_error *err)
{
    return strata_fail_system(err, name_of(target), number, "cannot create");
}

static char *copy_text(const char *text)
{
    const size_t size = strlen(text) + 1;
    char *copy = strata_alloc(size);
    return copy != NULL ? memcpy(copy, text, size) : NULL;
}

/* The new file gets its name by rename, which would replace a link instead of what it points to. */
static strata_status keep_path(strata_sink_target *target, const char *path, strata_error *err)
{
    char resolved[PATH_MAX];
    struct stat about;
    const bool is_link = lstat(path, &about) == 0 && S_ISLNK(about.st_mode);
    if (is_link && stat(path, &about) != 0 && errno == ENOENT) {
        return strata_fail_at(err, STRATA_E_INPUT, "io", (strata_place_in_file){.file = path},
                              "is a link to a file that is not there; give the name of that file, "
                              "or remove the link");
    }
    target->path = copy_text(is_link && realpath(path, resolved) != NULL ? resolved : path);
    return target->path != NULL ? STRATA_OK : strata_fail_memory(err);
}

/* A name in the folder of the file that nobody else will guess or have. */
static strata_status invent_name(const strata_sink_target *target, char **out, strata_error *err)
{
    uint64_t number = 0;
    uint8_t random[sizeof number];
    STRATA_TRY(strata_random_bytes(random, sizeof random, err));
    memcpy(&number, random, sizeof number);
    static const char pattern[] = ".strata-0123456789abcdef.tmp";
    const char *slash = strrchr(target->path, '/');
    const size_t folder = slash != NULL ? (size_t)(slash - target->path) + 1 : 0;
    char *name = strata_alloc(folder + sizeof pattern);
    if (name == NULL) {
        return strata_fail_memory(err);
    }
    memcpy(name, target->path, folder);
    (void)snprintf(name + folder, sizeof pattern, ".strata-%016llx.tmp",
                   (unsigned long long)number);
    *out = name;
    return STRATA_OK;
}

/* Sets descriptor and temporary, both or none. *number is errno, 0 when it went well. */
static strata_status create_temporary(strata_sink_target *target, mode_t mode, int *number,
                                      strata_error *err)
{
    char *name = NULL;
    STRATA_TRY(invent_name(target, &name, err));
    *number = strata_descriptor_open(name, O_WRONLY | O_CREAT | O_EXCL, mode, &target->descriptor);
    if (*number == 0) {
        target->temporary = name;
    } else {
        strata_free(name);
    }
    return STRATA_OK;
}

static strata_status open_temporary(strata_sink_target *target, bool is_private, strata_error *err)
{
    const mode_t mode = is_private ? PRIVATE_MODE : PUBLIC_MODE;
    int number = EEXIST;
    for (int i = 0; i < NAME_TRIES && number == EEXIST; i++) {
        STRATA_TRY(create_temporary(target, mode, &number, err));
    }
    struct stat about;
    if (number == 0 && fstat(target->descriptor, &about) != 0) {
        number = errno;
    }
    if (number == 0) {
        /* The mode after the umask is for the finished file; nobody reads it half written. */
        target->mode = about.st_mode & (mode_t)07777;
        number = fchmod(target->descriptor, PRIVATE_MODE) == 0 ? 0 : errno;
    }
    return number == 0 ? STRATA_OK : fail_create(target, number, err);
}

strata_status strata_sink_target_open(strata_sink_target *target, const char *path, bool is_private,
                                      strata_error *err)
{
    *target = (strata_sink_target){.descriptor = -1};
    if (strcmp(path, "-") == 0) {
        target->descriptor = STDOUT_FILENO;
        return STRATA_OK;
    }
    target->is_owned = true;
    STRATA_TRY(keep_path(target, path, err));
    struct stat about;
    if (stat(target->path, &about) != 0) {
        return errno == ENOENT && path[0] != '\0' ? open_temporary(target, is_private, err)
                                                  : fail_create(target, errno, err);
    }
    if (S_ISDIR(about.st_mode)) {
        return strata_fail_at(err, STRATA_E_INPUT, "io",
                              (strata_place_in_file){.file = target->path},
                              "is a directory, expected the name of a file to write");
    }
    if (S_ISREG(about.st_mode)) {
        return open_temporary(target, is_private, err);
    }
    const int number = strata_descriptor_open(target->path, O_WRONLY, 0, &target->descriptor);
    return number == 0 ? STRATA_OK : fail_create(target, number, err);
}

void strata_sink_target_make_private(strata_sink_target *target)
{
    target->mode = PRIVATE_MODE;
}

/* Those up to the place where blocks begin; once, as only there they can. */
static int write_usual(strata_sink_target *target, const char *bytes, size_t len)
{
    target->usual += len;
    const int number = strata_descriptor_write(target->descriptor, bytes, len);
    if (number == 0 && target->temporary != NULL && target->usual == STRATA_SINK_LONG_FILE) {
        target->blocks = strata_block_writer_new(target->descriptor);
    }
    return number;
}

static int write_bytes(strata_sink_target *target, const char *bytes, size_t len)
{
    const uint64_t before = target->usual;
    size_t usual = target->blocks == NULL ? len : 0;
    if (before < STRATA_SINK_LONG_FILE && usual > STRATA_SINK_LONG_FILE - before) {
        usual = (size_t)(STRATA_SINK_LONG_FILE - before);
    }
    int number = usual > 0 ? write_usual(target, bytes, usual) : 0;
    if (number == 0 && usual < len) {
        number = target->blocks != NULL
                     ? strata_block_writer_add(target->blocks, bytes + usual, len - usual)
                     : write_usual(target, bytes + usual, len - usual);
    }
    return number;
}

strata_status strata_sink_target_write(strata_sink_target *target, const void *bytes, size_t len,
                                       strata_error *err)
{
    const int number = write_bytes(target, bytes, len);
    return number == 0 ? STRATA_OK
                       : strata_fail_system(err, name_of(target), number, "cannot write");
}

static int end_standard_output(void)
{
    const int copy = dup(STDOUT_FILENO); /* the program may still want the original */
    return copy >= 0 ? strata_descriptor_close(copy) : errno;
}

static int end_file(strata_sink_target *target)
{
    int number = strata_block_writer_end(target->blocks);
    target->blocks = NULL;
    if (number == 0 && target->temporary != NULL) {
        /* EINVAL: this file system has nothing to synchronise. */
        const bool is_synced = fsync(target->descriptor) == 0 || errno == EINVAL;
        if (!is_synced || fchmod(target->descriptor, target->mode) != 0) {
            number = errno;
        }
    }
    const int closing = strata_descriptor_close(target->descriptor);
    target->descriptor = -1;
    return number != 0 ? number : closing;
}

strata_status strata_sink_target_commit(strata_sink_target *target, strata_error *err)
{
    int number = target->is_owned ? end_file(target) : end_standard_output();
    if (number == 0 && target->temporary != NULL) {
        number = rename(target->temporary, target->path) == 0 ? 0 : errno;
        if (number == 0) {
            strata_free(target->temporary);
            target->temporary = NULL;
        }
    }
    return number == 0 ? STRATA_OK
                       : strata_fail_system(err, name_of(target), number, "cannot write");
}

void strata_sink_target_discard(strata_sink_target *target)
{
    (void)strata_block_writer_end(target->blocks); /* its bytes are not wanted */
    if (target->is_owned && target->descriptor >= 0) {
        (void)strata_descriptor_close(target->descriptor); /* its bytes are not wanted */
    }
    if (target->temporary != NULL) {
        (void)unlink(target->temporary);
    }
    strata_free(target->temporary);
    strata_free(target->path);
    *target = (strata_sink_target){.descriptor = -1};
}
