/* Files and folders of publications, sniffed, read and checked. */
#include "audit_files.h"

#include <string.h>
#include <sys/stat.h>

#include "audit_call.h"
#include "base/alloc.h"
#include "command.h"
#include "cube/cell_stream.h"
#include "cube/protection_line.h"
#include "io/file_list.h"
#include "protect/release_read.h"
#include "report.h"
#include "run/estimate_cells.h"
#include "run/job_policy.h"
#include "run/path.h"

/* What is being read. */
typedef struct reading {
    strata_call *call;
    strata_audit_files *out;
    bool is_known; /* of --known */
    strata_error *err;
} reading;

void strata_audit_files_free(strata_audit_files *files)
{
    for (size_t at = 0; at < files->count; at++) {
        strata_cellset_free(files->sets[at]);
        strata_policy_rules_free(files->rules[at]);
    }
    strata_arena_free(files->arena);
    *files = (strata_audit_files){0};
}

/* ---- policies ---- */

/* A file that was made by that policy says so. */
static strata_status check_min_n(const reading *read, const strata_protection_line *line,
                                 const strata_policy_rules *rules, const char *name)
{
    return line->min_n == 0 || line->min_n == rules->min_n
               ? STRATA_OK
               : strata_fail_at(read->err, STRATA_E_USAGE, "policy-differs",
                                (strata_place_in_file){.file = name},
                                "was made by policy %s with groups of %u and more, not by %s with "
                                "%u",
                                line->word, line->min_n, rules->id, rules->min_n);
}

/* The policy that the file says it was made by, or that the call names. A policy that cannot be
 * found is no fault: what is printed says enough. */
static strata_status load_policy(reading *read, const strata_protection_line *line,
                                 const char *schemas, size_t number)
{
    strata_published_file *file = &read->out->files[number];
    strata_policy_rules **rules = &read->out->rules[number];
    const strata_job *job = &read->call->job;
    const char *name = job->policy_name != NULL ? job->policy_name : line->word;
    strata_error first = {0};
    const strata_status status = strata_job_load_policy(job, name, schemas, rules, &first);
    if (status == STRATA_E_USAGE && job->policy_name == NULL) {
        strata_report_line(read->call,
                           "note: %s: policy %s is not at hand, so that percents are read as they "
                           "are printed; give --policy FILE",
                           file->name, line->word);
        return STRATA_OK;
    }
    if (status != STRATA_OK) {
        return strata_fail_again(read->err, &first);
    }
    STRATA_TRY(check_min_n(read, line, *rules, file->name));
    file->rules = *rules;
    return STRATA_OK;
}

static strata_status find_policy(reading *read, const strata_cellset *set, const char *schemas,
                                 size_t number)
{
    const strata_protection_line line = strata_protection_line_of(set->protection);
    if (strcmp(line.word, "draft") == 0) {
        read->out->files[number].symbol_most = strata_protection_min_n(set) - 1;
    }
    const bool is_built_in = strata_policy_find(line.word) != NULL;
    const bool is_of_none = strcmp(line.word, "unprotected") == 0 || line.word[0] == '\0';
    return is_built_in || is_of_none ? STRATA_OK : load_policy(read, &line, schemas, number);
}

/* ---- files ---- */

static strata_status keep(reading *read, const char *path, strata_cellset *set, const char *schemas)
{
    strata_audit_files *out = read->out;
    strata_published_file *file = &out->files[out->count];
    *file = (strata_published_file){.name = path, .set = set, .is_known = read->is_known};
    out->sets[out->count] = set;
    out->count++;
    return find_policy(read, set, schemas, out->count - 1);
}

static strata_status read_cells(reading *read, const char *path, strata_source *source)
{
    strata_cellset *set = NULL;
    strata_stream_header header;
    STRATA_TRY(strata_cell_stream_read(source, &set, &header, read->err));
    strata_error ignored = {0};
    if (strata_protection_gate(set, false, &ignored) != STRATA_OK) {
        strata_cellset_free(set);
        return strata_fail_at(read->err, STRATA_E_PROTECTED, "unprotected",
                              (strata_place_in_file){.file = path},
                              "is not protected: there is nothing to audit, since it shows "
                              "everything; run strata protect first");
    }
    return keep(read, path, set, header.schemas);
}

/* A table of anybody has such a column in its first line. */
static bool is_neutral(strata_source *source)
{
    static const char column[] = "cell_id";
    const unsigned char *bytes = NULL;
    size_t got = 0;
    strata_error ignored = {0};
    if (strata_source_peek(source, &bytes, &got, &ignored) != STRATA_OK) {
        return false;
    }
    bool is_it = false;
    for (size_t at = 0; at + strlen(column) <= got && bytes[at] != '\n'; at++) {
        is_it = is_it || memcmp(bytes + at, column, strlen(column)) == 0;
    }
    return is_it;
}

static strata_status read_other(reading *read, const char *path, strata_source *source)
{
    if (read->is_known && is_neutral(source)) {
        read->out->neutral[read->out->neutral_count++] = path;
        return STRATA_OK;
    }
    if (strata_estimate_cells_sniff(source)) {
        strata_cellset *set = NULL;
        STRATA_TRY(strata_estimate_cells_read(source, &set, read->err));
        return keep(read, path, set, "");
    }
    return strata_fail_at(read->err, STRATA_E_INPUT, "audit-file",
                          (strata_place_in_file){.file = path},
                          "expected protected cells, as strata protect writes them, or the table "
                          "estimates.csv of a publication");
}

static strata_status read_source(reading *read, const char *path, strata_source *source)
{
    strata_stream_kind kind = STRATA_STREAM_NONE;
    STRATA_TRY(strata_stream_sniff(source, &kind, read->err));
    return kind == STRATA_STREAM_CELLS ? read_cells(read, path, source)
                                       : read_other(read, path, source);
}

static strata_status read_file(reading *read, const char *path)
{
    strata_source *source = NULL;
    if (read->out->count + read->out->neutral_count == STRATA_PUBLICATIONS_MAX) {
        return strata_fail(read->err, STRATA_E_USAGE, "arguments", "more than %d files",
                           STRATA_PUBLICATIONS_MAX);
    }
    STRATA_TRY(strata_source_open(path, &source, read->err));
    const strata_status status = read_source(read, path, source);
    strata_source_close(source);
    return status;
}

/* ---- folders ---- */

static bool is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* Of a publication the table of all estimates, of any other folder all files of cells. */
static strata_status read_folder(reading *read, const char *folder)
{
    static const char *const tables[] = {"current/tables/estimates.csv", "tables/estimates.csv",
                                         "estimates.csv"};
    for (size_t at = 0; at < STRATA_COUNT_OF(tables); at++) {
        const char *path = strata_path_join(read->out->arena, folder, tables[at]);
        struct stat about;
        if (path == NULL) {
            return strata_fail_memory(read->err);
        }
        if (stat(path, &about) == 0) {
            return read_file(read, path);
        }
    }
    strata_file_list *list = NULL;
    STRATA_TRY(strata_file_list_new(folder, ".csv", &list, read->err));
    strata_status status =
        strata_file_list_count(list) > 0
            ? STRATA_OK
            : strata_fail_at(read->err, STRATA_E_INPUT, "audit-file",
                             (strata_place_in_file){.file = folder},
                             "expected the folder of a publication, or of files of cells");
    for (size_t at = 0; at < strata_file_list_count(list) && status == STRATA_OK; at++) {
        const char *path =
            strata_path_join(read->out->arena, folder, strata_file_list_at(list, at));
        status = path != NULL ? read_file(read, path) : strata_fail_memory(read->err);
    }
    strata_file_list_free(list);
    return status;
}

static strata_status read_all(reading *read, const char *const *paths, size_t count)
{
    for (size_t at = 0; at < count; at++) {
        STRATA_TRY(is_folder(paths[at]) ? read_folder(read, paths[at])
                                        : read_file(read, paths[at]));
    }
    return STRATA_OK;
}

/* ---- all of it ---- */

static int64_t width_of(const strata_call *call, const strata_audit_files *files)
{
    int64_t width = STRATA_WIDTH_DEFAULT;
    for (size_t at = 0; at < files->count; at++) {
        const strata_policy_rules *rules = files->files[at].rules;
        const bool is_wider = rules != NULL && !files->files[at].is_known && rules->width > width;
        width = is_wider ? rules->width : width;
    }
    return call->audit.width > 0 ? call->audit.width : width;
}

static strata_status check_outputs(strata_call *call, const strata_audit_files *files,
                                   strata_error *err)
{
    const char *paths[STRATA_PUBLICATIONS_MAX];
    size_t count = 0;
    for (size_t at = 0; at < files->count; at++) {
        paths[count++] = files->files[at].name;
    }
    for (size_t at = 0; at < files->neutral_count; at++) {
        paths[count++] = files->neutral[at];
    }
    return strata_audit_call_check_outputs(call, paths, count, err);
}

strata_status strata_audit_files_read(strata_call *call, strata_audit_files *out, strata_error *err)
{
    *out = (strata_audit_files){.arena = strata_arena_new()};
    if (out->arena == NULL) {
        return strata_fail_memory(err);
    }
    reading read = {.call = call, .out = out, .err = err};
    STRATA_TRY(strata_job_check_policy(&call->job, err));
    STRATA_TRY(read_all(&read, call->words, call->word_count));
    read.is_known = true;
    STRATA_TRY(read_all(&read, call->audit.known, call->audit.known_count));
    out->width = width_of(call, out);
    return check_outputs(call, out, err);
}

static strata_status know(const char *path, const strata_call *call,
                          strata_published_release *release, strata_error *err)
{
    strata_source *source = NULL;
    strata_release *known = NULL;
    size_t matched = 0;
    STRATA_TRY(strata_source_open(path, &source, err));
    const strata_release_files files = {.cells = source, .width = STRATA_WIDTH_DEFAULT};
    strata_status status = strata_release_read(&files, &known, err);
    strata_source_close(source);
    if (status == STRATA_OK) {
        status = strata_published_know(release, known, path, &matched, err);
        if (status == STRATA_OK && matched == 0) {
            strata_report_line(call, "warning: %s: no cell_id in it is a number of these tables",
                               path);
        }
    }
    strata_release_free(known);
    return status;
}

strata_status strata_audit_files_release(const strata_audit_files *files, bool rests_anywhere,
                                         const strata_call *call, strata_published_release **out,
                                         strata_error *err)
{
    const strata_published_options options = {.width = files->width,
                                              .has_rests_anywhere = rests_anywhere};
    STRATA_TRY(strata_published_release_new(files->files, files->count, &options, out, err));
    for (size_t at = 0; at < files->neutral_count; at++) {
        const strata_status status = know(files->neutral[at], call, *out, err);
        if (status != STRATA_OK) {
            strata_published_release_free(*out);
            *out = NULL;
            return status;
        }
    }
    return STRATA_OK;
}
