/* Folders, one flock, one key. */
#include "run/run_state.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/system_error.h"
#include "record/key.h"
#include "run/path.h"

enum {
    PRIVATE_FOLDER = 0700,
    PUBLIC_FOLDER = 0777,
    PRIVATE_FILE = 0600
};

static strata_status make_folder(const char *path, mode_t mode, strata_error *err)
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

static strata_status make_parents(const char *directory, strata_arena *arena, strata_error *err)
{
    char *path = strata_arena_copy(arena, directory, strlen(directory));
    if (path == NULL) {
        return strata_fail_memory(err);
    }
    for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        STRATA_TRY(make_folder(path, PUBLIC_FOLDER, err));
        *slash = '/';
    }
    return make_folder(path, PUBLIC_FOLDER, err);
}

static strata_status take_lock(strata_run_state *state, const char *directory, const char *path,
                               strata_error *err)
{
    state->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, PRIVATE_FILE);
    if (state->lock < 0) {
        return strata_fail_system(err, path, errno, "cannot open the lock");
    }
    if (flock(state->lock, LOCK_EX | LOCK_NB) == 0) {
        return STRATA_OK;
    }
    if (errno != EWOULDBLOCK) {
        return strata_fail_system(err, path, errno, "cannot lock");
    }
    return strata_fail_at(err, STRATA_E_LOCKED, "locked", (strata_place_in_file){.file = directory},
                          "another run is publishing here; try again when it has ended");
}

strata_status strata_run_state_open(strata_run_state *state, const char *directory,
                                    strata_arena *arena, strata_error *err)
{
    *state = (strata_run_state){.lock = -1};
    const char *folder = strata_path_join(arena, directory, ".state");
    const char *lock = strata_path_join(arena, directory, ".state/lock");
    state->key_file = strata_path_join(arena, directory, ".state/key");
    if (folder == NULL || lock == NULL || state->key_file == NULL) {
        return strata_fail_memory(err);
    }
    STRATA_TRY(make_parents(directory, arena, err));
    STRATA_TRY(make_folder(folder, PRIVATE_FOLDER, err));
    return take_lock(state, directory, lock, err);
}

strata_status strata_run_state_key(const strata_run_state *state, strata_error *err)
{
    struct stat about;
    if (lstat(state->key_file, &about) == 0) {
        return STRATA_OK;
    }
    strata_key key = {0};
    const strata_status status = strata_key_create(state->key_file, &key, err);
    strata_wipe(&key, sizeof key);
    return status;
}

void strata_run_state_close(strata_run_state *state)
{
    if (state->lock >= 0) {
        (void)close(state->lock); /* gives the lock back */
    }
    state->lock = -1;
}
