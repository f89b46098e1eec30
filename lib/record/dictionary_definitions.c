/* What the groups of a dictionary's tests mean in which years. */
#include <string.h>

#include "base/alloc.h"
#include "record/dictionary_parts.h"
#include "schema/years.h"

static int compare_redefinitions(const strata_dictionary *dictionary, const strata_redefinition *a,
                                 const strata_redefinition *b)
{
    const int order = strata_dictionary_compare(dictionary, a->assessment, b->assessment);
    if (order != 0) {
        return order;
    }
    return a->dim != b->dim ? (int)a->dim - (int)b->dim : (int)a->from - (int)b->from;
}

strata_status strata_dictionary_redefine(strata_dictionary *dictionary,
                                         const strata_redefinition *redefinition, strata_error *err)
{
    size_t at = 0;
    int order = -1;
    while (at < dictionary->redefinition_count &&
           (order = compare_redefinitions(dictionary, &dictionary->redefinitions[at],
                                          redefinition)) < 0) {
        at++;
    }
    if (at < dictionary->redefinition_count && order == 0) {
        strata_redefinition *there = &dictionary->redefinitions[at];
        if (strata_dictionary_compare(dictionary, redefinition->label, there->label) < 0) {
            there->label = redefinition->label; /* the same one whatever the order of files */
        }
        return STRATA_OK;
    }
    STRATA_TRY(strata_reserve(&dictionary->redefinitions, &dictionary->redefinition_room,
                              dictionary->redefinition_count + 1, sizeof *dictionary->redefinitions,
                              err));
    memmove(&dictionary->redefinitions[at + 1], &dictionary->redefinitions[at],
            (dictionary->redefinition_count - at) * sizeof *dictionary->redefinitions);
    dictionary->redefinitions[at] = *redefinition;
    dictionary->redefinition_count++;
    return STRATA_OK;
}

size_t strata_dictionary_redefinition_count(const strata_dictionary *dictionary)
{
    return dictionary->redefinition_count;
}

const strata_redefinition *strata_dictionary_redefinition_at(const strata_dictionary *dictionary,
                                                             size_t index)
{
    return &dictionary->redefinitions[index];
}

bool strata_dictionary_is_redefined(const strata_dictionary *dictionary, uint32_t assessment,
                                    strata_group_key group, int from, int until)
{
    for (size_t at = 0; at < dictionary->redefinition_count; at++) {
        const strata_redefinition *one = &dictionary->redefinitions[at];
        const bool is_between =
            one->assessment == assessment && from < one->from && one->from <= until;
        for (unsigned part = 0; is_between && part < STRATA_CROSS_MAX; part++) {
            if (group.dim[part] == one->dim) {
                return true;
            }
        }
    }
    return false;
}

static int compare_exits(const strata_dictionary *dictionary, const strata_exit_rule *a,
                         const strata_exit_rule *b)
{
    const int order = strata_dictionary_compare(dictionary, a->assessment, b->assessment);
    if (order != 0) {
        return order;
    }
    return a->from != b->from ? (int)a->from - (int)b->from : (int)a->until - (int)b->until;
}

static strata_status fail_exits(const strata_dictionary *dictionary, const strata_exit_rule *there,
                                const strata_exit_rule *rule, strata_error *err)
{
    return strata_fail(err, STRATA_E_INPUT, "exits-differ",
                       "assessment \"%s\": el_accountability has students up to %u and up to %u "
                       "years after reclassification; expected inputs made with one version of "
                       "the schema",
                       strata_dictionary_text(dictionary, rule->assessment), (unsigned)there->years,
                       (unsigned)rule->years);
}

strata_status strata_dictionary_add_exits(strata_dictionary *dictionary,
                                          const strata_exit_rule *rule, strata_error *err)
{
    size_t at = 0;
    int order = -1;
    while (at < dictionary->exit_count &&
           (order = compare_exits(dictionary, &dictionary->exits[at], rule)) < 0) {
        at++;
    }
    if (at < dictionary->exit_count && order == 0) {
        const strata_exit_rule *there = &dictionary->exits[at];
        return there->years == rule->years ? STRATA_OK : fail_exits(dictionary, there, rule, err);
    }
    STRATA_TRY(strata_reserve(&dictionary->exits, &dictionary->exit_room,
                              dictionary->exit_count + 1, sizeof *dictionary->exits, err));
    memmove(&dictionary->exits[at + 1], &dictionary->exits[at],
            (dictionary->exit_count - at) * sizeof *dictionary->exits);
    dictionary->exits[at] = *rule;
    dictionary->exit_count++;
    return STRATA_OK;
}

size_t strata_dictionary_exits_count(const strata_dictionary *dictionary)
{
    return dictionary->exit_count;
}

const strata_exit_rule *strata_dictionary_exits_at(const strata_dictionary *dictionary,
                                                   size_t index)
{
    return &dictionary->exits[index];
}

unsigned strata_dictionary_exit_years(const strata_dictionary *dictionary, uint32_t assessment,
                                      int year)
{
    for (size_t at = 0; at < dictionary->exit_count; at++) {
        const strata_exit_rule *rule = &dictionary->exits[at];
        if (rule->assessment == assessment &&
            strata_years_hold((strata_years){rule->from, rule->until}, year)) {
            return rule->years;
        }
    }
    return STRATA_EXIT_YEARS_MAX;
}

/* The number here of a text of another dictionary. */
static strata_status take_text(strata_dictionary *dictionary, const strata_dictionary *from,
                               uint32_t *id, strata_error *err)
{
    const char *text = strata_dictionary_text(from, *id);
    return strata_intern_add(dictionary->texts, text, strlen(text), id, err);
}

strata_status strata_dictionary_add_definitions(strata_dictionary *dictionary,
                                                const strata_dictionary *from, strata_error *err)
{
    for (size_t at = 0; at < from->redefinition_count; at++) {
        strata_redefinition made = from->redefinitions[at];
        STRATA_TRY(take_text(dictionary, from, &made.assessment, err));
        STRATA_TRY(take_text(dictionary, from, &made.label, err));
        STRATA_TRY(strata_dictionary_redefine(dictionary, &made, err));
    }
    for (size_t at = 0; at < from->exit_count; at++) {
        strata_exit_rule made = from->exits[at];
        STRATA_TRY(take_text(dictionary, from, &made.assessment, err));
        STRATA_TRY(strata_dictionary_add_exits(dictionary, &made, err));
    }
    return STRATA_OK;
}
