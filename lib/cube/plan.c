/* Words of --by, --levels and --grades. */
#include "cube/plan.h"

#include <string.h>

#include "schema/catalog.h"

enum {
    WORD_BYTES = 64
};

/* A word as NUL-ended text for messages and suggestions, cut if long. */
static const char *copy_word(strata_slice word, char out[WORD_BYTES])
{
    const size_t len = word.len < WORD_BYTES - 1 ? word.len : WORD_BYTES - 1;
    memcpy(out, word.text, len);
    out[len] = '\0';
    return out;
}

static strata_status fail_word(strata_error *err, strata_slice word, const char *kind,
                               const char *const *known, size_t count)
{
    char text[WORD_BYTES];
    return strata_fail_word(err, kind, copy_word(word, text), known, count);
}

/* The next word of a list with commas; *rest loses it. Ends with a *rest whose text is NULL. */
static strata_slice next_word(strata_slice *rest)
{
    const char *comma = rest->len > 0 ? memchr(rest->text, ',', rest->len) : NULL;
    strata_slice word = *rest;
    if (comma == NULL) {
        *rest = (strata_slice){NULL, 0};
    } else {
        word.len = (size_t)(comma - rest->text);
        rest->text += word.len + 1;
        rest->len -= word.len + 1;
    }
    return strata_slice_trim(word);
}

static strata_status add_scheme(strata_plan *plan, const strata_scheme *scheme, strata_error *err)
{
    for (unsigned at = 0; at < plan->scheme_count; at++) {
        if (strata_scheme_equal(&plan->schemes[at], scheme)) {
            return STRATA_OK;
        }
    }
    if (plan->scheme_count == STRATA_SCHEMES_MAX) {
        return strata_fail(err, STRATA_E_USAGE, "groups",
                           "more than %d dimensions and crosses; make the cells in several runs",
                           STRATA_SCHEMES_MAX);
    }
    plan->schemes[plan->scheme_count++] = *scheme;
    return STRATA_OK;
}

static void start_schemes(strata_plan *plan)
{
    plan->schemes[0] = (strata_scheme){.count = 1, .dims = {STRATA_DIM_ALL}};
    plan->scheme_count = 1;
}

void strata_plan_default(strata_plan *plan)
{
    *plan = (strata_plan){.each_grade = true, .all_grades = true};
    plan->populations[STRATA_ALL_TESTED] = true;
    start_schemes(plan);
    for (strata_dim dim = STRATA_DIM_EL; dim < STRATA_DIM_RECORDED; dim++) {
        plan->schemes[plan->scheme_count++] = (strata_scheme){.count = 1, .dims = {(uint8_t)dim}};
    }
    for (unsigned level = 0; level < STRATA_LEVEL_COUNT; level++) {
        plan->levels[level] = true;
    }
}

static bool parse_scheme(strata_slice word, strata_scheme *out)
{
    strata_dim dims[STRATA_CROSS_MAX] = {STRATA_DIM_ALL};
    const unsigned count = word.len > 0 ? strata_dims_parse(word, dims) : 0;
    *out = (strata_scheme){.count = (uint8_t)count};
    for (unsigned at = 0; at < count; at++) {
        out->dims[at] = (uint8_t)dims[at];
    }
    return count > 0;
}

strata_status strata_plan_schemes(strata_plan *plan, const char *text, strata_error *err)
{
    const char *names[STRATA_DIM_COUNT];
    for (strata_dim dim = STRATA_DIM_ALL; dim < STRATA_DIM_COUNT; dim++) {
        names[dim] = strata_dim_name(dim);
    }
    strata_plan parsed = *plan;
    start_schemes(&parsed);
    strata_slice rest = strata_slice_of(text);
    while (rest.text != NULL) {
        const strata_slice word = next_word(&rest);
        strata_scheme scheme;
        if (!parse_scheme(word, &scheme)) {
            return fail_word(err, word, "dimension or cross", names, STRATA_DIM_COUNT);
        }
        STRATA_TRY(add_scheme(&parsed, &scheme, err));
    }
    parsed.is_chosen = true;
    *plan = parsed;
    return STRATA_OK;
}

strata_status strata_plan_levels(strata_plan *plan, const char *text, strata_error *err)
{
    const char *const names[] = {
        strata_entity_level_name(STRATA_LEVEL_STATE), strata_entity_level_name(STRATA_LEVEL_COUNTY),
        strata_entity_level_name(STRATA_LEVEL_LEA), strata_entity_level_name(STRATA_LEVEL_SCHOOL)};
    bool levels[STRATA_LEVEL_COUNT] = {false};
    strata_slice rest = strata_slice_of(text);
    while (rest.text != NULL) {
        const strata_slice word = next_word(&rest);
        strata_entity_level level = STRATA_LEVEL_SET;
        if (!strata_entity_level_find(word, &level) || level == STRATA_LEVEL_SET) {
            return fail_word(err, word, "level of places", names, sizeof names / sizeof names[0]);
        }
        levels[level] = true;
    }
    memcpy(plan->levels, levels, sizeof plan->levels);
    return STRATA_OK;
}

strata_status strata_plan_grades(strata_plan *plan, const char *text, strata_error *err)
{
    static const char *const names[] = {"each", "all"};
    bool chosen[] = {false, false};
    strata_slice rest = strata_slice_of(text);
    while (rest.text != NULL) {
        const strata_slice word = next_word(&rest);
        const bool is_each = strata_slice_is(word, names[0]);
        if (!is_each && !strata_slice_is(word, names[1])) {
            return fail_word(err, word, "choice of grades", names, 2);
        }
        chosen[is_each ? 0 : 1] = true;
    }
    plan->each_grade = chosen[0];
    plan->all_grades = chosen[1];
    return STRATA_OK;
}

strata_status strata_plan_groups(strata_plan *plan, const char *text, strata_error *err)
{
    static const char *const names[] = {"all", "recorded"};
    const strata_slice word = strata_slice_trim(strata_slice_of(text));
    if (!strata_slice_is(word, names[0]) && !strata_slice_is(word, names[1])) {
        return fail_word(err, word, "choice of groups", names, 2);
    }
    plan->recorded_only = strata_slice_is(word, names[1]);
    return STRATA_OK;
}

strata_status strata_plan_race(strata_plan *plan, const char *text, strata_error *err)
{
    const char *names[STRATA_RACE_SCHEMES];
    for (unsigned scheme = 0; scheme < STRATA_RACE_SCHEMES; scheme++) {
        names[scheme] = strata_race_scheme_name((strata_race_scheme)scheme);
    }
    const strata_slice word = strata_slice_trim(strata_slice_of(text));
    return strata_race_scheme_find(word, &plan->race_scheme)
               ? STRATA_OK
               : fail_word(err, word, "race scheme", names, STRATA_RACE_SCHEMES);
}

strata_status strata_plan_population(strata_plan *plan, const char *text, strata_error *err)
{
    const char *const names[STRATA_POPULATIONS] = {strata_population_name(STRATA_ALL_TESTED),
                                                   strata_population_name(STRATA_ACCOUNTABILITY)};
    bool chosen[STRATA_POPULATIONS] = {false};
    strata_slice rest = strata_slice_of(text);
    while (rest.text != NULL) {
        const strata_slice word = next_word(&rest);
        unsigned at = 0;
        while (at < STRATA_POPULATIONS && !strata_slice_is(word, names[at])) {
            at++;
        }
        if (at == STRATA_POPULATIONS) {
            return fail_word(err, word, "population", names, STRATA_POPULATIONS);
        }
        chosen[at] = true;
    }
    memcpy(plan->populations, chosen, sizeof plan->populations);
    plan->is_population_chosen = true;
    return STRATA_OK;
}

strata_status strata_plan_meals(strata_plan *plan, const char *text, strata_error *err)
{
    static const char *const names[] = {"on", "off"};
    const strata_slice word = strata_slice_trim(strata_slice_of(text));
    if (!strata_slice_is(word, names[0]) && !strata_slice_is(word, names[1])) {
        return fail_word(err, word, "choice of the meal rule", names, 2);
    }
    plan->ignore_meals = strata_slice_is(word, names[1]);
    return STRATA_OK;
}
