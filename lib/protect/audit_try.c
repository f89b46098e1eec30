/* Whole numbers by trial: whether an open cell of a piece can be as much, or as little, as its
 * bound says, and if not, how far it goes. */
#include "base/alloc.h"
#include "protect/audit_parts.h"
#include "protect/audit_search.h"

enum {
    STEPS = 3000
};

typedef struct trying {
    strata_audit *audit;
    strata_part *part;
    strata_window window;
    strata_search search;
    strata_search_answer answer;
} trying;

/* Looks for a table in which a cell is within lo..hi. */
static strata_status look_for(trying *try, uint32_t local, int64_t lo, int64_t hi,
                              strata_error *err)
{
    const strata_equations *own = &try->part->equations;
    const strata_search_wish wish = {own->lo, own->hi, NULL, STEPS};
    strata_search_start(&try->search, &wish);
    strata_search_narrow(&try->search, local, lo, hi);
    STRATA_TRY(strata_search_run(&try->search, &wish, &try->answer, err));
    if (try->answer == STRATA_SEARCH_FOUND && try->window != STRATA_WINDOW_FORBIDS) {
        return strata_audit_witness(try->audit, try->part, try->search.x, NULL, err);
    }
    return STRATA_OK;
}

/* What was not found is impossible. */
static strata_status forbid(trying *try, uint32_t local, int64_t lo, int64_t hi, strata_error *err)
{
    strata_equations *own = &try->part->equations;
    own->lo[local] = lo > own->lo[local] ? lo : own->lo[local];
    own->hi[local] = hi < own->hi[local] ? hi : own->hi[local];
    return strata_audit_narrow(try->audit, try->part, STRATA_ATTACK_WHOLE, err);
}

/* A value beyond all that were found, half the way to the bound at most. */
static int64_t next_up(int64_t most, int64_t hi, int64_t width)
{
    return hi == STRATA_BOUND_NONE ? most + width : most + 1 + (hi - most - 1) / 2;
}

static int64_t next_down(int64_t least, int64_t lo, int64_t width)
{
    return lo == -STRATA_BOUND_NONE ? least - width : least - 1 - (least - 1 - lo) / 2;
}

/* One question about a cell; *goes_on: it taught something. */
static strata_status try_once(trying *try, uint32_t local, bool up, bool *goes_on,
                              strata_error *err)
{
    const strata_audit *audit = try->audit;
    const uint32_t cell = try->part->cell[local];
    const int64_t width = strata_tables_width(&audit->tables, cell);
    const int64_t lo = audit->whole.lo[cell];
    const int64_t hi = audit->whole.hi[cell];
    const int64_t from = up ? next_up(audit->tables.most[cell], hi, width) : lo;
    const int64_t to = up ? hi : next_down(audit->tables.least[cell], lo, width);
    STRATA_TRY(look_for(try, local, from, to, err));
    *goes_on = try->answer == STRATA_SEARCH_FOUND && try->window != STRATA_WINDOW_FORBIDS;
    if (try->answer == STRATA_SEARCH_NONE && try->window != STRATA_WINDOW_ALLOWS) {
        *goes_on = true;
        return up ? forbid(try, local, -STRATA_BOUND_NONE, from - 1, err)
                  : forbid(try, local, to + 1, STRATA_BOUND_NONE, err);
    }
    return STRATA_OK;
}

static strata_status try_cell(trying *try, uint32_t local, bool up, strata_error *err)
{
    const uint32_t cell = try->part->cell[local];
    bool goes_on = try->audit->tables.has_base[cell]; /* without any table this would find none */
    while (goes_on && strata_audit_is_open(try->audit, cell) &&
           !strata_audit_reaches(try->audit, cell, up)) {
        STRATA_TRY(try_once(try, local, up, &goes_on, err));
    }
    return STRATA_OK;
}

static strata_status try_all(trying *try, strata_error *err)
{
    for (uint32_t local = 0; local < try->part->equations.cell_count; local++) {
        if (try->window != STRATA_WINDOW_FORBIDS ||
            strata_audit_is_inside(try->audit, try->part, local)) {
            STRATA_TRY(try_cell(try, local, true, err));
            STRATA_TRY(try_cell(try, local, false, err));
        }
    }
    return STRATA_OK;
}

strata_status strata_audit_try(strata_audit *audit, strata_part *part, strata_window window,
                               strata_error *err)
{
    trying try = {.audit = audit, .part = part, .window = window};
    strata_status status = strata_search_init(&try.search, &part->equations, err);
    if (status == STRATA_OK) {
        status = try_all(&try, err);
    }
    strata_search_deinit(&try.search);
    return status;
}
