/* The inside of a cube, for the files that count, roll up and check. */
#ifndef STRATA_CUBE_CUBE_PARTS_H
#define STRATA_CUBE_CUBE_PARTS_H

#include "cube/cell_map.h"
#include "cube/cube.h"
#include "cube/membership.h"

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

/** Whether the records of a file say who has been there for a full academic year. */
typedef enum strata_cube_fay {
    STRATA_FAY_NO_RECORDS,
    STRATA_FAY_UNKNOWN,
    STRATA_FAY_KNOWN
} strata_cube_fay;

/** What the records of a file say of race. */
typedef struct strata_cube_races {
    uint64_t single;  /* results whose races are their one category */
    bool has_several; /* a record names more than that, so races were recorded */
} strata_cube_races;

struct strata_cube {
    strata_plan plan;                         /* settled */
    strata_dictionary *dictionary;            /* owned until strata_cube_finish hands it on */
    uint32_t populations[STRATA_POPULATIONS]; /* numbers of texts */
    uint32_t scale_score;
    uint32_t all_grades;
    strata_membership *membership;
    strata_cube_meals meals;
    uint8_t *fay; /* fay[fay_room]: strata_cube_fay, by file - 1 */
    size_t fay_room;
    strata_cube_races *races; /* races[race_room], by file - 1 */
    size_t race_room;
    strata_cell_map counted;   /* by place of the record and grade */
    strata_cell_map published; /* as published, then with sums where there was nothing */
    uint32_t *gathered;        /* gathered[gathered_room], by number of the published cell: the file
                                  whose rows were gathered for it last, 0: none */
    size_t gathered_room;
    strata_cube_rule *rules;
    size_t rule_count;
    size_t rule_room;
    strata_cube_partition_copy *partitions;
    size_t partition_count;
    size_t partition_room;
    strata_accounting *accounting; /* borrowed; NULL: files are not known by their number */
};

/** True if the place of key lies in a place of that level (or is one); *out is key there. */
bool strata_place_at_level(const strata_cell_key *key, strata_entity_level level,
                           strata_cell_key *out) STRATA_NODISCARD;

/** The rule of an assessment; nothing is additive where none was declared. */
strata_additive strata_cube_additive(const strata_cube *cube, uint32_t assessment);

/** Notes for how many files accountability was asked in vain. */
strata_status strata_cube_note_fay(const strata_cube *cube, strata_issues *issues,
                                   strata_error *err) STRATA_NODISCARD;

/** Warns of every file whose records have one category of race only, where the plan's race scheme
 * or its masks ask for more. */
strata_status strata_cube_note_races(const strata_cube *cube, strata_issues *issues,
                                     strata_error *err) STRATA_NODISCARD;

/** Rolls the counted cells up to the levels and grades of the plan; *out is the caller's to deinit,
 * also after a failure. */
strata_status strata_cube_roll_up(const strata_cube *cube, strata_cell_map *out,
                                  strata_error *err) STRATA_NODISCARD;

/** The counted cells of schools that places above are judged by (strata_plan_watches_meals), where
 * the plan has no schools; *out as in strata_cube_roll_up. */
strata_status strata_cube_roll_up_meals(const strata_cube *cube, strata_cell_map *out,
                                        strata_error *err) STRATA_NODISCARD;

/** Adds sums of published places and grades to cube->published where nothing was published. */
strata_status strata_cube_sum_published(strata_cube *cube, strata_issues *issues,
                                        strata_error *err) STRATA_NODISCARD;

/** Compares the parts of every partition with all students. */
strata_status strata_cube_check_partitions(const strata_cube *cube, strata_issues *issues,
                                           strata_error *err) STRATA_NODISCARD;

#endif
