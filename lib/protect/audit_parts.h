/* The inside of an audit. Part of lib/protect/audit*.c and of nothing else. */
#ifndef STRATA_PROTECT_AUDIT_PARTS_H
#define STRATA_PROTECT_AUDIT_PARTS_H

#include "protect/audit.h"
#include "protect/audit_part.h"
#include "protect/tighten.h"

struct strata_audit {
    const strata_release *release;
    strata_audit_options options;
    strata_equations whole; /* the release's sums with bounds of its own; the rest is borrowed */
    uint8_t *how;           /* how[cell_count]: strata_attack that narrowed it last */
    uint32_t *by;           /* by[cell_count]: the equation that subtraction used, or UINT32_MAX */
    bool *is_met;           /* is_met[cell_count]: its connected part has been looked at */
    uint8_t *asked;         /* asked[cell_count]: windows that were opened for it, a bit for each */
    uint32_t *label;        /* label[cell_count]: its part; NULL: the release names none */
    int64_t *fixed;         /* fixed[cell_count]: values of one table, for windows */
    strata_tighten tighten; /* of whole */
    strata_chooser chooser; /* of whole */
    strata_tables tables;
    bool lacks_tables;
};

/** What a piece of the equations can tell. */
typedef enum strata_window {
    STRATA_WINDOW_WHOLE,  /* a connected part: both */
    STRATA_WINDOW_ALLOWS, /* the cells around keep their values: what is possible */
    STRATA_WINDOW_FORBIDS /* the equations around are left out: what is impossible */
} strata_window;

/** True if more is to be found out about a cell. */
bool strata_audit_is_open(const strata_audit *audit, uint32_t cell);

/** True if a table shows that a bound is reached (up: hi); one that is none counts as reached by a
 * settled cell. */
bool strata_audit_reaches(const strata_audit *audit, uint32_t cell, bool up);

/** True if all equations of a part's cell are in the part, as a window has it. */
bool strata_audit_is_inside(const strata_audit *audit, const strata_part *part, uint32_t local);

/** True if any cell of the part is open. */
bool strata_audit_has_open(const strata_audit *audit, const strata_part *part);

/** The message of a release that nothing fits. */
strata_status strata_audit_contradiction(const strata_audit *audit, uint32_t equation,
                                         strata_error *err);

/** Takes the bounds of a part over to the whole, works out what follows there, and takes that back
 * to the part.
 *  @return STRATA_OK or the contradiction */
strata_status strata_audit_narrow(strata_audit *audit, strata_part *part, strata_attack by,
                                  strata_error *err) STRATA_NODISCARD;

/** Notes values x[] of a part's cells as a table of the whole.
 *  @param news  as strata_tables_add */
strata_status strata_audit_witness(strata_audit *audit, const strata_part *part, const int64_t *x,
                                   bool *news, strata_error *err) STRATA_NODISCARD;

/** Adds the tables to which the options' ways lead from the truth. In audit_ways.c. */
strata_status strata_audit_add_ways(strata_audit *audit, strata_error *err) STRATA_NODISCARD;

/** What looks at one piece. */
typedef strata_status (*strata_audit_look)(strata_audit *audit, strata_part *part,
                                           strata_window window, strata_error *err);

/** Asks the solver about the open cells of a piece, and learns from the answers. In audit_ask.c. */
strata_status strata_audit_ask(strata_audit *audit, strata_part *part, strata_window window,
                               strata_error *err) STRATA_NODISCARD;

/** Finds a first table of a connected part that has none: by the solver, else
 * by trial; it may find none. In audit_ask.c. */
strata_status strata_audit_find_base(strata_audit *audit, strata_part *part,
                                     strata_error *err) STRATA_NODISCARD;

/** Moves a table that fits away from its bounds, so that more can be reached from it.
 *  @param x  x[cell_count], which fits before and after */
strata_status strata_audit_centre(const strata_equations *equations, int64_t *x,
                                  strata_error *err) STRATA_NODISCARD;

/** Moves from the base of a part to other tables, for its open cells.
 *  @param tries  changes that are tried for each step of a cell; as strata_moves_shift
 *  In audit_shift.c. */
strata_status strata_audit_shift(strata_audit *audit, const strata_part *part, uint32_t tries,
                                 strata_error *err) STRATA_NODISCARD;

/** Tries whole numbers in a piece, for its open cells. In audit_try.c. */
strata_status strata_audit_try(strata_audit *audit, strata_part *part, strata_window window,
                               strata_error *err) STRATA_NODISCARD;

/** Opens windows for the open cells of a connected part, one after the other, and looks at each.
 *  @param look  strata_audit_ask or strata_audit_try */
strata_status strata_audit_windows(strata_audit *audit, const strata_part *part,
                                   strata_window window, strata_audit_look look,
                                   strata_error *err) STRATA_NODISCARD;

#endif
