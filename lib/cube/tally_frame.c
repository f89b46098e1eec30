/* Everything that needs the dictionary or the plan is looked up here, once, so that counting looks
 * up numbers only. */
#include "cube/tally_frame.h"

#include <string.h>

#include "base/alloc.h"

/* ---- free meals ---- */

/* A school and year, without padding: equal ones are equal bytes. */
typedef struct school_year {
    uint32_t ids[3]; /* county, lea, school */
    int32_t year;
} school_year;

static strata_status ask_meals(strata_cube *cube, const strata_packed_place *key, bool *out,
                               strata_error *err)
{
    strata_cube_meals *meals = &cube->meals;
    const school_year place = {{key->county, key->lea, key->school}, key->year};
    const uint32_t known = strata_intern_count(meals->places);
    uint32_t number = 0;
    STRATA_TRY(strata_intern_add(meals->places, (const char *)&place, sizeof place, &number, err));
    STRATA_TRY(strata_reserve(&meals->answers, &meals->room, (size_t)number + 1,
                              sizeof *meals->answers, err));
    if (number >= known) {
        const char *const ids[3] = {strata_dictionary_text(cube->dictionary, key->county),
                                    strata_dictionary_text(cube->dictionary, key->lea),
                                    strata_dictionary_text(cube->dictionary, key->school)};
        meals->answers[number] = meals->of.is_universal(meals->of.context, ids, key->year);
    }
    *out = meals->answers[number];
    return STRATA_OK;
}

/* Asks for every school; *any is set if one has free meals for all. */
static strata_status find_meals(strata_tally_frame *frame, strata_cube *cube, bool *any,
                                strata_error *err)
{
    *any = false;
    if (cube->meals.of.is_universal == NULL || cube->plan.ignore_meals) {
        return STRATA_OK;
    }
    for (size_t at = 0; at < frame->places.count; at++) {
        strata_tally_place *place = &frame->places.places[at];
        if (place->key.school != 0) {
            STRATA_TRY(ask_meals(cube, &place->key, &place->has_universal_meals, err));
        }
        *any = *any || place->has_universal_meals;
    }
    return STRATA_OK;
}

/* ---- persons ---- */

static strata_status find_exits(strata_tally_frame *frame, strata_error *err)
{
    const uint32_t assessments = frame->tests.assessment_count;
    frame->exits = strata_alloc_zero((size_t)frame->places.year_count * assessments + 1, 1);
    if (frame->exits == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t year = 0; year < frame->places.year_count; year++) {
        for (uint32_t at = 0; at < assessments; at++) {
            frame->exits[(size_t)year * assessments + at] = (uint8_t)strata_dictionary_exit_years(
                frame->cube->dictionary, frame->tests.assessments[at], frame->places.years[year]);
        }
    }
    return STRATA_OK;
}

static uint32_t variants_of(const strata_tally_frame *frame, bool has_meals)
{
    const size_t count = (size_t)frame->places.year_count * frame->tests.assessment_count;
    uint32_t variants = 0;
    for (size_t at = 0; at < count; at++) {
        variants |= 1U << strata_tally_variant(&frame->students, frame->exits[at], false);
        variants |=
            has_meals ? 1U << strata_tally_variant(&frame->students, frame->exits[at], true) : 0U;
    }
    return variants;
}

/* Lays down which atoms the persons have in a year, by assessment. */
static strata_status lay_persons(strata_tally_frame *frame, strata_error *err)
{
    const size_t assessments = frame->tests.assessment_count;
    const size_t count = 2 * (size_t)frame->places.year_count * assessments;
    frame->persons = strata_alloc_zero(count + 1, sizeof *frame->persons);
    if (frame->persons == NULL) {
        return strata_fail_memory(err);
    }
    for (size_t at = 0; at < count; at++) {
        const size_t row = at / assessments;
        const uint8_t exits = frame->exits[row / 2 * assessments + at % assessments];
        const unsigned variant = strata_tally_variant(&frame->students, exits, row % 2 == 1);
        frame->persons[at] = frame->students.persons[variant];
    }
    return STRATA_OK;
}

static uint8_t mark_of(const strata_packed_person *person)
{
    static const uint8_t fay[3] = {STRATA_MARK_FAY_SCHOOL, STRATA_MARK_FAY_LEA,
                                   STRATA_MARK_FAY_STATE};
    const uint32_t mask = person->race_mask;
    unsigned mark = STRATA_MARK_COUNTS;
    mark |= person->enrolled != STRATA_NO ? STRATA_MARK_ENROLLED : 0;
    for (unsigned at = 0; at < 3; at++) {
        mark |= person->fay[at] == STRATA_YES ? fay[at] : 0;
        mark |= person->fay[at] != STRATA_UNKNOWN ? STRATA_MARK_FAY_KNOWN : 0;
    }
    if (mask != 0) {
        const bool is_one = mask == UINT32_C(1) << person->codes[STRATA_DIM_RACE];
        mark |= is_one ? STRATA_MARK_ONE_RACE : STRATA_MARK_SEVERAL_RACES;
    }
    return (uint8_t)mark;
}

static strata_status mark_persons(strata_tally_frame *frame, strata_error *err)
{
    uint32_t count = 0;
    const strata_packed_person *persons = strata_rows_persons(frame->cube->rows, &count);
    frame->marks = strata_alloc_zero((size_t)count + 1, sizeof *frame->marks);
    if (frame->marks == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t at = 0; at < count; at++) {
        frame->marks[at] = mark_of(&persons[at]);
    }
    return STRATA_OK;
}

/* ---- tracks ---- */

static void add_track(strata_tally_frame *frame, strata_population population, uint8_t mark,
                      uint32_t levels)
{
    uint32_t wanted = frame->watches_schools ? 1U << STRATA_LEVEL_SCHOOL : 0U;
    for (unsigned level = STRATA_LEVEL_STATE; level <= STRATA_LEVEL_SCHOOL; level++) {
        wanted |= frame->cube->plan.levels[level] ? 1U << level : 0U;
    }
    if (frame->cube->plan.populations[population] && (levels & wanted) != 0) {
        frame->tracks[frame->track_count++] =
            (strata_tally_track){frame->cube->populations[population], levels & wanted, mark};
    }
}

static void find_tracks(strata_tally_frame *frame, const uint32_t *rank)
{
    const uint32_t *populations = frame->cube->populations;
    const uint32_t places = 1U << STRATA_LEVEL_LEA | 1U << STRATA_LEVEL_COUNTY;
    const uint32_t state = 1U << STRATA_LEVEL_STATE;
    const uint32_t school = 1U << STRATA_LEVEL_SCHOOL;
    const bool is_first =
        rank[populations[STRATA_ALL_TESTED]] < rank[populations[STRATA_ACCOUNTABILITY]];
    if (is_first) {
        add_track(frame, STRATA_ALL_TESTED, STRATA_MARK_COUNTS, places | state | school);
    }
    add_track(frame, STRATA_ACCOUNTABILITY, STRATA_MARK_FAY_SCHOOL, school);
    add_track(frame, STRATA_ACCOUNTABILITY, STRATA_MARK_FAY_LEA, places);
    add_track(frame, STRATA_ACCOUNTABILITY, STRATA_MARK_FAY_STATE, state);
    if (!is_first) {
        add_track(frame, STRATA_ALL_TESTED, STRATA_MARK_COUNTS, places | state | school);
    }
}

/* ---- parts ---- */

/* Parts are of so many places that threads share a large lea, and that its cells stay few. */
static strata_status cut_parts(strata_tally_frame *frame, strata_error *err)
{
    enum {
        PART_PLACES = 16,
        PART_CELLS = 1 << 14
    };
    const size_t most =
        (size_t)frame->students.group_count * frame->tests.count * frame->track_count;
    const size_t few = PART_CELLS / (most + 1) + 1;
    const size_t places = few < PART_PLACES ? few : PART_PLACES;
    return strata_tally_places_cut(&frame->places, places) == STRATA_OK ? STRATA_OK
                                                                        : strata_fail_memory(err);
}

/* ---- all of it ---- */

static strata_status make(strata_tally_frame *frame, strata_cube *cube, uint32_t *rank,
                          strata_error *err)
{
    bool has_meals = false;
    STRATA_TRY(strata_dictionary_ranks(cube->dictionary, rank, err));
    if (strata_tally_places_make(&frame->places, cube->rows, rank) != STRATA_OK ||
        strata_tally_tests_make(&frame->tests, cube->rows, cube->dictionary, rank,
                                cube->all_grades) != STRATA_OK) {
        return strata_fail_memory(err);
    }
    find_tracks(frame, rank);
    STRATA_TRY(find_meals(frame, cube, &has_meals, err));
    STRATA_TRY(find_exits(frame, err));
    strata_tally_students_start(&frame->students, &cube->plan);
    STRATA_TRY(strata_tally_students_make(&frame->students, &cube->plan, cube->rows,
                                          variants_of(frame, has_meals), err));
    STRATA_TRY(lay_persons(frame, err));
    STRATA_TRY(mark_persons(frame, err));
    STRATA_TRY(cut_parts(frame, err));
    return strata_tally_history_find(&frame->history, &frame->students) ? STRATA_OK
                                                                        : strata_fail_memory(err);
}

strata_status strata_tally_frame_make(strata_tally_frame *frame, strata_cube *cube,
                                      strata_error *err)
{
    *frame = (strata_tally_frame){.cube = cube,
                                  .watches_schools = !cube->plan.levels[STRATA_LEVEL_SCHOOL] &&
                                                     strata_plan_watches_meals(&cube->plan)};
    uint32_t *rank =
        strata_alloc_zero(strata_dictionary_text_count(cube->dictionary), sizeof *rank);
    const strata_status status =
        rank != NULL ? make(frame, cube, rank, err) : strata_fail_memory(err);
    strata_free(rank);
    return status;
}

void strata_tally_frame_deinit(strata_tally_frame *frame)
{
    strata_tally_places_deinit(&frame->places);
    strata_tally_tests_deinit(&frame->tests);
    strata_tally_students_deinit(&frame->students);
    strata_tally_atoms_deinit(&frame->atoms);
    strata_free(frame->history.kinds);
    strata_free(frame->marks);
    strata_free(frame->exits);
    strata_free(frame->persons);
    *frame = (strata_tally_frame){.cube = NULL};
}
