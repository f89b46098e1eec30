/* Plans are compared word by word. */
#include "run/cells_plan.h"

#include <string.h>

/* The word of a plan that says the same of it as `like`: "race=ed2007" for "race=multi2024". Empty
 * if there is none. */
static strata_slice word_like(const char *plan, strata_slice like)
{
    const char *is = memchr(like.text, '=', like.len);
    const size_t name = is != NULL ? (size_t)(is - like.text) + 1 : like.len;
    while (*plan != '\0') {
        const strata_slice word = {plan, strcspn(plan, " ")};
        if (word.len >= name && memcmp(word.text, like.text, name) == 0) {
            return word;
        }
        plan += word.len + strspn(plan + word.len, " ");
    }
    return (strata_slice){plan, 0};
}

static bool is_made_so(strata_slice word, const char *usual, const char *made)
{
    return strata_slice_equal(word, word_like(usual, word)) ||
           strata_slice_equal(word, word_like(made, word));
}

strata_status strata_cells_plan_check(const strata_plan *plan, const char *made, const char *path,
                                      strata_error *err)
{
    strata_plan usual_plan;
    char asked_text[STRATA_PLAN_TEXT];
    char usual_text[STRATA_PLAN_TEXT];
    strata_plan_default(&usual_plan);
    const char *asked = strata_plan_text(plan, asked_text);
    const char *usual = strata_plan_text(&usual_plan, usual_text);
    /* a race scheme changes dimensions too: it is named before them */
    strata_slice word = word_like(asked, strata_slice_of("race="));
    while (is_made_so(word, usual, made)) {
        word = (strata_slice){asked, strcspn(asked, " ")};
        asked += word.len + strspn(asked + word.len, " ");
        if (word.len == 0) {
            return STRATA_OK;
        }
    }
    return strata_fail_at(err, STRATA_E_USAGE, "cells-plan", (strata_place_in_file){.file = path},
                          "holds cells that were not made with %.*s; leave that out, or make the "
                          "cells again",
                          (int)word.len, word.text);
}

/* ---- schemes ---- */

static bool has_group(const strata_plan *plan, unsigned scheme, strata_group_key group)
{
    const strata_plan alone = {.schemes = {plan->schemes[scheme]}, .scheme_count = 1};
    return strata_plan_has_group(&alone, group);
}

void strata_seen_schemes_add(strata_seen_schemes *seen, const strata_plan *plan,
                             strata_group_key group)
{
    for (unsigned i = 0; i < plan->scheme_count; i++) {
        const uint64_t bit = UINT64_C(1) << i;
        if ((seen->schemes & bit) == 0 && has_group(plan, i, group)) {
            seen->schemes |= bit;
        }
    }
}

strata_status strata_seen_schemes_check(const strata_seen_schemes *seen, const strata_plan *plan,
                                        strata_issues *issues, strata_error *err)
{
    for (unsigned i = 1; plan->is_chosen && i < plan->scheme_count; i++) {
        if ((seen->schemes >> i & 1) != 0) {
            continue;
        }
        strata_group_key group = {{0}, {0}};
        memcpy(group.dim, plan->schemes[i].dims, plan->schemes[i].count);
        char name[STRATA_GROUP_TEXT];
        strata_group_key_dim_text(group, name);
        STRATA_TRY(strata_issues_add(issues, STRATA_SEVERITY_WARNING, "group-missing",
                                     (strata_place_in_file){0}, name, err));
    }
    return STRATA_OK;
}
