/* The registry of policies, how they are applied, and the gate between cells and estimates. */
#include "protect/policy.h"

#include <stdio.h>
#include <string.h>

#include "cube/protection_line.h"
#include "protect/hiding.h"
#include "protect/links.h"

#define STRATA_POLICY(id) extern const strata_policy strata_policy_##id;
#include "protect/policies.def"
#undef STRATA_POLICY

static const strata_policy *const all[] = {
#define STRATA_POLICY(id) &strata_policy_##id,
#include "protect/policies.def"
#undef STRATA_POLICY
};

static const char unprotected[] = "unprotected";

size_t strata_policy_count(void)
{
    return sizeof all / sizeof all[0];
}

const strata_policy *strata_policy_at(size_t index)
{
    return all[index];
}

const strata_policy *strata_policy_find(const char *id)
{
    for (size_t at = 0; at < strata_policy_count(); at++) {
        if (strcmp(all[at]->id, id) == 0) {
            return all[at];
        }
    }
    return NULL;
}

/* ---- policies that are files ---- */

/* Words that say something else than the id of a file, where the id of a policy stands. */
static bool is_taken(const char *id)
{
    static const char *const words[] = {"unprotected", "confidential", "published", "auto", "list"};
    for (size_t at = 0; at < sizeof words / sizeof words[0]; at++) {
        if (strcmp(id, words[at]) == 0) {
            return true;
        }
    }
    return strata_policy_find(id) != NULL;
}

/* What a set says that the policy was applied to; false: there is no room for it. */
static bool format_line(const strata_policy *policy, char out[STRATA_PROTECTION_TEXT])
{
    memset(out, 0, STRATA_PROTECTION_TEXT);
    return strata_protection_line_format(policy->id, policy->apply == NULL ? policy->min_n : 0,
                                         out);
}

strata_status strata_policy_of_rules(const strata_policy_rules *rules, strata_policy *out,
                                     strata_error *err)
{
    char line[STRATA_PROTECTION_TEXT];
    if (!strata_protection_line_format(rules->id, rules->min_n, line)) {
        return strata_fail(err, STRATA_E_USAGE, "policy-name",
                           "the id of policy \"%.80s\" is too long; give the file a shorter name",
                           rules->id);
    }
    if (is_taken(rules->id)) {
        return strata_fail(err, STRATA_E_USAGE, "policy-name",
                           "no policy of a file may be called \"%s\"; give the file another name",
                           rules->id);
    }
    *out = (strata_policy){.title = rules->title.text != NULL ? rules->title.text : "",
                           .publishable = true,
                           .min_n = rules->min_n,
                           .rules = rules};
    memcpy(out->id, rules->id, strlen(rules->id));
    return STRATA_OK;
}

/* ---- what a set says ---- */

bool strata_policy_of_set(const strata_cellset *set, strata_policy *out)
{
    const strata_protection_line line = strata_protection_line_of(set->protection);
    const strata_policy *built_in = line.min_n == 0 ? strata_policy_find(line.word) : NULL;
    if (built_in != NULL) {
        *out = *built_in;
        return true;
    }
    const bool is_file = line.min_n > 0 && !is_taken(line.word);
    *out = (strata_policy){.title = "",
                           .publishable = is_file,
                           .confidential = !is_file,
                           .min_n = is_file ? line.min_n : 0};
    memcpy(out->id, line.word, sizeof out->id);
    return is_file;
}

bool strata_policy_is_of_set(const strata_policy *policy, const strata_cellset *set)
{
    char line[STRATA_PROTECTION_TEXT];
    return format_line(policy, line) && strcmp(line, set->protection) == 0;
}

bool strata_protection_is_confidential(const strata_cellset *set)
{
    strata_policy policy;
    return !strata_policy_of_set(set, &policy) || policy.confidential;
}

/* ---- protecting ---- */

static size_t count_shown(const strata_cellset *set)
{
    size_t shown = 0;
    for (size_t at = 0; at < set->count; at++) {
        shown += strata_links_has(&set->cells[at]) ? 1 : 0;
    }
    return shown;
}

static size_t count_published(const strata_cellset *set)
{
    size_t published = 0;
    for (size_t at = 0; at < set->count; at++) {
        published += set->cells[at].key.source == STRATA_PUBLISHED ? 1 : 0;
    }
    return published;
}

static strata_status apply_built_in(const strata_policy *policy, strata_cellset *set,
                                    strata_protect_report *report, strata_error *err)
{
    const size_t shown = count_shown(set);
    STRATA_TRY(policy->apply(policy, set, err));
    const size_t hidden = shown - count_shown(set);
    *report = (strata_protect_report){.cells = shown, .primary = hidden, .hidden = hidden};
    return STRATA_OK;
}

static strata_status apply_rules(const strata_policy *policy, strata_cellset *set,
                                 strata_history *history, strata_protect_report *report,
                                 strata_error *err)
{
    const strata_protect_terms terms = {.rules = policy->rules, .suppressor = &strata_hiding};
    return history != NULL ? strata_history_protect(history, &terms, set, report, err)
                           : strata_protect_cells(terms.rules, set, terms.suppressor, report, err);
}

strata_status strata_protect_in_time(const strata_policy *policy, strata_cellset *set,
                                     strata_history *history, strata_protect_report *report,
                                     strata_error *err)
{
    strata_protect_report own;
    strata_protect_report *filled = report != NULL ? report : &own;
    if (strcmp(set->protection, unprotected) != 0) {
        return strata_fail(err, STRATA_E_USAGE, "protected-already",
                           "these cells were protected already, by the policy '%s'; give protect "
                           "the cells as strata cells made them",
                           set->protection);
    }
    STRATA_TRY(policy->rules != NULL ? apply_rules(policy, set, history, filled, err)
                                     : apply_built_in(policy, set, filled, err));
    filled->published = count_published(set);
    (void)format_line(policy, set->protection); /* there is room: strata_policy_of_rules */
    return STRATA_OK;
}

strata_status strata_protect(const strata_policy *policy, strata_cellset *set,
                             strata_protect_report *report, strata_error *err)
{
    return strata_protect_in_time(policy, set, NULL, report, err);
}

/* ---- the gate ---- */

static bool has_counted(const strata_cellset *set)
{
    for (size_t at = 0; at < set->count; at++) {
        if (set->cells[at].key.source == STRATA_COUNTED) {
            return true;
        }
    }
    return false;
}

strata_status strata_protection_gate(const strata_cellset *set, bool internal, strata_error *err)
{
    if (internal || !strata_protection_is_confidential(set) || !has_counted(set)) {
        return STRATA_OK;
    }
    return strata_fail(err, STRATA_E_PROTECTED, "unprotected",
                       "these cells show small groups (protection '%s'): run strata protect first, "
                       "or give --internal for confidential output",
                       set->protection);
}

uint32_t strata_protection_min_n(const strata_cellset *set)
{
    strata_policy policy;
    if (strata_policy_of_set(set, &policy)) {
        return policy.min_n;
    }
    return has_counted(set) ? 0 : STRATA_MIN_N_DEFAULT;
}

bool strata_protection_is_small(const strata_cell *cell, uint32_t min_n)
{
    if (min_n == 0 || !strata_cell_is_shown(cell)) {
        return false;
    }
    const bool is_tested_known = (cell->has & STRATA_HAS_TESTED) != 0;
    const bool is_scored_known = (cell->has & STRATA_HAS_SCORED) != 0;
    if (!is_tested_known && !is_scored_known) {
        return cell->key.source == STRATA_COUNTED;
    }
    return (is_tested_known && cell->n_tested < min_n) ||
           (is_scored_known && cell->n_scored < min_n);
}

const char *strata_protection_word(const strata_cellset *set, bool published_only,
                                   char out[STRATA_PROTECTION_TEXT])
{
    strata_policy policy;
    const bool is_known = strata_policy_of_set(set, &policy) && !policy.confidential;
    const char *word = is_known ? policy.id : "confidential";
    (void)snprintf(out, STRATA_PROTECTION_TEXT, "%s", published_only ? "published" : word);
    return out;
}
