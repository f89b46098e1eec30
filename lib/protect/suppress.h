/* Which further cells to hide, so that no hidden cell can be worked out: the other side of the
 * audit. Everything depends on ids, values and weights alone, not on the order of the input.
 *
 * Cells can be hidden together, as all numbers of one group are, and what is shown of a cell can be
 * a range, as that of a rounded percent, which may have to stay open as well.
 *
 * Hidden cells that are open, by weight, then id, get play: by moves among what is hidden, else by
 * a cheap walk, else by the cheapest route, a linear program over cells that can all go the whole
 * width, and where that is dear over how far each can go, made whole one cell after the other; what
 * is on the route is hidden. Every direction is checked in whole numbers and kept; two ends of
 * directions that are the width apart make a cell safe, and hiding more cannot undo that. Then
 * cells are shown again that others can do without, or that can be replaced by what is worth less.
 * The audit gets the directions as witnesses and has the last word.
 *
 * What readers know: where zeros may be hidden, nobody can take a hidden cell for 1 or more. Who
 * promises that zeros are shown says so (STRATA_KNOWS_ZEROS_SHOWN): then none is hidden. One symbol
 * for all hidden cells says nothing, so STRATA_KNOWS_SYMBOLS adds nothing to either. */
#ifndef STRATA_PROTECT_SUPPRESS_H
#define STRATA_PROTECT_SUPPRESS_H

#include "protect/audit.h"
#include "protect/ways.h"

/** What may be done with a cell. */
typedef enum strata_suppress_role {
    STRATA_SUPPRESS_MAY,      /* shown, unless it must be hidden for another's sake */
    STRATA_SUPPRESS_NEVER,    /* shown in any case */
    STRATA_SUPPRESS_PRIMARY,  /* hidden for its own sake */
    STRATA_SUPPRESS_EARLIER,  /* hidden in an earlier release, so hidden again */
    STRATA_SUPPRESS_UNPRINTED /* printed nowhere, before or after */
} strata_suppress_role;

/** What is known of a cell by who makes the release. */
typedef struct strata_suppress_cell {
    int64_t truth;
    int64_t lo; /* what readers know of it while it is shown: lo <= truth <= hi */
    int64_t hi;
    int64_t width;       /* how far apart two tables must set it while it is hidden; 0: nothing is
                            promised */
    int64_t shown_width; /* while it is shown */
    uint32_t weight;     /* what is lost when it is hidden; 1 to STRATA_SUPPRESS_WEIGHT_MOST */
    uint32_t unit;       /* cells of the same one are hidden together, and have the same role; 0:
                            alone */
    strata_suppress_role role;
} strata_suppress_cell;

/** A cell of which all is shown or nothing: of role MAY, weighed by its value, alone. */
strata_suppress_cell strata_suppress_cell_of(int64_t truth, int64_t width);

enum {
    STRATA_SUPPRESS_WEIGHT_MOST = 1000000
};

typedef struct strata_suppress_options {
    strata_knowledge knowledge; /* what readers will know of hidden cells, at most */
    const strata_ways *ways;    /* known beforehand, as tried as any other; NULL: none */
    bool no_linear;             /* leave linear programming out, as without GLPK */
    bool only_looks;            /* hides nothing more and attacks nothing: only looks for ways in
                                   which what is hidden can move */
} strata_suppress_options;

/** What came of it. */
typedef struct strata_suppressed {
    bool *is_hidden;         /* is_hidden[cell_count], in the order of the release given */
    uint32_t primary;        /* cells that are hidden for their own sake */
    uint32_t hidden;         /* all that are hidden and of which something is promised */
    strata_release *release; /* what is published, cells by id and sums by cells */
    strata_audit *audit;     /* of that release: all hidden cells that are printed are safe */
    int64_t *truth;          /* the audit's, in the order of that release, as width */
    int64_t *width;
    strata_ways ways; /* that were found, in the order of the release given */
} strata_suppressed;

/** The weight of a cell of which nothing else is said: the number of binary digits of its value,
 * and some; so that among equals the smaller is hidden, and few cells rather than many. */
uint32_t strata_suppress_weight(int64_t truth);

/** Hides cells until an audit that knows what readers may know calls every hidden one safe. The
 * same input gives the same cells, in whatever order cells and equations come; if the cells that
 * it hid come back as EARLIER, it hides these and no more.
 *
 *  @param release  finished; lo, hi, meant_lo and meant_hi of each cell are what is known of it if
 *                  it is hidden, has_symbol whether it is printed with a symbol then  (borrowed)
 *  @param cells    cells[release->cell_count]                                          (borrowed)
 *  @param out      to strata_suppressed_deinit whatever is returned
 *  @return         STRATA_OK; STRATA_E_INPUT ("contradiction"): the true values do not add up;
 *                  STRATA_E_PROTECTED ("suppress"): some cell cannot be made safe, so nothing may
 *                  be published; STRATA_E_MEMORY; STRATA_E_INTERNAL */
strata_status strata_suppress(const strata_release *release, const strata_suppress_cell *cells,
                              const strata_suppress_options *options, strata_suppressed *out,
                              strata_error *err) STRATA_NODISCARD;
void strata_suppressed_deinit(strata_suppressed *out);

#endif
