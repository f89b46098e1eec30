/* Inputs are named by their base names: a path may hold more than the public should know. */
#include "run/manifest_inputs.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "run/job.h"
#include "run/path.h"

/* Whether a count is of a group that the tables hide. */
static bool has_few(const strata_account *account, uint32_t min_n)
{
    const uint64_t counts[] = {account->rows_in,      account->accepted,  account->rejected,
                               account->out_of_scope, account->results,   account->kept,
                               account->duplicate,    account->superseded};
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        if (counts[i] > 0 && counts[i] < min_n) {
            return true;
        }
    }
    return false;
}

/* The size of groups that no count may tell: that of the policy if any file of students has a count
 * below it, since the others and the tables would tell that one by subtraction; else 0. */
static uint32_t smallest_told(const strata_publication *publication)
{
    const uint32_t min_n = publication->findings->protection.policy.min_n;
    const strata_accounting *lists[] = {&publication->findings->accounting,
                                        &publication->findings->roster};
    for (size_t list = 0; list < sizeof lists / sizeof lists[0]; list++) {
        for (size_t i = 0; i < lists[list]->count; i++) {
            const strata_account *account = &lists[list]->files[i];
            if (!account->is_of_groups && has_few(account, min_n)) {
                return min_n;
            }
        }
    }
    return 0;
}

/* A count, or on which side of `least` it is; 0 tells nobody. */
static void write_count(strata_json *json, const char *key, uint64_t count, uint32_t least)
{
    char text[32];
    if (least == 0 || count == 0) {
        strata_json_count(json, key, count);
        return;
    }
    (void)snprintf(text, sizeof text, "%s%" PRIu32, count < least ? "<" : ">=", least);
    strata_json_text(json, key, text);
}

static void write_account(strata_json *json, const strata_account *account, uint32_t smallest)
{
    const uint32_t least = account->is_of_groups ? 0 : smallest;
    strata_json_text(json, "digest", account->digest);
    strata_json_text(json, "schema", account->schema);
    strata_json_text(json, "layout", account->layout);
    strata_json_text(json, "why", account->why);
    strata_json_text(json, "reader", account->reader);
    write_count(json, "rows_in", account->rows_in, account->rows_in < least ? least : 0);
    write_count(json, "accepted", account->accepted, least);
    write_count(json, "rejected", account->rejected, least);
    write_count(json, "out_of_scope", account->out_of_scope, least);
    write_count(json, "results", account->results, least);
    write_count(json, "kept", account->kept, least);
    write_count(json, "duplicate", account->duplicate, least);
    write_count(json, "superseded", account->superseded, least);
}

static bool is_suffix(const char *text, const char *end)
{
    const size_t text_len = strlen(text);
    const size_t end_len = strlen(end);
    return text_len >= end_len && strcmp(text + text_len - end_len, end) == 0;
}

/* The account keeps the end of a long path. */
static const strata_account *account_of(const strata_accounting *accounting, const char *path)
{
    for (size_t i = 0; i < accounting->count; i++) {
        if (is_suffix(path, accounting->files[i].file)) {
            return &accounting->files[i];
        }
    }
    return NULL;
}

/* What was read of files, and the smallest count that may be told of it (0: every count). */
typedef struct accounts {
    const strata_accounting *accounting; /* NULL: there is none */
    const strata_issues *issues;         /* that tell what was left out; NULL: nothing was */
    uint32_t smallest;
} accounts;

static bool is_member(const char *name, const char *archive)
{
    const size_t len = strlen(archive);
    return strncmp(name, archive, len) == 0 && name[len] == '/';
}

/* The next issue, from *at on, that a file was left out; *at moves behind it. NULL: none is left.
 */
static const strata_issue *next_skipped(const strata_issues *issues, size_t *at)
{
    while (issues != NULL && *at < strata_issues_count(issues)) {
        const strata_issue *issue = strata_issues_at(issues, (*at)++);
        if (strata_issue_is_of_skipped(issue)) {
            return issue;
        }
    }
    return NULL;
}

static bool is_skipped(const strata_issues *issues, const char *path)
{
    size_t at = 0;
    const strata_issue *issue = next_skipped(issues, &at);
    while (issue != NULL && strcmp(issue->file, path) != 0) {
        issue = next_skipped(issues, &at);
    }
    return issue != NULL;
}

/* Whether anything was read of it, or left out of it, as of an archive. */
static bool is_archive(const char *path, const accounts *of)
{
    for (size_t i = 0; i < of->accounting->count; i++) {
        if (is_member(of->accounting->files[i].file, path)) {
            return true;
        }
    }
    size_t at = 0;
    const strata_issue *issue = next_skipped(of->issues, &at);
    while (issue != NULL && !is_member(issue->file, path)) {
        issue = next_skipped(of->issues, &at);
    }
    return issue != NULL;
}

static void write_skipped_members(strata_json *json, const char *path, size_t base,
                                  const strata_issues *issues)
{
    size_t at = 0;
    for (const strata_issue *issue = next_skipped(issues, &at); issue != NULL;
         issue = next_skipped(issues, &at)) {
        if (is_member(issue->file, path)) {
            strata_json_open(json, NULL, '{');
            strata_json_text(json, "file", issue->file + base);
            strata_json_bool(json, "skipped", true);
            strata_json_close(json, '}');
        }
    }
}

/* The members of an archive, named "archive.zip/folder/member.csv". */
static void write_members(strata_json *json, const char *path, const accounts *of)
{
    const strata_accounting *accounting = of->accounting;
    const size_t base = strlen(path) - strlen(strata_base_name(path));
    strata_json_open(json, "members", '[');
    for (size_t i = 0; i < accounting->count; i++) {
        const strata_account *account = &accounting->files[i];
        if (is_member(account->file, path)) {
            strata_json_open(json, NULL, '{');
            strata_json_text(json, "file", account->file + base);
            write_account(json, account, of->smallest);
            strata_json_close(json, '}');
        }
    }
    write_skipped_members(json, path, base, of->issues);
    strata_json_close(json, ']');
}

/* Where the rows of an input went: as told by its account, by those of its members, or nowhere. */
static void write_content(strata_json *json, const char *path, const accounts *of)
{
    if (is_skipped(of->issues, path)) {
        strata_json_bool(json, "skipped", true);
        return;
    }
    const strata_account *account = account_of(of->accounting, path);
    if (account != NULL) {
        write_account(json, account, of->smallest);
    } else if (is_archive(path, of)) {
        write_members(json, path, of);
    }
}

/* What of a file was read is in the accounting, if there is one. */
static strata_status write_file(strata_json *json, const char *path, const accounts *of,
                                strata_error *err)
{
    char sha256[STRATA_SHA256_TEXT];
    uint64_t bytes = 0;
    STRATA_TRY(strata_file_sha256(path, sha256, &bytes, err));
    strata_json_open(json, NULL, '{');
    strata_json_text(json, "file", strata_base_name(path));
    strata_json_count(json, "bytes", bytes);
    strata_json_text(json, "sha256", sha256);
    if (of->accounting != NULL) {
        write_content(json, path, of);
    }
    strata_json_close(json, '}');
    return STRATA_OK;
}

/* A file that a job may have or not: a list of none or one. */
static strata_status write_optional(strata_json *json, const char *key, const char *path,
                                    const accounts *of, strata_error *err)
{
    strata_json_open(json, key, '[');
    if (path != NULL) {
        STRATA_TRY(write_file(json, path, of, err));
    }
    strata_json_close(json, ']');
    return STRATA_OK;
}

strata_status strata_manifest_inputs(strata_json *json, const strata_publication *publication,
                                     strata_error *err)
{
    const strata_job *job = strata_config_job(publication->config);
    const uint32_t smallest = smallest_told(publication);
    const accounts inputs = {&publication->findings->accounting, publication->findings->issues,
                             smallest};
    const accounts roster = {&publication->findings->roster, NULL, smallest};
    const accounts nothing = {NULL, NULL, 0};
    strata_json_open(json, "inputs", '[');
    for (size_t i = 0; i < job->file_count; i++) {
        STRATA_TRY(write_file(json, job->files[i], &inputs, err));
    }
    strata_json_close(json, ']');
    strata_json_open(json, "entities", '[');
    for (size_t i = 0; i < job->entities_count; i++) {
        STRATA_TRY(write_file(json, job->entities[i], &nothing, err));
    }
    strata_json_close(json, ']');
    STRATA_TRY(write_optional(json, "roster", job->roster_path, &roster, err));
    return write_optional(json, "control", job->control_path, &nothing, err);
}
