/* One table, ways from it, ways from the middle of these, then the audit. */
#include "protect/hiding_audit.h"

#include <string.h>

#include "base/alloc.h"
#include "protect/hiding_parts.h"
#include "protect/suppress_play.h"

enum {
    ROUNDS = 4, /* from one middle to the next */
    OTHERS = 3  /* tables to start from, where the first does not show all */
};

/* The table that an audit found; false: it lacks one somewhere. */
static bool take_table(strata_unknowns *unknowns, const strata_audit *audit)
{
    const strata_tables *tables = strata_audit_tables(audit);
    for (uint32_t at = 0; at < unknowns->release->cell_count; at++) {
        unknowns->truth[at] =
            tables->has_base[at] ? tables->base[at] : strata_audit_finding(audit, at).lo;
    }
    return !strata_audit_lacks_tables(audit);
}

static strata_status find_table(strata_unknowns *unknowns, const strata_audit_options *options,
                                bool *is_found, strata_error *err)
{
    strata_audit_options only = *options;
    strata_audit *audit = NULL;
    only.only_base = true;
    STRATA_TRY(strata_audit_run(unknowns->release, &only, &audit, err));
    *is_found = take_table(unknowns, audit);
    strata_audit_free(audit);
    return STRATA_OK;
}

static strata_status look(strata_unknowns *unknowns, strata_ways *ways, strata_error *err)
{
    strata_hiding_work work = {
        .unknowns = unknowns, .hidden = unknowns->must, .ways = *ways, .only_looks = true};
    strata_status status = strata_hiding_open(&work, err);
    status = status == STRATA_OK ? strata_hiding_round(&work, err) : status;
    *ways = work.ways;
    work.ways = (strata_ways){0};
    strata_hiding_close(&work);
    return status;
}

/* What is known of the numbers is changed on the way, and put back. */
static strata_status look_around(strata_unknowns *unknowns, strata_ways *ways, strata_error *err)
{
    strata_release *release = unknowns->release;
    const size_t cells = release->cell_count;
    strata_release_cell *known = strata_alloc_zero(cells > 0 ? cells : 1, sizeof *known);
    if (known == NULL) {
        return strata_fail_memory(err);
    }
    memcpy(known, release->cells, cells * sizeof *known);
    const strata_status status = look(unknowns, ways, err);
    memcpy(release->cells, known, cells * sizeof *known);
    strata_free(known);
    return status;
}

/* Takes the table along each way to the middle of it; ways that lead nowhere, or do not add up, are
 * passed over. */
static strata_status go_to_middle(strata_unknowns *unknowns, const strata_ways *ways,
                                  strata_play *play, strata_error *err)
{
    for (uint32_t way = 0; way < ways->count; way++) {
        const strata_direction direction = strata_ways_at(ways, way);
        bool is_taken = false;
        STRATA_TRY(strata_play_add(play, direction, &is_taken, err));
        if (!is_taken) {
            continue;
        }
        const strata_play_reach reach = play->reach[play->count - 1];
        for (uint32_t at = 0; at < direction.count; at++) {
            unknowns->truth[direction.cell[at]] +=
                (reach.ahead - reach.back) / 2 * direction.delta[at];
        }
    }
    return STRATA_OK;
}

/* A solver's table has numbers at their bounds, where half of the ways are barred. */
static strata_status centre(strata_unknowns *unknowns, const strata_ways *ways,
                            strata_knowledge knowledge, strata_error *err)
{
    const size_t cells = unknowns->release->cell_count;
    strata_equations known = unknowns->release->sums;
    strata_play play = {0};
    strata_status status = STRATA_OK;
    known.lo = strata_alloc_zero(cells > 0 ? cells : 1, sizeof *known.lo);
    known.hi = strata_alloc_zero(cells > 0 ? cells : 1, sizeof *known.hi);
    if (known.lo == NULL || known.hi == NULL) {
        status = strata_fail_memory(err);
    } else {
        strata_release_bounds(unknowns->release, knowledge, known.lo, known.hi);
        status = strata_play_init(&play, &known, unknowns->truth, err);
        status = status == STRATA_OK ? go_to_middle(unknowns, ways, &play, err) : status;
    }
    strata_play_deinit(&play);
    strata_free(known.lo);
    strata_free(known.hi);
    return status;
}

static strata_status find_ways(strata_unknowns *unknowns, strata_knowledge knowledge,
                               strata_ways *ways, strata_error *err)
{
    for (unsigned round = 0; round < ROUNDS; round++) {
        STRATA_TRY(centre(unknowns, ways, knowledge, err));
        STRATA_TRY(look_around(unknowns, ways, err));
    }
    return STRATA_OK;
}

/* ---- from another table ---- */

/* An audit from a first table. */
typedef struct attacking {
    strata_unknowns *unknowns;
    const strata_audit_options *options; /* with that table, which is unknowns->truth, and ways */
    strata_ways *ways;
    int64_t *first; /* first[cell count]: the table, while another is looked from */
    uint32_t *cell; /* cell[cell count], delta[cell count]: room for a way to that */
    int64_t *delta;
} attacking;

static strata_status open_room(attacking *room, strata_error *err)
{
    const size_t cells = room->unknowns->release->cell_count;
    room->first = strata_alloc_zero(cells, sizeof *room->first);
    room->cell = strata_alloc_zero(cells, sizeof *room->cell);
    room->delta = strata_alloc_zero(cells, sizeof *room->delta);
    if (room->first == NULL || room->cell == NULL || room->delta == NULL) {
        return strata_fail_memory(err);
    }
    memcpy(room->first, room->unknowns->truth, cells * sizeof *room->first);
    return STRATA_OK;
}

static void close_room(attacking *room)
{
    strata_free(room->first);
    strata_free(room->cell);
    strata_free(room->delta);
}

/* The way from the first table to one that was found from the other. */
static strata_status add_table(attacking *room, const strata_tables *found, uint32_t table,
                               strata_error *err)
{
    const uint32_t cells = room->unknowns->release->cell_count;
    const size_t from = table > 0 ? found->start[table - 1] : 0;
    const size_t to = table > 0 ? found->start[table] : 0;
    uint32_t count = 0;
    for (uint32_t at = 0; at < cells; at++) {
        room->delta[at] = room->unknowns->truth[at] - room->first[at];
    }
    for (size_t at = from; at < to; at++) {
        room->delta[found->cell[at]] = found->value[at] - room->first[found->cell[at]];
    }
    for (uint32_t at = 0; at < cells; at++) {
        const int64_t delta = room->delta[at];
        if (delta != 0) {
            room->cell[count] = at;
            room->delta[count++] = delta;
        }
    }
    return strata_ways_add(room->ways, room->cell, room->delta, count, err);
}

/* What one audit could not show and the other did. */
static strata_status add_tables(attacking *room, const strata_audit *left,
                                const strata_audit *other, strata_error *err)
{
    const strata_tables *found = strata_audit_tables(other);
    for (uint32_t at = 0; at < room->unknowns->release->cell_count; at++) {
        if (strata_audit_finding(left, at).verdict == STRATA_VERDICT_UNPROVEN &&
            strata_audit_finding(other, at).verdict == STRATA_VERDICT_SAFE) {
            STRATA_TRY(add_table(room, found, found->least_in[at], err));
            STRATA_TRY(add_table(room, found, found->most_in[at], err));
        }
    }
    return STRATA_OK;
}

/* The ways that are found there are kept: they can lead from the first table too. */
static strata_status look_elsewhere(attacking *room, const strata_audit *left, strata_error *err)
{
    strata_unknowns *unknowns = room->unknowns;
    strata_audit *other = NULL;
    STRATA_TRY(find_ways(unknowns, room->options->knowledge, room->ways, err));
    STRATA_TRY(strata_audit_run(unknowns->release, room->options, &other, err));
    const strata_status status = add_tables(room, left, other, err);
    strata_audit_free(other);
    memcpy(unknowns->truth, room->first, unknowns->release->cell_count * sizeof *room->first);
    return status;
}

/* What cannot be shown from one table can mostly be shown from another; then it is shown from the
 * first one by the way over that. */
static strata_status go_on(attacking *room, strata_audit **out, strata_error *err)
{
    const strata_release *release = room->unknowns->release;
    STRATA_TRY(open_room(room, err));
    for (unsigned at = 0; at < OTHERS && strata_audit_count(*out, STRATA_VERDICT_UNPROVEN) > 0;
         at++) {
        STRATA_TRY(look_elsewhere(room, *out, err));
        strata_audit_free(*out);
        *out = NULL;
        STRATA_TRY(strata_audit_run(release, room->options, out, err));
    }
    return STRATA_OK;
}

static strata_status attack(attacking *room, strata_audit **out, strata_error *err)
{
    STRATA_TRY(find_ways(room->unknowns, room->options->knowledge, room->ways, err));
    STRATA_TRY(strata_audit_run(room->unknowns->release, room->options, out, err));
    const strata_status status = go_on(room, out, err);
    close_room(room);
    if (status != STRATA_OK) {
        strata_audit_free(*out);
        *out = NULL;
    }
    return status;
}

strata_status strata_hiding_audit(strata_unknowns *unknowns, const strata_audit_options *options,
                                  strata_audit **out, strata_error *err)
{
    strata_ways ways = {0};
    strata_audit_options own = *options;
    bool is_found = false;
    *out = NULL;
    strata_status status = unknowns->release->cell_count > 0
                               ? find_table(unknowns, options, &is_found, err)
                               : STRATA_OK;
    if (status == STRATA_OK && is_found) {
        own.truth = unknowns->truth;
        own.ways = &ways;
        attacking room = {.unknowns = unknowns, .options = &own, .ways = &ways};
        status = attack(&room, out, err);
    } else if (status == STRATA_OK) {
        status = strata_audit_run(unknowns->release, &own, out, err);
    }
    strata_ways_deinit(&ways);
    return status;
}
