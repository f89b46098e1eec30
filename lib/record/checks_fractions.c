/* The largest percent of every test and year, as far as it matters: above 1 or not. */
#include "record/checks_fractions.h"

#include <stdio.h>

#include "base/alloc.h"
#include "base/number.h"

enum {
    PERCENTS_MIN = 20, /* fewer may be small by chance */
    TEST_TEXT = 160
};

static bool is_of(const strata_fraction_test *test, const strata_published *published)
{
    return test->assessment == published->assessment && test->subject == published->subject &&
           test->year == published->year;
}

static strata_status find_test(strata_fractions *fractions, const strata_published *published,
                               strata_fraction_test **out, strata_error *err)
{
    if (fractions->last < fractions->count &&
        is_of(&fractions->tests[fractions->last], published)) {
        *out = &fractions->tests[fractions->last];
        return STRATA_OK;
    }
    size_t at = 0;
    while (at < fractions->count && !is_of(&fractions->tests[at], published)) {
        at++;
    }
    if (at == fractions->count) {
        STRATA_TRY(strata_reserve(&fractions->tests, &fractions->room, at + 1,
                                  sizeof *fractions->tests, err));
        fractions->tests[fractions->count++] =
            (strata_fraction_test){.assessment = published->assessment,
                                   .subject = published->subject,
                                   .year = published->year,
                                   .line = published->line};
    }
    fractions->last = at;
    *out = &fractions->tests[at];
    return STRATA_OK;
}

strata_status strata_fractions_add(strata_fractions *fractions, const strata_published *published,
                                   strata_error *err)
{
    strata_fraction_test *test = NULL;
    STRATA_TRY(find_test(fractions, published, &test, err));
    for (unsigned at = 0; at < published->statistic_count && !test->has_above; at++) {
        const strata_statistic *percent = &published->statistics[at];
        const bool is_percent =
            percent->stat == STRATA_STAT_PCT || percent->stat == STRATA_STAT_SHARE;
        if (is_percent && percent->has_value) {
            test->count++;
            test->has_some = test->has_some || percent->value > 0;
            test->has_above = percent->value > (int64_t)strata_power_of_ten(percent->decimals);
        }
    }
    return STRATA_OK;
}

static strata_status note(const strata_fraction_test *test, const strata_dictionary *dictionary,
                          const char *file, strata_issues *issues, strata_error *err)
{
    char text[TEST_TEXT];
    const char *subject = strata_dictionary_text(dictionary, test->subject);
    (void)snprintf(text, sizeof text, "%.60s%s%.60s %d",
                   strata_dictionary_text(dictionary, test->assessment),
                   subject[0] != '\0' ? " " : "", subject, (int)test->year);
    const strata_place_in_file at = {.file = file, .line = test->line};
    return strata_issues_add(issues, STRATA_SEVERITY_WARNING, "percent-as-fraction", at, text, err);
}

strata_status strata_fractions_finish(const strata_fractions *fractions,
                                      const strata_dictionary *dictionary, const char *file,
                                      strata_issues *issues, strata_error *err)
{
    for (size_t at = 0; at < fractions->count; at++) {
        const strata_fraction_test *test = &fractions->tests[at];
        if (!test->has_above && test->has_some && test->count >= PERCENTS_MIN) {
            STRATA_TRY(note(test, dictionary, file, issues, err));
        }
    }
    return STRATA_OK;
}

void strata_fractions_deinit(strata_fractions *fractions)
{
    strata_free(fractions->tests);
    *fractions = (strata_fractions){0};
}
