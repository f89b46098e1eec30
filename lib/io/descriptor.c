/* Loops around EINTR. */
#include "io/descriptor.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

int strata_descriptor_open(const char *path, int flags, mode_t mode, int *out)
{
    do {
        *out = open(path, flags | O_CLOEXEC | O_NOCTTY, mode);
    } while (*out < 0 && errno == EINTR);
    return *out < 0 ? errno : 0;
}

int strata_descriptor_read(int descriptor, void *bytes, size_t room, size_t *got)
{
    ssize_t count = 0;
    do {
        count = read(descriptor, bytes, room);
    } while (count < 0 && errno == EINTR);
    *got = count > 0 ? (size_t)count : 0;
    return count < 0 ? errno : 0;
}

int strata_descriptor_read_at(int descriptor, uint64_t offset, void *bytes, size_t room,
                              size_t *got)
{
    ssize_t count = 0;
    do {
        count = pread(descriptor, bytes, room, (off_t)offset);
    } while (count < 0 && errno == EINTR);
    *got = count > 0 ? (size_t)count : 0;
    return count < 0 ? errno : 0;
}

int strata_descriptor_write(int descriptor, const void *bytes, size_t len)
{
    const char *from = bytes;
    while (len > 0) {
        const ssize_t count = write(descriptor, from, len);
        if (count < 0 && errno != EINTR) {
            return errno;
        }
        if (count > 0) {
            from += count;
            len -= (size_t)count;
        }
    }
    return 0;
}

int strata_descriptor_close(int descriptor)
{
    /* After EINTR the descriptor is closed all the same: a second try could close somebody else's.
     */
    return close(descriptor) == 0 || errno == EINTR ? 0 : errno;
}
