#include <stdio.h>
#include <string.h>

#include "files.h"
#include "places.h"

/* A row of the corrections, as text to be changed before it is written. */
typedef struct planted {
    const world *w;
    student students[8]; /* tested in both subjects in the last year, from different schools */
    int count;
    int year;
} planted;

/* Keeps one student of each school until there are enough. */
static bool pick_student(void *context, const student *s, int grade)
{
    planted *p = context;
    (void)grade;
    const bool is_tested = student_result(p->w, s, p->year, SUBJECT_ELA).tested &&
                           student_result(p->w, s, p->year, SUBJECT_MATH).tested;
    if (!is_tested || (p->count > 0 && p->students[p->count - 1].elementary == s->elementary)) {
        return true;
    }
    p->students[p->count++] = *s;
    return p->count < (int)(sizeof p->students / sizeof p->students[0]);
}

/* year,lea,school,student,subject,grade of a student's result, with another year or student if
 * given. */
static void print_key(output *out, const planted *p, const student *s, const char *year,
                      const char *code)
{
    char lea[CODE_TEXT];
    char school[CODE_TEXT];
    char own[CODE_TEXT];
    const int grade = student_grade(s, p->year);
    lea_code(s->district, lea);
    school_code(p->w, student_school(p->w, s, grade), p->year, school);
    student_code(s, own);
    output_print(out, "%s,%s,%s,%s,ela,%02d", year, lea, school, code == NULL ? own : code,
                 grade_at(grade));
}

/* The dimensions behind the score, with another race if given. */
static void print_groups(output *out, const planted *p, const student *s, const char *race)
{
    output_print(out, ",%s,%s,%s,%s,%s,%s", el_word(s, student_grade(s, p->year)),
                 race == NULL ? race_word(s) : race, lunch_word(s), s->econ ? "yes" : "no",
                 s->swd ? "yes" : "no", gender_word(s));
}

/* A corrected result: the paper was read again and gave 31 points more. */
static void print_correction(output *out, const planted *p, const student *s)
{
    const int score = student_result(p->w, s, p->year, SUBJECT_ELA).score + 31;
    print_key(out, p, s, "2023", NULL);
    output_print(out, ",%d,%d", score, level_of(SUBJECT_ELA, student_grade(s, p->year), score));
    print_groups(out, p, s, NULL);
    output_print(out, "\n");
}

/* One row that is wrong in the way its arguments say. */
static void print_wrong(output *out, const planted *p, const student *s, const char *year,
                        const char *result)
{
    print_key(out, p, s, year, NULL);
    output_print(out, ",%s", result);
    print_groups(out, p, s, NULL);
    output_print(out, "\n");
}

/* The rows of sample-data/README.md, in its order. */
static void print_planted(output *out, const planted *p)
{
    const student *s = p->students;
    print_correction(out, p, &s[0]);
    print_correction(out, p, &s[1]);
    print_correction(out, p, &s[1]);
    write_student_row(p->w, out, &s[2], p->year, SUBJECT_MATH);
    print_key(out, p, &s[3], "2023", NULL);
    output_print(out, ",2500,2");
    print_groups(out, p, &s[3], "plaid");
    output_print(out, "\n");
    print_wrong(out, p, &s[4], "2023", "2500.5,2");
    print_wrong(out, p, &s[4], "2023", "2500,9");
    print_wrong(out, p, &s[5], "2023", "25o0,2");
    print_wrong(out, p, &s[5], "20233", "2500,2");
    print_key(out, p, &s[6], "2023", NULL);
    output_print(out, ",2500\n");
    print_wrong(out, p, &s[6], "2023", "2500,2,,");
    print_key(out, p, &s[7], "2023", "");
    output_print(out, ",2500,2");
    print_groups(out, p, &s[7], NULL);
    output_print(out, "\n");
}

bool write_corrections(const world *w, const char *folder)
{
    planted p = {.w = w, .year = w->years[w->year_count - 1]};
    const student_walk walk = {pick_student, &p};
    (void)each_student(w, p.year, &walk); /* ends as soon as there are enough */
    output *out = output_open_in(folder, "students_corrections.csv");
    if (out == NULL) {
        return false;
    }
    write_student_header(out);
    print_planted(out, &p);
    return output_close(out);
}

/* The row of a school; two for one that got a new code. */
static void print_school(const world *w, output *out, sample_school s)
{
    char lea[CODE_TEXT];
    char now[CODE_TEXT];
    char before[CODE_TEXT];
    char name[NAME_TEXT];
    lea_code(s.district, lea);
    school_code(w, s, w->years[w->year_count - 1], now);
    school_name(w, s, name);
    if (is_renumbered(w, s)) {
        school_code(w, s, RENUMBERED_LAST_YEAR, before);
        output_print(out, "school,%s,%s,%s,,%d,%s\n", before, lea, name, RENUMBERED_LAST_YEAR, now);
        output_print(out, "school,%s,%s,%s,%d,,\n", now, lea, name, RENUMBERED_LAST_YEAR + 1);
    } else {
        output_print(out, "school,%s,%s,%s,,,\n", now, lea, name);
    }
}

bool write_entities(const world *w, const char *folder)
{
    output *out = output_open_in(folder, "entities.csv");
    if (out == NULL) {
        return false;
    }
    output_print(out, "level,id,parent,name,valid_from,valid_to,successor\n");
    output_print(out, "state,,,%s,,,\ncounty,%s,,%s,,,\n", STATE_NAME, COUNTY_CODE, COUNTY_NAME);
    for (int i = 0; i < w->district_count; ++i) {
        char lea[CODE_TEXT];
        lea_code(i, lea);
        output_print(out, "lea,%s,%s,%s,,,\n", lea, COUNTY_CODE, district_name(w, i));
        for (sample_school s = {i, KIND_ELEMENTARY, 0}; school_is_in(w, s); s = school_next(w, s)) {
            print_school(w, out, s);
        }
    }
    return output_close(out);
}

/* The publisher writes Windows-1252: turns two-byte UTF-8 into its one byte, in place. */
static void to_windows_1252(char *text)
{
    char *to = text;
    for (const char *from = text; *from != '\0'; ++from) {
        const unsigned char byte = (unsigned char)*from;
        if (byte >= 0xc2 && byte <= 0xc3) {
            ++from;
            *to++ = (char)(((byte & 3) << 6) | ((unsigned char)*from & 0x3f));
        } else {
            *to++ = *from;
        }
    }
    *to = '\0';
}

bool write_caaspp_entities(const world *w, const char *folder, int year)
{
    output *out = output_open_in(folder, "caaspp-entities-2022.txt");
    if (out == NULL) {
        return false;
    }
    output_print(out, "County Code^District Code^School Code^Filler^Test Year^Type ID^County Name^"
                      "District Name^School Name^Zip Code\r\n");
    output_print(out, "00^00000^0000000^^%d^4^%s^^^\r\n", year, STATE_NAME);
    output_print(out, "%s^00000^0000000^^%d^5^%s^^^\r\n", COUNTY_CODE, year, COUNTY_NAME);
    for (int i = 0; i < w->district_count; ++i) {
        char lea[CODE_TEXT];
        lea_code(i, lea);
        output_print(out, "%s^%s^0000000^^%d^6^%s^%s^^\r\n", COUNTY_CODE, lea, year, COUNTY_NAME,
                     district_name(w, i));
        for (sample_school s = {i, KIND_ELEMENTARY, 0}; school_is_in(w, s); s = school_next(w, s)) {
            char code[CODE_TEXT];
            char name[NAME_TEXT];
            school_code(w, s, year, code);
            school_name(w, s, name);
            to_windows_1252(name);
            output_print(out, "%s^%s^%s^^%d^7^%s^%s^%s^\r\n", COUNTY_CODE, lea, code, year,
                         COUNTY_NAME, district_name(w, i), name);
        }
    }
    return output_close(out);
}

bool write_partners(const world *w, const char *folder)
{
    output *out = output_open_in(folder, "partner-schools.csv");
    if (out == NULL) {
        return false;
    }
    output_print(out, "school,start,end,predecessor\n");
    for (int i = 0; i < w->district_count; ++i) {
        for (sample_school s = {i, KIND_ELEMENTARY, 0}; school_is_in(w, s); s = school_next(w, s)) {
            int end = 0;
            const int start = partner_start(w, s, &end);
            char code[CODE_TEXT];
            char before[CODE_TEXT] = "";
            char last[CODE_TEXT] = "";
            if (start == 0) {
                continue;
            }
            school_code(w, s, w->years[w->year_count - 1], code);
            if (is_renumbered(w, s)) {
                school_code(w, s, RENUMBERED_LAST_YEAR, before);
            }
            if (end != 0) {
                (void)snprintf(last, sizeof last, "%d", end);
            }
            output_print(out, "%s,%d,%s,%s\n", code, start, last, before);
        }
    }
    return output_close(out);
}
