/* The files that can be made. Each function gives false, after a message, if that failed. */
#ifndef SAMPLE_FILES_H
#define SAMPLE_FILES_H

#include "output.h"
#include "student.h"

/** Header and one row of a student file of the layout generic/students. */
void write_student_header(output *out);
void write_student_row(const world *w, output *out, const student *s, int year,
                       sample_subject subject);

/** All results of the years from `from` on, by year and school. */
bool write_students(const world *w, const char *path, int from);
/** The same rows in random order, without holding them. */
bool write_students_shuffled(const world *w, const char *path);

/** students_corrections.csv: late corrections, and rows that are wrong on purpose. */
bool write_corrections(const world *w, const char *folder);

bool write_entities(const world *w, const char *folder);
bool write_caaspp_entities(const world *w, const char *folder, int year);
bool write_partners(const world *w, const char *folder);

/** Research files in the forms of 2015-2016 (comma, quotes, whole percents) and 2021-2023 (caret).
 */
bool write_research_2016(const world *w, const char *folder);
bool write_research_2022(const world *w, const char *folder);

#endif
