/* Sorted runs on the disk, merged when all are in. */
#include "record/dropped.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "io/scratch.h"

enum {
    USUAL_MOST = 1 << 18,
    WINDOW = 512, /* results of a run that are in memory while runs are merged */
    NAME_TEXT = 300
};

/* Results in order, on the disk from offset on. */
typedef struct run {
    uint64_t offset;
    uint64_t left;                 /* not read yet */
    strata_dropped_result *window; /* window[count], the next one at `at` */
    size_t at;
    size_t count;
} run;

struct strata_dropped {
    const char *folder;
    size_t most;
    strata_dropped_result *items; /* items[count] */
    size_t count;
    size_t room;
    strata_scratch *scratch; /* NULL: nothing was spilled */
    run *runs;
    size_t run_count;
    size_t run_room;
};

strata_dropped *strata_dropped_new(size_t most, const char *folder)
{
    strata_dropped *dropped = strata_alloc_zero(1, sizeof *dropped);
    if (dropped != NULL) {
        dropped->most = most > 0 ? most : USUAL_MOST;
        dropped->folder = folder;
    }
    return dropped;
}

void strata_dropped_free(strata_dropped *dropped)
{
    if (dropped != NULL) {
        for (size_t i = 0; i < dropped->run_count; i++) {
            strata_free(dropped->runs[i].window);
        }
        strata_free(dropped->runs);
        strata_free(dropped->items);
        strata_scratch_close(dropped->scratch);
        strata_free(dropped);
    }
}

static int by_number(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int compare(const void *left, const void *right)
{
    const strata_dropped_result *a = left;
    const strata_dropped_result *b = right;
    const int orders[] = {by_number(a->file, b->file), by_number(a->row, b->row),
                          by_number(a->kept_file, b->kept_file),
                          by_number(a->kept_row, b->kept_row), by_number(a->reason, b->reason)};
    for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++) {
        if (orders[i] != 0) {
            return orders[i];
        }
    }
    return by_number(a->is_in_leas, b->is_in_leas);
}

static void sort(strata_dropped *dropped)
{
    if (dropped->count > 1) {
        qsort(dropped->items, dropped->count, sizeof *dropped->items, compare);
    }
}

static strata_status spill(strata_dropped *dropped, strata_error *err)
{
    if (dropped->scratch == NULL) {
        STRATA_TRY(strata_scratch_open(dropped->folder, &dropped->scratch, err));
    }
    STRATA_TRY(strata_reserve(&dropped->runs, &dropped->run_room, dropped->run_count + 1,
                              sizeof *dropped->runs, err));
    sort(dropped);
    run made = {.left = dropped->count};
    STRATA_TRY(strata_scratch_append(dropped->scratch, dropped->items,
                                     dropped->count * sizeof *dropped->items, &made.offset, err));
    dropped->runs[dropped->run_count++] = made;
    dropped->count = 0;
    return STRATA_OK;
}

strata_status strata_dropped_add(strata_dropped *dropped, const strata_dropped_result *result,
                                 strata_error *err)
{
    if (dropped->count == dropped->most) {
        STRATA_TRY(spill(dropped, err));
    }
    STRATA_TRY(strata_reserve(&dropped->items, &dropped->room, dropped->count + 1,
                              sizeof *dropped->items, err));
    dropped->items[dropped->count++] = *result;
    return STRATA_OK;
}

/* ---- telling ---- */

/* The name of a file as a reader knows it: an account of a stream has no schema. */
static void name_file(const strata_accounting *accounting, uint32_t file, char out[NAME_TEXT])
{
    const strata_account *account = &accounting->files[file - 1];
    if (account->schema[0] != '\0') {
        (void)snprintf(out, NAME_TEXT, "%s", account->file);
        return;
    }
    unsigned number = 1;
    for (uint32_t before = file - 1; before > 0; before--) {
        number += strcmp(accounting->files[before - 1].file, account->file) == 0 ? 1 : 0;
    }
    (void)snprintf(out, NAME_TEXT, "%s#%u", account->file, number);
}

/* How bad it is, and its rule. */
static const struct {
    const char *rule;
    strata_severity severity;
} reasons[] = {
    [STRATA_DROPPED_DUPLICATE] = {"duplicate", STRATA_SEVERITY_NOTE},
    [STRATA_DROPPED_SUPERSEDED] = {"superseded", STRATA_SEVERITY_NOTE},
    [STRATA_DROPPED_CONFLICT] = {"duplicate-conflict", STRATA_SEVERITY_WARNING},
};

static strata_status check_files(const strata_dropped_report *report,
                                 const strata_dropped_result *result, strata_error *err)
{
    const size_t files = report->accounting->count;
    if (result->file - 1 >= files || result->kept_file - 1 >= files) {
        return strata_fail(err, STRATA_E_INTERNAL, "record-file",
                           "a record names a file that has no account");
    }
    return STRATA_OK;
}

strata_status strata_dropped_list(const strata_dropped_report *report,
                                  const strata_dropped_result *result, strata_error *err)
{
    strata_csv_writer *rejects = report->rejects;
    char file[NAME_TEXT];
    char kept_file[NAME_TEXT];
    char kept[NAME_TEXT + 16];
    if (rejects == NULL) {
        return STRATA_OK;
    }
    STRATA_TRY(check_files(report, result, err));
    name_file(report->accounting, result->file, file);
    name_file(report->accounting, result->kept_file, kept_file);
    (void)snprintf(kept, sizeof kept, "%s:%" PRIu32, kept_file, result->kept_row);
    strata_csv_string(rejects, file);
    strata_csv_count(rejects, result->row);
    strata_csv_empty(rejects); /* a record knows its line, not its byte */
    strata_csv_string(rejects, reasons[result->reason].rule);
    strata_csv_empty(rejects);
    strata_csv_string(rejects, kept);
    const strata_status status = strata_csv_end_row(rejects);
    if (status != STRATA_OK && rejects->err != NULL && rejects->err != err) {
        return strata_fail_again(err, rejects->err);
    }
    return status;
}

static strata_status tell(const strata_dropped_report *report, const strata_dropped_result *result,
                          strata_error *err)
{
    char file[NAME_TEXT];
    STRATA_TRY(check_files(report, result, err));
    name_file(report->accounting, result->file, file);
    const strata_place_in_file at = {.file = file, .line = result->row};
    STRATA_TRY(strata_issues_add(report->issues, reasons[result->reason].severity,
                                 reasons[result->reason].rule, at, "", err));
    if (result->is_in_leas != 0 && result->reason != STRATA_DROPPED_DUPLICATE) {
        STRATA_TRY(strata_issues_add(report->issues, STRATA_SEVERITY_WARNING, "student-in-two-leas",
                                     at, "", err));
    }
    return strata_dropped_list(report, result, err);
}

/* Fills the window of a run that is read up; its count is 0 behind the last result. */
static strata_status refill(const strata_dropped *dropped, run *of, strata_error *err)
{
    if (of->window == NULL) {
        of->window = strata_alloc_zero(WINDOW, sizeof *of->window);
        if (of->window == NULL) {
            return strata_fail_memory(err);
        }
    }
    of->at = 0;
    of->count = of->left < WINDOW ? (size_t)of->left : WINDOW;
    if (of->count == 0) {
        return STRATA_OK;
    }
    const size_t bytes = of->count * sizeof *of->window;
    STRATA_TRY(strata_scratch_read(dropped->scratch, of->offset, of->window, bytes, err));
    of->offset += bytes;
    of->left -= of->count;
    return STRATA_OK;
}

/* The run whose next result is the first of all; NULL behind the last. */
static run *first_run(const strata_dropped *dropped)
{
    run *first = NULL;
    for (size_t i = 0; i < dropped->run_count; i++) {
        run *one = &dropped->runs[i];
        const bool has_more = one->at < one->count;
        if (has_more &&
            (first == NULL || compare(&one->window[one->at], &first->window[first->at]) < 0)) {
            first = one;
        }
    }
    return first;
}

static strata_status tell_runs(strata_dropped *dropped, const strata_dropped_report *report,
                               strata_error *err)
{
    STRATA_TRY(spill(dropped, err));
    for (size_t i = 0; i < dropped->run_count; i++) {
        STRATA_TRY(refill(dropped, &dropped->runs[i], err));
    }
    for (run *next = first_run(dropped); next != NULL; next = first_run(dropped)) {
        STRATA_TRY(tell(report, &next->window[next->at++], err));
        if (next->at == next->count) {
            STRATA_TRY(refill(dropped, next, err));
        }
    }
    return STRATA_OK;
}

strata_status strata_dropped_tell(strata_dropped *dropped, const strata_dropped_report *report,
                                  strata_error *err)
{
    if (dropped->run_count > 0) {
        return tell_runs(dropped, report, err);
    }
    sort(dropped);
    for (size_t i = 0; i < dropped->count; i++) {
        STRATA_TRY(tell(report, &dropped->items[i], err));
    }
    return STRATA_OK;
}
