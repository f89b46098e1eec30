#include "files.h"
#include "places.h"

void write_student_header(output *out)
{
    output_print(out,
                 "year,lea,school,student,subject,grade,scale_score,level,el,race,frl,econ,swd,"
                 "gender\n");
}

void write_student_row(const world *w, output *out, const student *s, int year,
                       sample_subject subject)
{
    const int grade = student_grade(s, year);
    const sample_result got = student_result(w, s, year, subject);
    char lea[CODE_TEXT];
    char school[CODE_TEXT];
    char code[CODE_TEXT];
    lea_code(s->district, lea);
    school_code(w, student_school(w, s, grade), year, school);
    student_code(s, code);
    output_print(out, "%d,%s,%s,%s,%s,%02d,", year, lea, school, code,
                 subject == SUBJECT_ELA ? "ela" : "math", grade_at(grade));
    if (got.tested) {
        output_print(out, "%d,%d", got.score, got.level);
    } else {
        output_print(out, ",");
    }
    output_print(out, ",%s,%s,%s,%s,%s,%s\n", el_word(s, grade), race_word(s), lunch_word(s),
                 s->econ ? "yes" : "no", s->swd ? "yes" : "no", gender_word(s));
}

typedef struct student_file {
    const world *w;
    output *out;
    int year;
} student_file;

static bool write_both(void *context, const student *s, int grade)
{
    (void)grade;
    const student_file *file = context;
    write_student_row(file->w, file->out, s, file->year, SUBJECT_ELA);
    write_student_row(file->w, file->out, s, file->year, SUBJECT_MATH);
    return true;
}

bool write_students(const world *w, const char *path, int from)
{
    student_file file = {w, output_open(path), 0};
    if (file.out == NULL) {
        return false;
    }
    write_student_header(file.out);
    for (int i = 0; i < w->year_count; ++i) {
        if (w->years[i] >= from) {
            file.year = w->years[i];
            const student_walk walk = {write_both, &file};
            (void)each_student(w, file.year, &walk); /* the visitor never ends it */
        }
    }
    return output_close(file.out);
}

/* A permutation of 0 .. 2^bits - 1, bits even: four rounds of Feistel on the two halves. */
static uint64_t permute(const world *w, uint64_t x, unsigned bits)
{
    const unsigned half = bits / 2;
    const uint64_t mask = (UINT64_C(1) << half) - 1;
    uint64_t left = x >> half;
    uint64_t right = x & mask;
    for (uint64_t round = 0; round < 4; ++round) {
        const uint64_t next = left ^ (world_bits(w, right, 1000 + round) & mask);
        left = right;
        right = next;
    }
    return left << half | right;
}

bool write_students_shuffled(const world *w, const char *path)
{
    output *out = output_open(path);
    if (out == NULL) {
        return false;
    }
    write_student_header(out);
    const uint64_t per_student = (uint64_t)w->year_count * SUBJECT_COUNT;
    const uint64_t count = w->student_count * per_student;
    unsigned bits = 2;
    while ((UINT64_C(1) << bits) < count) {
        bits += 2;
    }
    for (uint64_t i = 0; i < UINT64_C(1) << bits; ++i) {
        const uint64_t at = permute(w, i, bits);
        if (at >= count) {
            continue;
        }
        student s;
        student_at(w, at / per_student, &s);
        const int year = w->years[at % per_student / SUBJECT_COUNT];
        if (student_grade(&s, year) >= 0) {
            write_student_row(w, out, &s, year, (sample_subject)(at % SUBJECT_COUNT));
        }
    }
    return output_close(out);
}
