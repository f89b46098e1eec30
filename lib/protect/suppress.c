/* Hide, show again what need not be hidden, and ask the attacker: over, until it finds nothing. */
#include "protect/suppress.h"

#include "base/alloc.h"
#include "protect/suppress_parts.h"
#include "protect/suppress_witness.h"

enum {
    ROUNDS = 4,      /* audits, before nothing is published */
    WEIGHT_LEAST = 8 /* of a cell of value 0 */
};

uint32_t strata_suppress_weight(int64_t truth)
{
    uint32_t weight = WEIGHT_LEAST;
    for (int64_t rest = truth < 0 ? -truth : truth; rest > 0; rest /= 2) {
        weight++;
    }
    return weight;
}

strata_suppress_cell strata_suppress_cell_of(int64_t truth, int64_t width)
{
    return (strata_suppress_cell){.truth = truth,
                                  .lo = truth,
                                  .hi = truth,
                                  .width = width,
                                  .weight = strata_suppress_weight(truth)};
}

/* The release as it is published. */
static void publish(strata_suppress_state *state, const strata_release *given)
{
    for (uint32_t at = 0; at < state->release->cell_count; at++) {
        strata_release_cell *cell = &state->release->cells[at];
        const uint32_t part = cell->part;
        const int64_t lo = state->cells[at].lo;
        const int64_t hi = state->cells[at].hi;
        *cell = given->cells[state->from[at]];
        if (!state->is_hidden[at]) {
            *cell = (strata_release_cell){lo, hi, lo, hi, 0, false, false};
        }
        cell->is_hidden = state->is_hidden[at] || lo != hi;
        cell->part = part;
    }
}

/* Hides around what the attacker does not call safe.
 * @param left  UINT32_MAX: there is none; else one of them */
static void answer(strata_suppress_state *state, const strata_audit *audit, uint32_t *left)
{
    *left = UINT32_MAX;
    for (uint32_t cell = 0; cell < state->release->cell_count; cell++) {
        const strata_verdict verdict = strata_audit_finding(audit, cell).verdict;
        if (verdict != STRATA_VERDICT_SAFE && state->width[cell] > 0) {
            strata_suppress_hide_around(state, cell);
            *left = cell;
        }
    }
}

static strata_status attack(strata_suppress_state *state, const strata_release *given,
                            strata_suppressed *out, strata_error *err)
{
    const strata_audit_options options = {
        .knowledge = state->options.knowledge,
        .width = state->most_width,
        .widths = state->width,
        .no_linear = true, /* what is safe is known; the rest is not worth a search */
        .no_trials = true,
        .truth = state->truth,
    };
    strata_audit_free(out->audit);
    out->audit = NULL;
    publish(state, given);
    STRATA_TRY(strata_audit_run(state->release, &options, &out->audit, err));
    return strata_suppress_witness(&state->play, out->audit, err);
}

static strata_status work(strata_suppress_state *state, const strata_release *given,
                          strata_suppressed *out, strata_error *err)
{
    uint32_t left = UINT32_MAX;
    for (unsigned round = 0; round < ROUNDS; round++) {
        STRATA_TRY(strata_suppress_grow(state, err));
        if (round == 0) {
            STRATA_TRY(strata_suppress_show(state, err));
            STRATA_TRY(strata_suppress_swap(state, err));
        }
        STRATA_TRY(attack(state, given, out, err));
        answer(state, out->audit, &left);
        if (left == UINT32_MAX) {
            return STRATA_OK;
        }
    }
    return strata_fail(err, STRATA_E_PROTECTED, "suppress",
                       "cell \"%.100s\" could not be shown to be safe, whatever else was hidden",
                       strata_release_cell_id(state->release, left));
}

/* @param place  place[cell_count]: where each cell of the given release stands */
static strata_status add_ways(strata_suppress_state *state, const strata_ways *ways,
                              const uint32_t *place, strata_error *err)
{
    for (uint32_t way = 0; way < ways->count; way++) {
        strata_direction direction = {state->cell, state->delta, 0};
        bool is_taken = false;
        for (size_t at = ways->start[way]; at < ways->start[way + 1]; at++) {
            state->cell[direction.count] = place[ways->cell[at]];
            state->delta[direction.count++] = ways->delta[at];
        }
        STRATA_TRY(strata_play_add(&state->play, direction, &is_taken, err));
    }
    return STRATA_OK;
}

/* Directions that were known before. */
static strata_status take_ways(strata_suppress_state *state, strata_error *err)
{
    const uint32_t cells = state->release->cell_count;
    if (state->options.ways == NULL) {
        return STRATA_OK;
    }
    uint32_t *place = strata_alloc_zero(cells > 0 ? cells : 1, sizeof *place);
    if (place == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t cell = 0; cell < cells; cell++) {
        place[state->from[cell]] = cell;
    }
    const strata_status status = add_ways(state, state->options.ways, place, err);
    strata_free(place);
    return status;
}

static strata_status hand_ways_over(const strata_suppress_state *state, strata_suppressed *out,
                                    strata_error *err)
{
    const strata_play *play = &state->play;
    for (uint32_t way = 0; way < play->count; way++) {
        uint32_t count = 0;
        for (size_t at = play->start[way]; at < play->start[way + 1]; at++) {
            state->cell[count] = state->from[play->entries[at].cell];
            state->delta[count++] = play->entries[at].delta;
        }
        if (play->reach[way].deaths == 0) {
            STRATA_TRY(strata_ways_add(&out->ways, state->cell, state->delta, count, err));
        }
    }
    return STRATA_OK;
}

/* Hands over what stays. */
static strata_status deliver(strata_suppress_state *state, strata_suppressed *out,
                             strata_error *err)
{
    const uint32_t cells = state->release->cell_count;
    out->is_hidden = strata_alloc_zero(cells, sizeof *out->is_hidden);
    if (out->is_hidden == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t cell = 0; cell < cells; cell++) {
        out->is_hidden[state->from[cell]] = state->is_hidden[cell];
        out->primary += state->cells[cell].role == STRATA_SUPPRESS_PRIMARY ? 1 : 0;
        out->hidden += state->is_hidden[cell] && state->width[cell] > 0 ? 1 : 0;
    }
    return hand_ways_over(state, out, err);
}

strata_status strata_suppress(const strata_release *release, const strata_suppress_cell *cells,
                              const strata_suppress_options *options, strata_suppressed *out,
                              strata_error *err)
{
    strata_suppress_state state;
    *out = (strata_suppressed){0};
    strata_status status = strata_suppress_state_init(&state, release, cells, options, err);
    status = status == STRATA_OK ? take_ways(&state, err) : status;
    if (status == STRATA_OK) {
        status = options->only_looks ? strata_suppress_look(&state, err)
                                     : work(&state, release, out, err);
    }
    status = status == STRATA_OK ? deliver(&state, out, err) : status;
    if (status == STRATA_OK) {
        out->release = state.release;
        out->truth = state.truth;
        out->width = state.width;
        state.release = NULL;
        state.truth = NULL;
        state.width = NULL;
    } else {
        strata_suppressed_deinit(out);
    }
    strata_suppress_state_deinit(&state);
    return status;
}

void strata_suppressed_deinit(strata_suppressed *out)
{
    strata_audit_free(out->audit);
    strata_release_free(out->release);
    strata_free(out->truth);
    strata_free(out->width);
    strata_ways_deinit(&out->ways);
    strata_free(out->is_hidden);
    *out = (strata_suppressed){0};
}
