/* Windows around open cells. Where the release names its parts (districts), a window that tells
 * what is possible is one of them: the sums above keep their values in it. */
#include "protect/audit_parts.h"

enum {
    ASK_CELLS = 400, /* cells of a window for the solver */
    TRY_CELLS = 120, /* and for trials */
    LABEL_CELLS = 2000
};

/* Bits of asked[]. */
enum {
    ASKED_ALLOWS = 1,
    ASKED_FORBIDS = 2,
    TRIED_SHIFT = 2
};

static uint8_t bit_of(strata_window window, strata_audit_look look)
{
    const unsigned bit = window == STRATA_WINDOW_ALLOWS ? ASKED_ALLOWS : ASKED_FORBIDS;
    return (uint8_t)(look == strata_audit_try ? bit << TRIED_SHIFT : bit);
}

static void choose(strata_audit *audit, uint32_t seed, strata_window window, strata_audit_look look)
{
    const uint32_t cells = look == strata_audit_try ? TRY_CELLS : ASK_CELLS;
    const bool is_label = audit->label != NULL && look == strata_audit_ask;
    if (window == STRATA_WINDOW_FORBIDS) {
        strata_choose_equations(&audit->chooser, seed, cells);
    } else {
        strata_choose_cells(&audit->chooser, seed, is_label ? LABEL_CELLS : cells,
                            is_label ? audit->label : NULL);
    }
}

/* Those in the middle of a window need none of their own. */
static void mark(strata_audit *audit, const strata_part *part, strata_window window, uint8_t bit)
{
    const uint32_t cells = part->equations.cell_count;
    for (uint32_t local = 0; local < cells; local++) {
        const bool is_middle = window == STRATA_WINDOW_FORBIDS
                                   ? strata_audit_is_inside(audit, part, local)
                                   : local <= cells / 2;
        if (is_middle) {
            audit->asked[part->cell[local]] |= bit;
        }
    }
}

static strata_status open_window(strata_audit *audit, uint32_t seed, strata_window window,
                                 strata_audit_look look, strata_error *err)
{
    strata_part part = {0};
    const uint8_t bit = bit_of(window, look);
    choose(audit, seed, window, look);
    audit->asked[seed] |= bit;
    strata_status status = strata_part_init(
        &part, &audit->chooser, window == STRATA_WINDOW_ALLOWS ? audit->fixed : NULL, err);
    if (status == STRATA_OK) {
        mark(audit, &part, window, bit);
        status = look(audit, &part, window, err);
    }
    strata_part_deinit(&part);
    return status;
}

strata_status strata_audit_windows(strata_audit *audit, const strata_part *part,
                                   strata_window window, strata_audit_look look, strata_error *err)
{
    const uint8_t bit = bit_of(window, look);
    for (uint32_t local = 0; local < part->equations.cell_count; local++) {
        const uint32_t cell = part->cell[local];
        if ((audit->asked[cell] & bit) == 0 && strata_audit_is_open(audit, cell)) {
            STRATA_TRY(open_window(audit, cell, window, look, err));
        }
    }
    return STRATA_OK;
}
