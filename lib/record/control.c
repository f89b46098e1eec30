/* The lines about one file, its sums, and what differs. */
#include "record/control.h"

#include <fnmatch.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "record/control_parts.h"
#include "schema/schema.h"

/* A column that is added up. */
typedef struct summing {
    strata_control_sum sum;
    const strata_field *field; /* NULL: not asked for in this file */
    uint32_t column;
    uint64_t missing; /* values that count 0 */
} summing;

struct strata_control_file {
    strata_control *control;
    const char *name; /* of the source, which is open as long */
    summing *columns; /* columns[control->sum_count] */
    bool wants_sha256;
    bool is_of_students; /* a sum of few rows would tell what one of them holds */
};

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

static bool is_about(const strata_control_entry *entry, const char *name)
{
    return strcmp(entry->file, name) == 0 || fnmatch(entry->file, name, 0) == 0 ||
           fnmatch(entry->file, base_name(name), 0) == 0;
}

void strata_control_file_free(strata_control_file *file)
{
    if (file != NULL) {
        strata_free(file->columns);
        strata_free(file);
    }
}

/* The first line about a file from number `from` on; control->count if there is none. */
static size_t next_entry(const strata_control *control, const char *name, size_t from)
{
    while (from < control->count && !is_about(&control->entries[from], name)) {
        from++;
    }
    return from;
}

bool strata_control_knows(const strata_control *control, const char *name)
{
    return next_entry(control, name, 0) < control->count;
}

/* A file and room for its sums; NULL when out of memory. */
static strata_control_file *new_file(strata_control *control, const char *name)
{
    strata_control_file *file = strata_alloc_zero(1, sizeof *file);
    if (file == NULL) {
        return NULL;
    }
    file->control = control;
    file->name = name;
    file->columns = strata_alloc_zero(control->sum_count + 1, sizeof *file->columns);
    if (file->columns == NULL) {
        strata_free(file);
        return NULL;
    }
    for (size_t at = next_entry(control, name, 0); at < control->count;
         at = next_entry(control, name, at + 1)) {
        control->entries[at].is_seen = true;
        file->wants_sha256 = file->wants_sha256 || control->entries[at].sha256 != NULL;
    }
    return file;
}

strata_status strata_control_start(strata_control *control, strata_source *source,
                                   strata_issues *issues, strata_control_file **out,
                                   strata_error *err)
{
    *out = NULL;
    const char *name = strata_source_name(source);
    if (!strata_control_knows(control, name)) {
        const strata_place_in_file at = {.file = name};
        return strata_issues_add(issues, STRATA_SEVERITY_WARNING, "control-missing", at, "", err);
    }
    strata_control_file *file = new_file(control, name);
    if (file == NULL) {
        return strata_fail_memory(err);
    }
    const strata_status status =
        file->wants_sha256 ? strata_source_sha256_start(source, err) : STRATA_OK;
    if (status != STRATA_OK) {
        strata_control_file_free(file);
        return status;
    }
    *out = file;
    return STRATA_OK;
}

/* ---- sums ---- */

static bool is_wanted(const strata_control_file *file, uint32_t sum)
{
    const strata_control *control = file->control;
    for (size_t at = next_entry(control, file->name, 0); at < control->count;
         at = next_entry(control, file->name, at + 1)) {
        if (control->entries[at].has_sum[sum]) {
            return true;
        }
    }
    return false;
}

/* A column by its header, which is that of a field the layout reads. */
static bool find_column(const strata_binding *binding, const char *name, summing *out)
{
    for (uint32_t field = 0; field < binding->field_count; field++) {
        if (binding->columns[field] >= 0 &&
            strata_header_equal(strata_slice_of(binding->names[field]), strata_slice_of(name))) {
            out->field = binding->fields[field];
            out->column = (uint32_t)binding->columns[field];
            return true;
        }
    }
    return false;
}

static bool has_students(const strata_binding *binding)
{
    for (uint32_t field = 0; field < binding->field_count; field++) {
        const strata_field *one = binding->fields[field];
        if (one != NULL && one->to == STRATA_TO_STUDENT) {
            return true;
        }
    }
    return false;
}

static strata_status refuse_identifiers(const strata_control_file *file, const char *name,
                                        strata_error *err)
{
    return strata_fail_at(err, STRATA_E_INPUT, "control-column",
                          (strata_place_in_file){.file = file->name},
                          "the control file has a sum of column \"%.80s\", which holds identifiers "
                          "of students; take it out and give rows or sha256",
                          name);
}

strata_status strata_control_bind(strata_control_file *file, const strata_binding *binding,
                                  strata_error *err)
{
    for (uint32_t sum = 0; file != NULL && sum < file->control->sum_count; sum++) {
        const char *name = file->control->sum_columns[sum];
        if (is_wanted(file, sum) && !find_column(binding, name, &file->columns[sum])) {
            return strata_fail_at(err, STRATA_E_INPUT, "control-column",
                                  (strata_place_in_file){.file = file->name},
                                  "the control file has a sum of column \"%.80s\", which the "
                                  "layout does not read; name it as the header does",
                                  name);
        }
        const strata_field *field = file->columns[sum].field;
        if (field != NULL && field->to == STRATA_TO_STUDENT) {
            return refuse_identifiers(file, name, err);
        }
        file->is_of_students = has_students(binding);
    }
    return STRATA_OK;
}

void strata_control_row(strata_control_file *file, const strata_csv_row *row)
{
    for (uint32_t at = 0; at < file->control->sum_count; at++) {
        summing *into = &file->columns[at];
        if (into->field == NULL) {
            continue;
        }
        const strata_slice text = into->column < row->count
                                      ? strata_slice_trim(row->fields[into->column])
                                      : (strata_slice){NULL, 0};
        const strata_field *field = into->field;
        strata_decimal number = {0, 0};
        if (strata_missing_find(field->missing, field->missing_count, text) == NULL &&
            strata_decimal_parse(text, &number)) {
            strata_control_sum_add(&into->sum, number);
        } else {
            into->missing++;
        }
    }
}

/* ---- what differs ---- */

/* What was said and what was read, as text. */
typedef struct difference {
    const char *what;
    const char *expected;
    const char *found;
} difference;

static strata_status differs(const strata_control_file *file, const strata_control_entry *entry,
                             difference of, strata_error *err)
{
    return strata_fail_at(err, STRATA_E_INPUT, "control-differs",
                          (strata_place_in_file){.file = file->name},
                          "%s: expected %s (%s:%" PRIu64 "), found %s", of.what, of.expected,
                          base_name(file->control->path), entry->line, of.found);
}

static strata_status compare_count(const strata_control_file *file,
                                   const strata_control_entry *entry, const char *what,
                                   const uint64_t counts[2], strata_error *err)
{
    char expected[24];
    char found[24];
    if (counts[0] == counts[1]) {
        return STRATA_OK;
    }
    (void)snprintf(expected, sizeof expected, "%" PRIu64, counts[0]);
    (void)snprintf(found, sizeof found, "%" PRIu64, counts[1]);
    return differs(file, entry, (difference){what, expected, found}, err);
}

static strata_status compare_sum(const strata_control_file *file, const strata_control_entry *entry,
                                 uint32_t sum, strata_error *err)
{
    const summing *column = &file->columns[sum];
    if (strata_control_sum_equal(entry->sums[sum], column->sum)) {
        return STRATA_OK;
    }
    char what[128];
    char expected[STRATA_CONTROL_SUM_TEXT];
    char found[STRATA_CONTROL_SUM_TEXT];
    char more[STRATA_CONTROL_SUM_TEXT + 64];
    (void)snprintf(what, sizeof what, "sum of column \"%.80s\"", file->control->sum_columns[sum]);
    (void)snprintf(more, sizeof more, "%s with %" PRIu64 " missing",
                   strata_control_sum_format(column->sum, found), column->missing);
    const difference of = {.what = what,
                           .expected = strata_control_sum_format(entry->sums[sum], expected),
                           .found = column->missing > 0 ? more : found};
    if (file->is_of_students) {
        return differs(file, entry, (difference){what, of.expected, "another sum"}, err);
    }
    return differs(file, entry, of, err);
}

static strata_status compare_digest(const strata_control_file *file,
                                    const strata_control_entry *entry, difference of,
                                    strata_error *err)
{
    return of.expected == NULL || strcasecmp(of.expected, of.found) == 0
               ? STRATA_OK
               : differs(file, entry, of, err);
}

/* What was read of a file. */
typedef struct found_file {
    uint64_t rows;
    uint64_t bytes;
    char sha256[STRATA_SHA256_TEXT];
    char xxh3[STRATA_DIGEST_TEXT];
} found_file;

static strata_status compare_entry(const strata_control_file *file,
                                   const strata_control_entry *entry, const found_file *found,
                                   strata_error *err)
{
    if (entry->has_rows) {
        STRATA_TRY(compare_count(file, entry, "rows", (uint64_t[]){entry->rows, found->rows}, err));
    }
    if (entry->has_bytes) {
        STRATA_TRY(
            compare_count(file, entry, "bytes", (uint64_t[]){entry->bytes, found->bytes}, err));
    }
    for (uint32_t sum = 0; sum < file->control->sum_count; sum++) {
        if (entry->has_sum[sum]) {
            STRATA_TRY(compare_sum(file, entry, sum, err));
        }
    }
    const difference sha256 = {"sha256", entry->sha256, found->sha256};
    const difference xxh3 = {"xxh3", entry->xxh3, found->xxh3};
    STRATA_TRY(compare_digest(file, entry, sha256, err));
    return compare_digest(file, entry, xxh3, err);
}

strata_status strata_control_compare(strata_control_file *file, const strata_account *account,
                                     strata_source *source, strata_error *err)
{
    if (file == NULL) {
        return STRATA_OK;
    }
    found_file found = {.rows = account->rows_in, .bytes = strata_source_bytes(source)};
    strata_source_digest(source, found.xxh3);
    if (file->wants_sha256) {
        STRATA_TRY(strata_source_sha256(source, found.sha256, err));
    }
    const strata_control *control = file->control;
    for (size_t at = next_entry(control, file->name, 0); at < control->count;
         at = next_entry(control, file->name, at + 1)) {
        STRATA_TRY(compare_entry(file, &control->entries[at], &found, err));
    }
    return STRATA_OK;
}

strata_status strata_control_finish(const strata_control *control, strata_error *err)
{
    for (size_t at = 0; control != NULL && at < control->count; at++) {
        const strata_control_entry *entry = &control->entries[at];
        if (!entry->is_seen) {
            const strata_place_in_file place = {.file = control->path, .line = entry->line};
            return strata_fail_at(err, STRATA_E_INPUT, "control-unmatched", place,
                                  "no input is \"%.80s\"; give the file, or take the line out",
                                  entry->file);
        }
    }
    return STRATA_OK;
}
