/* What can be computed. */
#include "command.h"
#include "gap/gap.h"
#include "measure/measure.h"
#include "trend/trend.h"

extern const strata_command strata_command_measures;

static strata_status write_line(strata_sink *sink, const char *id, const char *unit,
                                const char *title, strata_error *err)
{
    return strata_sink_format(sink, err, "%-14s %-22s %s\n", id, unit, title);
}

static strata_status write_all(strata_sink *sink, strata_error *err)
{
    STRATA_TRY(strata_sink_text(sink, "of one group (--measure)\n", err));
    for (size_t i = 0; i < strata_measure_count(); i++) {
        const strata_measure *measure = strata_measure_at(i);
        STRATA_TRY(write_line(sink, measure->id, measure->unit, measure->title, err));
    }
    STRATA_TRY(strata_sink_text(sink, "gaps, reference minus focal (--measure)\n", err));
    for (size_t i = 0; i < strata_gap_count(); i++) {
        const strata_gap *gap = strata_gap_at(i);
        STRATA_TRY(write_line(sink, gap->id, gap->unit, gap->title, err));
    }
    STRATA_TRY(strata_sink_text(sink, "trends of any of them (--model)\n", err));
    for (size_t i = 0; i < strata_trend_count(); i++) {
        const strata_trend *trend = strata_trend_at(i);
        STRATA_TRY(write_line(sink, trend->id, trend->unit, trend->title, err));
    }
    return STRATA_OK;
}

static strata_status measures(strata_call *call, strata_error *err)
{
    STRATA_TRY(strata_call_expect_words(call, 0, 0, "", err));
    strata_sink *sink = NULL;
    STRATA_TRY(strata_sink_open("-", false, &sink, err));
    const strata_status status = write_all(sink, err);
    if (status != STRATA_OK) {
        strata_sink_discard(sink);
        return status;
    }
    return strata_sink_commit(sink, err);
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
