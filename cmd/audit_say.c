/* From verdicts to sentences. */
#include "audit_say.h"

#include <string.h>

#include "protect/audit_write.h"
#include "report.h"

enum {
    SAID_MOST = 10
};

static bool is_unsafe(const strata_audit *audit, uint32_t number)
{
    const strata_verdict verdict = strata_audit_asked(audit, number).verdict;
    return verdict != STRATA_VERDICT_SAFE && verdict != STRATA_VERDICT_SHOWN;
}

static const char *how(strata_attack attack)
{
    static const char *const words[] = {
        [STRATA_ATTACK_NONE] = "it is printed, or as good as printed",
        [STRATA_ATTACK_SUBTRACTION] =
            "it is what is left of a total when the other parts are taken away",
        [STRATA_ATTACK_BOUNDS] = "totals and parts leave at most and at least as much",
        [STRATA_ATTACK_LINEAR] = "several totals together leave only this",
        [STRATA_ATTACK_WHOLE] = "students are whole, and few tables fit",
    };
    return words[attack];
}

static void say(const strata_call *call, const strata_audit *audit,
                const strata_published_release *published, uint32_t number)
{
    static const char *const can[STRATA_VERDICT_COUNT] = {
        [STRATA_VERDICT_EXACT] = "readers can work out exactly",
        [STRATA_VERDICT_NARROW] = "readers can tell but for a few possible numbers",
        [STRATA_VERDICT_UNPROVEN] = "it was not shown that readers cannot work out",
    };
    const strata_finding finding = strata_audit_asked(audit, number);
    const char *id = strata_release_cell_id(published->unknowns->release, number);
    const char *slash = strrchr(id, '/');
    const int len = slash != NULL ? (int)(slash - id) : (int)strlen(id);
    char what[STRATA_NUMBER_WORDS_TEXT];
    strata_number_words(&published->unknowns->of[number], what);
    if (finding.verdict == STRATA_VERDICT_UNPROVEN) {
        strata_report_line(call, "%.*s: %s %s", len, id, can[finding.verdict], what);
    } else {
        strata_report_line(call, "%.*s: %s %s: %s", len, id, can[finding.verdict], what,
                           how(finding.attack));
    }
}

void strata_audit_say(const strata_call *call, const strata_audit *audit,
                      const strata_published_release *published)
{
    const strata_unknowns *unknowns = published->unknowns;
    uint32_t last = UINT32_MAX; /* the group that was spoken of last */
    size_t groups = 0;
    for (uint32_t number = 0; number < unknowns->release->cell_count; number++) {
        if (unknowns->of[number].node == last || !is_unsafe(audit, number)) {
            continue;
        }
        last = unknowns->of[number].node;
        if (groups++ < SAID_MOST) {
            say(call, audit, published, number);
        }
    }
    if (groups > SAID_MOST) {
        strata_report_line(call, "and %zu more groups; the bounds name all their numbers",
                           groups - SAID_MOST);
    }
}
