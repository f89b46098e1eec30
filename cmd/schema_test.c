/* A sample read by a schema, against what it should give. */
#include <string.h>

#include "cube/cell_stream.h"
#include "io/sink.h"
#include "record/entities.h"
#include "report.h"
#include "run/job.h"
#include "schema_parts.h"

enum {
    LINES_SHOWN = 40, /* of differences */
    LOOK_AHEAD = 64   /* lines in which the two texts are expected to meet again */
};

/* A text, line by line; line ends CR LF count as LF, and # lines are left out. */
typedef struct line_cursor {
    const char *at;
    const char *end;
} line_cursor;

static bool next_line(line_cursor *cursor, strata_slice *out)
{
    while (cursor->at < cursor->end) {
        const char *line = cursor->at;
        const size_t left = (size_t)(cursor->end - line);
        const char *stop = memchr(line, '\n', left);
        size_t len = stop != NULL ? (size_t)(stop - line) : left;
        cursor->at = line + len + (stop != NULL ? 1 : 0);
        len -= len > 0 && line[len - 1] == '\r' ? 1 : 0;
        if (len == 0 || line[0] != '#') {
            *out = (strata_slice){line, len};
            return true;
        }
    }
    return false;
}

/* How many lines ahead the line stands, or LOOK_AHEAD. */
static size_t distance_to(line_cursor cursor, strata_slice line)
{
    strata_slice other;
    for (size_t i = 0; i < LOOK_AHEAD; i++) {
        if (!next_line(&cursor, &other)) {
            return LOOK_AHEAD;
        }
        if (strata_slice_equal(other, line)) {
            return i;
        }
    }
    return LOOK_AHEAD;
}

static void print_line(strata_printer *out, const char *sign, strata_slice line, size_t *shown)
{
    if ((*shown)++ < LINES_SHOWN) {
        strata_print(out, sign);
        strata_print_slice(out, line);
        strata_print(out, "\n");
    }
}

/* Prints what only one of the texts has, in order. @return how many lines differ */
static size_t print_differences(strata_printer *out, line_cursor wanted, line_cursor got)
{
    size_t shown = 0;
    strata_slice a = {NULL, 0};
    strata_slice b = {NULL, 0};
    bool has_a = next_line(&wanted, &a);
    bool has_b = next_line(&got, &b);
    while (has_a || has_b) {
        if (has_a && has_b && strata_slice_equal(a, b)) {
            has_a = next_line(&wanted, &a);
            has_b = next_line(&got, &b);
            continue;
        }
        const size_t a_ahead = has_a ? distance_to(got, a) : LOOK_AHEAD;
        const size_t b_ahead = has_b ? distance_to(wanted, b) : LOOK_AHEAD;
        const bool takes_a = has_a && (!has_b || a_ahead >= b_ahead);
        const bool takes_b = has_b && (!has_a || b_ahead >= a_ahead);
        if (takes_a) {
            print_line(out, "-", a, &shown);
            has_a = next_line(&wanted, &a);
        }
        if (takes_b) {
            print_line(out, "+", b, &shown);
            has_b = next_line(&got, &b);
        }
    }
    return shown;
}

static strata_status write_cells(strata_call *call, const char *sample, strata_sink *sink,
                                 strata_error *err)
{
    strata_job *job = &call->job;
    strata_findings findings;
    strata_cellset *cells = NULL;
    job->files = &sample;
    job->file_count = 1;
    job->schema = call->words[1];
    strata_plan_default(&job->plan);
    STRATA_TRY(strata_findings_init(&findings, err));
    strata_status status = strata_pipeline_cells(job, &cells, &findings, err);
    if (status == STRATA_OK) {
        status = strata_sink_format(sink, err, "#protection %s\n", cells->protection);
    }
    if (status == STRATA_OK) {
        status = strata_cell_stream_write(sink, cells, &findings.header, true, err);
        strata_report_findings(call, &findings);
    }
    strata_cellset_free(cells);
    strata_findings_deinit(&findings);
    return status;
}

static strata_status write_places(const strata_call *call, strata_catalog *catalog,
                                  strata_sink *sink, strata_error *err)
{
    strata_entities *entities = strata_entities_new();
    if (entities == NULL) {
        return strata_fail_memory(err);
    }
    strata_status status =
        strata_entities_load_as(entities, call->words[2], catalog, call->words[1], err);
    if (status == STRATA_OK) {
        status = strata_entities_write(entities, sink, err);
    }
    strata_entities_free(entities);
    return status;
}

static strata_status read_text(const char *path, strata_sink *into, strata_error *err)
{
    char bytes[8192];
    size_t got = 1;
    strata_source *source = NULL;
    STRATA_TRY(strata_source_open(path, &source, err));
    strata_status status = STRATA_OK;
    while (status == STRATA_OK && got > 0) {
        status = strata_source_read(source, bytes, sizeof bytes, &got, err);
        if (status == STRATA_OK && got > 0) {
            status = strata_sink_write(into, bytes, got, err);
        }
    }
    strata_source_close(source);
    return status;
}

static line_cursor cursor_of(const strata_sink *sink)
{
    const char *bytes = NULL;
    size_t len = 0;
    strata_sink_bytes(sink, &bytes, &len);
    return (line_cursor){bytes, bytes + len};
}

static strata_status compare(const strata_call *call, strata_sink *wanted, const strata_sink *got,
                             strata_error *err)
{
    STRATA_TRY(read_text(call->words[3], wanted, err));
    strata_sink *sink = NULL;
    STRATA_TRY(strata_sink_open("-", false, &sink, err));
    strata_printer out = strata_printer_of(sink, err);
    const size_t differences = print_differences(&out, cursor_of(wanted), cursor_of(got));
    if (differences > LINES_SHOWN) {
        strata_print_format(&out, "and %zu more\n", differences - LINES_SHOWN);
    }
    STRATA_TRY(strata_sink_end(sink, out.status, err));
    if (differences == 0) {
        return STRATA_OK;
    }
    return strata_fail(err, STRATA_E_LIMIT, "schema-test",
                       "%zu lines of %.200s and of what the sample gives differ (- expected, + "
                       "got); --update accepts what it gives",
                       differences, call->words[3]);
}

/* Cells of a sample are not protected; places are no secret. */
static strata_status update(const strata_call *call, bool is_private, const strata_sink *got,
                            strata_error *err)
{
    const char *bytes = NULL;
    size_t len = 0;
    strata_sink *sink = NULL;
    strata_sink_bytes(got, &bytes, &len);
    STRATA_TRY(strata_sink_open(call->words[3], is_private, &sink, err));
    return strata_sink_end(sink, strata_sink_write(sink, bytes, len, err), err);
}

strata_status strata_schema_test(strata_call *call, strata_catalog *catalog, strata_error *err)
{
    const strata_schema *schema = NULL;
    strata_sink *got = NULL;
    strata_sink *wanted = NULL;
    STRATA_TRY(strata_catalog_find(catalog, call->words[1], &schema, err));
    strata_status status = strata_sink_memory(&got, err);
    if (status == STRATA_OK) {
        status = strata_sink_memory(&wanted, err);
    }
    if (status == STRATA_OK) {
        status = schema->kind == STRATA_KIND_ENTITIES ? write_places(call, catalog, got, err)
                                                      : write_cells(call, call->words[2], got, err);
    }
    if (status == STRATA_OK) {
        const bool has_cells = schema->kind != STRATA_KIND_ENTITIES;
        status = call->wants_update ? update(call, has_cells, got, err)
                                    : compare(call, wanted, got, err);
    }
    if (got != NULL) {
        strata_sink_discard(got);
    }
    if (wanted != NULL) {
        strata_sink_discard(wanted);
    }
    return status;
}
