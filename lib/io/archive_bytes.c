/* Three ways to read at an offset. */
#include "io/archive_bytes.h"

#include <fcntl.h>
#include <string.h>

#include "io/descriptor.h"
#include "io/system_error.h"

strata_status strata_archive_cursor_open(const strata_archive_bytes *of, strata_archive_cursor *out,
                                         strata_error *err)
{
    *out = (strata_archive_cursor){.of = of, .descriptor = -1};
    if (of->path == NULL) {
        return STRATA_OK;
    }
    const int number = strata_descriptor_open(of->path, O_RDONLY, 0, &out->descriptor);
    return number == 0 ? STRATA_OK : strata_fail_system(err, of->name, number, "cannot open");
}

strata_status strata_archive_cursor_read(strata_archive_cursor *cursor, void *bytes, size_t room,
                                         size_t *got, strata_error *err)
{
    const strata_archive_bytes *of = cursor->of;
    const uint64_t left = cursor->at < of->size ? of->size - cursor->at : 0;
    *got = left < room ? (size_t)left : room;
    if (of->scratch != NULL) {
        STRATA_TRY(strata_scratch_read(of->scratch, cursor->at, bytes, *got, err));
    } else if (of->path != NULL) {
        const int number =
            strata_descriptor_read_at(cursor->descriptor, cursor->at, bytes, *got, got);
        if (number != 0) {
            return strata_fail_system(err, of->name, number, "cannot read");
        }
    } else if (*got > 0) {
        memcpy(bytes, of->bytes + cursor->at, *got);
    }
    cursor->at += *got;
    return STRATA_OK;
}

void strata_archive_cursor_close(strata_archive_cursor *cursor)
{
    if (cursor->descriptor >= 0) {
        (void)strata_descriptor_close(cursor->descriptor); /* nothing was written to lose */
        cursor->descriptor = -1;
    }
}
