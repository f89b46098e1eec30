/* Students, their groups and their results. */
#ifndef SAMPLE_STUDENT_H
#define SAMPLE_STUDENT_H

#include "world.h"

typedef enum language {
    LANGUAGE_ENGLISH,
    LANGUAGE_FLUENT,  /* initially fluent */
    LANGUAGE_LEARNER, /* an English learner when entering school */
    LANGUAGE_OPEN     /* to be determined */
} language;

typedef enum lunch {
    LUNCH_NO,
    LUNCH_REDUCED,
    LUNCH_FREE
} lunch;

typedef enum gender {
    GENDER_FEMALE,
    GENDER_MALE
} gender;

typedef struct student {
    uint64_t number; /* from 0 */
    int district;
    int elementary; /* which elementary school of the district leads to the others */
    int cohort;     /* year of the third grade */
    int race;       /* place in the truth's list */
    language language;
    int exit_grade; /* first grade as reclassified; beyond 12: never */
    int enters;     /* first and last grade in the sample_district */
    int leaves;
    lunch lunch;
    bool econ;
    bool swd;
    gender gender;
    double ability; /* in SD, without any effect of the truth */
} student;

typedef struct sample_result {
    bool tested;
    int score; /* 0 unless tested */
    int level;
} sample_result;

/** The student of a number below world.student_count. */
void student_at(const world *w, uint64_t number, student *out);

/** Place in the list of grades in a year, or -1: not in a tested grade of the district then. */
int student_grade(const student *s, int year);

sample_school student_school(const world *w, const student *s, int grade);

sample_result student_result(const world *w, const student *s, int year, sample_subject subject);

/** Level of a score; grade as a place in the list of grades. */
int level_of(sample_subject subject, int grade, int score);

/** Words of strata: "hispanic", "english_only", "free", "yes", "female". */
const char *race_word(const student *s);
const char *el_word(const student *s, int grade);
const char *lunch_word(const student *s);
const char *gender_word(const student *s);

/** "99" and eight digits. */
void student_code(const student *s, char out[CODE_TEXT]);

/** Takes students one by one; false ends the walk. */
typedef struct student_walk {
    bool (*visit)(void *context, const student *s, int grade);
    void *context;
} student_walk;

/** Visits every student of a year by district, school, grade and number. False if the visitor
 *  ended it. */
bool each_student(const world *w, int year, const student_walk *walk);

#endif
