/* From the races of a student to groups: the rule of 2007, the presentations of 2024, sets of
 * races.
 */
#include "schema/race_set.h"

#include <assert.h>
#include <string.h>

#include "schema/group_codes.h"

/* All sets of the races by name, in the order of their bits: each race doubles the list. */
#define SETS_0(after) after,
#define SETS_1(after) SETS_0(after) SETS_0("+american_indian" after)
#define SETS_2(after) SETS_1(after) SETS_1("+asian" after)
#define SETS_3(after) SETS_2(after) SETS_2("+black" after)
#define SETS_4(after) SETS_3(after) SETS_3("+filipino" after)
#define SETS_5(after) SETS_4(after) SETS_4("+hispanic" after)
#define SETS_6(after) SETS_5(after) SETS_5("+middle_eastern" after)
#define SETS_7(after) SETS_6(after) SETS_6("+pacific_islander" after)
#define SETS_8(after) SETS_7(after) SETS_7("+white" after)

static const char *const set_names[] = {SETS_8("")};

#define RACE(id) (UINT32_C(1) << CODE_RACE_##id)

static_assert((int)CODE_RACE_AMERICAN_INDIAN == 1 &&
                  (int)CODE_RACE_WHITE == (int)STRATA_RACE_SET_RACES,
              "the races come first, and SETS_8 has them all");

enum {
    TOLD_APART_MAX = 6 /* races of a set; more of them are two_or_more */
};

static const uint32_t all_races = 0xFFU << CODE_RACE_AMERICAN_INDIAN; /* bits of a mask */

static unsigned count_bits(uint32_t bits)
{
    unsigned count = 0;
    for (; bits != 0; bits &= bits - 1) {
        count++;
    }
    return count;
}

static strata_code lowest_bit(uint32_t bits)
{
    strata_code code = 0;
    while ((bits >> code & 1) == 0) {
        code++;
    }
    return code;
}

const char *strata_race_set_name(strata_code code)
{
    switch (code) {
    case STRATA_RACE_SET_TWO_OR_MORE:
        return strata_group_name(STRATA_DIM_RACE, CODE_RACE_TWO_OR_MORE);
    case STRATA_RACE_SET_NOT_REPORTED:
        return strata_group_name(STRATA_DIM_RACE, CODE_RACE_NOT_REPORTED);
    default:
        return code != 0 ? set_names[code] + 1 : "";
    }
}

static strata_code set_of(uint32_t races)
{
    return count_bits(races) <= TOLD_APART_MAX ? (strata_code)(races >> 1)
                                               : STRATA_RACE_SET_TWO_OR_MORE;
}

/* The next word of a list, which loses it and its '+'. */
static strata_slice next_word(strata_slice *rest)
{
    const char *plus = memchr(rest->text, '+', rest->len);
    strata_slice word = *rest;
    if (plus == NULL) {
        *rest = (strata_slice){NULL, 0};
        return word;
    }
    word.len = (size_t)(plus - rest->text);
    rest->text += word.len + 1;
    rest->len -= word.len + 1;
    return word;
}

strata_code strata_race_set_find(strata_slice name)
{
    uint32_t races = 0;
    if (strata_slice_is(name, strata_race_set_name(STRATA_RACE_SET_TWO_OR_MORE))) {
        return STRATA_RACE_SET_TWO_OR_MORE;
    }
    if (strata_slice_is(name, strata_race_set_name(STRATA_RACE_SET_NOT_REPORTED))) {
        return STRATA_RACE_SET_NOT_REPORTED;
    }
    while (name.text != NULL) {
        const strata_code code =
            name.len > 0 ? strata_group_find(STRATA_DIM_RACE, next_word(&name)) : 0;
        const uint32_t bit = UINT32_C(1) << code;
        if ((bit & all_races) == 0 || (races & bit) != 0) {
            return 0;
        }
        races |= bit;
    }
    return count_bits(races) <= TOLD_APART_MAX ? set_of(races) : 0;
}

/* Both rules count the minimum categories, and Filipinos are among Asians there: both recorded is
 * one race. */
static uint32_t minimum_categories(uint32_t races)
{
    return (races & RACE(ASIAN)) != 0 ? races & ~RACE(FILIPINO) : races;
}

strata_code strata_race_ed2007(strata_race_mask mask)
{
    const uint32_t races = minimum_categories(mask & all_races);
    if ((races & RACE(HISPANIC)) != 0) {
        return CODE_RACE_HISPANIC;
    }
    if (count_bits(races) > 1 || (mask & RACE(TWO_OR_MORE)) != 0) {
        return CODE_RACE_TWO_OR_MORE;
    }
    if (races != 0) {
        return lowest_bit(races);
    }
    return mask == RACE(NOT_REPORTED) ? CODE_RACE_NOT_REPORTED : 0;
}

static const char *const scheme_names[STRATA_RACE_SCHEMES] = {
    [STRATA_RACE_ED2007] = "ed2007",
    [STRATA_RACE_ALONE_OR_IN] = "alone-or-combination",
    [STRATA_RACE_COMBINATIONS] = "combinations",
    [STRATA_RACE_MULTI2024] = "multi2024",
};

const char *strata_race_scheme_name(strata_race_scheme scheme)
{
    return scheme_names[scheme];
}

bool strata_race_scheme_find(strata_slice name, strata_race_scheme *out)
{
    unsigned scheme = 0;
    if (!strata_slice_word(name, scheme_names, STRATA_RACE_SCHEMES, &scheme)) {
        return false;
    }
    *out = (strata_race_scheme)scheme;
    return true;
}

/* What a student's record says of race. */
typedef struct race_answer {
    uint32_t races;       /* those that are named, bits of a mask */
    strata_code no_names; /* two_or_more of which at most one is named, not_reported, or 0 */
    bool is_multiple;     /* several, named or not */
} race_answer;

static race_answer answer_of(strata_code category, strata_race_mask mask)
{
    const uint32_t category_bit = category != 0 ? UINT32_C(1) << category : 0;
    const uint32_t said = mask | category_bit;
    race_answer answer = {.races = mask & all_races};
    if (answer.races == 0) {
        answer.races = category_bit & all_races;
    }
    const unsigned count = count_bits(answer.races);
    const bool says_multiple = (said & RACE(TWO_OR_MORE)) != 0;
    answer.is_multiple = says_multiple || count_bits(minimum_categories(answer.races)) > 1;
    if (says_multiple && count < 2) {
        answer.no_names = CODE_RACE_TWO_OR_MORE;
    } else if (count == 0 && (said & RACE(NOT_REPORTED)) != 0) {
        answer.no_names = CODE_RACE_NOT_REPORTED;
    }
    return answer;
}

static strata_code one_category(strata_race_scheme scheme, strata_code category,
                                strata_race_mask mask)
{
    const race_answer answer = answer_of(category, mask);
    if (scheme == STRATA_RACE_ED2007) {
        return category != 0 ? category : strata_race_ed2007(mask);
    }
    if (answer.no_names != 0 || answer.races == 0) {
        return answer.no_names;
    }
    return answer.is_multiple ? CODE_RACE_TWO_OR_MORE
                              : lowest_bit(minimum_categories(answer.races));
}

uint32_t strata_race_groups(strata_race_scheme scheme, strata_code category, strata_race_mask mask)
{
    const race_answer answer = answer_of(category, mask);
    if (scheme == STRATA_RACE_COMBINATIONS) {
        return 0;
    }
    if (scheme == STRATA_RACE_ALONE_OR_IN && answer.no_names == 0) {
        return answer.races;
    }
    const strata_code code =
        scheme == STRATA_RACE_ALONE_OR_IN ? answer.no_names : one_category(scheme, category, mask);
    return code != 0 ? UINT32_C(1) << code : 0;
}

strata_code strata_race_mask_group(strata_code category, strata_race_mask mask)
{
    const race_answer answer = answer_of(category, mask);
    switch (answer.no_names) {
    case CODE_RACE_TWO_OR_MORE:
        return STRATA_RACE_SET_TWO_OR_MORE;
    case CODE_RACE_NOT_REPORTED:
        return STRATA_RACE_SET_NOT_REPORTED;
    default:
        return set_of(answer.races);
    }
}
