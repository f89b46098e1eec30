#include "student.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

/* What the random bits are for; one number each. */
enum purpose {
    FOR_ABILITY,
    FOR_RACE,
    FOR_LANGUAGE,
    FOR_LUNCH,
    FOR_ECON,
    FOR_SWD,
    FOR_GENDER,
    FOR_MOVES,
    FOR_EXIT = 100 /* and the grade; results have those from 200 on */
};

typedef struct race_truth {
    const char *word;
    int share[PROFILE_COUNT];
    int learners;
    int fluent;
    int lunch;
} race_truth;

static const race_truth races[] = {
#define TRUTH_RACE(word, first, second, third, learners, fluent, lunch)                            \
    {#word, {first, second, third}, learners, fluent, lunch},
#include "truth.def"
};

enum {
    NEVER = 99,
    LONG_TERM_GRADE = 6
};

static int pick_race(const world *w, uint64_t number, int profile)
{
    const int draw = (int)(world_bits(w, number, FOR_RACE) % 1000);
    const int count = (int)(sizeof races / sizeof races[0]);
    int sum = 0;
    for (int i = 0; i < count - 1; ++i) {
        sum += races[i].share[profile];
        if (draw < sum) {
            return i;
        }
    }
    return count - 1;
}

static language pick_language(const world *w, const student *s)
{
    const int draw = (int)(world_bits(w, s->number, FOR_LANGUAGE) % 1000);
    const race_truth *race = &races[s->race];
    if (draw < race->learners) {
        return LANGUAGE_LEARNER;
    }
    if (draw < race->learners + race->fluent) {
        return LANGUAGE_FLUENT;
    }
    return draw >= 997 ? LANGUAGE_OPEN : LANGUAGE_ENGLISH;
}

/* A learner is reclassified sooner the more able; the chance is asked anew in each grade. */
static int pick_exit(const world *w, const student *s)
{
    if (s->language != LANGUAGE_LEARNER) {
        return NEVER;
    }
    const double chance = fmin(0.5, fmax(0.02, 0.11 + 0.07 * s->ability));
    const int first = s->enters > 3 ? s->enters + 1 : 1;
    for (int grade = first; grade <= 12; ++grade) {
        if (world_uniform(w, s->number, FOR_EXIT + (uint64_t)grade) < chance) {
            return grade;
        }
    }
    return NEVER;
}

/* Most stay; some come later, some leave early. */
static void pick_moves(const world *w, student *s)
{
    const uint64_t bits = world_bits(w, s->number, FOR_MOVES);
    s->enters = bits % 100 < 12 ? 4 + (int)((bits >> 16) % 5) : 3;
    s->leaves = (bits >> 32) % 100 < 12 ? s->enters + (int)((bits >> 48) % 6) : 12;
}

static lunch pick_lunch(const world *w, const student *s)
{
    const uint64_t bits = world_bits(w, s->number, FOR_LUNCH);
    if ((int)(bits % 1000) >= races[s->race].lunch) {
        return LUNCH_NO;
    }
    return (bits >> 32) % 100 < 16 ? LUNCH_REDUCED : LUNCH_FREE;
}

void student_at(const world *w, uint64_t number, student *out)
{
    int low = 0;
    int high = w->district_count;
    while (high - low > 1) {
        const int middle = (low + high) / 2;
        if (w->districts[middle].first_student <= number) {
            low = middle;
        } else {
            high = middle;
        }
    }
    const sample_district *d = &w->districts[low];
    const uint64_t line = (number - d->first_student) / d->seats;
    const uint64_t cohorts = (uint64_t)w->cohort_count;
    *out = (student){.number = number,
                     .district = low,
                     .elementary = (int)(line / cohorts),
                     .cohort = w->first_cohort + (int)(line % cohorts),
                     .race = pick_race(w, number, d->profile),
                     .ability = world_normal(w, number, FOR_ABILITY)};
    pick_moves(w, out);
    out->language = pick_language(w, out);
    out->exit_grade = pick_exit(w, out);
    out->lunch = pick_lunch(w, out);
    out->econ = out->lunch != LUNCH_NO || world_uniform(w, number, FOR_ECON) < 0.04;
    out->swd = world_uniform(w, number, FOR_SWD) < 0.125;
    out->gender = world_uniform(w, number, FOR_GENDER) < 0.489 ? GENDER_FEMALE : GENDER_MALE;
}

int student_grade(const student *s, int year)
{
    const int grade = year - s->cohort + 3;
    if (grade < s->enters || grade > s->leaves) {
        return -1;
    }
    for (int i = 0; i < GRADE_COUNT; ++i) {
        if (grade_at(i) == grade) {
            return i;
        }
    }
    return -1;
}

sample_school student_school(const world *w, const student *s, int grade)
{
    const sample_district *d = &w->districts[s->district];
    sample_school out = {s->district, KIND_ELEMENTARY, s->elementary};
    if (grade_at(grade) > 5) {
        out.kind = grade_at(grade) > 8 ? KIND_HIGH : KIND_MIDDLE;
        out.number = s->elementary * d->schools[out.kind] / d->schools[KIND_ELEMENTARY];
    }
    return out;
}

const char *race_word(const student *s)
{
    return races[s->race].word;
}

const char *el_word(const student *s, int grade)
{
    static const char *const words[] = {
        [LANGUAGE_ENGLISH] = "english_only",
        [LANGUAGE_FLUENT] = "initially_fluent",
        [LANGUAGE_LEARNER] = "reclassified",
        [LANGUAGE_OPEN] = "to_be_determined",
    };
    const int g = grade_at(grade);
    if (s->language != LANGUAGE_LEARNER || g >= s->exit_grade) {
        return words[s->language];
    }
    if (s->enters > 3) {
        return g == s->enters ? "recently_arrived" : "current";
    }
    return g >= LONG_TERM_GRADE ? "long_term" : "current";
}

const char *lunch_word(const student *s)
{
    static const char *const words[] = {"no", "reduced", "free"};
    return words[s->lunch];
}

const char *gender_word(const student *s)
{
    return s->gender == GENDER_FEMALE ? "female" : "male";
}

void student_code(const student *s, char out[CODE_TEXT])
{
    (void)snprintf(out, CODE_TEXT, "99%08" PRIu64, s->number);
}

/* All students of one grade in one school. */
static bool each_in_grade(const world *w, int year, sample_school place, int grade,
                          const student_walk *walk)
{
    const sample_district *d = &w->districts[place.district];
    const int cohort = year - grade_at(grade) + 3 - w->first_cohort;
    for (int e = 0; e < d->schools[KIND_ELEMENTARY]; ++e) {
        const student feeder = {.district = place.district, .elementary = e};
        if (student_school(w, &feeder, grade).number != place.number) {
            continue;
        }
        const uint64_t line = (uint64_t)e * (uint64_t)w->cohort_count + (uint64_t)cohort;
        for (uint64_t seat = 0; seat < d->seats; ++seat) {
            student s;
            student_at(w, d->first_student + line * d->seats + seat, &s);
            if (student_grade(&s, year) == grade && !walk->visit(walk->context, &s, grade)) {
                return false;
            }
        }
    }
    return true;
}

static const int kind_grades[KIND_COUNT + 1] = {0, 3, 6, GRADE_COUNT};

bool each_student(const world *w, int year, const student_walk *walk)
{
    for (int i = 0; i < w->district_count; ++i) {
        for (sample_school place = {i, KIND_ELEMENTARY, 0}; school_is_in(w, place);
             place = school_next(w, place)) {
            for (int grade = kind_grades[place.kind]; grade < kind_grades[place.kind + 1];
                 ++grade) {
                if (!each_in_grade(w, year, place, grade, walk)) {
                    return false;
                }
            }
        }
    }
    return true;
}
