/* The rows are gone through twice. First the slots they need are marked, so that the second time
 * nothing has to be asked: it only adds. */
#include "cube/tally_rows.h"

static strata_status mark_slots(const strata_tally_rows *rows, uint8_t mark, strata_tally *tally,
                                strata_error *err)
{
    const strata_tally_frame *frame = rows->frame;
    const uint32_t bases = frame->students.bases;
    for (size_t at = 0; at < rows->view->count; at++) {
        const uint64_t code = rows->view->codes[at];
        const uint32_t person = strata_row_person_of(code);
        if ((frame->marks[person] & mark) == 0) {
            continue;
        }
        const strata_tally_outcome *outcome = &frame->tests.outcomes[strata_row_outcome_of(code)];
        if (tally->line_of[outcome->test] == 0) {
            STRATA_TRY(strata_tally_line(tally, outcome->test, err));
        }
        uint32_t *slots = strata_tally_slots(tally, outcome->test);
        const uint32_t *atoms = strata_tally_atoms_of(rows, outcome, person);
        for (uint32_t base = 0; base < bases; base++) {
            slots[atoms[base]] = 1;
        }
    }
    return STRATA_OK;
}

static void add_score(strata_tally_sums *sums, int64_t score)
{
    sums->sum += score;
    sums->sumsq += (strata_uint128)((strata_int128)score * score);
    sums->min = score < sums->min ? score : sums->min;
    sums->max = score > sums->max ? score : sums->max;
}

/* Whether the sums of the atoms still fit after a score. Most are so small that 2^32 of them do. */
static bool has_room(const strata_tally *tally, const uint32_t *slots, const uint32_t *atoms,
                     uint32_t bases, int64_t score)
{
    static const int64_t small = INT64_C(1) << 46;
    bool fits = true;
    for (uint32_t base = 0; (score < -small || score > small) && base < bases; base++) {
        fits = strata_tally_sums_fit(&tally->sums[slots[atoms[base]]]) && fits;
    }
    return fits;
}

static bool add_rows(const strata_tally_rows *rows, uint8_t mark, strata_tally *tally)
{
    const strata_tally_frame *frame = rows->frame;
    const uint32_t bases = frame->students.bases;
    const uint32_t lanes = tally->shape.lanes;
    size_t wide = 0;
    bool fits = true;
    for (size_t at = 0; at < rows->view->count; at++) {
        const uint64_t code = rows->view->codes[at];
        const int64_t score = strata_row_score_of(rows->view, code, &wide);
        const uint32_t person = strata_row_person_of(code);
        const uint8_t marks = frame->marks[person];
        if ((marks & mark) == 0) {
            continue;
        }
        const uint32_t number = strata_row_outcome_of(code);
        const strata_tally_outcome *outcome = &frame->tests.outcomes[number];
        const uint32_t *counts =
            strata_tally_lanes(&frame->tests, number, (marks & STRATA_MARK_ENROLLED) != 0);
        const uint32_t *slots = strata_tally_slots(tally, outcome->test);
        const uint32_t *atoms = strata_tally_atoms_of(rows, outcome, person);
        const bool has_score = outcome->has_score;
        for (uint32_t base = 0; base < bases; base++) {
            const size_t slot = slots[atoms[base]];
            strata_tally_add_counts(tally->counts + slot * lanes, counts, lanes);
            if (has_score) {
                add_score(&tally->sums[slot], score);
            }
        }
        fits = (!has_score || has_room(tally, slots, atoms, bases, score)) && fits;
    }
    return fits;
}

/* Scores that are small may have been added to sums with room for hardly more. */
static bool do_all_fit(const strata_tally *tally)
{
    bool fit = true;
    for (size_t number = 1; number <= tally->count; number++) {
        fit = strata_tally_sums_fit(&tally->sums[number]) && fit;
    }
    return fit;
}

strata_status strata_tally_count(const strata_tally_rows *rows, uint8_t mark, strata_tally *tally,
                                 strata_error *err)
{
    STRATA_TRY(mark_slots(rows, mark, tally, err));
    STRATA_TRY(strata_tally_number(tally, err));
    return add_rows(rows, mark, tally) && do_all_fit(tally) ? STRATA_OK : strata_sum_fail(err);
}

/* Whether a flag that a level of the plan goes by says neither yes nor no. */
static bool lacks_flag(const strata_plan *plan, const strata_packed_person *person)
{
    const bool is_needed[3] = {plan->levels[STRATA_LEVEL_SCHOOL],
                               plan->levels[STRATA_LEVEL_LEA] || plan->levels[STRATA_LEVEL_COUNTY],
                               plan->levels[STRATA_LEVEL_STATE]};
    bool lacks = false;
    for (unsigned at = 0; at < 3; at++) {
        lacks = lacks || (is_needed[at] && person->fay[at] == STRATA_UNKNOWN);
    }
    return lacks;
}

void strata_tally_note_facts(const strata_tally_frame *frame, const strata_rows_view *view,
                             strata_tally_facts *facts)
{
    uint32_t count = 0;
    const strata_packed_person *persons = strata_rows_persons(frame->cube->rows, &count);
    for (size_t at = 0; at < view->count; at++) {
        const uint32_t person = strata_row_person_of(view->codes[at]);
        const uint8_t marks = frame->marks[person];
        facts->marks |= marks;
        facts->fay_unknown += lacks_flag(&frame->cube->plan, &persons[person]) ? 1 : 0;
        facts->one_race += (marks & STRATA_MARK_ONE_RACE) != 0 ? 1 : 0;
    }
}
