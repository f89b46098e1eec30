/* Rows are moved into bags all at once, when they have become too many. */
#include "cube/tally_scores.h"

#include "base/alloc.h"

void strata_tally_scores_deinit(strata_tally_scores *scores)
{
    strata_free(scores->rows);
    for (unsigned track = 0; track < STRATA_TALLY_TRACKS; track++) {
        strata_tally_bags *bags = &scores->bags[track];
        for (size_t at = 0; at < bags->count; at++) {
            strata_score_bag_deinit(&bags->of[at]);
        }
        strata_free(bags->of);
        strata_free(bags->ends);
        strata_free(bags->sorted);
    }
    *scores = (strata_tally_scores){.rows = NULL};
}

void strata_tally_scores_clear(strata_tally_scores *scores)
{
    for (unsigned track = 0; scores->has_bags && track < STRATA_TALLY_TRACKS; track++) {
        strata_tally_bags *bags = &scores->bags[track];
        for (size_t at = 0; at < bags->count; at++) {
            strata_score_bag_clear(&bags->of[at]);
        }
    }
    scores->count = 0;
    scores->has_bags = false;
}

/* ---- bags ---- */

/* A bag for every slot of a tally. */
static strata_status reserve_bags(strata_tally_bags *bags, const strata_tally *tally,
                                  strata_error *err)
{
    const size_t need = (size_t)tally->count + 1;
    STRATA_TRY(strata_reserve(&bags->of, &bags->room, need, sizeof *bags->of, err));
    for (; bags->count < need; bags->count++) {
        bags->of[bags->count] = (strata_score_bag){.count = 0};
    }
    return STRATA_OK;
}

/* Rows on their way into the bags of a track. */
typedef struct pouring {
    const strata_tally_scores *from;
    const strata_tally *tally; /* which the bags are of */
    strata_tally_bags *bags;
    uint32_t bases;
    uint32_t mark;
} pouring;

/* The slots of a row's test; NULL if the row is not of the track. */
static const uint32_t *slots_of(const pouring *of, const strata_tally_score *row)
{
    return (row->marks & of->mark) != 0 ? strata_tally_slots(of->tally, row->test) : NULL;
}

/* Counts the scores that each slot gets: they end where those of the next slot begin. */
static strata_status count_slots(const pouring *of, strata_error *err)
{
    strata_tally_bags *bags = of->bags;
    STRATA_TRY(
        strata_reserve(&bags->ends, &bags->end_room, bags->count + 1, sizeof *bags->ends, err));
    memset(bags->ends, 0, (bags->count + 1) * sizeof *bags->ends);
    for (size_t at = 0; at < of->from->count; at++) {
        const strata_tally_score *row = &of->from->rows[at];
        const uint32_t *slots = slots_of(of, row);
        for (uint32_t base = 0; slots != NULL && base < of->bases; base++) {
            bags->ends[slots[row->atoms[base]] + 1]++;
        }
    }
    for (size_t slot = 1; slot <= bags->count; slot++) {
        bags->ends[slot] += bags->ends[slot - 1];
    }
    return strata_reserve(&bags->sorted, &bags->sorted_room, (size_t)bags->ends[bags->count] + 1,
                          sizeof *bags->sorted, err);
}

/* Puts scores where those of their slot are; ends[slot] moves from where they begin to their end.
 */
static void sort_by_slot(const pouring *of)
{
    for (size_t at = 0; at < of->from->count; at++) {
        const strata_tally_score *row = &of->from->rows[at];
        const uint32_t *slots = slots_of(of, row);
        for (uint32_t base = 0; slots != NULL && base < of->bases; base++) {
            of->bags->sorted[of->bags->ends[slots[row->atoms[base]]]++] = row->score;
        }
    }
}

/* Slot after slot, so that one bag is touched at a time. */
static strata_status pour_track(const pouring *of, strata_error *err)
{
    strata_tally_bags *bags = of->bags;
    STRATA_TRY(reserve_bags(bags, of->tally, err));
    STRATA_TRY(count_slots(of, err));
    sort_by_slot(of);
    for (size_t slot = 1; slot < bags->count; slot++) {
        const uint32_t first = bags->ends[slot - 1];
        STRATA_TRY(strata_score_bag_add(&bags->of[slot], bags->sorted + first,
                                        bags->ends[slot] - first, err));
    }
    return STRATA_OK;
}

/* The rows of `from`, which may be those of `into`, into bags; what has none stays out. */
static strata_status pour(const strata_tally_frame *frame, const strata_tally_scored *into,
                          const strata_tally_scores *from, strata_error *err)
{
    for (unsigned track = 0; track < frame->track_count; track++) {
        const pouring of = {.from = from,
                            .tally = &into->tallies[track],
                            .bags = &into->scores->bags[track],
                            .bases = frame->students.bases,
                            .mark = frame->tracks[track].mark};
        if (of.tally->line_count > 0) {
            STRATA_TRY(pour_track(&of, err));
        }
    }
    into->scores->has_bags = true;
    return STRATA_OK;
}

strata_status strata_tally_scores_settle(const strata_tally_frame *frame,
                                         const strata_tally_scored *scored, strata_error *err)
{
    if (scored->scores->has_bags && scored->scores->count > 0) {
        STRATA_TRY(pour(frame, scored, scored->scores, err));
        scored->scores->count = 0;
    }
    return STRATA_OK;
}

/* What lies behind a tally. */
typedef struct bagged {
    const strata_tally *tally;
    const strata_tally_bags *bags;
} bagged;

/* The bags of a line into those of the same test. */
static strata_status add_line(const bagged *into, const bagged *from, uint32_t line,
                              strata_error *err)
{
    const uint32_t atoms = from->tally->shape.atoms;
    const uint32_t *numbers = from->tally->slots + (size_t)line * atoms;
    const uint32_t *slots = strata_tally_slots(into->tally, from->tally->tests[line]);
    for (uint32_t atom = 0; atom < atoms; atom++) {
        if (numbers[atom] != 0) {
            STRATA_TRY(strata_score_bag_add_all(&into->bags->of[slots[atom]],
                                                &from->bags->of[numbers[atom]], err));
        }
    }
    return STRATA_OK;
}

static strata_status add_bags(const strata_tally_frame *frame, const strata_tally_scored *into,
                              const strata_tally_scores *from, const strata_tally *from_tallies,
                              strata_error *err)
{
    for (unsigned track = 0; track < frame->track_count; track++) {
        const bagged to = {&into->tallies[track], &into->scores->bags[track]};
        const bagged of = {&from_tallies[track], &from->bags[track]};
        if (to.tally->line_count == 0) {
            continue;
        }
        STRATA_TRY(reserve_bags(&into->scores->bags[track], to.tally, err));
        for (uint32_t line = 0; line < of.tally->leaf_count; line++) {
            STRATA_TRY(add_line(&to, &of, line, err));
        }
    }
    return STRATA_OK;
}

/* ---- rows ---- */

static strata_status append(strata_tally_scores *into, const strata_tally_scores *from,
                            strata_error *err)
{
    STRATA_TRY(strata_reserve(&into->rows, &into->row_room, into->count + from->count + 1,
                              sizeof *into->rows, err));
    if (from->count > 0) {
        memcpy(into->rows + into->count, from->rows, from->count * sizeof *into->rows);
    }
    into->count += from->count;
    return STRATA_OK;
}

strata_status strata_tally_scores_add(const strata_tally_frame *frame,
                                      const strata_tally_scored *into,
                                      const strata_tally_scores *from,
                                      const strata_tally *from_tallies, strata_error *err)
{
    strata_tally_scores *scores = into->scores;
    if (!scores->has_bags && !from->has_bags &&
        scores->count + from->count <= STRATA_TALLY_SCORE_ROWS) {
        return append(scores, from, err);
    }
    scores->has_bags = true;
    STRATA_TRY(strata_tally_scores_settle(frame, into, err));
    if (from->has_bags) {
        STRATA_TRY(add_bags(frame, into, from, from_tallies, err));
    }
    return pour(frame, into, from, err);
}

static uint32_t all_marks(const strata_tally_frame *frame)
{
    uint32_t marks = 0;
    for (unsigned track = 0; track < frame->track_count; track++) {
        marks |= frame->tracks[track].mark;
    }
    return marks;
}

/* Makes room for one more row. */
static strata_status make_room(const strata_tally_frame *frame, const strata_tally_scored *scored,
                               strata_error *err)
{
    strata_tally_scores *scores = scored->scores;
    if (scores->count == STRATA_TALLY_SCORE_ROWS) {
        scores->has_bags = true;
        return strata_tally_scores_settle(frame, scored, err);
    }
    return strata_reserve(&scores->rows, &scores->row_room, scores->count + 1, sizeof *scores->rows,
                          err);
}

strata_status strata_tally_scores_read(strata_tally_scores *scores, const strata_tally_rows *rows,
                                       const strata_tally *tallies, strata_error *err)
{
    const strata_tally_frame *frame = rows->frame;
    const strata_tally_scored scored = {scores, tallies};
    const uint32_t marks = all_marks(frame);
    size_t wide = 0;
    for (size_t at = 0; at < rows->view->count; at++) {
        const uint64_t code = rows->view->codes[at];
        const int64_t score = strata_row_score_of(rows->view, code, &wide);
        const uint32_t person = strata_row_person_of(code);
        const strata_tally_outcome *outcome = &frame->tests.outcomes[strata_row_outcome_of(code)];
        if (!outcome->has_score || (frame->marks[person] & marks) == 0) {
            continue;
        }
        STRATA_TRY(make_room(frame, &scored, err));
        scores->rows[scores->count++] =
            (strata_tally_score){.score = score,
                                 .atoms = strata_tally_atoms_of(rows, outcome, person),
                                 .test = outcome->test,
                                 .marks = frame->marks[person]};
    }
    return STRATA_OK;
}
