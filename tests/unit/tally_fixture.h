/* Students of three atoms in two tests; test 2 is that of all grades. Atoms 0 and 1 are the groups
 * "a" and "b" of one base, and both are in "all"; atom 2 is all students in a base of its own. */
#ifndef STRATA_TALLY_FIXTURE_H
#define STRATA_TALLY_FIXTURE_H

#include "cube/tally_scores.h"
#include "strata_test.h"

enum {
    FIXTURE_ALL, /* groups */
    FIXTURE_A,
    FIXTURE_B,
    FIXTURE_GROUPS,
    FIXTURE_TESTS = 3,
    FIXTURE_ATOMS = 3,
    FIXTURE_MARK = 1,    /* everybody */
    FIXTURE_MARK_FEW = 2 /* those of track 1 */
};

/** Where the frame's pointers lead. */
typedef struct tally_fixture {
    strata_tally_frame frame;
    strata_tally tallies[2];
    strata_tally_scores scores;
    uint32_t all_of[FIXTURE_TESTS];
    strata_tally_group groups[FIXTURE_GROUPS];
    uint32_t atoms[4];
    uint32_t persons[2][2]; /* the atoms of a student of a, and of b */
} tally_fixture;

/** A student in a test, with a score. */
typedef struct fixture_row {
    uint32_t test;
    uint32_t person; /* 0: a, 1: b */
    uint32_t marks;
    int64_t score;
} fixture_row;

static inline void fixture_frame(tally_fixture *to)
{
    *to = (tally_fixture){.all_of = {2, 2, 2},
                          .groups = {{.first = 0, .count = 1}, /* by atom 2 */
                                     {.first = 1, .count = 1},
                                     {.first = 2, .count = 1}},
                          .atoms = {2, 0, 1},
                          .persons = {{0, 2}, {1, 2}}};
    to->frame.tests.count = FIXTURE_TESTS;
    to->frame.tests.all_of = to->all_of;
    to->frame.students.bases = 2;
    to->frame.students.atom_count = FIXTURE_ATOMS;
    to->frame.students.groups = to->groups;
    to->frame.students.group_count = FIXTURE_GROUPS;
    to->frame.students.atoms = to->atoms;
    to->frame.track_count = 2;
    to->frame.tracks[0] = (strata_tally_track){.levels = UINT32_MAX, .mark = FIXTURE_MARK};
    to->frame.tracks[1] = (strata_tally_track){.levels = UINT32_MAX, .mark = FIXTURE_MARK_FEW};
    assert_int_equal(strata_tally_atoms_make(&to->frame.atoms, &to->frame.students, NULL),
                     STRATA_OK);
}

static inline void fixture_mark(strata_tally *tally, const uint32_t *atoms, uint32_t test)
{
    if (tally->line_of[test] == 0) {
        assert_int_equal(strata_tally_line(tally, test, NULL), STRATA_OK);
    }
    for (unsigned base = 0; base < 2; base++) {
        strata_tally_slots(tally, test)[atoms[base]] = 1;
    }
}

/** Counts rows[count] into one track's tally. */
static inline void fixture_count(tally_fixture *to, unsigned track, const fixture_row *rows,
                                 size_t count)
{
    const strata_tally_shape shape = {FIXTURE_TESTS, FIXTURE_ATOMS, STRATA_TALLY_BLOCK};
    strata_tally *tally = &to->tallies[track];
    assert_int_equal(strata_tally_init(tally, shape, NULL), STRATA_OK);
    for (size_t at = 0; at < count; at++) {
        if ((rows[at].marks & to->frame.tracks[track].mark) != 0) {
            fixture_mark(tally, to->persons[rows[at].person], rows[at].test);
        }
    }
    assert_int_equal(strata_tally_number(tally, NULL), STRATA_OK);
    for (size_t at = 0; at < count; at++) {
        const uint32_t *atoms = to->persons[rows[at].person];
        const bool is_in = (rows[at].marks & to->frame.tracks[track].mark) != 0;
        for (unsigned base = 0; is_in && base < 2; base++) {
            const size_t slot = strata_tally_slots(tally, rows[at].test)[atoms[base]];
            tally->counts[slot * tally->shape.lanes + STRATA_TALLY_WITH_SCORE]++;
        }
    }
}

/** A place with these rows; has_bags: as if they were too many. To be freed with _end. */
static inline void fixture_start(tally_fixture *to, const fixture_row *rows, size_t count,
                                 bool has_bags)
{
    fixture_frame(to);
    fixture_count(to, 0, rows, count);
    fixture_count(to, 1, rows, count);
    to->scores.row_room = 0;
    assert_int_equal(strata_reserve(&to->scores.rows, &to->scores.row_room, count + 1,
                                    sizeof *to->scores.rows, NULL),
                     STRATA_OK);
    for (size_t at = 0; at < count; at++) {
        to->scores.rows[at] = (strata_tally_score){.score = rows[at].score,
                                                   .atoms = to->persons[rows[at].person],
                                                   .test = rows[at].test,
                                                   .marks = rows[at].marks};
    }
    to->scores.count = count;
    to->scores.has_bags = has_bags;
    const strata_tally_scored scored = {&to->scores, to->tallies};
    assert_int_equal(strata_tally_scores_settle(&to->frame, &scored, NULL), STRATA_OK);
}

/** Puts grades together, as before a place's cells are given. */
static inline void fixture_add_grades(tally_fixture *to)
{
    for (unsigned track = 0; track < 2; track++) {
        assert_int_equal(strata_tally_add_grades(&to->tallies[track], to->all_of, NULL), STRATA_OK);
    }
}

static inline void fixture_end(tally_fixture *to)
{
    strata_tally_scores_deinit(&to->scores);
    strata_tally_deinit(&to->tallies[0]);
    strata_tally_deinit(&to->tallies[1]);
    strata_tally_atoms_deinit(&to->frame.atoms);
}

#endif
