/* No file is read twice. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "run/inputs.h"

static int compare_paths(const void *left, const void *right)
{
    const char *const *a = left;
    const char *const *b = right;
    return strcmp(*a, *b);
}

static strata_status refuse_twice(const char *const *paths, size_t count, strata_error *err)
{
    for (size_t i = 1; i < count; i++) {
        if (strcmp(paths[i - 1], paths[i]) == 0) {
            const char *name = strcmp(paths[i], "-") == 0 ? "standard input" : paths[i];
            return strata_fail_at(err, STRATA_E_USAGE, "input-twice",
                                  (strata_place_in_file){.file = name},
                                  "given twice, expected every input once");
        }
    }
    return STRATA_OK;
}

/* A file behind a name; no two files have both numbers alike. */
typedef struct identity {
    const char *path;
    dev_t device;
    ino_t number;
} identity;

static int compare_identities(const void *left, const void *right)
{
    const identity *a = left;
    const identity *b = right;
    if (a->device != b->device) {
        return a->device < b->device ? -1 : 1;
    }
    if (a->number != b->number) {
        return a->number < b->number ? -1 : 1;
    }
    return strcmp(a->path, b->path);
}

/* Finds the regular files among paths; the others are refused elsewhere, or are pipes. */
static size_t identify(const char *const *paths, size_t count, identity *out)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        struct stat about;
        if (stat(paths[i], &about) == 0 && S_ISREG(about.st_mode)) {
            out[found++] = (identity){paths[i], about.st_dev, about.st_ino};
        }
    }
    return found;
}

/* One file by two names: ./a.csv and a.csv, or a link. */
static strata_status refuse_same(const char *const *paths, size_t count, strata_error *err)
{
    identity *files = strata_alloc_zero(count, sizeof *files);
    if (files == NULL) {
        return strata_fail_memory(err);
    }
    const size_t found = identify(paths, count, files);
    qsort(files, found, sizeof *files, compare_identities);
    strata_status status = STRATA_OK;
    for (size_t i = 1; i < found && status == STRATA_OK; i++) {
        if (files[i - 1].device == files[i].device && files[i - 1].number == files[i].number) {
            status = strata_fail_at(
                err, STRATA_E_USAGE, "input-twice", (strata_place_in_file){.file = files[i].path},
                "given twice, also as %s; expected every input once", files[i - 1].path);
        }
    }
    strata_free(files);
    return status;
}

static size_t is_standard(const char *path)
{
    return path != NULL && strcmp(path, "-") == 0 ? 1 : 0;
}

/* What the job reads beside its inputs comes from there, too, and the second would find nothing. */
static strata_status check_standard_input(const strata_job *job, strata_error *err)
{
    size_t times = is_standard(job->roster_path) + is_standard(job->control_path);
    for (size_t i = 0; i < job->entities_count; i++) {
        times += is_standard(job->entities[i]);
    }
    for (size_t i = 0; i < job->file_count && times > 0; i++) {
        times += is_standard(job->files[i]);
    }
    return times < 2 ? STRATA_OK
                     : strata_fail_at(err, STRATA_E_USAGE, "input-twice",
                                      (strata_place_in_file){.file = "standard input"},
                                      "given twice, expected one \"-\" among inputs, roster, "
                                      "control file and entities");
}

strata_status strata_inputs_check(const strata_job *job, strata_error *err)
{
    if (job->file_count == 0) {
        return strata_fail(err, STRATA_E_USAGE, "no-input", "no input file given");
    }
    STRATA_TRY(check_standard_input(job, err));
    const char **paths = strata_alloc_zero(job->file_count, sizeof *paths);
    if (paths == NULL) {
        return strata_fail_memory(err);
    }
    memcpy(paths, job->files, job->file_count * sizeof *paths);
    qsort(paths, job->file_count, sizeof *paths, compare_paths);
    strata_status status = refuse_twice(paths, job->file_count, err);
    if (status == STRATA_OK) {
        status = refuse_same(paths, job->file_count, err);
    }
    strata_free(paths);
    return status;
}
