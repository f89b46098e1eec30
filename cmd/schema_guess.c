/* A draft of a schema, and a table of its columns for whoever finishes it. */
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "output.h"
#include "report.h"
#include "schema_parts.h"

enum {
    NAME_TEXT = 128,
    LIST_TEXT = 800,
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

/* Codes that occur often and are in no map: for a person to add. */
static void report_codes(const strata_call *call, const strata_guess_column *column)
{
    char list[LIST_TEXT] = "";
    size_t len = 0;
    for (uint32_t i = 0; i < column->values.code_count; i++) {
        const strata_guess_code *code = &column->values.codes[i];
        char text[COLUMN_TEXT];
        if (code->to.len > 0 || code->count < STRATA_GUESS_OFTEN || len >= sizeof list) {
            continue;
        }
        one_line(code->code, text);
        const int added =
            snprintf(list + len, sizeof list - len, "%s\"%s\"", len > 0 ? ", " : "", text);
        len += added > 0 ? (size_t)added : 0;
    }
    if (len > 0) {
        char name[COLUMN_TEXT];
        one_line(column->name, name);
        strata_report_line(call, "codes not understood, column \"%s\": %s", name, list);
    }
}

/* What only a person can know. */
static void report_decisions(const strata_call *call, const strata_guess *guess)
{
    for (uint32_t i = 0; i < guess->column_count; i++) {
        const strata_guess_column *column = &guess->columns[i];
        if (strata_guess_has_map(column)) {
            report_codes(call, column);
        }
        if (column->group_text.len > 0 && !column->has_group) {
            strata_report_line(call, "group not understood, column \"%.*s\"", (int)column->name.len,
                               column->name.text);
        }
    }
    if (guess->kind == STRATA_KIND_PUBLISHED) {
        strata_report_line(call,
                           "to decide: \"public\": false: counts are yours and are protected; "
                           "say true only if the publisher has shown them to everybody");
    }
    if (guess->levels > 0 && guess->is_cut_assumed) {
        strata_report_line(call, "to decide: \"proficient\": %u of %u levels is assumed",
                           guess->proficient, guess->levels);
    }
}

/* A draft is right to be unfinished; what reading misses in it is what to do next. */
static strata_status report_draft(const strata_call *call, strata_catalog *catalog,
                                  const strata_guess *guess, const char *path, strata_error *err)
{
    strata_error why = {0};
    if (call->is_quiet || strcmp(call->output, "-") == 0) {
        return STRATA_OK;
    }
    if (!strata_output_ends_with(call, ".json")) {
        strata_report_line(call, "wrote %s; a name that ends in .json lets it be used and tried",
                           call->output);
        return STRATA_OK;
    }
    const strata_status status = strata_schema_try(call, catalog, guess, path, &why);
    if (status == STRATA_E_MEMORY) {
        return strata_fail_again(err, &why);
    }
    if (status != STRATA_OK) {
        char line[32] = "";
        if (why.line > 0) {
            (void)snprintf(line, sizeof line, "line %llu, ", (unsigned long long)why.line);
        }
        strata_report_line(call, "wrote %s, which does not read the sample yet: %s%s", call->output,
                           line, why.text);
    }
    return STRATA_OK;
}

static strata_status find_kind(const strata_call *call, strata_schema_kind *out, bool *is_given,
                               strata_error *err)
{
    static const char *const words[] = {"students", "published", "entities"};
    static const strata_schema_kind kinds[] = {STRATA_KIND_STUDENTS, STRATA_KIND_PUBLISHED,
                                               STRATA_KIND_ENTITIES};
    *is_given = call->rows_of != NULL;
    for (size_t i = 0; i < STRATA_COUNT_OF(words) && *is_given; i++) {
        if (strcmp(call->rows_of, words[i]) == 0) {
            *out = kinds[i];
            return STRATA_OK;
        }
    }
    return *is_given ? strata_fail_word(err, "kind", call->rows_of, words, STRATA_COUNT_OF(words))
                     : STRATA_OK;
}

strata_status strata_schema_guess(const strata_call *call, strata_catalog *catalog,
                                  const char *path, strata_error *err)
{
    char name[NAME_TEXT];
    strata_guess *guess = NULL;
    strata_sink *sink = NULL;
    name_of(call->output, name);
    STRATA_TRY(strata_output_check_input(call, path, err));
    strata_schema_kind kind = STRATA_KIND_STUDENTS;
    bool has_kind = false;
    STRATA_TRY(find_kind(call, &kind, &has_kind, err));
    STRATA_TRY(strata_guess_file_of_kind(path, catalog, has_kind ? &kind : NULL, &guess, err));
    strata_status status = strata_sink_open(call->output, false, &sink, err);
    if (status == STRATA_OK) {
        status = strata_sink_end(sink, strata_guess_draft(guess, name, sink, err), err);
    }
    if (status == STRATA_OK) {
        report_file(call, guess);
        report_columns(call, guess);
        report_decisions(call, guess);
        status = report_draft(call, catalog, guess, path, err);
    }
    strata_guess_free(guess);
    return status;
}
