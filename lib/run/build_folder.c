/* mkdtemp, then one rename and one swapped link. */
#include "run/build_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "io/folder.h"
#include "io/system_error.h"
#include "run/path.h"

enum {
    PRIVATE_FOLDER = 0700,
    PUBLIC_FOLDER = 0777,
    NAME_TRIES = 1000
};

static const struct {
    const char *name;
    bool is_private; /* whatever the publication is */
} subfolders[] = {{"quality", true}, {"tables", false}};

enum {
    SUBFOLDER_COUNT = sizeof subfolders / sizeof subfolders[0]
};

/* The number of the folder that a file lies in; SUBFOLDER_COUNT if in none. */
static size_t folder_of(const char *name)
{
    size_t at = 0;
    for (; at < SUBFOLDER_COUNT; at++) {
        const size_t len = strlen(subfolders[at].name);
        if (strncmp(name, subfolders[at].name, len) == 0 && name[len] == '/') {
            break;
        }
    }
    return at;
}

bool strata_build_folder_withholds(const strata_build_folder *build, const char *name)
{
    const size_t at = folder_of(name);
    return !build->is_private && at < SUBFOLDER_COUNT && subfolders[at].is_private;
}

const char *strata_build_folder_path(const strata_build_folder *build, const char *name)
{
    return strata_path_join(build->arena, build->path, name);
}

static strata_status make_temporary(strata_build_folder *build, strata_error *err)
{
    char *path = strata_path_join(build->arena, build->directory, ".run-XXXXXX");
    if (path == NULL) {
        return strata_fail_memory(err);
    }
    if (mkdtemp(path) == NULL) {
        return strata_fail_system(err, build->directory, errno, "cannot make a folder here");
    }
    build->path = path;
    build->descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return build->descriptor >= 0 ? STRATA_OK : strata_fail_system(err, path, errno, "cannot open");
}

/* Asked first, since a publication that cannot take its place should not be made. */
static strata_status check_current(const strata_build_folder *build, strata_error *err)
{
    const char *current = strata_path_join(build->arena, build->directory, "current");
    if (current == NULL) {
        return strata_fail_memory(err);
    }
    struct stat about;
    if (lstat(current, &about) == 0 && !S_ISLNK(about.st_mode)) {
        return strata_fail_at(err, STRATA_E_INPUT, "io", (strata_place_in_file){.file = current},
                              "is in the way: expected nothing or the link of an earlier run; move "
                              "it aside");
    }
    return STRATA_OK;
}

strata_status strata_build_folder_open(strata_build_folder *build, const char *directory,
                                       bool is_private, strata_error *err)
{
    *build =
        (strata_build_folder){.directory = directory, .descriptor = -1, .is_private = is_private};
    build->arena = strata_arena_new();
    if (build->arena == NULL) {
        return strata_fail_memory(err);
    }
    STRATA_TRY(check_current(build, err));
    STRATA_TRY(make_temporary(build, err));
    for (size_t i = 0; i < SUBFOLDER_COUNT; i++) {
        const char *path = strata_build_folder_path(build, subfolders[i].name);
        if (path == NULL) {
            return strata_fail_memory(err);
        }
        const bool is_closed = is_private || subfolders[i].is_private;
        if (mkdir(path, is_closed ? PRIVATE_FOLDER : PUBLIC_FOLDER) != 0) {
            return strata_fail_system(err, path, errno, "cannot make this folder");
        }
    }
    return STRATA_OK;
}

strata_status strata_build_folder_create(const strata_build_folder *build, const char *name,
                                         strata_sink **out, strata_error *err)
{
    const char *path = strata_build_folder_path(build, name);
    const bool is_closed = build->is_private || strata_build_folder_withholds(build, name);
    return path != NULL ? strata_sink_open(path, is_closed, out, err) : strata_fail_memory(err);
}

strata_status strata_build_folder_note(strata_build_folder *build, strata_written file,
                                       strata_error *err)
{
    void *files = build->files;
    const strata_status status =
        strata_reserve(&files, &build->room, build->count + 1, sizeof *build->files, err);
    build->files = files;
    STRATA_TRY(status);
    const char *path = strata_build_folder_path(build, file.path);
    file.path = strata_arena_copy(build->arena, file.path, strlen(file.path));
    if (path == NULL || file.path == NULL) {
        return strata_fail_memory(err);
    }
    STRATA_TRY(strata_file_sha256(path, file.sha256, &file.bytes, err));
    build->files[build->count++] = file;
    return STRATA_OK;
}

/* To the disk; and the mode that the umask gave to the folder of tables. */
static strata_status settle(const strata_build_folder *build, strata_error *err)
{
    struct stat about;
    for (size_t i = 0; i < SUBFOLDER_COUNT; i++) {
        const char *path = strata_build_folder_path(build, subfolders[i].name);
        if (path == NULL) {
            return strata_fail_memory(err);
        }
        STRATA_TRY(strata_folder_sync(path, err));
        if (subfolders[i].is_private) {
            continue;
        }
        if (stat(path, &about) != 0 || chmod(build->path, about.st_mode & PUBLIC_FOLDER) != 0) {
            return strata_fail_system(err, path, errno, "cannot set the mode");
        }
    }
    return strata_folder_sync(build->path, err);
}

/* rename to runs/ID; a folder that is there is never replaced, since it is not empty. */
static strata_status take_name(const strata_build_folder *build, const char *runs, const char *id,
                               const char **name, strata_error *err)
{
    char tried[64] = "";
    int number = EEXIST;
    const char *path = NULL;
    for (int i = 1; i < NAME_TRIES && (number == EEXIST || number == ENOTEMPTY); i++) {
        (void)snprintf(tried, sizeof tried, i == 1 ? "%s" : "%s-%d", id, i);
        path = strata_path_join(build->arena, runs, tried);
        if (path == NULL) {
            return strata_fail_memory(err);
        }
        number = rename(build->path, path) == 0 ? 0 : errno;
    }
    if (number != 0) {
        return strata_fail_system(err, runs, number, "cannot name the publication");
    }
    *name = strata_arena_copy(build->arena, tried, strlen(tried));
    return *name != NULL ? STRATA_OK : strata_fail_memory(err);
}

static strata_status swap_current(const strata_build_folder *build, const char *name,
                                  strata_error *err)
{
    const char *link = strata_path_join(build->arena, build->directory, ".current.tmp");
    const char *current = strata_path_join(build->arena, build->directory, "current");
    const char *target = strata_path_join(build->arena, "runs", name);
    if (link == NULL || current == NULL || target == NULL) {
        return strata_fail_memory(err);
    }
    (void)unlink(link); /* of a killed run */
    if (symlink(target, link) != 0 || rename(link, current) != 0) {
        const int number = errno;
        (void)unlink(link);
        return strata_fail_system(err, current, number, "cannot point to the publication");
    }
    return strata_folder_sync(build->directory, err);
}

strata_status strata_build_folder_publish(strata_build_folder *build, const char *id, char *folder,
                                          size_t size, strata_error *err)
{
    const char *runs = strata_path_join(build->arena, build->directory, "runs");
    if (runs == NULL) {
        return strata_fail_memory(err);
    }
    STRATA_TRY(settle(build, err));
    if (mkdir(runs, PUBLIC_FOLDER) != 0 && errno != EEXIST) {
        return strata_fail_system(err, runs, errno, "cannot make this folder");
    }
    const char *name = NULL;
    STRATA_TRY(take_name(build, runs, id, &name, err));
    build->path = NULL; /* it is a publication now */
    STRATA_TRY(strata_folder_sync(runs, err));
    (void)snprintf(folder, size, "%s/%s", runs, name);
    return build->is_held ? STRATA_OK : swap_current(build, name, err);
}

void strata_build_folder_discard(strata_build_folder *build)
{
    if (build->path != NULL) {
        (void)strata_build_folder_remove(build->path);
    }
    if (build->descriptor >= 0) {
        (void)close(build->descriptor); /* was only read */
    }
    strata_free(build->files);
    strata_arena_free(build->arena);
    *build = (strata_build_folder){.descriptor = -1};
}
