/* Everything here goes to standard error; a failure to write there has nobody to be told to. */
#include "report.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "record/decode.h"

enum {
    ERROR_TEXT = 1024,
    PLACE_TEXT = 512,
    WARNINGS_MAX = 10
};

/* Mistakes that the help can answer; a wrong file or policy is explained by its message. */
static bool is_about_the_command_line(const strata_error *err)
{
    static const char *const rules[] = {"arguments", "command-unknown", "option-unknown",
                                        "option-value"};
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        if (strcmp(err->rule, rules[i]) == 0) {
            return true;
        }
    }
    return false;
}

void strata_report_error(const strata_call *call, const strata_error *err)
{
    char text[ERROR_TEXT];
    const char *name = call->command != NULL ? call->command->name : "";
    const char *blank = call->command != NULL ? " " : "";
    (void)fprintf(stderr, "strata%s%s: %s\n", blank, name,
                  strata_error_format(err, text, sizeof text));
    if (is_about_the_command_line(err)) {
        (void)fprintf(stderr, "try 'strata%s%s --help'\n", blank, name);
    }
}

void strata_report_line(const strata_call *call, const char *format, ...)
{
    if (call->is_quiet) {
        return;
    }
    (void)fprintf(stderr, "strata %s: ", call->command->name);
    va_list args;
    va_start(args, format);
    (void)vfprintf(stderr, format, args);
    va_end(args);
    (void)fputc('\n', stderr);
}

static const char *severity_word(strata_severity severity)
{
    switch (severity) {
    case STRATA_SEVERITY_ERROR:
        return "rejected";
    case STRATA_SEVERITY_WARNING:
        return "warning";
    case STRATA_SEVERITY_NOTE:
    default:
        return "note";
    }
}

/* Rules of later stages, which the reading of rows does not know. */
static const char *rule_text(const char *rule)
{
    static const char *const texts[][2] = {
        {"duplicate", "the same result once more, counted once"},
        {"group-missing", "the data have no group of this dimension, which was asked for"},
        {"duplicate-conflict", "two different results of one key; one was kept"},
        {"levels-differ-from-n", "counts by level do not add up to the number of students"},
        {"no-final-newline", "the last line has no line end; was the file cut?"},
        {"parts-differ-from-total", "groups that should be all students do not add up to them"},
        {"student-in-two-leas", "the result that was replaced is of another district"},
        {"sum-differs", "the parts of a place do not add up to its own row"},
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (strcmp(texts[i][0], rule) == 0) {
            return texts[i][1];
        }
    }
    return strata_rule_text(rule);
}

/* "file:line:column: ", without the parts that are not known. */
static void format_place(const strata_issue *issue, char *out, size_t size)
{
    out[0] = '\0';
    if (issue->file[0] != '\0' && issue->first_line != 0 && issue->first_column != 0) {
        (void)snprintf(out, size, "%s:%" PRIu64 ":%" PRIu64 ": ", issue->file, issue->first_line,
                       issue->first_column);
    } else if (issue->file[0] != '\0' && issue->first_line != 0) {
        (void)snprintf(out, size, "%s:%" PRIu64 ": ", issue->file, issue->first_line);
    } else if (issue->file[0] != '\0') {
        (void)snprintf(out, size, "%s: ", issue->file);
    }
}

/* The schema of a file, in the account of it. */
static const char *schema_of(const strata_findings *findings, const char *file)
{
    for (size_t i = 0; i < findings->accounting.count; i++) {
        const strata_account *account = &findings->accounting.files[i];
        if (strcmp(account->file, file) == 0) {
            return account->schema;
        }
    }
    return "";
}

static void report_issue(const strata_call *call, const strata_findings *findings,
                         const strata_issue *issue, const char *elsewhere)
{
    char place[PLACE_TEXT];
    char column[PLACE_TEXT] = "";
    format_place(issue, place, sizeof place);
    if (issue->column[0] != '\0') {
        (void)snprintf(column, sizeof column, "column \"%s\": ", issue->column);
    }
    char advice[PLACE_TEXT] = "";
    if (strcmp(issue->rule, "code-unknown") == 0) {
        (void)snprintf(advice, sizeof advice, "; see strata schema show %s",
                       schema_of(findings, issue->file));
    }
    strata_report_line(call, "%s%s: %s%s, %" PRIu64 " time%s%s%s (%s)", place,
                       severity_word(issue->severity), column, rule_text(issue->rule), issue->count,
                       issue->count == 1 ? "" : "s", elsewhere, advice, issue->rule);
}

/* Each dimension that is missing gets its line: that of another tells nothing about it. */
static bool same_rule(const strata_issue *a, const strata_issue *b)
{
    return a->severity == b->severity && strcmp(a->rule, b->rule) == 0 &&
           strcmp(a->rule, "group-missing") != 0;
}

/* One line for the rule of issue `first`, unless an earlier issue had it: its first place, and how
 * often it was broken in other columns and files. */
static bool report_rule(const strata_call *call, const strata_findings *findings, size_t first)
{
    const strata_issues *issues = findings->issues;
    const strata_issue *issue = strata_issues_at(issues, first);
    for (size_t i = 0; i < first; i++) {
        if (same_rule(strata_issues_at(issues, i), issue)) {
            return false;
        }
    }
    uint64_t elsewhere = 0;
    for (size_t i = first + 1; i < strata_issues_count(issues); i++) {
        const strata_issue *other = strata_issues_at(issues, i);
        elsewhere += same_rule(other, issue) ? other->count : 0;
    }
    char text[PLACE_TEXT] = "";
    if (elsewhere > 0) {
        (void)snprintf(text, sizeof text, ", %" PRIu64 " more in other columns or files",
                       elsewhere);
    }
    report_issue(call, findings, issue, text);
    return true;
}

static void report_rules(const strata_call *call, const strata_findings *findings)
{
    const strata_issues *issues = findings->issues;
    size_t shown = 0;
    for (size_t i = 0; i < strata_issues_count(issues) && shown < WARNINGS_MAX; i++) {
        if (strata_issues_at(issues, i)->severity != STRATA_SEVERITY_NOTE) {
            shown += report_rule(call, findings, i) ? 1 : 0;
        }
    }
    if (shown == WARNINGS_MAX) {
        strata_report_line(call, "there may be more; --verbose shows all");
    }
}

static void report_issues(const strata_call *call, const strata_findings *findings)
{
    const strata_issues *issues = findings->issues;
    if (!call->is_verbose) {
        report_rules(call, findings);
        return;
    }
    for (size_t i = 0; i < strata_issues_count(issues); i++) {
        report_issue(call, findings, strata_issues_at(issues, i), "");
    }
}

static void report_account(const strata_call *call, const strata_account *account)
{
    strata_report_line(call,
                       "%s: %" PRIu64 " rows in = %" PRIu64 " accepted + %" PRIu64
                       " rejected + %" PRIu64 " out of scope",
                       account->file, account->rows_in, account->accepted, account->rejected,
                       account->out_of_scope);
    if (account->kept + account->duplicate + account->superseded == account->results) {
        strata_report_line(call,
                           "%s: %" PRIu64 " results = %" PRIu64 " kept + %" PRIu64
                           " duplicate + %" PRIu64 " superseded",
                           account->file, account->results, account->kept, account->duplicate,
                           account->superseded);
    } else {
        strata_report_line(call, "%s: %" PRIu64 " results", account->file, account->results);
    }
    if (call->is_verbose) {
        strata_report_line(call, "%s: schema %s, layout %s: %s", account->file, account->schema,
                           account->layout, account->why);
    }
}

void strata_report_findings(const strata_call *call, const strata_findings *findings)
{
    if (call->is_quiet) {
        return;
    }
    strata_issues_sort(findings->issues);
    report_issues(call, findings);
    for (size_t i = 0; i < findings->accounting.count; i++) {
        report_account(call, &findings->accounting.files[i]);
    }
}

strata_status strata_report_limit(const strata_findings *findings, strata_error *err)
{
    return findings->limit_passed
               ? strata_fail(err, STRATA_E_LIMIT, "max-errors",
                             "all is written, but more rows were rejected than --max-errors allows")
               : STRATA_OK;
}
