#include <math.h>
#include <string.h>

#include "places.h"
#include "student.h"

typedef struct effect_truth {
    const char *group;
    double by_subject[SUBJECT_COUNT];
    double by_year;
} effect_truth;

static const effect_truth effects[] = {
#define TRUTH_EFFECT(group, ela, math, trend) {#group, {ela, math}, trend},
#include "truth.def"
};

typedef struct year_truth {
    int year;
    double shift;
    double tested;
} year_truth;

static const year_truth years[] = {
#define TRUTH_YEAR(year, shift, tested) {year, shift, tested},
#include "truth.def"
};

typedef struct scale_truth {
    int mean;
    int sd;
    int cut[LEVEL_COUNT - 1];
    int ends[4]; /* lowest, highest before 2021; since */
} scale_truth;

static const scale_truth scales[SUBJECT_COUNT * GRADE_COUNT] = {
#define TRUTH_SCALE(subject, grade, mean, sd, cut2, cut3, cut4, low, high, low_new, high_new)      \
    {mean, sd, {cut2, cut3, cut4}, {low, high, low_new, high_new}},
#include "truth.def"
};

static const double district_effects[PROFILE_COUNT] = {
#define TRUTH_DISTRICT(name, elementary, effect) effect,
#include "truth.def"
};

static const double partner_growth =
#define TRUTH_PARTNER(first_start, growth) growth
#include "truth.def"
    ;

enum {
    FOR_SCORE = 200, /* random bits: and the year and subject */
    TREND_ORIGIN = 2017,
    NEW_SCALE_YEAR = 2021
};

static const double persistent = 0.84; /* share of the SD that stays with a student */
static const double fleeting = 0.54;   /* 0.84^2 + 0.54^2 = 1 within 0.3 % */

static double effect_of(const char *group, sample_subject subject, int year)
{
    for (size_t i = 0; i < sizeof effects / sizeof effects[0]; ++i) {
        if (strcmp(effects[i].group, group) == 0) {
            return effects[i].by_subject[subject] + effects[i].by_year * (year - TREND_ORIGIN);
        }
    }
    return 0;
}

static const year_truth *truth_of(int year)
{
    size_t i = 0;
    while (years[i].year != year) {
        ++i;
    }
    return &years[i];
}

/* Growth of a partner school up to a year, in SD. */
static double partner_effect(const world *w, sample_school s, int year)
{
    int end = 0;
    const int start = partner_start(w, s, &end);
    if (start == 0 || year < start) {
        return 0;
    }
    const int last = end != 0 && year > end ? end : year;
    return partner_growth * (last - start + 1);
}

/* All effects of the truth on a student in a year, in SD. */
static double expected(const world *w, const student *s, int year, int grade,
                       sample_subject subject)
{
    double sum = truth_of(year)->shift + district_effects[w->districts[s->district].profile];
    sum += effect_of(race_word(s), subject, year);
    const char *el = el_word(s, grade);
    if (s->language == LANGUAGE_LEARNER) {
        el = grade_at(grade) < s->exit_grade ? "current" : "reclassified";
    }
    sum += effect_of(el, subject, year);
    sum += s->lunch != LUNCH_NO ? effect_of("frl", subject, year) : 0;
    sum += s->swd ? effect_of("swd", subject, year) : 0;
    sum += s->gender == GENDER_FEMALE ? effect_of("female", subject, year) : 0;
    return sum + partner_effect(w, student_school(w, s, grade), year);
}

int level_of(sample_subject subject, int grade, int score)
{
    const scale_truth *scale = &scales[(int)subject * GRADE_COUNT + grade];
    int level = 1;
    while (level < LEVEL_COUNT && score >= scale->cut[level - 1]) {
        ++level;
    }
    return level;
}

sample_result student_result(const world *w, const student *s, int year, sample_subject subject)
{
    const int grade = student_grade(s, year);
    const uint64_t purpose = FOR_SCORE + (uint64_t)year * 10 + (uint64_t)subject * 5;
    if (grade < 0 || world_uniform(w, s->number, purpose) >= truth_of(year)->tested) {
        return (sample_result){false, 0, 0};
    }
    const scale_truth *scale = &scales[(int)subject * GRADE_COUNT + grade];
    const double z = expected(w, s, year, grade, subject) + persistent * s->ability +
                     fleeting * world_normal(w, s->number, purpose + 1);
    const int *ends = &scale->ends[year < NEW_SCALE_YEAR ? 0 : 2];
    int score = (int)floor(scale->mean + scale->sd * z + 0.5);
    score = score < ends[0] ? ends[0] : score;
    score = score > ends[1] ? ends[1] : score;
    return (sample_result){true, score, level_of(subject, grade, score)};
}
