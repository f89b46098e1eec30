/* mkstemp and unlink: the file goes with its descriptor, however the program ends. */
#include "io/scratch.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#include "base/alloc.h"
#include "io/system_error.h"

struct strata_scratch {
    char *folder; /* for messages */
    int descriptor;
    uint64_t size;
};

void strata_scratch_close(strata_scratch *scratch)
{
    if (scratch != NULL) {
        if (scratch->descriptor >= 0) {
            (void)close(scratch->descriptor);
        }
        strata_free(scratch->folder);
        strata_free(scratch);
    }
}

static const char *usual_folder(void)
{
    const char *folder = getenv("TMPDIR");
    return folder != NULL && folder[0] != '\0' ? folder : "/tmp";
}

static strata_status open_in(strata_scratch *scratch, const char *folder, strata_error *err)
{
    static const char name[] = "/strata-XXXXXX";
    const size_t len = strlen(folder);
    scratch->folder = strata_alloc(len + 1);
    char *path = strata_alloc(len + sizeof name);
    if (scratch->folder == NULL || path == NULL) {
        strata_free(path);
        return strata_fail_memory(err);
    }
    memcpy(scratch->folder, folder, len + 1);
    memcpy(path, folder, len);
    memcpy(path + len, name, sizeof name);
    scratch->descriptor = mkstemp(path);
    const int number = scratch->descriptor >= 0 && unlink(path) == 0 ? 0 : errno;
    strata_free(path);
    return number == 0 ? STRATA_OK
                       : strata_fail_system(err, scratch->folder, number,
                                            "cannot make a temporary file in this folder");
}

strata_status strata_scratch_open(const char *folder, strata_scratch **out, strata_error *err)
{
    *out = NULL;
    strata_scratch *scratch = strata_alloc_zero(1, sizeof *scratch);
    if (scratch == NULL) {
        return strata_fail_memory(err);
    }
    scratch->descriptor = -1;
    const strata_status status = open_in(scratch, folder != NULL ? folder : usual_folder(), err);
    if (status != STRATA_OK) {
        strata_scratch_close(scratch);
        return status;
    }
    *out = scratch;
    return STRATA_OK;
}

strata_status strata_scratch_append(strata_scratch *scratch, const void *bytes, size_t len,
                                    uint64_t *offset, strata_error *err)
{
    const char *from = bytes;
    *offset = scratch->size;
    while (len > 0) {
        const ssize_t part = pwrite(scratch->descriptor, from, len, (off_t)scratch->size);
        if (part < 0 && errno != EINTR) {
            return strata_fail_system(err, scratch->folder, errno,
                                      "cannot write to a temporary file in this folder");
        }
        const size_t written = part > 0 ? (size_t)part : 0;
        from += written;
        len -= written;
        scratch->size += written;
    }
    return STRATA_OK;
}

strata_status strata_scratch_read(const strata_scratch *scratch, uint64_t offset, void *bytes,
                                  size_t len, strata_error *err)
{
    char *into = bytes;
    while (len > 0) {
        const ssize_t part = pread(scratch->descriptor, into, len, (off_t)offset);
        if (part < 0 && errno != EINTR) {
            return strata_fail_system(err, scratch->folder, errno,
                                      "cannot read a temporary file in this folder");
        }
        if (part == 0) {
            return strata_fail(err, STRATA_E_INTERNAL, "scratch",
                               "a temporary file is shorter than what was written to it");
        }
        const size_t count = part > 0 ? (size_t)part : 0;
        into += count;
        offset += count;
        len -= count;
    }
    return STRATA_OK;
}
