/* A county that does not exist: districts, schools and students, each student a pure function of
 * the seed and a number, so that files of any size need no memory and any order can be written. */
#ifndef SAMPLE_WORLD_H
#define SAMPLE_WORLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    GRADE_COUNT = 7, /* tested grades: 3 to 8 and 11 */
    LEVEL_COUNT = 4,
    PROFILE_COUNT = 3, /* kinds of districts */
    YEARS_MAX = 16,
    CODE_TEXT = 16
};

typedef enum sample_subject {
    SUBJECT_ELA,
    SUBJECT_MATH,
    SUBJECT_COUNT
} sample_subject;

typedef enum school_kind {
    KIND_ELEMENTARY,
    KIND_MIDDLE,
    KIND_HIGH,
    KIND_COUNT
} school_kind;

/** One district. Its students are numbered from first_student by elementary school, cohort, seat.
 */
typedef struct sample_district {
    int profile; /* which TRUTH_DISTRICT it is like */
    int schools[KIND_COUNT];
    uint64_t first_school;
    uint64_t first_student;
    uint64_t seats; /* students of one cohort in one elementary school */
} sample_district;

typedef struct world {
    uint64_t seed;
    int years[YEARS_MAX]; /* ascending */
    int year_count;
    int first_cohort; /* a cohort is named by the year of its third grade */
    int cohort_count;
    sample_district *districts; /* districts[district_count], owned */
    int district_count;
    uint64_t student_count;
} world;

/** One school: number of its district, kind, number within the kind. */
typedef struct sample_school {
    int district;
    school_kind kind;
    int number;
} sample_school;

/** The three districts of the shipped files. False when out of memory. */
bool world_shipped(world *out);

/** `students` students in `districts` districts tested in the last `years` years of the truth.
 *  False when out of memory or when the truth has not so many years. */
bool world_sized(world *out, uint64_t students, int years, int districts, uint64_t seed);

void world_deinit(world *out);

/** 64 random bits that belong to a number and a purpose. */
uint64_t world_bits(const world *w, uint64_t number, uint64_t purpose);
/** Uniform in [0, 1). */
double world_uniform(const world *w, uint64_t number, uint64_t purpose);
/** Standard normal, as a sum of twelve uniforms: the same on every machine. */
double world_normal(const world *w, uint64_t number, uint64_t purpose);

/** Schools of a district in order: start from {district, KIND_ELEMENTARY, 0} while school_is_in. */
sample_school school_next(const world *w, sample_school s);
bool school_is_in(const world *w, sample_school s);

/** 3 to 8, 11. */
int grade_at(int index);

#endif
