/* Folders, one flock, one key. */
#include "run/run_state.h"

#include <string.h>
#include <sys/stat.h>

#include "io/folder.h"
#include "record/key.h"
#include "run/path.h"

static strata_status make_parents(const char *directory, strata_arena *arena, strata_error *err)
{
    char *path = strata_arena_copy(arena, directory, strlen(directory));
    if (path == NULL) {
        return strata_fail_memory(err);
    }
    for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        STRATA_TRY(strata_folder_make(path, STRATA_FOLDER_PUBLIC, err));
        *slash = '/';
    }
    return strata_folder_make(path, STRATA_FOLDER_PUBLIC, err);
}

strata_status strata_run_state_open(strata_run_state *state, const char *directory,
                                    strata_arena *arena, strata_error *err)
{
    *state = (strata_run_state){.lock = -1};
    state->folder = strata_path_join(arena, directory, ".state");
    const char *lock = strata_path_join(arena, directory, ".state/lock");
    state->key_file = strata_path_join(arena, directory, ".state/key");
    if (state->folder == NULL || lock == NULL || state->key_file == NULL) {
        return strata_fail_memory(err);
    }
    STRATA_TRY(make_parents(directory, arena, err));
    STRATA_TRY(strata_folder_make(state->folder, STRATA_FOLDER_PRIVATE, err));
    return strata_folder_lock(lock, directory, &state->lock, err);
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
    strata_folder_unlock(&state->lock);
}
