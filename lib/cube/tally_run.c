/* Threads count the places of a part and put them together; what lies above is added and given in
 * order, by one of them at a time. */
#include "cube/tally_run.h"

#include <string.h>

#include "base/alloc.h"
#include "base/in_order.h"
#include "cube/tally_set.h"

/* A part on its way. */
typedef struct slot {
    const strata_tally_part *part;
    strata_tally_set whole; /* all places of the part */
    strata_tally_notes notes;
    uint64_t rows;
} slot;

/* What a thread has for itself. */
typedef struct worker {
    strata_tally_set place;
    strata_tally_quantiles quantiles;
    strata_rows_view view; /* of one piece */
    uint64_t *codes;       /* those of all pieces of a place */
    size_t code_room;
    int64_t *wide;
    size_t wide_room;
    uint64_t rows;             /* of the last place */
    strata_tally_facts *facts; /* facts[facts_count] */
} worker;

typedef struct running {
    const strata_tally_job *job;
    const strata_tally_frame *frame;
    slot *slots; /* slots[slot_count] */
    size_t slot_count;
    worker *workers;         /* workers[job->threads] */
    size_t next_part;        /* to be made */
    size_t taken;            /* parts */
    strata_tally_set lea;    /* of the parts taken: those of a lea with several */
    strata_tally_set county; /* of the leas taken */
    strata_tally_set state;
    strata_tally_quantiles quantiles; /* for what is taken */
    uint64_t rows;
} running;

/* How the cells of a place in the plan go on. */
static strata_tally_way way_of(running *run, size_t number, strata_tally_quantiles *quantiles)
{
    return (strata_tally_way){.frame = run->frame,
                              .sink = run->job->sink,
                              .slot = number,
                              .applies_history = run->job->applies_history,
                              .notes = &run->slots[number].notes,
                              .quantiles = run->frame->quantiles != NULL ? quantiles : NULL};
}

/* ---- the rows of a place ---- */

static strata_status append_wide(worker *of, size_t count, size_t more, strata_error *err)
{
    STRATA_TRY(strata_reserve(&of->wide, &of->wide_room, count + more, sizeof *of->wide, err));
    memcpy(of->wide + count, of->view.wide, more * sizeof *of->wide);
    return STRATA_OK;
}

/* How many codes of a view take a wide score. */
static size_t count_wide(const strata_rows_view *view)
{
    size_t wide = 0;
    for (size_t at = 0; at < view->count; at++) {
        (void)strata_row_score_of(view, view->codes[at], &wide);
    }
    return wide;
}

/* Puts the piece in the view behind those before it. */
static strata_status append_piece(worker *of, strata_rows_view *all, size_t *wide,
                                  strata_error *err)
{
    const size_t more = count_wide(&of->view);
    if (of->view.count > 0) {
        STRATA_TRY(strata_reserve(&of->codes, &of->code_room, all->count + of->view.count,
                                  sizeof *of->codes, err));
        memcpy(of->codes + all->count, of->view.codes, of->view.count * sizeof *of->codes);
    }
    if (more > 0) {
        STRATA_TRY(append_wide(of, *wide, more, err));
    }
    *wide += more;
    *all = (strata_rows_view){
        .codes = of->codes, .count = all->count + of->view.count, .wide = of->wide};
    return STRATA_OK;
}

/* Reads the rows of a place, which lie by file. */
static strata_status read_place(const running *run, worker *of, const strata_tally_place *place,
                                strata_rows_view *out, strata_error *err)
{
    const strata_tally_frame *frame = run->frame;
    const strata_rows *rows = frame->cube->rows;
    uint32_t count = 0;
    const strata_packed_place *places = strata_rows_places(rows, &count);
    size_t wide = 0;
    *out = (strata_rows_view){.count = 0};
    for (uint32_t at = 0; at < place->count; at++) {
        const uint32_t piece = frame->places.pieces[place->first + at];
        STRATA_TRY(strata_rows_read(rows, piece, &of->view, err));
        if (of->facts != NULL && places[piece].file != 0) {
            strata_tally_note_facts(frame, &of->view, &of->facts[places[piece].file - 1]);
        }
        if (place->count == 1) {
            *out = of->view;
            return STRATA_OK;
        }
        STRATA_TRY(append_piece(of, out, &wide, err));
    }
    return STRATA_OK;
}

/* Counts a place into the worker's tallies. */
static strata_status count_place(const running *run, worker *of, const strata_tally_part *part,
                                 const strata_tally_place *place, strata_error *err)
{
    const strata_tally_frame *frame = run->frame;
    const size_t row = 2 * (size_t)part->year + (place->has_universal_meals ? 1 : 0);
    strata_rows_view view;
    STRATA_TRY(read_place(run, of, place, &view, err));
    const strata_tally_rows rows = {frame, &view,
                                    frame->persons + row * frame->tests.assessment_count};
    strata_tally_set_clear(frame, &of->place);
    for (unsigned at = 0; at < frame->track_count; at++) {
        STRATA_TRY(strata_tally_count(&rows, frame->tracks[at].mark, &of->place.tracks[at], err));
    }
    of->rows = view.count;
    return frame->quantiles != NULL
               ? strata_tally_scores_read(&of->place.scores, &rows, of->place.tracks, err)
               : STRATA_OK;
}

/* ---- a part ---- */

static strata_status make_part(void *context, size_t number, bool *more, strata_error *err)
{
    running *run = context;
    (void)err;
    *more = run->next_part < run->frame->places.part_count;
    if (*more) {
        slot *to = &run->slots[number];
        to->part = &run->frame->places.parts[run->next_part++];
        to->rows = 0;
        strata_tally_set_clear(run->frame, &to->whole);
    }
    return STRATA_OK;
}

/* Whether a place of the plan has the school in it. */
static bool is_in_plan(const strata_plan *plan, const strata_packed_place *key)
{
    return plan->levels[STRATA_LEVEL_STATE] ||
           (plan->levels[STRATA_LEVEL_COUNTY] && key->county != 0) ||
           (plan->levels[STRATA_LEVEL_LEA] && key->lea != 0);
}

static bool is_given(const strata_tally_frame *frame, const strata_packed_place *key)
{
    const strata_plan *plan = &frame->cube->plan;
    const strata_entity_level level = strata_tally_level(key);
    return plan->levels[level] ||
           (level == STRATA_LEVEL_SCHOOL && frame->watches_schools && is_in_plan(plan, key));
}

static strata_status work_on_place(running *run, worker *of, size_t number,
                                   const strata_tally_place *place, strata_error *err)
{
    slot *to = &run->slots[number];
    const bool is_in = run->frame->cube->plan.levels[strata_tally_level(&place->key)];
    const strata_tally_way way = way_of(run, number, is_in ? &of->quantiles : NULL);
    STRATA_TRY(count_place(run, of, to->part, place, err));
    to->rows += of->rows;
    STRATA_TRY(strata_tally_set_add(run->frame, &to->whole, &of->place, STRATA_LEVEL_LEA, err));
    return place->key.school != 0 && is_given(run->frame, &place->key)
               ? strata_tally_set_give(&way, &place->key, &of->place, err)
               : STRATA_OK;
}

static bool is_whole_lea(const strata_tally_part *part)
{
    return part->is_first && part->is_last;
}

/* Gives the lea of a place that is in one. */
static strata_status give_lea(const running *run, const strata_tally_way *way,
                              const strata_packed_place *inside, strata_tally_set *set,
                              strata_error *err)
{
    strata_packed_place lea = *inside;
    lea.school = 0;
    return lea.lea != 0 && is_given(run->frame, &lea) ? strata_tally_set_give(way, &lea, set, err)
                                                      : STRATA_OK;
}

static strata_status work_on_part(void *context, size_t thread, size_t number, strata_error *err)
{
    running *run = context;
    slot *to = &run->slots[number];
    const strata_tally_place *places = &run->frame->places.places[to->part->first];
    for (size_t at = 0; at < to->part->count; at++) {
        STRATA_TRY(work_on_place(run, &run->workers[thread], number, &places[at], err));
    }
    const strata_tally_way way = way_of(run, number, &run->workers[thread].quantiles);
    return is_whole_lea(to->part) ? give_lea(run, &way, &places[0].key, &to->whole, err)
                                  : STRATA_OK;
}

/* ---- above parts ---- */

/* The cells of a slot are complete. */
static strata_status take_slot(running *run, size_t number, strata_error *err)
{
    strata_tally_notes *notes = &run->slots[number].notes;
    for (size_t at = 0; at < notes->count; at++) {
        STRATA_TRY(strata_cube_years_add(run->job->years, &notes->cells[at], err));
    }
    notes->count = 0;
    return run->job->sink->take(run->job->sink->context, number, err);
}

/* Gives a place above parts, which is complete, and empties it. */
static strata_status end_place(running *run, size_t number, const strata_packed_place *key,
                               strata_tally_set *set, strata_error *err)
{
    const strata_tally_way way = way_of(run, number, &run->quantiles);
    if (is_given(run->frame, key)) {
        STRATA_TRY(strata_tally_set_give(&way, key, set, err));
        STRATA_TRY(take_slot(run, number, err));
    }
    strata_tally_set_clear(run->frame, set);
    return STRATA_OK;
}

static const strata_packed_place *key_of_part(const running *run, size_t part)
{
    return part < run->frame->places.part_count
               ? &run->frame->places.places[run->frame->places.parts[part].first].key
               : NULL;
}

static strata_status end_places(running *run, size_t number, const strata_packed_place *last,
                                strata_error *err)
{
    const strata_packed_place *next = key_of_part(run, run->taken);
    const bool is_state_over = next == NULL || next->year != last->year || next->term != last->term;
    strata_packed_place key = *last;
    key.lea = 0;
    key.school = 0;
    if (key.county != 0 && (is_state_over || next->county != last->county)) {
        STRATA_TRY(end_place(run, number, &key, &run->county, err));
    }
    key.county = 0;
    return is_state_over ? end_place(run, number, &key, &run->state, err) : STRATA_OK;
}

/* Adds a lea, whose cells were taken, to what is above it. */
static strata_status add_lea(running *run, const strata_tally_set *lea,
                             const strata_packed_place *key, strata_error *err)
{
    if (key->county != 0 && run->frame->cube->plan.levels[STRATA_LEVEL_COUNTY]) {
        STRATA_TRY(strata_tally_set_add(run->frame, &run->county, lea, STRATA_LEVEL_COUNTY, err));
    }
    return strata_tally_set_add(run->frame, &run->state, lea, STRATA_LEVEL_STATE, err);
}

/* Adds one of several parts to its lea, which is complete with the last one. */
static strata_status add_part(running *run, size_t number, const strata_packed_place *key,
                              strata_error *err)
{
    const slot *from = &run->slots[number];
    STRATA_TRY(strata_tally_set_add(run->frame, &run->lea, &from->whole, STRATA_LEVEL_LEA, err));
    if (!from->part->is_last) {
        return STRATA_OK;
    }
    const strata_tally_way way = way_of(run, number, &run->quantiles);
    STRATA_TRY(give_lea(run, &way, key, &run->lea, err));
    STRATA_TRY(take_slot(run, number, err));
    STRATA_TRY(add_lea(run, &run->lea, key, err));
    strata_tally_set_clear(run->frame, &run->lea);
    return STRATA_OK;
}

static strata_status take_part(void *context, size_t number, strata_error *err)
{
    running *run = context;
    const slot *from = &run->slots[number];
    const strata_packed_place *key = key_of_part(run, run->taken++);
    run->rows += from->rows;
    if (run->rows > UINT32_MAX) {
        return strata_fail(err, STRATA_E_INPUT, "rows-many",
                           "more than 4294967295 results; make the cells in several runs");
    }
    STRATA_TRY(take_slot(run, number, err));
    STRATA_TRY(is_whole_lea(from->part) ? add_lea(run, &from->whole, key, err)
                                        : add_part(run, number, key, err));
    return from->part->is_last ? end_places(run, number, key, err) : STRATA_OK;
}

/* ---- all of it ---- */

/* So many that nobody waits: what is made but not taken takes memory. */
static size_t slots_for(size_t threads)
{
    const size_t slots = threads > 1 ? 2 * threads + 1 : 1;
    return slots < STRATA_CELL_SINK_SLOTS ? slots : STRATA_CELL_SINK_SLOTS;
}

static strata_status start(running *run, strata_error *err)
{
    const strata_tally_job *job = run->job;
    run->slot_count = slots_for(job->threads);
    run->slots = strata_alloc_zero(run->slot_count, sizeof *run->slots);
    run->workers = strata_alloc_zero(job->threads, sizeof *run->workers);
    if (run->slots == NULL || run->workers == NULL) {
        return strata_fail_memory(err);
    }
    for (size_t at = 0; at < run->slot_count; at++) {
        STRATA_TRY(strata_tally_set_init(run->frame, &run->slots[at].whole, err));
    }
    for (size_t at = 0; at < job->threads; at++) {
        worker *one = &run->workers[at];
        STRATA_TRY(strata_tally_set_init(run->frame, &one->place, err));
        one->facts =
            job->facts != NULL ? strata_alloc_zero(job->facts_count, sizeof *one->facts) : NULL;
        if (job->facts != NULL && one->facts == NULL) {
            return strata_fail_memory(err);
        }
    }
    STRATA_TRY(strata_tally_set_init(run->frame, &run->lea, err));
    STRATA_TRY(strata_tally_set_init(run->frame, &run->county, err));
    return strata_tally_set_init(run->frame, &run->state, err);
}

static void add_facts(const strata_tally_job *job, const worker *from)
{
    for (size_t at = 0; job->facts != NULL && from->facts != NULL && at < job->facts_count; at++) {
        job->facts[at].marks |= from->facts[at].marks;
        job->facts[at].one_race += from->facts[at].one_race;
        job->facts[at].fay_unknown += from->facts[at].fay_unknown;
    }
}

static void stop(running *run)
{
    for (size_t at = 0; run->slots != NULL && at < run->slot_count; at++) {
        strata_tally_set_deinit(&run->slots[at].whole);
        strata_free(run->slots[at].notes.cells);
    }
    for (size_t at = 0; run->workers != NULL && at < run->job->threads; at++) {
        worker *one = &run->workers[at];
        add_facts(run->job, one);
        strata_tally_set_deinit(&one->place);
        strata_tally_quantiles_deinit(&one->quantiles);
        strata_rows_view_deinit(&one->view);
        strata_free(one->codes);
        strata_free(one->wide);
        strata_free(one->facts);
    }
    strata_free(run->slots);
    strata_free(run->workers);
    strata_tally_set_deinit(&run->lea);
    strata_tally_set_deinit(&run->county);
    strata_tally_set_deinit(&run->state);
    strata_tally_quantiles_deinit(&run->quantiles);
}

strata_status strata_tally_run(const strata_tally_job *job, strata_error *err)
{
    running run = {.job = job, .frame = job->frame};
    strata_status status = start(&run, err);
    const strata_in_order_work work = {.context = &run,
                                       .slots = run.slot_count,
                                       .make = make_part,
                                       .work = work_on_part,
                                       .take = take_part};
    if (status == STRATA_OK) {
        status = strata_in_order(job->threads, &work, err);
    }
    stop(&run);
    return status;
}
