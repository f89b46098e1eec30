/* Published tables as a stranger attacks them. */
#include "protect/audit.h"

#include <string.h>

#include "audit_call.h"
#include "command.h"
#include "output.h"
#include "protect/audit_linear.h"
#include "protect/audit_write.h"
#include "protect/release_read.h"
#include "report.h"

extern const strata_command strata_command_audit;

static strata_status read_links(strata_source *cells, const char *path, strata_release **out,
                                strata_error *err)
{
    strata_source *links = NULL;
    STRATA_TRY(strata_source_open(path, &links, err));
    const strata_status status = strata_release_read(cells, links, out, err);
    strata_source_close(links);
    return status;
}

static strata_status read_release(const strata_audit_call *given, strata_release **out,
                                  strata_error *err)
{
    strata_source *cells = NULL;
    STRATA_TRY(strata_source_open(given->cells, &cells, err));
    const strata_status status = read_links(cells, given->links, out, err);
    strata_source_close(cells);
    return status;
}

typedef strata_status (*writer)(const strata_audit *audit, strata_sink *sink, strata_error *err);

/* What is hidden can be found in these files, so they are for their owner alone. */
static strata_status write_to(const char *path, const strata_audit *audit, writer write,
                              strata_error *err)
{
    strata_sink *sink = NULL;
    STRATA_TRY(strata_sink_open(path, true, &sink, err));
    return strata_sink_end(sink, write(audit, sink, err), err);
}

/* One line: how many cells, and whether they may be published. */
static strata_status judge(const strata_call *call, const strata_audit *audit, strata_error *err)
{
    const unsigned safe = strata_audit_count(audit, STRATA_VERDICT_SAFE);
    const unsigned exact = strata_audit_count(audit, STRATA_VERDICT_EXACT);
    const unsigned narrow = strata_audit_count(audit, STRATA_VERDICT_NARROW);
    const unsigned unproven = strata_audit_count(audit, STRATA_VERDICT_UNPROVEN);
    if (exact + narrow + unproven > 0) {
        return strata_fail(err, STRATA_E_PROTECTED, "audit",
                           "of %u hidden cells %u are exact, %u narrow, %u unproven, %u safe",
                           safe + exact + narrow + unproven, exact, narrow, unproven, safe);
    }
    strata_report_line(call, "all %u hidden cells are safe", safe);
    return STRATA_OK;
}

static strata_status write_all(const strata_call *call, const strata_audit *audit,
                               strata_error *err)
{
    STRATA_TRY(write_to(call->output, audit, strata_audit_write_bounds, err));
    if (call->audit.certificates != NULL) {
        STRATA_TRY(write_to(call->audit.certificates, audit, strata_audit_write_certificate, err));
    }
    if (!strata_linear_is_there()) {
        strata_report_line(call, "built without GLPK: bounds of large parts may be too wide, and "
                                 "what could not be shown to be safe is unproven");
    }
    return judge(call, audit, err);
}

static strata_status audit(strata_call *call, strata_error *err)
{
    STRATA_TRY(strata_call_expect_words(call, 0, 0, "", err));
    STRATA_TRY(strata_audit_call_check(call, err));
    const strata_audit_options options = {
        .knowledge = call->audit.knowledge,
        .width = strata_audit_call_width(call),
    };
    strata_release *release = NULL;
    strata_audit *found = NULL;
    STRATA_TRY(read_release(&call->audit, &release, err));
    strata_status status = strata_audit_run(release, &options, &found, err);
    if (status == STRATA_OK) {
        status = write_all(call, found, err);
    }
    strata_audit_free(found);
    strata_release_free(release);
    return status;
}

static const strata_option_id options[] = {STRATA_OPTION_CELLS,        STRATA_OPTION_LINKS,
                                           STRATA_OPTION_KNOWLEDGE,    STRATA_OPTION_WIDTH,
                                           STRATA_OPTION_CERTIFICATES, STRATA_OPTION_OUTPUT};
static const strata_option_id more[] = {STRATA_OPTION_QUIET};
static const char *const examples[] = {
    "strata audit --cells audit-cells.csv --links audit-links.csv -o bounds.csv",
};

const strata_command strata_command_audit = {
    .name = "audit",
    .summary = "attacks published tables as a stranger would",
    .usage = "--cells FILE --links FILE [options]",
    .description =
        "Bounds every hidden number of tables that add up: by subtraction, by what sums leave, by "
        "linear programs and, in small parts, by trying whole numbers. A hidden cell is exact if "
        "one count is possible, narrow if the possible counts are less than --width apart, and "
        "safe only if two whole tables fit all that is known and are at least --width apart "
        "there; what is none of these is unproven. Exit 5 if any cell is not safe.\n\n"
        "The two files describe anybody's tables: every cell with its value, empty if hidden; "
        "and which cells add up to which. A cell that is published nowhere may be listed as "
        "hidden. lo and hi are what is known of a hidden cell in any case, such as a range; in a "
        "row with a symbol they are what the symbol stands for, which --knowledge symbols uses. "
        "With zeros-shown a cell with a symbol is 1 or more.",
    .options = options,
    .option_count = STRATA_COUNT_OF(options),
    .more = more,
    .more_count = STRATA_COUNT_OF(more),
    .examples = examples,
    .example_count = STRATA_COUNT_OF(examples),
    .run = audit,
};
