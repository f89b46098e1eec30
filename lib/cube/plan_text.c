/* A plan as text, the same for all ways to say it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cube/plan.h"

static int compare_schemes(const void *left, const void *right)
{
    const strata_scheme *a = left;
    const strata_scheme *b = right;
    return a->count != b->count ? a->count - b->count : memcmp(a->dims, b->dims, a->count);
}

/* Adds a word to the text, `between` in front of it. */
static void add_word(char *out, const char *between, const char *word)
{
    const size_t len = strlen(out);
    (void)snprintf(out + len, STRATA_PLAN_TEXT - len, "%s%s", between, word);
}

static void add_schemes(const strata_plan *plan, char *out)
{
    strata_scheme schemes[STRATA_SCHEMES_MAX + 1];
    memcpy(schemes, plan->schemes, sizeof schemes);
    qsort(schemes, plan->scheme_count, sizeof schemes[0], compare_schemes);
    const char *between = "by=";
    for (unsigned at = 0; at < plan->scheme_count; at++) {
        for (unsigned dim = 0; dim < schemes[at].count; dim++) {
            add_word(out, between, strata_dim_name((strata_dim)schemes[at].dims[dim]));
            between = "*";
        }
        between = ",";
    }
}

static void add_levels(const strata_plan *plan, char *out)
{
    const char *between = " levels=";
    for (unsigned level = 0; level < STRATA_LEVEL_COUNT; level++) {
        if (plan->levels[level]) {
            add_word(out, between, strata_entity_level_name((strata_entity_level)level));
            between = ",";
        }
    }
}

static void add_populations(const strata_plan *plan, char *out)
{
    const char *between = " population=";
    for (unsigned at = 0; at < STRATA_POPULATIONS && plan->is_population_chosen; at++) {
        if (plan->populations[at]) {
            add_word(out, between, strata_population_name((strata_population)at));
            between = ",";
        }
    }
}

char *strata_plan_text(const strata_plan *plan, char out[STRATA_PLAN_TEXT])
{
    strata_plan settled;
    strata_plan_settle(plan, &settled);
    out[0] = '\0';
    add_schemes(&settled, out);
    add_levels(plan, out);
    add_word(out, " grades=", plan->each_grade ? "each" : "");
    if (plan->all_grades) {
        add_word(out, plan->each_grade ? "," : "", "all");
    }
    add_word(out, " race=", strata_race_scheme_name(plan->race_scheme));
    if (plan->recorded_only) {
        add_word(out, " groups=", "recorded");
    }
    add_populations(plan, out);
    if (plan->ignore_meals) {
        add_word(out, " meals=", "off");
    }
    return out;
}
