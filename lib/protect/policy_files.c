/* Finds policies by their names. */
#include "protect/policy_files.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "io/file_list.h"
#include "protect/policy.h"
#include "schema/catalog.h"

static const char folder_name[] = "policy/";
static const char ending[] = ".json";
static const char fallback[] = "generic-10";

typedef struct policy_file {
    const char *id;
    const char *path;
} policy_file;

struct strata_policy_files {
    strata_arena *arena;
    policy_file *files; /* files[count], sorted by id */
    size_t count;
    size_t room;
};

size_t strata_policy_files_count(const strata_policy_files *files)
{
    return files->count;
}

const char *strata_policy_files_id(const strata_policy_files *files, size_t index)
{
    return files->files[index].id;
}

/* The id in "policy/tx.json"; nothing for other files, and for the description of the language. */
static strata_slice id_of(const char *path)
{
    const size_t start = strlen(folder_name);
    if (strncmp(path, folder_name, start) != 0 || strchr(path + start, '/') != NULL ||
        strcmp(path + start, "policy.json") == 0) {
        return (strata_slice){NULL, 0};
    }
    return (strata_slice){path + start, strlen(path) - start - strlen(ending)};
}

/* Where an id is, or should be put. */
static size_t place_of(const strata_policy_files *files, strata_slice id, bool *is_there)
{
    size_t at = 0;
    while (at < files->count &&
           strata_slice_compare(strata_slice_of(files->files[at].id), id) < 0) {
        at++;
    }
    *is_there = at < files->count && strata_slice_is(id, files->files[at].id);
    return at;
}

static strata_status add(strata_policy_files *files, const char *folder, const char *path,
                         strata_error *err)
{
    const strata_slice id = id_of(path);
    if (id.len == 0) {
        return STRATA_OK;
    }
    const size_t size = strlen(folder) + strlen(path) + 2;
    char *full = strata_arena_alloc(files->arena, size);
    const policy_file file = {strata_arena_copy(files->arena, id.text, id.len), full};
    if (full == NULL || file.id == NULL) {
        return strata_fail_memory(err);
    }
    (void)snprintf(full, size, "%s/%s", folder, path);
    bool is_there = false;
    const size_t at = place_of(files, id, &is_there);
    if (!is_there) {
        void *block = files->files;
        STRATA_TRY(
            strata_reserve(&block, &files->room, files->count + 1, sizeof(policy_file), err));
        files->files = block;
        memmove(files->files + at + 1, files->files + at,
                (files->count - at) * sizeof(policy_file));
        files->count++;
    }
    files->files[at] = file;
    return STRATA_OK;
}

static strata_status add_folder(strata_policy_files *files, const char *folder, strata_error *err)
{
    strata_file_list *list = NULL;
    STRATA_TRY(strata_file_list_new(folder, ending, &list, err));
    strata_status status = STRATA_OK;
    for (size_t at = 0; at < strata_file_list_count(list) && status == STRATA_OK; at++) {
        status = add(files, folder, strata_file_list_at(list, at), err);
    }
    strata_file_list_free(list);
    return status;
}

strata_status strata_policy_files_new(const char *const *folders, size_t count,
                                      strata_policy_files **out, strata_error *err)
{
    *out = NULL;
    strata_policy_files *files = strata_alloc_zero(1, sizeof *files);
    if (files == NULL) {
        return strata_fail_memory(err);
    }
    files->arena = strata_arena_new();
    strata_status status = files->arena != NULL ? STRATA_OK : strata_fail_memory(err);
    for (size_t at = 0; at < count && status == STRATA_OK; at++) {
        status = add_folder(files, folders[at], err);
    }
    if (status != STRATA_OK) {
        strata_policy_files_free(files);
        return status;
    }
    *out = files;
    return STRATA_OK;
}

void strata_policy_files_free(strata_policy_files *files)
{
    if (files != NULL) {
        strata_arena_free(files->arena);
        strata_free(files->files);
        strata_free(files);
    }
}

/* The names that a slip of the pen may stand for: never that of a policy that hides nothing. */
static size_t list_ids(const strata_policy_files *files, const char **ids)
{
    size_t count = 0;
    for (size_t at = 0; at < strata_policy_count(); at++) {
        const strata_policy *policy = strata_policy_at(at);
        if (!policy->confidential) {
            ids[count++] = policy->id;
        }
    }
    for (size_t at = 0; at < files->count; at++) {
        ids[count++] = files->files[at].id;
    }
    return count;
}

static strata_status fail_unknown(const strata_policy_files *files, const char *text,
                                  strata_error *err)
{
    const char **ids = strata_alloc_zero(files->count + strata_policy_count(), sizeof *ids);
    if (ids == NULL) {
        return strata_fail_memory(err);
    }
    const size_t count = list_ids(files, ids);
    const char *nearest = strata_nearest(text, ids, count);
    const strata_status status = strata_fail(
        err, STRATA_E_USAGE, "policy-unknown", "there is no policy \"%.80s\"%s%s%s", text,
        nearest != NULL ? ", did you mean \"" : "; strata protect --policy list names them all",
        nearest != NULL ? nearest : "", nearest != NULL ? "\"?" : "");
    strata_free(ids);
    return status;
}

static bool is_path(const char *text)
{
    const size_t len = strlen(text);
    return len > strlen(ending) && strcmp(text + len - strlen(ending), ending) == 0;
}

strata_status strata_policy_files_load(const strata_policy_files *files, const char *text,
                                       const char *const *measures, strata_policy_rules **out,
                                       strata_error *err)
{
    *out = NULL;
    if (is_path(text)) {
        return strata_policy_rules_load(text, NULL, measures, out, err);
    }
    bool is_there = false;
    const size_t at = place_of(files, strata_slice_of(text), &is_there);
    return is_there ? strata_policy_rules_load(files->files[at].path, files->files[at].id, measures,
                                               out, err)
                    : fail_unknown(files, text, err);
}

const char *strata_policy_for_schema(const strata_policy_files *files, const char *schema)
{
    const char *slash = schema != NULL ? strchr(schema, '/') : NULL;
    bool is_there = false;
    if (slash != NULL) {
        const size_t at =
            place_of(files, (strata_slice){schema, (size_t)(slash - schema)}, &is_there);
        if (is_there) {
            return files->files[at].id;
        }
    }
    const size_t at = place_of(files, strata_slice_of(fallback), &is_there);
    return is_there ? files->files[at].id : NULL;
}
