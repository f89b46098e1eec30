/* A control file becomes entries. */
#include <ctype.h>
#include <string.h>

#include "base/alloc.h"
#include "record/control_parts.h"
#include "schema/catalog.h"

/* What a column says. */
typedef enum column_kind {
    COLUMN_FILE,
    COLUMN_ROWS,
    COLUMN_BYTES,
    COLUMN_SHA256,
    COLUMN_XXH3,
    COLUMN_SUM
} column_kind;

static const char *const column_names[] = {"file", "rows", "bytes", "sha256", "xxh3"};
static const char sum_prefix[] = "sum:";

typedef struct column {
    column_kind kind;
    uint32_t sum; /* number of the sum */
} column;

/* A control file while it is read. */
typedef struct loading {
    strata_control *control;
    strata_csv_reader *reader;
    column *columns; /* columns[count], in the arena */
    uint32_t count;
} loading;

void strata_control_free(strata_control *control)
{
    if (control != NULL) {
        strata_arena_free(control->arena);
        strata_free(control->entries);
        strata_free(control);
    }
}

static const char *copy(const loading *load, strata_slice text)
{
    return strata_arena_copy(load->control->arena, text.len > 0 ? text.text : "", text.len);
}

static strata_status fail_column(const loading *load, uint32_t at, const char *name,
                                 strata_error *err)
{
    const char *nearest =
        strata_nearest(name, column_names, sizeof column_names / sizeof column_names[0]);
    return strata_fail_at(err, STRATA_E_INPUT, "control-form",
                          strata_csv_reader_place(load->reader, at),
                          "\"%.40s\" is no column of a control file; %s%s", name,
                          nearest != NULL ? "the nearest is "
                                          : "expected file, rows, bytes, sha256, xxh3, sum:COLUMN",
                          nearest != NULL ? nearest : "");
}

/* Two columns that say the same of a file would hide each other. */
static strata_status refuse_twice(const loading *load, uint32_t at, strata_error *err)
{
    const column *added = &load->columns[at];
    const char *const *sums = load->control->sum_columns;
    for (uint32_t before = 0; before < at; before++) {
        const column *one = &load->columns[before];
        const bool is_same =
            one->kind == added->kind &&
            (one->kind != COLUMN_SUM || strata_header_equal(strata_slice_of(sums[one->sum]),
                                                            strata_slice_of(sums[added->sum])));
        if (is_same) {
            return strata_fail_at(err, STRATA_E_INPUT, "control-form",
                                  strata_csv_reader_place(load->reader, at),
                                  "column %u says the same as column %u; expected it once",
                                  (unsigned)at + 1, (unsigned)before + 1);
        }
    }
    return STRATA_OK;
}

static strata_status take_column(loading *load, uint32_t at, strata_slice text, strata_error *err)
{
    const char *name = copy(load, strata_slice_trim(text));
    column *into = &load->columns[at];
    if (name == NULL) {
        return strata_fail_memory(err);
    }
    if (strncmp(name, sum_prefix, sizeof sum_prefix - 1) == 0) {
        *into = (column){COLUMN_SUM, load->control->sum_count};
        load->control->sum_columns[load->control->sum_count++] = name + sizeof sum_prefix - 1;
        return STRATA_OK;
    }
    for (unsigned kind = 0; kind < COLUMN_SUM; kind++) {
        if (strcmp(name, column_names[kind]) == 0) {
            *into = (column){(column_kind)kind, 0};
            return STRATA_OK;
        }
    }
    return fail_column(load, at, name, err);
}

static strata_status take_header(loading *load, const strata_csv_row *row, strata_error *err)
{
    strata_arena *arena = load->control->arena;
    load->count = row->count;
    load->columns = strata_arena_alloc(arena, row->count * sizeof *load->columns);
    load->control->sum_columns =
        strata_arena_alloc(arena, row->count * sizeof *load->control->sum_columns);
    if (load->columns == NULL || load->control->sum_columns == NULL) {
        return strata_fail_memory(err);
    }
    bool has_file = false;
    for (uint32_t at = 0; at < row->count; at++) {
        STRATA_TRY(take_column(load, at, row->fields[at], err));
        STRATA_TRY(refuse_twice(load, at, err));
        has_file = has_file || load->columns[at].kind == COLUMN_FILE;
    }
    return has_file ? STRATA_OK
                    : strata_fail_at(err, STRATA_E_INPUT, "control-form",
                                     strata_csv_reader_place(load->reader, 0),
                                     "a control file needs the column file");
}

static strata_status fail_value(const loading *load, uint32_t at, const char *expected,
                                strata_error *err)
{
    return strata_fail_at(err, STRATA_E_INPUT, "control-form",
                          strata_csv_reader_place(load->reader, at), "expected %s", expected);
}

static bool is_hex(strata_slice text)
{
    for (size_t at = 0; at < text.len; at++) {
        if (isxdigit((unsigned char)text.text[at]) == 0) {
            return false;
        }
    }
    return true;
}

/* Hex digits, as many as the digest has. */
static strata_status take_digest(const loading *load, uint32_t at, strata_slice text,
                                 const char **out, strata_error *err)
{
    const size_t len =
        load->columns[at].kind == COLUMN_SHA256 ? STRATA_SHA256_TEXT - 1 : STRATA_DIGEST_TEXT - 1;
    if (text.len != len || !is_hex(text)) {
        return fail_value(load, at, "the hex digits of a digest", err);
    }
    *out = copy(load, text);
    return *out != NULL ? STRATA_OK : strata_fail_memory(err);
}

static strata_status take_count(const loading *load, uint32_t at, strata_slice text, uint64_t *out,
                                strata_error *err)
{
    return strata_count_parse(text, out) ? STRATA_OK : fail_value(load, at, "a whole number", err);
}

static strata_status take_value(const loading *load, uint32_t at, strata_slice text,
                                strata_control_entry *into, strata_error *err)
{
    const column *of = &load->columns[at];
    switch (of->kind) {
    case COLUMN_ROWS:
        into->has_rows = true;
        return take_count(load, at, text, &into->rows, err);
    case COLUMN_BYTES:
        into->has_bytes = true;
        return take_count(load, at, text, &into->bytes, err);
    case COLUMN_SHA256:
        return take_digest(load, at, text, &into->sha256, err);
    case COLUMN_XXH3:
        return take_digest(load, at, text, &into->xxh3, err);
    case COLUMN_SUM:
        into->has_sum[of->sum] = true;
        return strata_control_sum_parse(text, &into->sums[of->sum])
                   ? STRATA_OK
                   : fail_value(load, at, "a sum such as 1234.5", err);
    case COLUMN_FILE:
    default:
        into->file = copy(load, text);
        return into->file != NULL ? STRATA_OK : strata_fail_memory(err);
    }
}

/* An entry at the end of the list; NULL when out of memory. */
static strata_control_entry *add_entry(loading *load, uint64_t line)
{
    strata_control *control = load->control;
    const size_t sums = control->sum_count + 1;
    const strata_control_entry entry = {
        .line = line,
        .sums = strata_arena_alloc(control->arena, sums * sizeof *entry.sums),
        .has_sum = strata_arena_alloc(control->arena, sums * sizeof *entry.has_sum)};
    if (entry.sums == NULL || entry.has_sum == NULL ||
        strata_reserve(&control->entries, &control->room, control->count + 1,
                       sizeof *control->entries, NULL) != STRATA_OK) {
        return NULL;
    }
    control->entries[control->count] = entry;
    return &control->entries[control->count++];
}

static bool says_anything(const loading *load, const strata_control_entry *entry)
{
    bool has_any =
        entry->has_rows || entry->has_bytes || entry->sha256 != NULL || entry->xxh3 != NULL;
    for (uint32_t sum = 0; sum < load->control->sum_count; sum++) {
        has_any = has_any || entry->has_sum[sum];
    }
    return has_any;
}

static strata_status take_row(loading *load, const strata_csv_row *row, strata_error *err)
{
    if (row->count != load->count) {
        return fail_value(load, 0, "as many fields as the header has", err);
    }
    strata_control_entry *entry = add_entry(load, row->line);
    if (entry == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t at = 0; at < row->count; at++) {
        const strata_slice text = strata_slice_trim(row->fields[at]);
        if (text.len > 0) {
            STRATA_TRY(take_value(load, at, text, entry, err));
        }
    }
    if (entry->file == NULL) {
        return fail_value(load, 0, "the name of a file", err);
    }
    return says_anything(load, entry)
               ? STRATA_OK
               : strata_fail_at(err, STRATA_E_INPUT, "control-empty",
                                strata_csv_reader_place(load->reader, 0),
                                "nothing is expected of \"%.80s\"; give at least one of rows, "
                                "bytes, sha256, xxh3, sum:COLUMN",
                                entry->file);
}

static strata_status read_rows(loading *load, strata_error *err)
{
    const strata_csv_row *row = NULL;
    STRATA_TRY(strata_csv_reader_next(load->reader, &row, err));
    if (row == NULL) {
        return strata_fail_at(err, STRATA_E_INPUT, "control-form",
                              (strata_place_in_file){.file = load->control->path},
                              "a control file needs a header with the column file");
    }
    STRATA_TRY(take_header(load, row, err));
    STRATA_TRY(strata_csv_reader_next(load->reader, &row, err));
    while (row != NULL) {
        STRATA_TRY(take_row(load, row, err));
        STRATA_TRY(strata_csv_reader_next(load->reader, &row, err));
    }
    if (load->control->count == 0) {
        return strata_fail_at(err, STRATA_E_INPUT, "control-form",
                              (strata_place_in_file){.file = load->control->path, .line = 1},
                              "a header without rows; expected a line for each file");
    }
    return STRATA_OK;
}

static strata_status read_source(strata_control *control, strata_source *source, strata_error *err)
{
    loading load = {.control = control};
    const strata_csv_dialect dialect = {0};
    STRATA_TRY(strata_csv_reader_open(source, &dialect, &load.reader, err));
    const strata_status status = read_rows(&load, err);
    strata_csv_reader_close(load.reader);
    return status;
}

strata_status strata_control_load(const char *path, strata_control **out, strata_error *err)
{
    *out = NULL;
    strata_source *source = NULL;
    STRATA_TRY(strata_source_open(path, &source, err));
    strata_control *control = strata_alloc_zero(1, sizeof *control);
    if (control != NULL) {
        control->arena = strata_arena_new();
    }
    strata_status status = STRATA_OK;
    if (control == NULL || control->arena == NULL) {
        status = strata_fail_memory(err);
    } else {
        control->path = strata_arena_copy(control->arena, path, strlen(path));
        status =
            control->path != NULL ? read_source(control, source, err) : strata_fail_memory(err);
    }
    strata_source_close(source);
    if (status != STRATA_OK) {
        strata_control_free(control);
        return status;
    }
    *out = control;
    return STRATA_OK;
}
