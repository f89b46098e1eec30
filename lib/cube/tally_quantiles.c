/* Of rows every group has its list. Of bags those of the group's atoms, in the grades of the test,
 * are put together when the group is asked for. */
#include "cube/tally_quantiles.h"

#include "base/alloc.h"

void strata_tally_quantiles_deinit(strata_tally_quantiles *quantiles)
{
    for (unsigned track = 0; track < STRATA_TALLY_TRACKS; track++) {
        strata_tally_lists_deinit(&quantiles->lists[track]);
    }
    strata_score_bag_deinit(&quantiles->bag);
    strata_free(quantiles->spare.rows);
    *quantiles = (strata_tally_quantiles){.frame = NULL};
}

strata_status strata_tally_quantiles_start(strata_tally_quantiles *quantiles,
                                           const strata_tally_frame *frame,
                                           const strata_tally_scored *scored,
                                           strata_entity_level level, strata_error *err)
{
    quantiles->frame = frame;
    quantiles->of = *scored;
    if (scored->scores->has_bags) {
        return strata_tally_scores_settle(frame, scored, err);
    }
    STRATA_TRY(strata_tally_scores_sort(scored->scores, &quantiles->spare, err));
    for (unsigned track = 0; track < frame->track_count; track++) {
        if ((frame->tracks[track].levels >> level & 1) != 0) {
            STRATA_TRY(
                strata_tally_lists_make(&quantiles->lists[track], frame, scored, track, err));
        }
    }
    return STRATA_OK;
}

/* ---- bags ---- */

/* Puts together what the atoms of a group have in a line of the tally. */
static strata_status add_line(strata_tally_quantiles *quantiles, const strata_tally_ask *ask,
                              uint32_t line, strata_error *err)
{
    const strata_tally_students *students = &quantiles->frame->students;
    const strata_tally_group *group = &students->groups[ask->group];
    const strata_tally *tally = &quantiles->of.tallies[ask->track];
    const strata_score_bag *bags = quantiles->of.scores->bags[ask->track].of;
    const uint32_t *slots = tally->slots + (size_t)line * tally->shape.atoms;
    for (uint32_t at = 0; at < group->count; at++) {
        const uint32_t slot = slots[students->atoms[group->first + at]];
        if (slot != 0) {
            STRATA_TRY(strata_score_bag_add_all(&quantiles->bag, &bags[slot], err));
        }
    }
    return STRATA_OK;
}

static strata_status fill_bag(strata_tally_quantiles *quantiles, const strata_tally_ask *ask,
                              strata_error *err)
{
    const strata_tally *tally = &quantiles->of.tallies[ask->track];
    const uint32_t *all_of = quantiles->frame->tests.all_of;
    STRATA_TRY(
        strata_score_bag_expect(&quantiles->bag, ask->low, ask->high, (uint32_t)ask->count, err));
    for (uint32_t line = 0; line < tally->leaf_count; line++) {
        const uint32_t test = tally->tests[line];
        if (test == ask->test || all_of[test] == ask->test) {
            STRATA_TRY(add_line(quantiles, ask, line, err));
        }
    }
    strata_score_bag_settle(&quantiles->bag);
    return STRATA_OK;
}

/* ---- quantiles ---- */

/* The scores of a group: a list, or the bag. */
typedef struct in_order {
    const strata_tally_lists *lists; /* NULL: the bag */
    size_t list;
    const strata_score_bag *bag;
    uint64_t count;
} in_order;

static in_order list_of(const strata_tally_quantiles *quantiles, const strata_tally_ask *ask)
{
    const strata_tally_lists *lists = &quantiles->lists[ask->track];
    const size_t line = quantiles->of.tallies[ask->track].line_of[ask->test] - 1;
    return (in_order){
        .lists = lists, .list = line * lists->group_count + ask->group, .count = ask->count};
}

static int64_t score_at(const in_order *scores, uint64_t rank)
{
    return scores->lists != NULL
               ? strata_tally_lists_at(scores->lists, scores->list, scores->count, rank)
               : strata_score_bag_at(scores->bag, (uint32_t)rank);
}

static strata_int128 value_of(const in_order *scores, const strata_quantile *quantile)
{
    const strata_quantile_rank rank = strata_quantile_rank_of(quantile, scores->count);
    const int64_t low = score_at(scores, rank.low);
    const int64_t high = rank.part > 0 ? score_at(scores, rank.low + 1) : low;
    return strata_quantile_value(quantile, rank.part, low, high);
}

strata_status strata_tally_quantiles_find(strata_tally_quantiles *quantiles,
                                          const strata_tally_ask *ask, strata_error *err)
{
    const strata_quantiles *wanted = quantiles->frame->quantiles;
    in_order scores = {.bag = &quantiles->bag, .count = ask->count};
    if (quantiles->of.scores->has_bags) {
        STRATA_TRY(fill_bag(quantiles, ask, err));
    } else {
        scores = list_of(quantiles, ask);
    }
    for (unsigned at = 0; at < wanted->count; at++) {
        quantiles->values[at] = value_of(&scores, &wanted->of[at]);
    }
    return STRATA_OK;
}
