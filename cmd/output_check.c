/* Whether an output would replace what is read: files by any name, and what comes by a shell's
 * "<file".
 */
/* Realpath is in the X/Open part of POSIX.1-2008. */
/* NOLINTNEXTLINE(bugprone-reserved-identifier,readability-identifier-naming) */
#define _XOPEN_SOURCE 700
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "output.h"
#include "run/path.h"

static bool is_standard(const char *path)
{
    return strcmp(path, "-") == 0;
}

/* "-" is the descriptor that stands for it. */
static bool find_file(const char *path, int standard, struct stat *out)
{
    return (is_standard(path) ? fstat(standard, out) : stat(path, out)) == 0;
}

static bool is_same_place(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* Regular files only: a terminal may well be read and written. */
static bool is_replaced(const char *output, const char *input)
{
    struct stat x;
    struct stat y;
    return output != NULL && find_file(output, STDOUT_FILENO, &x) &&
           find_file(input, STDIN_FILENO, &y) && S_ISREG(x.st_mode) && is_same_place(&x, &y);
}

/* Where a new file of this name would lie. */
static bool find_folder(const char *path, struct stat *out)
{
    char folder[STRATA_FOLDER_TEXT];
    const char *slash = strrchr(path, '/');
    const int len = slash != NULL ? (int)(slash - path) + 1 : 0;
    const int written = snprintf(folder, sizeof folder, "%.*s.", len, path);
    return written > 0 && (size_t)written < sizeof folder && stat(folder, out) == 0;
}

/* Whether two outputs would be one file; neither may be there yet. */
static bool is_same_target(const char *a, const char *b)
{
    struct stat x;
    struct stat y;
    if (a == NULL || (is_standard(a) && is_standard(b))) {
        return a != NULL;
    }
    const bool is_a = find_file(a, STDOUT_FILENO, &x);
    const bool is_b = find_file(b, STDOUT_FILENO, &y);
    if (is_a || is_b) {
        return is_a && is_b && S_ISREG(x.st_mode) && is_same_place(&x, &y);
    }
    return strcmp(strata_base_name(a), strata_base_name(b)) == 0 && find_folder(a, &x) &&
           find_folder(b, &y) && is_same_place(&x, &y);
}

static strata_status fail_replaced(const char *file, strata_error *err)
{
    return strata_fail_at(err, STRATA_E_USAGE, "output-is-input",
                          (strata_place_in_file){.file = file},
                          "is read here and would be replaced; write to another name");
}

strata_status strata_output_check_input(const strata_call *call, const char *file,
                                        strata_error *err)
{
    const bool is_lost = file != NULL && (is_replaced(call->output, file) ||
                                          is_replaced(call->job.rejects_path, file));
    return is_lost ? fail_replaced(is_standard(file) ? "standard input" : file, err) : STRATA_OK;
}

static bool is_json(const char *path)
{
    static const char ending[] = ".json";
    const size_t len = strlen(path);
    return len >= sizeof ending && strcmp(path + len - (sizeof ending - 1), ending) == 0;
}

/* Schemas and policies are looked for in their folders: whatever lies there may be read. */
static bool is_in_folder(const char *output, const char *folder)
{
    char file[PATH_MAX];
    char base[PATH_MAX];
    if (output == NULL || realpath(output, file) == NULL || realpath(folder, base) == NULL) {
        return false;
    }
    const size_t len = strlen(base);
    return strncmp(file, base, len) == 0 && file[len] == '/' && is_json(file);
}

static strata_status check_folders(const strata_call *call, strata_error *err)
{
    const char *const outputs[] = {call->output, call->job.rejects_path};
    for (size_t i = 0; i < call->folder_count * 2; i++) {
        if (is_in_folder(outputs[i % 2], call->folders[i / 2])) {
            return fail_replaced(outputs[i % 2], err);
        }
    }
    return STRATA_OK;
}

static strata_status check_list(const strata_call *call, const char *const *files, size_t count,
                                strata_error *err)
{
    for (size_t i = 0; i < count; i++) {
        STRATA_TRY(strata_output_check_input(call, files[i], err));
    }
    return STRATA_OK;
}

strata_status strata_output_check(const strata_call *call, strata_error *err)
{
    if (is_same_target(call->job.rejects_path, call->output)) {
        return strata_fail_at(err, STRATA_E_USAGE, "output-twice",
                              (strata_place_in_file){.file = call->output},
                              "is to hold the results and the list of --rejects; give two names");
    }
    const strata_job *job = &call->job;
    const char *const others[] = {job->key_file, job->roster_path, job->control_path, job->schema,
                                  job->policy_name};
    STRATA_TRY(check_list(call, job->files, job->file_count, err));
    STRATA_TRY(check_list(call, job->entities, job->entities_count, err));
    STRATA_TRY(check_list(call, others, sizeof others / sizeof others[0], err));
    return check_folders(call, err);
}
