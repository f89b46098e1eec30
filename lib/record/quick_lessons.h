/* What the numbers of those who look quickly mean, learned from rows that were decoded in the
 * ordinary way. One for a file; used by one thread at a time. */
#ifndef STRATA_RECORD_QUICK_LESSONS_H
#define STRATA_RECORD_QUICK_LESSONS_H

#include "record/quick.h"
#include "record/rows.h"

/** An outcome, and the scores for which it is this one: no rule of reading tells two of them apart.
 */
typedef struct strata_lesson_outcome {
    int32_t low; /* digits, both included */
    int32_t high;
    int32_t times;  /* score = digits * times / divide; 0: the score is always `score` */
    int32_t divide; /* >= 1; digits that it leaves a rest of are not learned */
    int64_t score;
    uint32_t number; /* in the store */
    uint32_t next;   /* 1 + index of the next one for other scores, 0: none */
} strata_lesson_outcome;

/** What the numbers of one who looks mean. 0: not learned; else 1 + number in the store, or
 * 1 + index of an outcome. */
typedef struct strata_lesson_map {
    uint32_t *meaning[STRATA_ASPECT_COUNT]; /* meaning[aspect][count[aspect]] */
    uint32_t count[STRATA_ASPECT_COUNT];
    size_t room[STRATA_ASPECT_COUNT];
} strata_lesson_map;

typedef struct strata_lessons {
    const strata_quick_plan *plan;
    const strata_dictionary *dictionary;
    strata_rows *rows;       /* whose numbers are learned */
    strata_lesson_map *maps; /* maps[map_count], one for each who looks */
    size_t map_count;
    strata_lesson_outcome *outcomes; /* outcomes[outcome_count] of all of them */
    size_t outcome_count;
    size_t outcome_room;
} strata_lessons;

/** Plan, dictionary and rows are borrowed.
 *  @param lookers  how many look
 *  @return         STRATA_OK, STRATA_E_MEMORY; _deinit is right after both */
strata_status strata_lessons_init(strata_lessons *lessons, size_t lookers,
                                  strata_error *err) STRATA_NODISCARD;
void strata_lessons_deinit(strata_lessons *lessons);

/** Makes room for the numbers that one who looks has given so far; none of its rows may be asked
 * about before. */
strata_status strata_lessons_expect(strata_lessons *lessons, size_t looker,
                                    const uint32_t counts[STRATA_ASPECT_COUNT],
                                    strata_error *err) STRATA_NODISCARD;

/** A row that was decoded. */
typedef struct strata_lesson {
    const strata_row_batch *batch;
    uint32_t row;
    const strata_quick_row *look;
    const strata_record *record; /* what came of it: accepted, with nothing to be said against it,
                                    and the only result of the row */
} strata_lesson;

/** Learns what the row's numbers mean. */
strata_status strata_lessons_learn(strata_lessons *lessons, size_t looker,
                                   const strata_lesson *lesson, strata_error *err) STRATA_NODISCARD;

/** What a number means, 0 if that is not learned. */
static inline uint32_t strata_lessons_meaning(const strata_lesson_map *map,
                                              const strata_quick_row *look, strata_aspect aspect)
{
    const uint32_t local = look->local[aspect];
    return local < map->count[aspect] ? map->meaning[aspect][local] : 0;
}

/** The outcome for a score among those that a number means, NULL if it is not learned.
 *  @param meaning  of the number */
static inline const strata_lesson_outcome *strata_lessons_outcome(const strata_lessons *lessons,
                                                                  uint32_t meaning, int32_t digits)
{
    while (meaning != 0) {
        const strata_lesson_outcome *outcome = &lessons->outcomes[meaning - 1];
        if (digits >= outcome->low && digits <= outcome->high) {
            return outcome->divide == 1 || digits % outcome->divide == 0 ? outcome : NULL;
        }
        meaning = outcome->next;
    }
    return NULL;
}

/** The result of a row, but for its number.
 *  @return false if something in it is not learned */
static inline bool strata_lessons_know(const strata_lessons *lessons, size_t looker,
                                       const strata_quick_row *look, strata_packed_row *out)
{
    const strata_lesson_map *map = &lessons->maps[looker];
    const uint32_t place = strata_lessons_meaning(map, look, STRATA_ASPECT_PLACE);
    const uint32_t person = strata_lessons_meaning(map, look, STRATA_ASPECT_PERSON);
    const uint32_t meaning = strata_lessons_meaning(map, look, STRATA_ASPECT_OUTCOME);
    const strata_lesson_outcome *outcome = strata_lessons_outcome(lessons, meaning, look->digits);
    if (place == 0 || person == 0 || outcome == NULL) {
        return false;
    }
    out->student = look->student;
    const int64_t units = (int64_t)look->digits * outcome->times;
    out->score = outcome->score + (outcome->divide == 1 ? units : units / outcome->divide);
    out->place = place - 1;
    out->outcome = outcome->number;
    out->person = person - 1;
    return true;
}

#endif
