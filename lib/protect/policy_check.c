/* Whether a policy keeps its promise for every n. What one n has, a larger n of the same band has
 * too once a percent is three students: a tail or range of w whole percents holds at least
 * floor(w n / 100) numerators. So small n decide. */
#include <inttypes.h>
#include <stdio.h>

#include "protect/policy_code.h"
#include "protect/policy_load_parts.h"

enum {
    WHOLE = 100 /* percent */
};

/* A policy under inspection at one n. */
typedef struct inspection {
    const strata_node *file;
    const strata_policy_rules *rules;
    uint32_t band;
    uint64_t n;
} inspection;

static strata_node band_node(const inspection *at, strata_node *bands)
{
    (void)strata_node_member(at->file, "bands", bands); /* it was read */
    return strata_node_element(bands, at->band);
}

static strata_status fail_few(const inspection *at, const char *what, uint64_t count,
                              const char *needs)
{
    strata_node bands;
    const strata_node node = band_node(at, &bands);
    return strata_node_fail(&node, NULL,
                            "%s for n = %" PRIu64 " leaves %" PRIu64 " possible numerator%s, needs "
                            "%s",
                            what, at->n, count, count == 1 ? "" : "s", needs);
}

/* A tail or range that some k of n falls into must leave enough of them. */
static strata_status check_code(const inspection *at, strata_shown shown)
{
    uint64_t feasible[2];
    if (!strata_policy_feasible(at->rules, at->n, shown, feasible) ||
        feasible[1] - feasible[0] + 1 >= STRATA_FEASIBLE_MIN) {
        return STRATA_OK;
    }
    char text[STRATA_SHOWN_TEXT];
    char quoted[STRATA_SHOWN_TEXT + 2];
    (void)strata_shown_text(at->rules, shown, text);
    (void)snprintf(quoted, sizeof quoted, "\"%s\"", text);
    return fail_few(at, quoted, feasible[1] - feasible[0] + 1, "3");
}

/* Nobody, and all, are never told by a number; neither is what rounds to them. */
static strata_status check_end(const inspection *at, strata_shown number, const char *tail)
{
    uint64_t feasible[2];
    if (!strata_policy_feasible(at->rules, at->n, number, feasible)) {
        return STRATA_OK;
    }
    strata_node bands;
    const strata_node node = band_node(at, &bands);
    return strata_node_fail(&node, NULL,
                            "%s for n = %" PRIu64
                            " would be a number, needs a%s tail or \"min_numerator\"",
                            number.lo == 0 ? "0 %" : "100 %", at->n, tail);
}

static strata_status check_ends(const inspection *at, const strata_policy_band *band)
{
    const uint32_t all = WHOLE * strata_percent_unit(band->digits);
    strata_shown number = {.kind = STRATA_SHOWN_NUMBER, .digits = band->digits};
    STRATA_TRY(check_end(at, number, " lower"));
    number.lo = number.hi = all;
    return check_end(at, number, "n upper");
}

/* Hidden numerators stand together in runs of more than the width. */
static strata_status check_hidden(const inspection *at, uint64_t from, uint64_t until)
{
    uint64_t run = 0;
    for (uint64_t k = from; k <= until; k++) {
        const bool is_hidden = strata_policy_code(at->rules, at->n, k).kind == STRATA_SHOWN_HIDDEN;
        run += is_hidden ? 1 : 0;
        const bool ends = run > 0 && (!is_hidden || k == until);
        if (ends && run <= at->rules->width) {
            return fail_few(at, "a hidden figure", run, "one more than \"width\" in a row");
        }
        run = is_hidden ? run : 0;
    }
    return STRATA_OK;
}

static strata_status check_runs(const inspection *at)
{
    const uint64_t window = at->rules->min_numerator;
    if (at->n <= 2 * window + 2) {
        return check_hidden(at, 0, at->n);
    }
    STRATA_TRY(check_hidden(at, 0, window)); /* of numerators between nothing is hidden */
    return check_hidden(at, at->n - window - 1, at->n);
}

static strata_status check_n(const inspection *at, const strata_policy_band *band)
{
    const uint32_t unit = strata_percent_unit(band->digits);
    if (band->has_low) {
        STRATA_TRY(check_code(at, (strata_shown){.kind = STRATA_SHOWN_LOW,
                                                 .digits = band->digits,
                                                 .hi = band->low * unit}));
    }
    if (band->has_high) {
        STRATA_TRY(check_code(at, (strata_shown){.kind = STRATA_SHOWN_HIGH,
                                                 .digits = band->digits,
                                                 .lo = band->high * unit,
                                                 .hi = WHOLE * unit}));
    }
    for (uint32_t i = 0; i < band->range_count; i++) {
        STRATA_TRY(check_code(at, (strata_shown){.kind = STRATA_SHOWN_RANGE,
                                                 .lo = band->ranges[i].lo,
                                                 .hi = band->ranges[i].hi}));
    }
    STRATA_TRY(check_ends(at, band));
    return check_runs(at);
}

/* Above this every tail of a percent holds min_numerator students and three. */
static int64_t last_n(const strata_policy_rules *rules)
{
    const int64_t large = WHOLE * ((int64_t)rules->min_numerator + STRATA_FEASIBLE_MIN + 1);
    return large > STRATA_CHECKED_N ? large : STRATA_CHECKED_N;
}

strata_status strata_policy_check(const strata_node *file, const strata_policy_rules *rules)
{
    inspection at = {.file = file, .rules = rules};
    const int64_t last = last_n(rules);
    for (; at.band < rules->band_count; at.band++) {
        const strata_policy_band *band = &rules->bands[at.band];
        const bool is_open = band->n_to == STRATA_POLICY_NO_END;
        const int64_t until = is_open || band->n_to > last ? last : band->n_to;
        for (int64_t n = band->n_from; n <= until || n == band->n_from; n++) {
            at.n = (uint64_t)n;
            STRATA_TRY(check_n(&at, band));
        }
    }
    return STRATA_OK;
}
