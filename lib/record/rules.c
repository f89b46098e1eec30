/* The table made from rules.def, and its look-up. */
#include "record/rules.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const strata_rule rules[] = {
#define STRATA_RULE(id, severity, scope, wrong, advice)                                            \
    {id, STRATA_SEVERITY_##severity, STRATA_RULE_##scope, wrong, advice},
#include "record/rules.def"
#undef STRATA_RULE
};

static_assert(sizeof rules / sizeof rules[0] <= STRATA_RULES_MAX, "checks have room for all rules");

const char *strata_severity_name(strata_severity severity)
{
    static const char *const names[] = {"ignore", "note", "warning", "error"};
    return names[severity];
}

size_t strata_rule_count(void)
{
    return sizeof rules / sizeof rules[0];
}

const strata_rule *strata_rule_at(size_t index)
{
    return &rules[index];
}

static int compare(const void *id, const void *rule)
{
    return strcmp(id, ((const strata_rule *)rule)->id);
}

const strata_rule *strata_rule_find(const char *id)
{
    return bsearch(id, rules, strata_rule_count(), sizeof rules[0], compare);
}

const char *strata_rule_text(const char *id)
{
    const strata_rule *rule = strata_rule_find(id);
    return rule != NULL ? rule->wrong : "row not as expected";
}
