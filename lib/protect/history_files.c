/* Folders that get their names when all in them is on the disk. */
#include "protect/history_files.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "cube/cell_stream.h"
#include "io/folder.h"
#include "io/system_error.h"

enum {
    NAME_ROOM = 256 /* of what is added to a path here */
};

static const char counts_file[] = "counts.csv.gz";
static const char printed_file[] = "printed.csv.gz";
static const char writing[] = ".writing";
static const char pending[] = ".pending";
static const char day_stage[] = "release ";

/* ---- paths ---- */

static strata_status join(char *out, const char *folder, const char *name, strata_error *err)
{
    const int len = snprintf(out, STRATA_HISTORY_PATH, "%s/%s", folder, name);
    return len > 0 && len < STRATA_HISTORY_PATH - NAME_ROOM
               ? STRATA_OK
               : strata_fail(err, STRATA_E_INPUT, "state", "the path of the state is too long");
}

static strata_status join_number(char *out, const char *folder, size_t number, strata_error *err)
{
    char name[32];
    (void)snprintf(name, sizeof name, "%04zu", number);
    return join(out, folder, name, err);
}

static bool is_there(const char *path)
{
    struct stat about;
    return lstat(path, &about) == 0;
}

strata_status strata_history_fail_damaged(const char *path, const char *what, strata_error *err)
{
    return strata_fail_at(err, STRATA_E_INPUT, "state", (strata_place_in_file){.file = path},
                          "the record of earlier releases is damaged, so that nothing can be "
                          "compared with it: %s; bring it back from a backup",
                          what);
}

/* ---- opening ---- */

static void set_day(int64_t now, char out[STRATA_HISTORY_DAY])
{
    const time_t when = (time_t)now;
    struct tm parts = {0};
    (void)gmtime_r(&when, &parts);
    (void)strftime(out, STRATA_HISTORY_DAY, "%Y-%m-%d", &parts);
}

static strata_status open_state(strata_history *history, const char *directory, strata_error *err)
{
    char lock[STRATA_HISTORY_PATH];
    STRATA_TRY(join(history->root, directory, "releases", err));
    STRATA_TRY(join(lock, history->root, "lock", err));
    STRATA_TRY(strata_folder_make(directory, STRATA_FOLDER_PRIVATE, err));
    STRATA_TRY(strata_folder_make(history->root, STRATA_FOLDER_PRIVATE, err));
    return strata_folder_lock(lock, directory, &history->lock, err);
}

strata_status strata_history_open(const char *directory, int64_t now, strata_history **out,
                                  strata_error *err)
{
    *out = NULL;
    strata_history *history = strata_alloc_zero(1, sizeof *history);
    if (history == NULL) {
        return strata_fail_memory(err);
    }
    history->lock = -1;
    set_day(now, history->today);
    const strata_status status = open_state(history, directory, err);
    if (status != STRATA_OK) {
        strata_history_close(history);
        return status;
    }
    *out = history;
    return STRATA_OK;
}

/* ---- removing ---- */

/* What is left of a release that has no name; what is not there is as good as removed. */
static void remove_release(const strata_history *history, const char *name)
{
    const char *const files[] = {counts_file, printed_file};
    char folder[STRATA_HISTORY_PATH];
    char path[STRATA_HISTORY_PATH];
    if (join(folder, history->folder, name, NULL) != STRATA_OK) {
        return;
    }
    for (size_t at = 0; at < sizeof files / sizeof files[0]; at++) {
        if (join(path, folder, files[at], NULL) == STRATA_OK) {
            (void)unlink(path);
        }
    }
    (void)rmdir(folder);
}

void strata_history_close(strata_history *history)
{
    if (history == NULL) {
        return;
    }
    if (history->is_pending) {
        remove_release(history, pending);
    }
    for (size_t at = 0; at < history->count; at++) {
        strata_cellset_free(history->releases[at].counts);
        strata_cellset_free(history->releases[at].printed);
    }
    strata_free(history->releases);
    strata_folder_unlock(&history->lock);
    strata_free(history);
}

/* ---- reading ---- */

static strata_status read_cells(const char *folder, const char *name, strata_cellset **out,
                                char day[STRATA_HISTORY_DAY], strata_error *err)
{
    char path[STRATA_HISTORY_PATH];
    strata_source *source = NULL;
    strata_stream_header header;
    strata_error why = {0};
    STRATA_TRY(join(path, folder, name, err));
    strata_status status = strata_source_open(path, &source, &why);
    if (status == STRATA_OK) {
        status = strata_cell_stream_read(source, out, &header, &why);
        strata_source_close(source);
    }
    if (status != STRATA_OK) {
        return status == STRATA_E_INPUT ? strata_history_fail_damaged(path, why.text, err)
                                        : strata_fail_again(err, &why);
    }
    const char *stage = header.stage_count == 1 ? header.stages[0] : "";
    const size_t len = strlen(day_stage);
    if (strncmp(stage, day_stage, len) != 0 || strlen(stage + len) + 1 != STRATA_HISTORY_DAY ||
        (day[0] != '\0' && strcmp(day, stage + len) != 0)) {
        return strata_history_fail_damaged(path, "it does not say of which day it is", err);
    }
    memcpy(day, stage + len, STRATA_HISTORY_DAY);
    return STRATA_OK;
}

static strata_status read_release(strata_history *history, const char *folder, strata_error *err)
{
    STRATA_TRY(strata_reserve(&history->releases, &history->room, history->count + 1,
                              sizeof *history->releases, err));
    strata_history_release *release = &history->releases[history->count++];
    *release = (strata_history_release){0};
    STRATA_TRY(read_cells(folder, counts_file, &release->counts, release->day, err));
    return read_cells(folder, printed_file, &release->printed, release->day, err);
}

/* No release may be missing among those there are. */
static strata_status check_numbers(const strata_history *history, strata_error *err)
{
    DIR *folder = opendir(history->folder);
    if (folder == NULL) {
        return strata_fail_system(err, history->folder, errno, "cannot read");
    }
    size_t found = 0;
    for (const struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        found += entry->d_name[0] != '.' ? 1 : 0;
    }
    (void)closedir(folder); /* was only read */
    return found == history->count
               ? STRATA_OK
               : strata_history_fail_damaged(
                     history->folder, "its releases are not numbered one after the other", err);
}

static strata_status name_pending(const strata_history *history, size_t number, strata_error *err)
{
    char from[STRATA_HISTORY_PATH];
    char to[STRATA_HISTORY_PATH];
    STRATA_TRY(join(from, history->folder, pending, err));
    STRATA_TRY(join_number(to, history->folder, number, err));
    if (rename(from, to) != 0) {
        return strata_fail_system(err, to, errno, "cannot record the release");
    }
    return strata_folder_sync(history->folder, err);
}

static strata_status read_releases(strata_history *history, strata_error *err)
{
    char path[STRATA_HISTORY_PATH];
    STRATA_TRY(join_number(path, history->folder, 1, err));
    while (is_there(path)) {
        STRATA_TRY(read_release(history, path, err));
        STRATA_TRY(join_number(path, history->folder, history->count + 1, err));
    }
    STRATA_TRY(check_numbers(history, err));
    STRATA_TRY(join(path, history->folder, pending, err));
    if (is_there(path)) {
        STRATA_TRY(read_release(history, path, err));
        STRATA_TRY(name_pending(history, history->count, err));
    }
    return STRATA_OK;
}

strata_status strata_history_read(strata_history *history, const strata_policy_rules *rules,
                                  strata_error *err)
{
    char name[NAME_ROOM];
    (void)snprintf(name, sizeof name, "%s-%s", rules->id, rules->digest);
    STRATA_TRY(join(history->folder, history->root, name, err));
    STRATA_TRY(strata_folder_make(history->folder, STRATA_FOLDER_PRIVATE, err));
    remove_release(history, writing);
    return read_releases(history, err);
}

/* ---- writing ---- */

static strata_status write_cells(const strata_history *history, const char *folder,
                                 const char *name, const strata_cellset *set, strata_error *err)
{
    char path[STRATA_HISTORY_PATH];
    strata_sink *sink = NULL;
    strata_stream_header header = {.version = STRATA_STREAM_VERSION, .stage_count = 1};
    (void)snprintf(header.stages[0], sizeof header.stages[0], "%s%s", day_stage, history->today);
    STRATA_TRY(join(path, folder, name, err));
    STRATA_TRY(strata_sink_open(path, true, &sink, err));
    return strata_sink_end(sink, strata_cell_stream_write(sink, set, &header, false, err), err);
}

static strata_status write_release(const strata_history *history, const strata_cellset *counts,
                                   const strata_cellset *printed, strata_error *err)
{
    char from[STRATA_HISTORY_PATH];
    char to[STRATA_HISTORY_PATH];
    STRATA_TRY(join(from, history->folder, writing, err));
    STRATA_TRY(join(to, history->folder, pending, err));
    STRATA_TRY(strata_folder_make(from, STRATA_FOLDER_PRIVATE, err));
    STRATA_TRY(write_cells(history, from, counts_file, counts, err));
    STRATA_TRY(write_cells(history, from, printed_file, printed, err));
    STRATA_TRY(strata_folder_sync(from, err));
    if (rename(from, to) != 0) {
        return strata_fail_system(err, to, errno, "cannot record the release");
    }
    return strata_folder_sync(history->folder, err);
}

strata_status strata_history_write(strata_history *history, const strata_cellset *counts,
                                   const strata_cellset *printed, strata_error *err)
{
    if (history->is_only_asked) {
        return STRATA_OK;
    }
    const strata_status status = write_release(history, counts, printed, err);
    if (status != STRATA_OK) {
        remove_release(history, writing);
    }
    history->is_pending = true; /* also where only the last step failed: it is to be removed */
    return status;
}

strata_status strata_history_commit(strata_history *history, strata_error *err)
{
    if (!history->is_pending) {
        return STRATA_OK;
    }
    history->is_pending = false; /* it was published, and stays whether it gets its name or not */
    return name_pending(history, history->count + 1, err);
}
