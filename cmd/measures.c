/* What can be computed. */
#include "command.h"
#include "gap/gap.h"
#include "measure/measure.h"
#include "table/printer.h"
#include "trend/trend.h"

extern const strata_command strata_command_measures;

static void print_line(strata_printer *out, const char *id, const char *unit, const char *title)
{
    strata_print_format(out, "%-14s %-22s %s\n", id, unit, title);
}

static void print_all(strata_printer *out)
{
    strata_print(out, "of one group (--measure)\n");
    for (size_t i = 0; i < strata_measure_count(); i++) {
        const strata_measure *measure = strata_measure_at(i);
        print_line(out, measure->id, measure->unit, measure->title);
    }
    strata_print(out, "gaps, reference minus focal (--measure)\n");
    for (size_t i = 0; i < strata_gap_count(); i++) {
        const strata_gap *gap = strata_gap_at(i);
        print_line(out, gap->id, gap->unit, gap->title);
    }
    strata_print(out, "trends of any of them (--model)\n");
    for (size_t i = 0; i < strata_trend_count(); i++) {
        const strata_trend *trend = strata_trend_at(i);
        print_line(out, trend->id, trend->unit, trend->title);
    }
}

static strata_status measures(strata_call *call, strata_error *err)
{
    STRATA_TRY(strata_call_expect_words(call, 0, 0, "", err));
    strata_sink *sink = NULL;
    STRATA_TRY(strata_sink_open("-", false, &sink, err));
    strata_printer out = strata_printer_of(sink, err);
    print_all(&out);
    return strata_sink_end(sink, out.status, err);
}

static const char *const examples[] = {
    "strata measures",
};

const strata_command strata_command_measures = {
    .name = "measures",
    .summary = "what can be computed, with units",
    .usage = "",
    .description =
        "Lists the measures of one group, the gaps between two groups, and the trends of any "
        "of them, by the words that --measure and --model take.",
    .examples = examples,
    .example_count = STRATA_COUNT_OF(examples),
    .run = measures,
};
