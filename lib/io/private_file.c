/* open with O_EXCL and a look at the mode: who may read is decided before a byte moves. */
#include "io/private_file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/descriptor.h"
#include "io/system_error.h"

enum {
    OWNER_ONLY = 0600,
    OTHERS = 077
};

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

/* Until the file ends or the room is full. *number is errno, 0 when it went well. */
static size_t read_all(int descriptor, char *bytes, size_t room, int *number)
{
    size_t count = 0;
    size_t part = 1;
    *number = 0;
    while (part > 0 && count < room && *number == 0) {
        part = 0;
        *number = strata_descriptor_read(descriptor, bytes + count, room - count, &part);
        count += part;
    }
    return count;
}

strata_status strata_private_file_read(const char *path, void *bytes, size_t room, size_t *got,
                                       strata_error *err)
{
    int descriptor = -1;
    int number = strata_descriptor_open(path, O_RDONLY, 0, &descriptor);
    if (number != 0) {
        return strata_fail_system(err, path, number, "cannot open");
    }
    strata_status status = check_mode(path, descriptor, err);
    if (status == STRATA_OK) {
        *got = read_all(descriptor, bytes, room, &number);
    }
    (void)strata_descriptor_close(descriptor);
    return number == 0 ? status : strata_fail_system(err, path, number, "cannot read");
}

static int write_all(int descriptor, const void *bytes, size_t len)
{
    int number = strata_descriptor_write(descriptor, bytes, len);
    if (number == 0 && fsync(descriptor) != 0) {
        number = errno;
    }
    const int closing = strata_descriptor_close(descriptor);
    return number != 0 ? number : closing;
}

strata_status strata_private_file_create(const char *path, const void *bytes, size_t len,
                                         strata_error *err)
{
    int descriptor = -1;
    int number = strata_descriptor_open(path, O_WRONLY | O_CREAT | O_EXCL, OWNER_ONLY, &descriptor);
    if (number == EEXIST) {
        return strata_fail_at(err, STRATA_E_USAGE, "file-exists",
                              (strata_place_in_file){.file = path},
                              "exists already and is not replaced; give another name or move it");
    }
    if (number != 0) {
        return strata_fail_system(err, path, number, "cannot create");
    }
    number = write_all(descriptor, bytes, len);
    if (number != 0) {
        (void)unlink(path);
        return strata_fail_system(err, path, number, "cannot write");
    }
    return STRATA_OK;
}
