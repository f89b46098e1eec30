/* Tables as differences from the first, so many that of each safe cell two are far enough apart.
 * Whoever adds them up sees that all fit what is published, without knowing how they were found. */
#include <stdio.h>

#include "base/alloc.h"
#include "io/csv_writer.h"
#include "protect/audit_write.h"

enum {
    NUMBER_TEXT = 32
};

/* A certificate while it is written. */
typedef struct writing {
    const strata_audit *audit;
    const strata_tables *tables;
    strata_sink *sink; /* in memory: its digest is the last line */
    strata_csv_writer writer;
    uint32_t
        *number;   /* number[tables->count + 1]: in the certificate; 0: not needed, or the base */
    uint32_t safe; /* cells that it certifies */
} writing;

static strata_status row(writing *write, const char *what, const char *cell, const char *a,
                         const char *b)
{
    strata_csv_string(&write->writer, what);
    strata_csv_string(&write->writer, cell);
    strata_csv_string(&write->writer, a);
    strata_csv_string(&write->writer, b);
    return strata_csv_end_row(&write->writer);
}

static strata_status row_of(writing *write, const char *what, uint32_t cell, int64_t a)
{
    char text[NUMBER_TEXT];
    (void)snprintf(text, sizeof text, "%lld", (long long)a);
    return row(write, what,
               cell != UINT32_MAX ? strata_release_cell_id(strata_audit_release(write->audit), cell)
                                  : "",
               text, "");
}

static bool is_safe(const writing *write, uint32_t cell)
{
    return strata_audit_asked(write->audit, cell).verdict == STRATA_VERDICT_SAFE;
}

/* Numbers the tables that are needed, in the order they were found. */
static void number_tables(writing *write)
{
    const strata_tables *tables = write->tables;
    for (uint32_t cell = 0; cell < tables->cell_count; cell++) {
        if (is_safe(write, cell)) {
            write->safe++;
            write->number[tables->least_in[cell]] = 1;
            write->number[tables->most_in[cell]] = 1;
        }
    }
    uint32_t last = 0;
    write->number[0] = 0;
    for (uint32_t table = 1; table <= tables->count; table++) {
        write->number[table] = write->number[table] != 0 ? ++last : 0;
    }
}

static strata_status write_base(writing *write)
{
    const strata_release *release = strata_audit_release(write->audit);
    for (uint32_t cell = 0; cell < release->cell_count; cell++) {
        if (release->cells[cell].is_hidden) {
            const int64_t value = write->tables->has_base[cell]
                                      ? write->tables->base[cell]
                                      : strata_audit_finding(write->audit, cell).lo;
            STRATA_TRY(row_of(write, "base", cell, value));
        }
    }
    return STRATA_OK;
}

static strata_status write_tables(writing *write)
{
    const strata_tables *tables = write->tables;
    for (uint32_t table = 1; table <= tables->count; table++) {
        if (write->number[table] == 0) {
            continue;
        }
        STRATA_TRY(row_of(write, "table", UINT32_MAX, write->number[table]));
        for (size_t at = tables->start[table - 1]; at < tables->start[table]; at++) {
            STRATA_TRY(row_of(write, "cell", tables->cell[at], tables->value[at]));
        }
    }
    return STRATA_OK;
}

static strata_status write_head(writing *write, strata_error *err)
{
    static const char *const words[] = {"none", "zeros-shown", "symbols"};
    const strata_audit_options *options = strata_audit_options_of(write->audit);
    STRATA_TRY(strata_sink_text(write->sink, "what,cell_id,a,b\n", err));
    char width[NUMBER_TEXT];
    (void)snprintf(width, sizeof width, "%lld", (long long)options->width);
    return row(write, "certificate", "", width, words[options->knowledge]);
}

/* FNV-1a of 64 bits (Fowler, Noll and Vo), which a checker has in four lines. */
static uint64_t digest(const char *bytes, size_t len)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t at = 0; at < len; at++) {
        hash = (hash ^ (unsigned char)bytes[at]) * UINT64_C(1099511628211);
    }
    return hash;
}

static strata_status write_all(writing *write, strata_sink *out, strata_error *err)
{
    const char *bytes = NULL;
    size_t len = 0;
    number_tables(write);
    STRATA_TRY(write_head(write, err));
    STRATA_TRY(write_base(write));
    STRATA_TRY(write_tables(write));
    strata_sink_bytes(write->sink, &bytes, &len);
    STRATA_TRY(strata_sink_write(out, bytes, len, err));
    return strata_sink_format(out, err, "end,,%u,%016llx\n", write->safe,
                              (unsigned long long)digest(bytes, len));
}

strata_status strata_audit_write_certificate(const strata_audit *audit, strata_sink *sink,
                                             strata_error *err)
{
    if (strata_audit_lacks_tables(audit)) {
        return strata_fail(err, STRATA_E_PROTECTED, "certificate",
                           "no table of whole numbers was found, so nothing can be certified");
    }
    writing write = {.audit = audit, .tables = strata_audit_tables(audit)};
    write.number = strata_alloc_zero((size_t)write.tables->count + 1, sizeof *write.number);
    if (write.number == NULL) {
        return strata_fail_memory(err);
    }
    strata_status status = strata_sink_memory(&write.sink, err);
    if (status == STRATA_OK) {
        strata_csv_writer_init(&write.writer, write.sink, ',', err);
        status = write_all(&write, sink, err);
    }
    strata_sink_discard(write.sink);
    strata_free(write.number);
    return status;
}
