/* Whether cells can be true beside each other: those of other years, places and groups. Part of
 * lib/cube and of nothing else; findings become issues that name a place and a group, never a
 * student. */
#ifndef STRATA_CUBE_CUBE_CHECK_H
#define STRATA_CUBE_CUBE_CHECK_H

#include "cube/cube_parts.h"

/** Something found in a cell, or in a row that became one. */
typedef struct strata_cube_finding {
    const char *rule;
    const strata_cell_key *key; /* NULL: about no cell */
    const char *what;           /* in place of the cell's name; NULL: nothing */
    uint32_t file;              /* number of the file, 0: not known */
    uint64_t line;
} strata_cube_finding;

/** Notes a finding as bad as its rule usually is. The first hundred of a rule name their cell;
 * what comes later is only counted. issues may be NULL. */
strata_status strata_cube_note(const strata_cube *cube, strata_issues *issues,
                               const strata_cube_finding *finding,
                               strata_error *err) STRATA_NODISCARD;

enum {
    STRATA_CELL_NAME = 640
};

/** "school 0100010/0100011, 2019 sba ela 05, race=hispanic, pct 3", or "every lea, 2019 ..." of
 * places without ids: out[STRATA_CELL_NAME]; returns
 * out. Parts that are 0 are left out. */
const char *strata_cell_name(const strata_dictionary *dictionary, const strata_cell_key *key,
                             char *out);

/** "scale-jump": a published percent below 1.5, or a mean, whose neighbours are about 100 times
 * larger (a mean's also: smaller): the same cell in other years, or where there is none the same
 * group in eight or more other places of the level. Percents that the shares beside them confirm
 * are right. */
strata_status strata_cube_check_scale(const strata_cube *cube, strata_issues *issues,
                                      strata_error *err) STRATA_NODISCARD;

/** A cell as far as years are compared. */
typedef struct strata_year_cell {
    strata_cell_key key;
    uint64_t students; /* the most that are known; many where a shown cell does not say */
    uint64_t rows;     /* of the place: rows of a published one, students of a counted one */
} strata_year_cell;

strata_year_cell strata_year_cell_of(const strata_cube *cube, const strata_cell *cell);

/** The years of tests, groups and places beside each other, cell by cell. */
typedef struct strata_cube_years strata_cube_years;

/** @return NULL when out of memory; the arguments are borrowed */
strata_cube_years *strata_cube_years_new(const strata_cube *cube,
                                         strata_issues *issues) STRATA_NODISCARD;
void strata_cube_years_free(strata_cube_years *years); /* NULL is fine */
strata_status strata_cube_years_add(strata_cube_years *years, const strata_year_cell *cell,
                                    strata_error *err) STRATA_NODISCARD;

/** "group-vanished": a group of the coarsest places of a year is in none of them in the next year
 * of the test, although it had 30 students or more (or the file does not say how many).
 * "rows-dropped": a place has less than half of the rows (of students, where they are counted) of
 * the year before, and had 20 or more. */
strata_status strata_cube_years_compare(const strata_cube_years *years,
                                        strata_error *err) STRATA_NODISCARD;

/** The same of the published cells. */
strata_status strata_cube_check_years(const strata_cube *cube, strata_issues *issues,
                                      strata_error *err) STRATA_NODISCARD;

#endif
