/* The system calls on files, tried again when a signal came in between. They give errno instead of
 * a status, because only the caller knows the name and the words for a message (system_error.h). */
#ifndef STRATA_IO_DESCRIPTOR_H
#define STRATA_IO_DESCRIPTOR_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/** open(2), closed on exec, never a controlling terminal. mode as there.
 *  @param out  the descriptor, or -1
 *  @return     0 or errno */
int strata_descriptor_open(const char *path, int flags, mode_t mode, int *out);

/** Up to room bytes; *got is 0 at the end.
 *  @return 0 or errno */
int strata_descriptor_read(int descriptor, void *bytes, size_t room, size_t *got);

/** The same from an offset of a regular file, whatever was read before.
 *  @return 0 or errno */
int strata_descriptor_read_at(int descriptor, uint64_t offset, void *bytes, size_t room,
                              size_t *got);

/** All of bytes[len].
 *  @return 0 or errno */
int strata_descriptor_write(int descriptor, const void *bytes, size_t len);

/** close(2); some file systems report a lost write only here.
 *  @return 0 or errno; the descriptor is gone whatever it is */
int strata_descriptor_close(int descriptor);

#endif
