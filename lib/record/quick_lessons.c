/* A clean row teaches all three aspects; what an aspect means does not depend on the others. */
#include "record/quick_lessons.h"

#include <string.h>

#include "base/alloc.h"
#include "record/quick_limits.h"
#include "record/quick_plan.h"

strata_status strata_lessons_init(strata_lessons *lessons, size_t lookers, strata_error *err)
{
    lessons->maps = strata_alloc_zero(lookers, sizeof *lessons->maps);
    lessons->map_count = lessons->maps != NULL ? lookers : 0;
    return lessons->maps != NULL ? STRATA_OK : strata_fail_memory(err);
}

void strata_lessons_deinit(strata_lessons *lessons)
{
    for (size_t at = 0; at < lessons->map_count; at++) {
        for (size_t aspect = 0; aspect < STRATA_ASPECT_COUNT; aspect++) {
            strata_free(lessons->maps[at].meaning[aspect]);
        }
    }
    strata_free(lessons->maps);
    strata_free(lessons->outcomes);
    lessons->maps = NULL;
    lessons->outcomes = NULL;
    lessons->map_count = 0;
}

strata_status strata_lessons_expect(strata_lessons *lessons, size_t looker,
                                    const uint32_t counts[STRATA_ASPECT_COUNT], strata_error *err)
{
    strata_lesson_map *map = &lessons->maps[looker];
    for (size_t aspect = 0; aspect < STRATA_ASPECT_COUNT; aspect++) {
        const uint32_t count = map->count[aspect];
        if (counts[aspect] <= count) {
            continue;
        }
        STRATA_TRY(strata_reserve(&map->meaning[aspect], &map->room[aspect], counts[aspect],
                                  sizeof(uint32_t), err));
        memset(map->meaning[aspect] + count, 0, (counts[aspect] - count) * sizeof(uint32_t));
        map->count[aspect] = counts[aspect];
    }
    return STRATA_OK;
}

static uint32_t *meaning_of(strata_lessons *lessons, size_t looker, const strata_quick_row *look,
                            strata_aspect aspect)
{
    strata_lesson_map *map = &lessons->maps[looker];
    const uint32_t local = look->local[aspect];
    return local < map->count[aspect] ? &map->meaning[aspect][local] : NULL;
}

static strata_status learn_place(strata_lessons *lessons, uint32_t *meaning,
                                 const strata_record *record, strata_error *err)
{
    strata_packed_place place;
    uint32_t number = 0;
    strata_packed_place_of(record, &place);
    STRATA_TRY(strata_rows_place(lessons->rows, &place, &number, err));
    *meaning = number + 1;
    return STRATA_OK;
}

static strata_status learn_person(strata_lessons *lessons, uint32_t *meaning,
                                  const strata_record *record, strata_error *err)
{
    strata_packed_person person;
    uint32_t number = 0;
    strata_packed_person_of(record, &person);
    STRATA_TRY(strata_rows_person(lessons->rows, &person, &number, err));
    *meaning = number + 1;
    return STRATA_OK;
}

static const strata_assessment *test_of(const strata_lessons *lessons, const strata_record *record,
                                        const strata_scale **scale)
{
    const strata_dictionary *texts = lessons->dictionary;
    const strata_assessment *test = strata_schema_assessment(
        lessons->plan->schema, strata_slice_of(strata_dictionary_text(texts, record->assessment)),
        strata_slice_of(strata_dictionary_text(texts, record->subject)), record->year);
    *scale = test != NULL && test->scale_count > 0
                 ? strata_assessment_scale(
                       test, strata_slice_of(strata_dictionary_text(texts, record->grade)))
                 : NULL;
    return test;
}

/* How the score of the row follows from its digits; false if that is not what became of it. */
static bool explain_score(const strata_lessons *lessons, const strata_lesson *lesson,
                          strata_lesson_outcome *out)
{
    const strata_record *record = lesson->record;
    const strata_quick_plan *plan = lessons->plan;
    const strata_scale *scale = NULL;
    strata_quick_score score = {0};
    *out = (strata_lesson_outcome){.divide = 1, .score = record->score};
    if (!strata_quick_plan_score(plan, lesson->batch, &lesson->batch->rows[lesson->row], &score)) {
        return true;
    }
    const strata_assessment *test = test_of(lessons, record, &scale);
    if (test == NULL || !strata_quick_limits(plan->scores.field, test, scale, &score, out)) {
        return false;
    }
    const int64_t units = (int64_t)score.digits * out->times;
    out->score = 0;
    out->times = record->has_score ? out->times : 0;
    return units % out->divide == 0 && (!record->has_score || units / out->divide == record->score);
}

static strata_status learn_outcome(strata_lessons *lessons, uint32_t *meaning,
                                   const strata_lesson *lesson, strata_error *err)
{
    strata_packed_outcome outcome;
    strata_lesson_outcome learned;
    if (strata_lessons_outcome(lessons, *meaning, lesson->look->digits) != NULL ||
        !explain_score(lessons, lesson, &learned)) {
        return STRATA_OK;
    }
    strata_packed_outcome_of(lesson->record, &outcome);
    STRATA_TRY(strata_rows_outcome(lessons->rows, &outcome, &learned.number, err));
    STRATA_TRY(strata_reserve(&lessons->outcomes, &lessons->outcome_room,
                              lessons->outcome_count + 1, sizeof *lessons->outcomes, err));
    learned.next = *meaning;
    lessons->outcomes[lessons->outcome_count++] = learned;
    *meaning = (uint32_t)lessons->outcome_count;
    return STRATA_OK;
}

strata_status strata_lessons_learn(strata_lessons *lessons, size_t looker,
                                   const strata_lesson *lesson, strata_error *err)
{
    uint32_t *place = meaning_of(lessons, looker, lesson->look, STRATA_ASPECT_PLACE);
    uint32_t *person = meaning_of(lessons, looker, lesson->look, STRATA_ASPECT_PERSON);
    uint32_t *outcome = meaning_of(lessons, looker, lesson->look, STRATA_ASPECT_OUTCOME);
    if (place != NULL && *place == 0) {
        STRATA_TRY(learn_place(lessons, place, lesson->record, err));
    }
    if (person != NULL && *person == 0) {
        STRATA_TRY(learn_person(lessons, person, lesson->record, err));
    }
    return outcome != NULL ? learn_outcome(lessons, outcome, lesson, err) : STRATA_OK;
}
