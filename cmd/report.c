/* Everything here goes to standard error; a failure to write there has nobody to be told to. */
#include "report.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "record/rules.h"

enum {
    ERROR_TEXT = 1024,
    PLACE_TEXT = 512,
    RULES_SHOWN = 10,
    SUMMARIES_MAX = 128
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

STRATA_PRINTF(2, 0)
static void print_line(const strata_call *call, const char *format, va_list args)
{
    (void)fprintf(stderr, "strata %s: ", call->command->name);
    (void)vfprintf(stderr, format, args);
    (void)fputc('\n', stderr);
}

void strata_report_line(const strata_call *call, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    if (!call->is_quiet) {
        print_line(call, format, args);
    }
    va_end(args);
}

/* What was asked for by name is said whether the rest is wanted or not. */
STRATA_PRINTF(2, 3)
static void answer_line(const strata_call *call, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    print_line(call, format, args);
    va_end(args);
}

static bool is_about_rows(const strata_rule *rule)
{
    return rule == NULL || rule->scope != STRATA_RULE_DATA;
}

static const char *severity_word(const strata_issue *issue)
{
    return issue->severity == STRATA_SEVERITY_ERROR && is_about_rows(strata_rule_find(issue->rule))
               ? "rejected"
               : strata_severity_name(issue->severity);
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

/* "; what to do", with the schema to look into where codes are unknown. */
static void format_advice(const strata_findings *findings, const strata_issue *issue, char *out,
                          size_t size)
{
    const strata_rule *rule = strata_rule_find(issue->rule);
    const bool is_about_codes = strcmp(issue->rule, "code-unknown") == 0;
    out[0] = '\0';
    if (rule != NULL) {
        (void)snprintf(out, size, "; %s%s%s", rule->advice, is_about_codes ? " " : "",
                       is_about_codes ? schema_of(findings, issue->file) : "");
    }
}

static void report_issue(const strata_call *call, const strata_findings *findings,
                         const strata_issue *issue, const char *elsewhere)
{
    char place[PLACE_TEXT];
    char about[ERROR_TEXT] = "";
    char advice[PLACE_TEXT];
    format_place(issue, place, sizeof place);
    format_advice(findings, issue, advice, sizeof advice);
    if (issue->column[0] != '\0') {
        const bool is_column = is_about_rows(strata_rule_find(issue->rule)) &&
                               strcmp(issue->rule, "record-length") != 0;
        (void)snprintf(about, sizeof about, is_column ? "column \"%s\": " : "%s: ", issue->column);
    }
    strata_report_line(call, "%s%s: %s%s, %" PRIu64 " time%s%s%s (%s)", place, severity_word(issue),
                       about, strata_rule_text(issue->rule), issue->count,
                       issue->count == 1 ? "" : "s", elsewhere, advice, issue->rule);
}

/* What is said of one rule: its first issue and how often it was broken. */
typedef struct summary {
    const strata_issue *first;
    uint64_t count;
} summary;

/* Each dimension or column that is missing gets its line: another one tells nothing about it. */
static bool same_rule(const strata_issue *a, const strata_issue *b)
{
    return a->severity == b->severity && strcmp(a->rule, b->rule) == 0 &&
           strcmp(a->rule, "group-missing") != 0 && strcmp(a->rule, "column-near") != 0;
}

/* What holds the publication comes first, then rejected rows, warnings, notes; of those the most
 * frequent. */
static int compare_summaries(const void *left, const void *right)
{
    const summary *a = left;
    const summary *b = right;
    if (a->first->severity != b->first->severity) {
        return (int)b->first->severity - (int)a->first->severity;
    }
    const bool a_rows = is_about_rows(strata_rule_find(a->first->rule));
    const bool b_rows = is_about_rows(strata_rule_find(b->first->rule));
    if (a->first->severity == STRATA_SEVERITY_ERROR && a_rows != b_rows) {
        return a_rows ? 1 : -1;
    }
    if (a->count != b->count) {
        return a->count > b->count ? -1 : 1;
    }
    const int order = strcmp(a->first->rule, b->first->rule);
    return order != 0 ? order : strcmp(a->first->column, b->first->column);
}

/* Notes are for those who ask, but for one: that a wish was met in another way than it was put. */
static bool is_told(const strata_issue *issue)
{
    return issue->severity > STRATA_SEVERITY_NOTE ||
           (issue->severity == STRATA_SEVERITY_NOTE &&
            strcmp(issue->rule, "status-year-nearest") == 0);
}

/* Puts the issues of each rule together; what is beyond SUMMARIES_MAX is left out. */
static size_t sum_up(const strata_issues *issues, summary *out)
{
    size_t count = 0;
    for (size_t i = 0; i < strata_issues_count(issues); i++) {
        const strata_issue *issue = strata_issues_at(issues, i);
        size_t at = 0;
        while (at < count && !same_rule(out[at].first, issue)) {
            at++;
        }
        if (!is_told(issue) || at == SUMMARIES_MAX) {
            continue;
        }
        if (at == count) {
            out[count++] = (summary){.first = issue};
        }
        if (out[at].first->column[0] == '\0' && issue->column[0] != '\0' &&
            !is_about_rows(strata_rule_find(issue->rule))) {
            out[at].first = issue; /* one that has a name */
        }
        out[at].count += issue->count;
    }
    qsort(out, count, sizeof *out, compare_summaries);
    return count;
}

static void report_rules(const strata_call *call, const strata_findings *findings)
{
    summary rules[SUMMARIES_MAX];
    const size_t count = sum_up(findings->issues, rules);
    for (size_t i = 0; i < count && i < RULES_SHOWN; i++) {
        const uint64_t elsewhere = rules[i].count - rules[i].first->count;
        char text[PLACE_TEXT] = "";
        if (elsewhere > 0) {
            (void)snprintf(text, sizeof text, ", %" PRIu64 " more %s", elsewhere,
                           is_about_rows(strata_rule_find(rules[i].first->rule))
                               ? "in other columns or files"
                               : "elsewhere");
        }
        report_issue(call, findings, rules[i].first, text);
    }
    if (count > RULES_SHOWN) {
        strata_report_line(call, "%zu more rules were broken; --verbose shows all",
                           count - RULES_SHOWN);
    }
}

/* Results that came twice are said once for each file. @return the issue behind them */
static size_t report_doubles(const strata_call *call, const strata_findings *findings, size_t at)
{
    strata_issue all = *strata_issues_at(findings->issues, at);
    const char *list = "";
    for (at++; at < strata_issues_count(findings->issues); at++) {
        const strata_issue *issue = strata_issues_at(findings->issues, at);
        if (strcmp(issue->file, all.file) != 0 || !same_rule(issue, &all)) {
            break;
        }
        const bool is_before = issue->first_line < all.first_line;
        all.first_line = is_before ? issue->first_line : all.first_line;
        all.count += issue->count;
        all.column = "";
        list = " (--rejects lists them)";
    }
    report_issue(call, findings, &all, list);
    return at;
}

static void report_issues(const strata_call *call, const strata_findings *findings)
{
    const strata_issues *issues = findings->issues;
    if (!call->is_verbose) {
        report_rules(call, findings);
        return;
    }
    for (size_t i = 0; i < strata_issues_count(issues);) {
        const strata_issue *issue = strata_issues_at(issues, i);
        const bool is_shown = issue->severity != STRATA_SEVERITY_IGNORE;
        if (is_shown && strcmp(issue->rule, "duplicate") == 0) {
            i = report_doubles(call, findings, i);
            continue;
        }
        if (is_shown) {
            report_issue(call, findings, issue, "");
        }
        i++;
    }
}

static void report_rows(const strata_call *call, const strata_account *account)
{
    strata_report_line(call,
                       "%s: %" PRIu64 " rows in = %" PRIu64 " accepted + %" PRIu64
                       " rejected + %" PRIu64 " out of scope",
                       account->file, account->rows_in, account->accepted, account->rejected,
                       account->out_of_scope);
}

static void report_account(const strata_call *call, const strata_account *account)
{
    report_rows(call, account);
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

/* A file that is left out is told as surely as one that is read. */
static void report_skipped(const strata_call *call, const strata_issues *issues)
{
    size_t count = 0;
    for (size_t i = 0; i < strata_issues_count(issues); i++) {
        const strata_issue *issue = strata_issues_at(issues, i);
        if (strcmp(issue->rule, "file-skipped") != 0) {
            continue;
        }
        count++;
        if (count <= RULES_SHOWN || call->is_verbose) {
            strata_report_line(call, "%s: %s", issue->file, strata_rule_text(issue->rule));
        }
    }
    if (count > RULES_SHOWN && !call->is_verbose) {
        strata_report_line(call, "%zu files more are left out", count - RULES_SHOWN);
    }
}

/* Of a policy that is a file, as far as it came. */
static void report_protection(const strata_call *call, const strata_run_protection *protection)
{
    const strata_protect_report *report = &protection->report;
    if (protection->policy.rules != NULL && report->cells > 0) {
        strata_report_line(call,
                           "policy %s: of %zu groups %zu are hidden for their own sake, %zu in all",
                           protection->policy.id, report->cells, report->primary, report->hidden);
    }
    if (protection->policy.rules != NULL && report->published > 0) {
        strata_report_line(call,
                           "note: %zu row%s as published: the policy is not for results that a "
                           "publisher printed",
                           report->published, report->published == 1 ? " stays" : "s stay");
    }
    if (report->held + report->waiting > 0) {
        strata_report_line(call,
                           "note: %zu groups stay as they were published before, and %zu new ones "
                           "wait: beside what was published, the new numbers would tell about "
                           "fewer than %" PRIu32 " students (held)",
                           report->held, report->waiting, protection->policy.min_n);
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
    report_skipped(call, findings->issues);
    for (size_t i = 0; i < findings->roster.count; i++) {
        report_rows(call, &findings->roster.files[i]);
    }
    report_protection(call, &findings->protection);
}

strata_status strata_report_limit(const strata_findings *findings, strata_error *err)
{
    if (findings->limit_passed) {
        return strata_fail(err, STRATA_E_LIMIT, "max-errors",
                           "all is written, but more rows were rejected than --max-errors allows");
    }
    const strata_issue *holding = strata_issues_holding(findings->issues);
    return holding == NULL ? STRATA_OK
                           : strata_fail(err, STRATA_E_LIMIT, holding->rule,
                                         "an error in this run, although all is written: %s",
                                         strata_rule_text(holding->rule));
}

static void report_duration(const strata_call *call, const char *name, strata_duration time)
{
    const double second = 1e9; /* in nanoseconds */
    answer_line(call, "%-8s %9.3f s, %9.3f s of processor time", name, (double)time.wall / second,
                (double)time.cpu / second);
}

void strata_report_timings(const strata_call *call, const strata_timings *timings)
{
    const double mebibyte = 1024.0 * 1024.0;
    strata_duration all = {0};
    if (!call->wants_timings) {
        return;
    }
    for (strata_phase phase = 0; phase < STRATA_PHASES; phase++) {
        const strata_duration time = timings->phases[phase];
        all.wall += time.wall;
        all.cpu += time.cpu;
        report_duration(call, strata_phase_name(phase), time);
    }
    report_duration(call, "all", all);
    answer_line(call, "%.0f MiB of memory at most", (double)strata_peak_memory() / mebibyte);
}
