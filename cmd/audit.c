/* Published tables as a stranger attacks them. */
#include "protect/audit.h"

#include <stdio.h>
#include <string.h>

#include "audit_call.h"
#include "audit_files.h"
#include "audit_say.h"
#include "command.h"
#include "output.h"
#include "protect/audit_linear.h"
#include "protect/audit_write.h"
#include "protect/hiding_audit.h"
#include "protect/release_read.h"
#include "protect/release_write.h"
#include "report.h"

extern const strata_command strata_command_audit;

/* ---- tables of anybody ---- */

static strata_status read_links(strata_source *cells, const strata_call *call, strata_release **out,
                                strata_error *err)
{
    strata_source *links = NULL;
    STRATA_TRY(strata_source_open(call->audit.links, &links, err));
    const strata_release_files files = {cells, links, strata_audit_call_width(call)};
    const strata_status status = strata_release_read(&files, out, err);
    strata_source_close(links);
    return status;
}

static strata_status read_release(const strata_call *call, strata_release **out, strata_error *err)
{
    strata_source *cells = NULL;
    STRATA_TRY(strata_source_open(call->audit.cells, &cells, err));
    const strata_status status = read_links(cells, call, out, err);
    strata_source_close(cells);
    return status;
}

/* ---- what was found ---- */

typedef strata_status (*writer)(const strata_audit *audit, strata_sink *sink, strata_error *err);

/* What is hidden can be found in these files, so they are for their owner alone. */
static strata_status write_to(const char *path, const strata_audit *audit, writer write,
                              strata_error *err)
{
    strata_sink *sink = NULL;
    if (path == NULL) {
        return STRATA_OK;
    }
    STRATA_TRY(strata_sink_open(path, true, &sink, err));
    return strata_sink_end(sink, write(audit, sink, err), err);
}

static strata_status write_cells(const strata_audit *audit, strata_sink *sink, strata_error *err)
{
    const strata_audit_options *options = strata_audit_options_of(audit);
    return strata_release_write_cells(strata_audit_release(audit), options->knowledge,
                                      options->width, sink, err);
}

static strata_status write_links(const strata_audit *audit, strata_sink *sink, strata_error *err)
{
    return strata_release_write_links(strata_audit_release(audit), sink, err);
}

/* One line: how many cells, and whether they may be published. */
static strata_status judge(const strata_call *call, const strata_audit *audit, strata_error *err)
{
    unsigned found[STRATA_VERDICT_COUNT] = {0};
    for (uint32_t cell = 0; cell < strata_audit_release(audit)->cell_count; cell++) {
        found[strata_audit_asked(audit, cell).verdict]++;
    }
    const unsigned safe = found[STRATA_VERDICT_SAFE];
    const unsigned unsafe =
        found[STRATA_VERDICT_EXACT] + found[STRATA_VERDICT_NARROW] + found[STRATA_VERDICT_UNPROVEN];
    const char *what = call->audit.cells != NULL ? "cell" : "number";
    if (unsafe > 0) {
        return strata_fail(err, STRATA_E_PROTECTED, "audit",
                           "of %u hidden %ss %u are exact, %u narrow, %u unproven, %u safe",
                           safe + unsafe, what, found[STRATA_VERDICT_EXACT],
                           found[STRATA_VERDICT_NARROW], found[STRATA_VERDICT_UNPROVEN], safe);
    }
    if (safe == 0) {
        strata_report_line(call, "no %s is hidden: there is none to find out", what);
    } else {
        strata_report_line(call, "all %u hidden %ss are safe", safe, what);
    }
    return STRATA_OK;
}

static strata_status write_all(const strata_call *call, const strata_audit *audit,
                               strata_error *err)
{
    STRATA_TRY(write_to(call->output, audit, strata_audit_write_bounds, err));
    STRATA_TRY(write_to(call->audit.cells_out, audit, write_cells, err));
    STRATA_TRY(write_to(call->audit.links_out, audit, write_links, err));
    STRATA_TRY(write_to(call->audit.certificates, audit, strata_audit_write_certificate, err));
    if (!strata_linear_is_there()) {
        strata_report_line(call, "built without GLPK: bounds of large parts may be too wide, and "
                                 "what could not be shown to be safe is unproven");
    }
    return STRATA_OK;
}

static strata_audit_options options_of(const strata_call *call, const strata_release *release,
                                       int64_t width)
{
    return (strata_audit_options){
        .knowledge = call->audit.knowledge, .width = width, .widths = release->widths};
}

static strata_status audit_tables(strata_call *call, strata_error *err)
{
    strata_release *release = NULL;
    strata_audit *found = NULL;
    STRATA_TRY(strata_audit_call_check(call, err));
    STRATA_TRY(read_release(call, &release, err));
    const strata_audit_options options = options_of(call, release, strata_audit_call_width(call));
    strata_status status = strata_audit_run(release, &options, &found, err);
    status = status == STRATA_OK ? write_all(call, found, err) : status;
    status = status == STRATA_OK ? judge(call, found, err) : status;
    strata_audit_free(found);
    strata_release_free(release);
    return status;
}

/* ---- publications of strata ---- */

static bool is_contradiction(strata_status status, const strata_error *err)
{
    return status == STRATA_E_INPUT && strcmp(err->rule, "contradiction") == 0;
}

/* A release and what was found of it. */
typedef struct attacked {
    strata_published_release *published;
    strata_audit *audit;
} attacked;

static void attacked_deinit(attacked *of)
{
    strata_audit_free(of->audit);
    strata_published_release_free(of->published);
    *of = (attacked){NULL, NULL};
}

static strata_status attack_files(const strata_call *call, const strata_audit_files *files,
                                  bool rests_anywhere, attacked *out, strata_error *err)
{
    strata_status status =
        strata_audit_files_release(files, rests_anywhere, call, &out->published, err);
    if (status == STRATA_OK) {
        strata_unknowns *unknowns = out->published->unknowns;
        const strata_audit_options options = options_of(call, unknowns->release, files->width);
        status = strata_hiding_audit(unknowns, &options, &out->audit, err);
    }
    if (status != STRATA_OK) {
        attacked_deinit(out);
    }
    return status;
}

/* That nobody is in no part of a sum is what a reader takes for granted until it cannot be. */
static strata_status attack_twice(const strata_call *call, const strata_audit_files *files,
                                  attacked *out, strata_error *err)
{
    strata_error first = {0};
    const bool is_incomplete = call->audit.is_incomplete;
    const strata_status status = attack_files(call, files, is_incomplete, out, &first);
    if (is_incomplete || !is_contradiction(status, &first)) {
        *err = first;
        return status;
    }
    return attack_files(call, files, true, out, err);
}

enum {
    UNUSED_TEXT = 256
};

/* "36 that a publisher published (--known takes them), 2 of which places are missing"; false: there
 * are none. */
static bool list_unused(const strata_published_unused *unused, char out[UNUSED_TEXT])
{
    const size_t counts[] = {unused->published, unused->figures, unused->partial};
    static const char *const words[] = {
        "that a publisher published (--known takes such files)",
        "of standard deviations, indices and distances",
        "of which places are missing",
    };
    size_t len = 0;
    out[0] = '\0';
    for (size_t at = 0; at < STRATA_COUNT_OF(words); at++) {
        if (counts[at] > 0) {
            len += (size_t)snprintf(out + len, UNUSED_TEXT - len, "%s%zu %s", len > 0 ? ", " : "",
                                    counts[at], words[at]);
        }
    }
    return len > 0;
}

/* That nothing was found in nothing is no answer. */
static strata_status check_groups(const strata_published_release *published, strata_error *err)
{
    char unused[UNUSED_TEXT];
    if (published->shown + published->hidden > 0) {
        return STRATA_OK;
    }
    const bool has_unused = list_unused(&published->unused, unused);
    return strata_fail(err, STRATA_E_INPUT, "audit-nothing",
                       "nothing was audited: the files have no group that strata protected%s%s",
                       has_unused ? "; rows that are not used: " : "", unused);
}

static void report_groups(const strata_call *call, const strata_published_release *published)
{
    char unused[UNUSED_TEXT];
    strata_report_line(call, "%zu groups show figures and %zu are hidden; %u numbers, %u sums",
                       published->shown, published->hidden,
                       published->unknowns->release->cell_count,
                       published->unknowns->release->equation_count);
    if (list_unused(&published->unused, unused)) {
        strata_report_line(call, "note: rows that are not used: %s", unused);
    }
}

static strata_status answer(const strata_call *call, const strata_audit_files *files,
                            strata_error *err)
{
    attacked found = {NULL, NULL};
    STRATA_TRY(attack_twice(call, files, &found, err));
    strata_status status = check_groups(found.published, err);
    status = status == STRATA_OK ? write_all(call, found.audit, err) : status;
    if (status == STRATA_OK) {
        report_groups(call, found.published);
        strata_audit_say(call, found.audit, found.published);
        status = judge(call, found.audit, err);
    }
    attacked_deinit(&found);
    return status;
}

static strata_status audit_files(strata_call *call, strata_error *err)
{
    STRATA_TRY(strata_call_apply(call, err));
    strata_audit_files files;
    strata_status status = strata_audit_files_read(call, &files, err);
    status = status == STRATA_OK ? answer(call, &files, err) : status;
    strata_audit_files_free(&files);
    return status;
}

static strata_status audit(strata_call *call, strata_error *err)
{
    const bool has_tables = strata_option_is_given(call, STRATA_OPTION_CELLS) ||
                            strata_option_is_given(call, STRATA_OPTION_LINKS);
    if (has_tables && (call->word_count > 0 || strata_option_is_given(call, STRATA_OPTION_KNOWN))) {
        return strata_fail(err, STRATA_E_USAGE, "arguments",
                           "--cells and --links are the whole of the tables of somebody; give them "
                           "alone, or FILE with --known");
    }
    if (!has_tables && call->word_count == 0) {
        return strata_fail(err, STRATA_E_USAGE, "arguments",
                           "expected FILE, of protected cells or a publication, or --cells FILE "
                           "--links FILE");
    }
    return has_tables ? audit_tables(call, err) : audit_files(call, err);
}

static const strata_option_id options[] = {
    STRATA_OPTION_KNOWN,     STRATA_OPTION_INCOMPLETE, STRATA_OPTION_KNOWLEDGE,
    STRATA_OPTION_WIDTH,     STRATA_OPTION_POLICY,     STRATA_OPTION_CERTIFICATES,
    STRATA_OPTION_CELLS_OUT, STRATA_OPTION_LINKS_OUT,  STRATA_OPTION_CELLS,
    STRATA_OPTION_LINKS,     STRATA_OPTION_OUTPUT};
static const strata_option_id more[] = {STRATA_OPTION_SCHEMAS, STRATA_OPTION_QUIET};
static const char *const examples[] = {
    "strata audit protected.csv -o bounds.csv",
    "strata audit protected.csv --known audit-cells.csv -o bounds.csv",
    "strata audit --cells audit-cells.csv --links audit-links.csv -o bounds.csv",
};

const strata_command strata_command_audit = {
    .name = "audit",
    .summary = "attacks published tables as a stranger would",
    .usage = "[options] FILE|DIR... | --cells FILE --links FILE [options]",
    .description =
        "Bounds every hidden number of tables that add up: by subtraction, by what sums leave, by "
        "linear programs and, in small parts, by trying whole numbers. A hidden cell is exact if "
        "one count is possible, narrow if the possible counts are less than --width apart, and "
        "safe only if two whole tables fit all that is known and are at least --width apart "
        "there; what is none of these is unproven. Exit 5 if any cell is not safe, 3 if there was "
        "nothing to audit: no group that strata protected, only results that a publisher "
        "published, say.\n\n"
        "FILE is of protected cells, as strata protect writes them, or the table estimates.csv of "
        "a publication; DIR is a publication, or a folder of such files. All are read together, "
        "as somebody would who has nothing else: what is printed of each group, its number of "
        "students, percents, shares and means with their rounding and ranges, and which groups, "
        "grades and places make up which. Of a hidden group the number of students, those at or "
        "above each cut, in each level, and the sum of the scores must stay open; of a tail or "
        "range that is shown three numerators. Standard deviations, indices and distances are not "
        "used, nor means of a table, which does not say in what units scores are. --policy is for "
        "files that were made by a policy that is not beside the schemas.\n\n"
        "--known names what readers have besides: cells that a state published, an earlier "
        "release, or cell_id,value of numbers by the ids of the bounds. It is not asked whether "
        "what it hides is safe. Groups are the same if year, test, subject, grade, population, "
        "place and group are. Where it says otherwise of the same group it cannot be of the same "
        "students, and the audit ends (contradiction).\n\n"
        "Nobody need have been tested in a group that is hidden, and a file of counts may list "
        "groups of nobody: readers who know that there are none of these are --knowledge "
        "zeros-shown.\n\n"
        "Students of whom a value or a school is not known are in no part of a sum. Where a sum is "
        "shown whole it tells how many they are; where it is not, and no sum around it tells, the "
        "parts are taken for all, unless that cannot be. --incomplete takes nothing for granted "
        "there: to be given where values are missing in the files.\n\n"
        "The two files of --cells and --links describe anybody's tables: every cell with its "
        "value, empty if hidden; and which cells add up to which. A cell that is published nowhere "
        "may be listed as hidden. lo and hi are what is known of a hidden cell in any case, such "
        "as a range; in a row with a symbol they are what the symbol stands for, which --knowledge "
        "symbols uses. width is what must stay open of it, 0 if it may be worked out. With "
        "zeros-shown a cell with a symbol is 1 or more. --cells-out and --links-out write what was "
        "attacked as such files, for strata-certify and for audits by others.",
    .options = options,
    .option_count = STRATA_COUNT_OF(options),
    .more = more,
    .more_count = STRATA_COUNT_OF(more),
    .examples = examples,
    .example_count = STRATA_COUNT_OF(examples),
    .run = audit,
};
