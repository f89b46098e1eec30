/* Taking a build folder away: two known folders with files in them, never anything deeper. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "run/build_folder.h"

static const char prefix[] = ".run-";

static bool is_dots(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* Opens a folder inside another without following a link. */
static DIR *open_inside(int parent, const char *name)
{
    const int descriptor = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *folder = descriptor >= 0 ? fdopendir(descriptor) : NULL;
    if (folder == NULL && descriptor >= 0) {
        (void)close(descriptor); /* was only read */
    }
    return folder;
}

/* What cannot be removed shows when the folder itself cannot. */
static void remove_files(DIR *folder)
{
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        if (!is_dots(entry->d_name)) {
            (void)unlinkat(dirfd(folder), entry->d_name, 0);
        }
    }
}

static void empty_folder(int parent, const char *name)
{
    DIR *folder = open_inside(parent, name);
    if (folder != NULL) {
        remove_files(folder);
        (void)closedir(folder);
        (void)unlinkat(parent, name, AT_REMOVEDIR);
    }
}

bool strata_build_folder_remove(const char *path)
{
    DIR *folder = open_inside(AT_FDCWD, path);
    if (folder == NULL) {
        return false;
    }
    empty_folder(dirfd(folder), "tables");
    empty_folder(dirfd(folder), "quality");
    remove_files(folder);
    (void)closedir(folder);
    return rmdir(path) == 0;
}

void strata_build_folder_sweep(const char *directory)
{
    DIR *folder = open_inside(AT_FDCWD, directory);
    if (folder == NULL) {
        return;
    }
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        char path[4096];
        const int len = snprintf(path, sizeof path, "%s/%s", directory, entry->d_name);
        if (strncmp(entry->d_name, prefix, sizeof prefix - 1) == 0 && len > 0 &&
            (size_t)len < sizeof path) {
            (void)strata_build_folder_remove(path);
        }
    }
    (void)closedir(folder);
}
