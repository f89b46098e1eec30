/* Walks folders with a list of those still to open, so that depth costs no stack. */
#include "io/file_list.h"

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "io/system_error.h"

enum {
    DEPTH_MAX = 16
};

/* Paths relative to the folder; "" is the folder itself. */
typedef struct path_list {
    const char **paths;
    size_t count;
    size_t room;
} path_list;

struct strata_file_list {
    strata_arena *arena;
    path_list files;
    path_list folders; /* found and not yet opened from `next` on */
    size_t next;
};

static strata_status add(strata_file_list *list, path_list *to, const char *path, strata_error *err)
{
    void *block = to->paths;
    STRATA_TRY(strata_reserve(&block, &to->room, to->count + 1, sizeof *to->paths, err));
    to->paths = block;
    const char *copy = strata_arena_copy(list->arena, path, strlen(path));
    if (copy == NULL) {
        return strata_fail_memory(err);
    }
    to->paths[to->count++] = copy;
    return STRATA_OK;
}

/* a/b in the arena, or b alone if a is "". */
static char *joined(strata_file_list *list, const char *a, const char *b)
{
    const size_t a_len = strlen(a);
    const size_t b_len = strlen(b);
    char *path = strata_arena_alloc(list->arena, a_len + b_len + 2);
    if (path != NULL) {
        (void)snprintf(path, a_len + b_len + 2, "%s%s%s", a, a_len > 0 ? "/" : "", b);
    }
    return path;
}

static bool ends_with(const char *text, const char *suffix)
{
    const size_t len = strlen(text);
    const size_t suffix_len = strlen(suffix);
    return len >= suffix_len && strcmp(text + len - suffix_len, suffix) == 0;
}

static unsigned depth_of(const char *path)
{
    unsigned depth = 1;
    for (const char *c = path; *c != '\0'; c++) {
        depth += *c == '/' ? 1 : 0;
    }
    return depth;
}

static strata_status cannot_list(const char *folder, int number, strata_error *err)
{
    if (number == ENOENT || number == ENOTDIR) {
        return strata_fail_at(err, STRATA_E_USAGE, "folder", (strata_place_in_file){folder, 0, 0},
                              "there is no such folder");
    }
    return strata_fail_system(err, folder, number, "cannot list the folder");
}

/* Files an entry of a folder as file, as folder to open, or not at all. */
static strata_status sort_entry(strata_file_list *list, const char *folder, const char *path,
                                const char *suffix, strata_error *err)
{
    const char *full = joined(list, folder, path);
    if (full == NULL) {
        return strata_fail_memory(err);
    }
    struct stat what;
    if (lstat(full, &what) == 0 && S_ISDIR(what.st_mode)) {
        return depth_of(path) < DEPTH_MAX
                   ? add(list, &list->folders, path, err)
                   : strata_fail_at(err, STRATA_E_INPUT, "folder",
                                    (strata_place_in_file){full, 0, 0},
                                    "is nested deeper than %d folders", (int)DEPTH_MAX);
    }
    if (ends_with(path, suffix) && stat(full, &what) == 0 && S_ISREG(what.st_mode)) {
        return add(list, &list->files, path, err);
    }
    return STRATA_OK;
}

static strata_status list_one(strata_file_list *list, const char *folder, const char *below,
                              const char *suffix, strata_error *err)
{
    const char *full = below[0] != '\0' ? joined(list, folder, below) : folder;
    if (full == NULL) {
        return strata_fail_memory(err);
    }
    DIR *open = opendir(full);
    if (open == NULL) {
        return cannot_list(full, errno, err);
    }
    strata_status status = STRATA_OK;
    errno = 0;
    for (const struct dirent *entry = readdir(open); entry != NULL && status == STRATA_OK;
         entry = readdir(open)) {
        if (entry->d_name[0] != '.') {
            const char *path = joined(list, below, entry->d_name);
            status = path != NULL ? sort_entry(list, folder, path, suffix, err)
                                  : strata_fail_memory(err);
        }
        errno = 0;
    }
    if (status == STRATA_OK && errno != 0) {
        status = cannot_list(full, errno, err);
    }
    (void)closedir(open);
    return status;
}

static int compare_paths(const void *left, const void *right)
{
    const char *const *a = left;
    const char *const *b = right;
    return strcmp(*a, *b);
}

static strata_status walk(strata_file_list *list, const char *folder, const char *suffix,
                          strata_error *err)
{
    STRATA_TRY(add(list, &list->folders, "", err));
    while (list->next < list->folders.count) {
        STRATA_TRY(list_one(list, folder, list->folders.paths[list->next++], suffix, err));
    }
    if (list->files.count > 0) {
        qsort(list->files.paths, list->files.count, sizeof *list->files.paths, compare_paths);
    }
    return STRATA_OK;
}

strata_status strata_file_list_new(const char *folder, const char *suffix, strata_file_list **out,
                                   strata_error *err)
{
    *out = NULL;
    strata_file_list *list = strata_alloc_zero(1, sizeof *list);
    if (list == NULL) {
        return strata_fail_memory(err);
    }
    list->arena = strata_arena_new();
    const strata_status status =
        list->arena != NULL ? walk(list, folder, suffix, err) : strata_fail_memory(err);
    if (status != STRATA_OK) {
        strata_file_list_free(list);
        return status;
    }
    *out = list;
    return STRATA_OK;
}

void strata_file_list_free(strata_file_list *list)
{
    if (list != NULL) {
        strata_free(list->files.paths);
        strata_free(list->folders.paths);
        strata_arena_free(list->arena);
        strata_free(list);
    }
}

size_t strata_file_list_count(const strata_file_list *list)
{
    return list->files.count;
}

const char *strata_file_list_at(const strata_file_list *list, size_t index)
{
    return list->files.paths[index];
}
