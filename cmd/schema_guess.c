/* A draft of a schema, and a table of its columns for whoever finishes it. */
#include <stdio.h>
#include <string.h>

#include "output.h"
#include "report.h"
#include "schema/guess.h"
#include "schema_parts.h"

enum {
    NAME_TEXT = 128,
    COLUMN_TEXT = 200
};

/* The name of the draft: that of its file, without folder and ending. */
static void name_of(const char *output, char out[NAME_TEXT])
{
    const char *base = strrchr(output, '/');
    base = base != NULL ? base + 1 : output;
    (void)snprintf(out, NAME_TEXT, "%s", strcmp(output, "-") == 0 ? "draft" : base);
    char *dot = strstr(out, ".json");
    if (dot != NULL && dot != out) {
        *dot = '\0';
    }
}

/* A header may hold line ends. */
static void one_line(strata_slice text, char out[COLUMN_TEXT])
{
    size_t len = 0;
    for (size_t i = 0; i < text.len && len + 1 < COLUMN_TEXT; i++) {
        const bool is_blank = text.text[i] == '\n' || text.text[i] == '\r' || text.text[i] == '\t';
        out[len++] = (char)(is_blank ? ' ' : text.text[i]);
    }
    out[len] = '\0';
}

static void report_file(const strata_call *call, const strata_guess *guess)
{
    if (guess->record_count > 0) {
        strata_report_line(call, "encoding %s, line ends %s, records of %u characters",
                           guess->encoding, guess->line_ends, guess->records[0]);
        return;
    }
    const char delimiter[2] = {guess->dialect.delimiter, '\0'};
    strata_report_line(call, "%s%sencoding %s, line ends %s, delimiter '%s'%s", guess->container,
                       guess->container[0] != '\0' ? ", " : "", guess->encoding, guess->line_ends,
                       delimiter[0] == '\t' ? "tab" : delimiter,
                       guess->has_quotes ? ", quotes" : "");
    if (guess->header_rows > 0) {
        strata_report_line(call, "header on line %llu, %u row%s",
                           (unsigned long long)guess->header_line, guess->header_rows,
                           guess->header_rows > 1 ? "s" : "");
    } else {
        strata_report_line(call, "no header");
    }
}

static void report_columns(const strata_call *call, const strata_guess *guess)
{
    strata_report_line(call, "kind %s, confidence %.2f: %.*s", strata_schema_kind_word(guess->kind),
                       guess->kind_confidence, (int)guess->kind_evidence.len,
                       guess->kind_evidence.text);
    strata_report_line(call, "column | role | confidence | evidence");
    for (uint32_t i = 0; i < guess->column_count; i++) {
        const strata_guess_column *column = &guess->columns[i];
        char role[STRATA_GUESS_ROLE];
        char name[COLUMN_TEXT];
        char evidence[COLUMN_TEXT];
        one_line(column->name, name);
        one_line(column->evidence, evidence);
        strata_report_line(call, "%s | %s | %.2f | %s", name, strata_guess_role(column, role),
                           column->confidence, evidence);
    }
}

/* A draft is right to be unfinished; what the loader misses in it is what to do next. */
static void report_draft(const strata_call *call)
{
    strata_schema *schema = NULL;
    strata_error err = {0};
    if (strcmp(call->output, "-") == 0) {
        return;
    }
    if (strata_schema_load(call->output, NULL, &schema, &err) == STRATA_OK) {
        strata_report_line(call, "wrote %s, which can be read as it is", call->output);
    } else {
        strata_report_line(call, "wrote %s, to be finished: line %llu, %s", call->output,
                           (unsigned long long)err.line, err.text);
    }
    strata_schema_free(schema);
}

strata_status strata_schema_guess(const strata_call *call, const strata_catalog *catalog,
                                  const char *path, strata_error *err)
{
    char name[NAME_TEXT];
    strata_guess *guess = NULL;
    strata_sink *sink = NULL;
    name_of(call->output, name);
    if (strcmp(call->output, path) == 0 && strcmp(path, "-") != 0) {
        return strata_fail(err, STRATA_E_USAGE, "output-is-input",
                           "the draft would replace the file it is made from");
    }
    STRATA_TRY(strata_guess_file(path, catalog, &guess, err));
    strata_status status = strata_sink_open(call->output, false, &sink, err);
    if (status == STRATA_OK) {
        status = strata_output_end(sink, strata_guess_draft(guess, name, sink, err), err);
    }
    if (status == STRATA_OK) {
        report_file(call, guess);
        report_columns(call, guess);
        report_draft(call);
    }
    strata_guess_free(guess);
    return status;
}
