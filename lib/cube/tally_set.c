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
}

void strata_tally_set_clear(const strata_tally_frame *frame, strata_tally_set *set)
{
    for (unsigned at = 0; at < frame->track_count; at++) {
        strata_tally_clear(&set->tracks[at]);
    }
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
    return STRATA_OK;
}

strata_status strata_tally_set_give(const strata_tally_way *way, const strata_packed_place *key,
                                    strata_tally_set *set, strata_error *err)
{
    const strata_tally_frame *frame = way->frame;
    for (unsigned at = 0; frame->cube->plan.all_grades && at < frame->track_count; at++) {
        STRATA_TRY(strata_tally_add_grades(&set->tracks[at], frame->tests.all_of, err));
    }
    return strata_tally_cells(way, key, set->tracks, err);
}
