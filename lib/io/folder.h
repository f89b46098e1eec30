/* Folders: made, locked, and brought to the disk. */
#ifndef STRATA_IO_FOLDER_H
#define STRATA_IO_FOLDER_H

#include <sys/types.h>

#include "base/status.h"

enum {
    STRATA_FOLDER_PRIVATE = 0700,
    STRATA_FOLDER_PUBLIC = 0777 /* minus the umask */
};

/** Makes a folder unless it is there.
 *  @return STRATA_OK; STRATA_E_INPUT: it cannot be made, or something else has its name */
strata_status strata_folder_make(const char *path, mode_t mode, strata_error *err) STRATA_NODISCARD;

/** Brings the names in a folder to the disk.
 *  @return STRATA_OK, also where the file system cannot; STRATA_E_INPUT */
strata_status strata_folder_sync(const char *path, strata_error *err) STRATA_NODISCARD;

/** Takes the lock of a folder: that of a file, made with mode 0600 where it is not there yet.
 *  @param file    the file
 *  @param folder  named in the message
 *  @param lock    to strata_folder_unlock whatever is returned; the lock dies with the process
 *  @return        STRATA_OK; STRATA_E_LOCKED ("locked"): another process has it; STRATA_E_INPUT */
strata_status strata_folder_lock(const char *file, const char *folder, int *lock,
                                 strata_error *err) STRATA_NODISCARD;
void strata_folder_unlock(int *lock); /* -1 is fine, and is what it becomes */

#endif
