/* Wishes by number of the rule. */
#include "record/checks.h"

#include <stdio.h>
#include <string.h>

#include "schema/catalog.h"

enum {
    RULE_TEXT = 64
};

static strata_status fail_rule(const char *id, strata_error *err)
{
    const char *names[STRATA_RULES_MAX];
    for (size_t at = 0; at < strata_rule_count(); at++) {
        names[at] = strata_rule_at(at)->id;
    }
    const char *nearest = strata_nearest(id, names, strata_rule_count());
    return strata_fail(err, STRATA_E_USAGE, "check-unknown", "there is no rule \"%.40s\"; %s%s", id,
                       nearest != NULL ? "the nearest is " : "see strata schema rules",
                       nearest != NULL ? nearest : "");
}

static strata_status find_severity(const char *word, strata_severity *out, strata_error *err)
{
    for (unsigned at = 0; at < STRATA_SEVERITY_COUNT; at++) {
        if (strcmp(word, strata_severity_name((strata_severity)at)) == 0) {
            *out = (strata_severity)at;
            return STRATA_OK;
        }
    }
    return strata_fail(err, STRATA_E_USAGE, "check-unknown",
                       "\"%.40s\" is no severity, expected error, warning, note or ignore", word);
}

strata_status strata_checks_set(strata_checks *checks, const char *text, strata_error *err)
{
    char id[RULE_TEXT];
    const size_t len = strcspn(text, "=");
    if (text[len] == '\0' || len >= sizeof id) {
        return strata_fail(err, STRATA_E_USAGE, "check-unknown",
                           "\"%.40s\" is no check, expected RULE=error|warning|note|ignore", text);
    }
    (void)snprintf(id, sizeof id, "%.*s", (int)len, text);
    const strata_rule *rule = strata_rule_find(id);
    if (rule == NULL) {
        return fail_rule(id, err);
    }
    strata_severity severity = STRATA_SEVERITY_ERROR;
    STRATA_TRY(find_severity(text + len + 1, &severity, err));
    if (rule->scope == STRATA_RULE_NEEDED && severity != STRATA_SEVERITY_ERROR) {
        return strata_fail(err, STRATA_E_USAGE, "check-needed",
                           "rule %s is always an error: without it a row cannot be read", id);
    }
    checks->wish[rule - strata_rule_at(0)] = (uint8_t)(1 + severity);
    return STRATA_OK;
}

/* What the user wishes, else what is usual. */
static strata_severity wish_or(const strata_checks *checks, const strata_rule *rule,
                               strata_severity usual)
{
    const uint8_t wish =
        checks != NULL && rule != NULL ? checks->wish[rule - strata_rule_at(0)] : 0;
    return wish > 0 ? (strata_severity)(wish - 1) : usual;
}

strata_severity strata_checks_severity(const strata_checks *checks, const char *rule)
{
    const strata_rule *known = strata_rule_find(rule);
    return wish_or(checks, known, known != NULL ? known->severity : STRATA_SEVERITY_WARNING);
}

strata_severity strata_checks_judge(const strata_checks *checks, const char *rule,
                                    strata_severity found)
{
    return found == STRATA_SEVERITY_ERROR ? found : wish_or(checks, strata_rule_find(rule), found);
}
