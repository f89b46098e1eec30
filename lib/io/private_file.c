/* open with O_EXCL and a look at the mode: who may read is decided before a byte moves. */
#include "io/private_file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/system_error.h"

enum {
    OWNER_ONLY = 0600,
    OTHERS = 077
};

static int open_retrying(const char *path, int flags, mode_t mode)
{
    int descriptor = -1;
    do {
        descriptor = open(path, flags | O_CLOEXEC | O_NOCTTY, mode);
    } while (descriptor < 0 && errno == EINTR);
    return descriptor;
}

static strata_status check_mode(const char *path, int descriptor, strata_error *err)
{
    const strata_place_in_file at = {.file = path};
    struct stat about;
    if (fstat(descriptor, &about) != 0) {
        return strata_fail_system(err, path, errno, "cannot look at its mode");
    }
    if (!S_ISREG(about.st_mode)) {
        return strata_fail_at(err, STRATA_E_INPUT, "io", at, "is not a file");
    }
    if ((about.st_mode & OTHERS) != 0) {
        return strata_fail_at(err, STRATA_E_USAGE, "file-mode", at,
                              "others may open this file (mode %04o), expected 0600: run chmod 600",
                              (unsigned)(about.st_mode & 07777));
    }
    return STRATA_OK;
}

static strata_status read_all(const char *path, int descriptor, void *bytes, size_t room,
                              size_t *got, strata_error *err)
{
    size_t count = 0;
    while (count < room) {
        const ssize_t part = read(descriptor, (char *)bytes + count, room - count);
        if (part < 0 && errno != EINTR) {
            return strata_fail_system(err, path, errno, "cannot read");
        }
        if (part == 0) {
            break;
        }
        count += part > 0 ? (size_t)part : 0;
    }
    *got = count;
    return STRATA_OK;
}

strata_status strata_private_file_read(const char *path, void *bytes, size_t room, size_t *got,
                                       strata_error *err)
{
    const int descriptor = open_retrying(path, O_RDONLY, 0);
    if (descriptor < 0) {
        return strata_fail_system(err, path, errno, "cannot open");
    }
    strata_status status = check_mode(path, descriptor, err);
    if (status == STRATA_OK) {
        status = read_all(path, descriptor, bytes, room, got, err);
    }
    (void)close(descriptor);
    return status;
}

static strata_status write_all(const char *path, int descriptor, const void *bytes, size_t len,
                               strata_error *err)
{
    const char *from = bytes;
    while (len > 0) {
        const ssize_t part = write(descriptor, from, len);
        if (part < 0 && errno != EINTR) {
            return strata_fail_system(err, path, errno, "cannot write");
        }
        from += part > 0 ? part : 0;
        len -= part > 0 ? (size_t)part : 0;
    }
    return STRATA_OK;
}

strata_status strata_private_file_create(const char *path, const void *bytes, size_t len,
                                         strata_error *err)
{
    const int descriptor = open_retrying(path, O_WRONLY | O_CREAT | O_EXCL, OWNER_ONLY);
    if (descriptor < 0 && errno == EEXIST) {
        return strata_fail_at(err, STRATA_E_USAGE, "file-exists",
                              (strata_place_in_file){.file = path},
                              "exists already and is not replaced; give another name or move it");
    }
    if (descriptor < 0) {
        return strata_fail_system(err, path, errno, "cannot create");
    }
    strata_status status = write_all(path, descriptor, bytes, len, err);
    if (status == STRATA_OK && fsync(descriptor) != 0) {
        status = strata_fail_system(err, path, errno, "cannot write");
    }
    if (close(descriptor) != 0 && status == STRATA_OK) {
        status = strata_fail_system(err, path, errno, "cannot write");
    }
    if (status != STRATA_OK) {
        (void)unlink(path);
    }
    return status;
}
