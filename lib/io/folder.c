/* mkdir, fsync, flock. */
#include "io/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/system_error.h"

enum {
    PRIVATE_FILE = 0600
};

strata_status strata_folder_make(const char *path, mode_t mode, strata_error *err)
{
    if (mkdir(path, mode) == 0) {
        return STRATA_OK;
    }
    const int number = errno;
    struct stat about;
    if (number == EEXIST && stat(path, &about) == 0 && S_ISDIR(about.st_mode)) {
        return STRATA_OK;
    }
    return strata_fail_system(err, path, number, "cannot make this folder");
}

strata_status strata_folder_sync(const char *path, strata_error *err)
{
    const int descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) {
        return strata_fail_system(err, path, errno, "cannot open");
    }
    /* Some file systems cannot sync a folder and say so with EINVAL. */
    const int number = fsync(descriptor) == 0 || errno == EINVAL ? 0 : errno;
    (void)close(descriptor); /* was only read */
    return number == 0 ? STRATA_OK : strata_fail_system(err, path, number, "cannot write");
}

strata_status strata_folder_lock(const char *file, const char *folder, int *lock, strata_error *err)
{
    *lock = open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, PRIVATE_FILE);
    if (*lock < 0) {
        return strata_fail_system(err, file, errno, "cannot open the lock");
    }
    if (flock(*lock, LOCK_EX | LOCK_NB) == 0) {
        return STRATA_OK;
    }
    if (errno != EWOULDBLOCK) {
        return strata_fail_system(err, file, errno, "cannot lock");
    }
    return strata_fail_at(err, STRATA_E_LOCKED, "locked", (strata_place_in_file){.file = folder},
                          "another run is publishing here; try again when it has ended");
}

void strata_folder_unlock(int *lock)
{
    if (*lock >= 0) {
        (void)close(*lock); /* gives the lock back */
    }
    *lock = -1;
}
