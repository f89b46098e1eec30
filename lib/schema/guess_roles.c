/* The role of each column, by the words of its header and by its values. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "schema/guess_parts.h"

/* What a rule asks of the values. */
typedef enum strata_guess_needs {
    NEEDS_ANY,
    NEEDS_NUMBERS,
    NEEDS_PERCENTS, /* numbers from 0 to 100, or ranges */
    NEEDS_LARGE,    /* numbers, some above 100 */
    NEEDS_SIGNED,   /* numbers, some below 0 */
    NEEDS_WORDS,    /* texts */
    NEEDS_NAMES,    /* texts of several words */
    NEEDS_YEARS,
    NEEDS_GRADES,
    NEEDS_FEW,    /* a code list */
    NEEDS_LEVELS, /* a code list of levels */
    NEEDS_MANY,   /* no code list */
    NEEDS_IDS,    /* no code list, or one of codes with digits such as S1 */
    NEEDS_PLACES,
    NEEDS_GROUPS,
    NEEDS_SUBJECT_WORDS
} strata_guess_needs;

enum {
    IN_S = 1 << STRATA_KIND_STUDENTS,
    IN_P = 1 << STRATA_KIND_PUBLISHED,
    IN_E = 1 << STRATA_KIND_ENTITIES,
    CODES_FEW = 40
};

typedef struct role_rule {
    uint64_t all;
    uint64_t none;
    unsigned kinds;
    strata_guess_needs needs;
    strata_target to;
    uint16_t index;
    uint8_t percent;
} role_rule;

/* In `all`: at least one of the subjects. */
static const uint64_t subjects = STRATA_ABOUT(ELA) | STRATA_ABOUT(READING) | STRATA_ABOUT(MATH) |
                                 STRATA_ABOUT(WRITING) | STRATA_ABOUT(SCIENCE) |
                                 STRATA_ABOUT(SOCIAL);

#define ANY_SUBJECT UINT64_MAX
#define S           IN_S
#define P           IN_P
#define E           IN_E
#define A(id)       STRATA_ABOUT(id)
#define SUBJECTS    ANY_SUBJECT
static const role_rule rules[] = {
#define STRATA_GUESS_RULE(kinds, all, none, needs, to, index, percent)                             \
    {all, none, kinds, NEEDS_##needs, STRATA_TO_##to, index, percent},
#include "schema/guess_rules.def"
};
#undef S
#undef P
#undef E
#undef A
#undef SUBJECTS

strata_status strata_guess_say(strata_guess *guess, strata_slice *out, strata_error *err,
                               const char *format, ...)
{
    char text[512];
    va_list list;
    va_start(list, format);
    const int len = vsnprintf(text, sizeof text, format, list);
    va_end(list);
    const size_t used = len < 0 ? 0 : (size_t)len < sizeof text ? (size_t)len : sizeof text - 1;
    const char *copy = strata_arena_copy(guess->arena, text, used);
    if (copy == NULL) {
        return strata_fail_memory(err);
    }
    *out = (strata_slice){copy, used};
    return STRATA_OK;
}

void strata_guess_compare(const strata_guess_column *column, const strata_guess_phrases *phrases,
                          strata_guess_likeness *out)
{
    *out = (strata_guess_likeness){.codes = column->values.code_count};
    for (uint32_t i = 0; i < column->values.code_count; i++) {
        const strata_slice code = column->values.codes[i].code;
        char grade[8];
        strata_group_key group;
        out->grade += strata_guess_grade(code, grade) != NULL ? 1 : 0;
        out->subject += strata_guess_subject(code) != NULL ? 1 : 0;
        out->level += strata_guess_level_code(&column->values, code) != 0 ? 1 : 0;
        out->place += strata_guess_entity_level(code) != NULL ? 1 : 0;
        out->yes_no += strata_guess_yes_no(code) != NULL ? 1 : 0;
        if (strata_guess_group(phrases, code, &group)) {
            out->group++;
            out->dims |= 1U << group.dim[0];
        }
    }
}

/* A column with its header read. */
typedef struct reading_column {
    strata_guess_column *column;
    strata_guess_reading reading;
    strata_guess_likeness like;
} reading_column;

static bool is_numeric(const strata_guess_values *values)
{
    return values->type == STRATA_GUESS_INTEGER || values->type == STRATA_GUESS_NUMBER;
}

static bool is_most(uint32_t part, uint32_t all)
{
    return all > 0 && part * 2 > all;
}

static bool numbers_are(const strata_guess_values *values, strata_guess_needs needs)
{
    if (values->type == STRATA_GUESS_EMPTY) {
        return needs != NEEDS_SIGNED; /* nothing speaks against what the header says */
    }
    if (!is_numeric(values)) {
        return false;
    }
    if (needs == NEEDS_PERCENTS) {
        return values->least >= 0 && values->most <= 100.5;
    }
    if (needs == NEEDS_LARGE) {
        return values->most > 100.5;
    }
    return needs != NEEDS_SIGNED || values->least < 0;
}

/* S1, 007: not "rural" */
static bool codes_have_digits(const strata_guess_values *values)
{
    bool all = values->code_count > 0 && !values->has_blanks;
    for (uint32_t i = 0; i < values->code_count; i++) {
        const strata_slice code = values->codes[i].code;
        bool has_digit = false;
        for (size_t at = 0; at < code.len; at++) {
            has_digit = has_digit || strata_is_digit(code.text[at]);
        }
        all = all && has_digit;
    }
    return all;
}

static bool has_values(const reading_column *c, strata_guess_needs needs)
{
    const strata_guess_values *values = &c->column->values;
    const bool is_few = !values->is_many && values->distinct <= CODES_FEW;
    const bool is_text = values->type == STRATA_GUESS_TEXT;
    switch (needs) {
    case NEEDS_ANY:
        return true;
    case NEEDS_WORDS:
        return is_text;
    case NEEDS_NAMES:
        return is_text && values->has_blanks;
    case NEEDS_YEARS:
        return values->type == STRATA_GUESS_YEAR;
    case NEEDS_GRADES:
        return is_few && values->longest <= 20 && (c->like.codes == 0 || c->like.grade > 0);
    case NEEDS_FEW:
        return is_few;
    case NEEDS_LEVELS:
        return is_few && (!is_text || c->like.level > 0);
    case NEEDS_MANY:
        return !is_few || is_numeric(values);
    case NEEDS_IDS:
        return !is_few || is_numeric(values) || codes_have_digits(values);
    case NEEDS_PLACES:
        return is_most(c->like.place, c->like.codes);
    case NEEDS_GROUPS:
        return is_most(c->like.group, c->like.codes) && is_text;
    case NEEDS_SUBJECT_WORDS:
        return is_most(c->like.subject, c->like.codes);
    case NEEDS_NUMBERS:
    case NEEDS_PERCENTS:
    case NEEDS_LARGE:
    case NEEDS_SIGNED:
    default:
        return numbers_are(values, needs);
    }
}

/* Values speak for themselves only where it is clear what the file is about. */
static bool fits(const strata_guess *guess, const role_rule *rule, const reading_column *c)
{
    const bool is_sure = guess->kind_confidence >= 0.5;
    const uint64_t about = c->reading.about;
    const bool has_all =
        rule->all == ANY_SUBJECT ? (about & subjects) != 0 : (about & rule->all) == rule->all;
    return (rule->kinds >> guess->kind & 1U) != 0 && (rule->all != 0 || is_sure) && has_all &&
           (about & rule->none) == 0 && has_values(c, rule->needs);
}

static strata_status give(strata_guess *guess, reading_column *c, const role_rule *rule,
                          strata_error *err)
{
    static const char *const types[] = {"empty", "whole numbers", "numbers",
                                        "texts", "years",         "dates"};
    strata_guess_column *column = c->column;
    const strata_guess_values *values = &column->values;
    const bool has_words = rule->all != 0 || c->reading.digit_count > 0 || c->reading.rank > 0;
    char said[80] = "no word of the header is known";
    if (has_words && guess->header_rows > 0) {
        (void)snprintf(said, sizeof said, "header says %.*s",
                       (int)(column->name.len < 60 ? column->name.len : 60), column->name.text);
    } else if (rule->to != STRATA_TO_NOTHING) {
        (void)snprintf(said, sizeof said, "the values say so");
    }
    column->to = rule->to;
    column->index = rule->index;
    column->confidence = (double)rule->percent / (values->type == STRATA_GUESS_EMPTY ? 200 : 100);
    return strata_guess_say(
        guess, &column->evidence, err, "%s; %s%u different %s of up to %u bytes", said,
        values->is_many ? "over " : "", values->distinct, types[values->type], values->longest);
}

/* Level columns: "L3Percent", "Level 4 & 5", "Percent Basic". */
static bool is_level_column(const reading_column *c, bool has_labels)
{
    const bool has_digit = c->reading.digit_count > 0;
    return numbers_are(&c->column->values, NEEDS_NUMBERS) &&
           (has_digit || (has_labels && c->reading.rank > 0)) &&
           (c->reading.about & (STRATA_ABOUT(OTHER) | STRATA_ABOUT(MEAN) | STRATA_ABOUT(STATUS))) ==
               0;
}

static role_rule level_rule(const reading_column *c)
{
    const uint64_t about = c->reading.about;
    const strata_guess_values *values = &c->column->values;
    const bool says_percent = (about & STRATA_ABOUT(PERCENT)) != 0;
    const bool says_count = (about & (STRATA_ABOUT(NUMBER) | STRATA_ABOUT(AMOUNT))) != 0;
    const bool is_count = says_count || (!says_percent && values->most > 100.5);
    const bool is_sum = c->reading.digit_count > 1 || (about & STRATA_ABOUT(ABOVE)) != 0 ||
                        (c->reading.digit_count > 0 && c->reading.rank >= 50 && !says_percent &&
                         c->reading.digits[0] == 0);
    role_rule rule = {.percent = says_percent || says_count ? 92 : 75};
    rule.index = c->reading.digit_count > 0 ? c->reading.digits[0] : 0;
    if (is_sum) {
        rule.to = is_count ? STRATA_TO_NOTHING : STRATA_TO_PCT;
    } else {
        rule.to = is_count ? STRATA_TO_LEVEL_COUNT : STRATA_TO_SHARE;
    }
    return rule;
}

static strata_status decide(strata_guess *guess, reading_column *c, bool has_labels,
                            strata_error *err)
{
    static const role_rule unknown = {.to = STRATA_TO_NOTHING, .percent = 30};
    if (guess->kind == STRATA_KIND_PUBLISHED && is_level_column(c, has_labels)) {
        const role_rule rule = level_rule(c);
        c->column->rank = c->reading.rank;
        c->column->level_label = c->reading.label;
        return give(guess, c, &rule, err);
    }
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        if (fits(guess, &rules[i], c)) {
            c->column->rank = rules[i].to == STRATA_TO_PCT ? c->reading.rank : 0;
            return give(guess, c, &rules[i], err);
        }
    }
    return give(guess, c, &unknown, err);
}

/* Subject, grade and other words that tell columns of one target apart. */
static strata_status tell_apart(strata_guess *guess, reading_column *c, strata_error *err)
{
    static const struct {
        uint64_t about;
        const char *subject;
    } names[] = {{STRATA_ABOUT(READING), "reading"}, {STRATA_ABOUT(ELA), "ela"},
                 {STRATA_ABOUT(MATH), "math"},       {STRATA_ABOUT(WRITING), "writing"},
                 {STRATA_ABOUT(SCIENCE), "science"}, {STRATA_ABOUT(SOCIAL), "social_studies"}};
    strata_guess_column *column = c->column;
    for (size_t i = 0; i < sizeof names / sizeof names[0] && column->subject.len == 0; i++) {
        if ((c->reading.about & names[i].about) != 0) {
            column->subject = strata_slice_of(names[i].subject);
        }
    }
    if (c->reading.grade == 13) {
        column->grade = strata_slice_of("K");
    } else if (c->reading.grade > 0) {
        STRATA_TRY(
            strata_guess_say(guess, &column->grade, err, "%02u", (unsigned)c->reading.grade));
    }
    return strata_guess_say(guess, &column->outcome, err, "%s", c->reading.outcome);
}

/* "Cons Att" beside "Cons Att Count": the share that goes with the count. */
static strata_status find_pairs(strata_guess *guess, strata_error *err)
{
    for (uint32_t i = 0; i < guess->column_count; i++) {
        strata_guess_column *a = &guess->columns[i];
        if (a->to != STRATA_TO_NOTHING || a->values.type != STRATA_GUESS_NUMBER ||
            !numbers_are(&a->values, NEEDS_PERCENTS) || a->confidence > 0.5) {
            continue;
        }
        for (uint32_t j = 0; j < guess->column_count; j++) {
            const strata_guess_column *b = &guess->columns[j];
            if (b->to == STRATA_TO_N && b->name.len > a->name.len &&
                memcmp(b->name.text, a->name.text, a->name.len) == 0) {
                a->to = STRATA_TO_PCT;
                a->confidence = 0.6;
                STRATA_TRY(strata_guess_say(guess, &a->evidence, err,
                                            "numbers to 100 beside a column of their counts"));
            }
        }
    }
    return STRATA_OK;
}

static bool says_percent(const reading_column *c)
{
    return (c->reading.about & STRATA_ABOUT(PERCENT)) != 0;
}

/* Different labels of levels that numeric columns name, with or without a word for percents: from
 * three on they are levels, not the percent proficient. */
static uint32_t count_labels(const reading_column *all, uint32_t count, bool of_percents)
{
    uint64_t seen[2] = {0, 0};
    uint32_t labels = 0;
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t rank = all[i].reading.rank;
        const bool counts = rank > 0 && rank < 128 && is_numeric(&all[i].column->values) &&
                            says_percent(&all[i]) == of_percents;
        const uint64_t bit = UINT64_C(1) << (rank % 64);
        if (counts && (seen[rank / 64] & bit) == 0) {
            seen[rank / 64] |= bit;
            labels++;
        }
    }
    return labels;
}

strata_status strata_guess_roles(strata_guess *guess, const strata_guess_phrases *phrases,
                                 strata_error *err)
{
    reading_column *all = strata_arena_alloc(guess->arena, guess->column_count * sizeof *all);
    if (all == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t i = 0; i < guess->column_count; i++) {
        strata_guess_column *column = &guess->columns[i];
        const size_t skip = column->group_text.len;
        all[i].column = column;
        strata_guess_read_header((strata_slice){column->name.text + skip, column->name.len - skip},
                                 &all[i].reading);
        if (guess->header_rows == 0) {
            all[i].reading = (strata_guess_reading){.label = strata_slice_of("")};
        }
        column->year_text = all[i].reading.year;
        strata_guess_compare(column, phrases, &all[i].like);
    }
    const bool has_labels[] = {count_labels(all, guess->column_count, false) >= 3,
                               count_labels(all, guess->column_count, true) >= 3};
    for (uint32_t i = 0; i < guess->column_count; i++) {
        STRATA_TRY(decide(guess, &all[i], has_labels[says_percent(&all[i]) ? 1 : 0], err));
        STRATA_TRY(tell_apart(guess, &all[i], err));
    }
    return find_pairs(guess, err);
}
