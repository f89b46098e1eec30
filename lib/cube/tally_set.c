/* Every track by itself. */
#include "cube/tally_set.h"

strata_status strata_tally_set_init(const strata_tally_frame *frame, strata_tally_set *set,
                                    strata_error *err)
{
    for (unsigned at = 0; at < frame->track_count; at++) {
        STRATA_TRY(strata_tally_init(&set->tracks[at], strata_tally_frame_shape(frame), err));
    }
    return STRATA_OK;
}

void strata_tally_set_deinit(strata_tally_set *set)
{
    for (unsigned at = 0; at < STRATA_TALLY_TRACKS; at++) {
        strata_tally_deinit(&set->tracks[at]);
    }
    strata_tally_scores_deinit(&set->scores);
}

void strata_tally_set_clear(const strata_tally_frame *frame, strata_tally_set *set)
{
    for (unsigned at = 0; at < frame->track_count; at++) {
        strata_tally_clear(&set->tracks[at]);
    }
    strata_tally_scores_clear(&set->scores);
}

/* Adds scores that cells of a level or of one above it ask for. */
static strata_status add_scores(const strata_tally_frame *frame, strata_tally_set *into,
                                const strata_tally_set *from, strata_entity_level level,
                                strata_error *err)
{
    bool is_asked = false;
    for (unsigned at = STRATA_LEVEL_STATE; at <= level; at++) {
        is_asked = is_asked || frame->cube->plan.levels[at];
    }
    if (frame->quantiles == NULL || !is_asked) {
        return STRATA_OK;
    }
    const strata_tally_scored to = {&into->scores, into->tracks};
    return strata_tally_scores_add(frame, &to, &from->scores, from->tracks, err);
}

strata_status strata_tally_set_add(const strata_tally_frame *frame, strata_tally_set *into,
                                   const strata_tally_set *from, strata_entity_level level,
                                   strata_error *err)
{
    const uint32_t above = (2U << level) - 1; /* state is the lowest number */
    for (unsigned at = 0; at < frame->track_count; at++) {
        if ((frame->tracks[at].levels & above) != 0) {
            STRATA_TRY(strata_tally_add(&into->tracks[at], &from->tracks[at], err));
        }
    }
    return add_scores(frame, into, from, level, err);
}

strata_status strata_tally_set_give(const strata_tally_way *way, const strata_packed_place *key,
                                    strata_tally_set *set, strata_error *err)
{
    const strata_tally_frame *frame = way->frame;
    for (unsigned at = 0; frame->cube->plan.all_grades && at < frame->track_count; at++) {
        STRATA_TRY(strata_tally_add_grades(&set->tracks[at], frame->tests.all_of, err));
    }
    if (way->quantiles != NULL) {
        const strata_tally_scored scored = {&set->scores, set->tracks};
        STRATA_TRY(strata_tally_quantiles_start(way->quantiles, frame, &scored,
                                                strata_tally_level(key), err));
    }
    return strata_tally_cells(way, key, set->tracks, err);
}
