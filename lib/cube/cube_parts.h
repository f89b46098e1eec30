/* The inside of a cube, for the files that count, roll up and check. */
#ifndef STRATA_CUBE_CUBE_PARTS_H
#define STRATA_CUBE_CUBE_PARTS_H

#include "cube/cell_map.h"
#include "cube/cube.h"
#include "record/rows.h"

/** How the places of one assessment add up. */
typedef struct strata_cube_rule {
    uint32_t assessment;
    strata_additive additive;
} strata_cube_rule;

/** A partition with groups of its own. */
typedef struct strata_cube_partition_copy {
    strata_group_key *groups;
    uint32_t count;
} strata_cube_partition_copy;

/** Schools where meals are free for all, asked once for each school and year. */
typedef struct strata_cube_meals {
    strata_cube_meals_of of;
    strata_intern *places; /* school and year as bytes; numbers from 1 */
    bool *answers;         /* answers[room], by number */
    size_t room;
} strata_cube_meals;

/** Where a published result stands. */
typedef struct strata_cube_origin {
    uint32_t file; /* number of its account; 0: nothing is known */
    uint32_t line;
} strata_cube_origin;

struct strata_cube {
    strata_plan plan;                         /* settled */
    strata_dictionary *dictionary;            /* owned until strata_cube_finish hands it on */
    uint32_t populations[STRATA_POPULATIONS]; /* numbers of texts */
    uint32_t scale_score;
    uint32_t all_grades;
    strata_rows *rows; /* of students */
    size_t threads;
    strata_cube_meals meals;
    strata_cell_map published; /* as published, then with sums where there was nothing */
    uint32_t *gathered;        /* gathered[gathered_room], by number of the published cell: the file
                                  whose rows were gathered for it last, 0: none */
    size_t gathered_room;
    strata_csv_writer *rejects;  /* borrowed; NULL: results that do not stay are not listed */
    strata_cube_origin *origins; /* origins[origins_room], by number of the published cell of
                                    counts; filled for the list only */
    size_t origins_room;
    strata_cube_rule *rules;
    size_t rule_count;
    size_t rule_room;
    strata_cube_partition_copy *partitions;
    size_t partition_count;
    size_t partition_room;
    strata_accounting *accounting; /* borrowed; NULL: files are not known by their number */
};

/** How rows are counted. */
typedef struct strata_cube_counting {
    size_t threads; /* 1 to STRATA_THREADS_MAX */
    strata_issues *issues;
    const strata_cell_sink *sink;
    bool applies_history; /* English learner history; else strata_cellset_sort does that */
} strata_cube_counting;

/** True if the place of key lies in a place of that level (or is one); *out is key there. */
bool strata_place_at_level(const strata_cell_key *key, strata_entity_level level,
                           strata_cell_key *out) STRATA_NODISCARD;

/** The rule of an assessment; nothing is additive where none was declared. */
strata_additive strata_cube_additive(const strata_cube *cube, uint32_t assessment);

/** Gives the cells of the rows to a sink, in order, and compares their years. Notes what the rows
 * do not say: "no-accountability" of files without flags where that population was asked for;
 * "race-scheme" of files with one category of race only where the plan's race scheme or its masks
 * ask for more.
 *  @return as strata_tally_run */
strata_status strata_cube_count(strata_cube *cube, const strata_cube_counting *counting,
                                strata_error *err) STRATA_NODISCARD;

/** Adds sums of published places and grades to cube->published where nothing was published. */
strata_status strata_cube_sum_published(strata_cube *cube, strata_issues *issues,
                                        strata_error *err) STRATA_NODISCARD;

/** Compares the parts of every partition with all students. */
strata_status strata_cube_check_partitions(const strata_cube *cube, strata_issues *issues,
                                           strata_error *err) STRATA_NODISCARD;

#endif
