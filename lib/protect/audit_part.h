/* A piece of the equations on its own: a connected part, or a window into one. */
#ifndef STRATA_PROTECT_AUDIT_PART_H
#define STRATA_PROTECT_AUDIT_PART_H

#include "protect/equations.h"

/** The piece. Its cells are unknown ones of the whole, its equations hold for them alone. */
typedef struct strata_part {
    strata_equations equations; /* of the piece, with the bounds of the whole */
    uint32_t *cell;             /* cell[equations.cell_count]: number in the whole */
    uint32_t *equation;         /* equation[equations.count]: likewise */
} strata_part;

/** Which cells and equations. */
typedef struct strata_choice {
    uint32_t *cell; /* cell[cell_count], each once */
    uint32_t cell_count;
    uint32_t *equation; /* equation[equation_count], each once */
    uint32_t equation_count;
} strata_choice;

/** What looks for pieces: the whole, and room for one choice. */
typedef struct strata_chooser {
    const strata_equations *whole; /* borrowed */
    strata_choice choice;          /* room for everything */
    uint32_t *local;    /* local[cell_count]: UINT32_MAX, or the number within the choice */
    bool *has_equation; /* has_equation[equation count] */
} strata_chooser;

/** @return STRATA_OK; STRATA_E_MEMORY. To be freed whatever is returned */
strata_status strata_chooser_init(strata_chooser *chooser, const strata_equations *whole,
                                  strata_error *err) STRATA_NODISCARD;
void strata_chooser_deinit(strata_chooser *chooser);

/** Chooses unknown cells from a seed on, nearest first by shared equations, at most `most`, and all
 * equations that any of them is in. With a large `most`: the connected part. The others in these
 * equations keep the values they have in a table that fits: what such a window allows is possible.
 *  @param label  label[cell_count]: only cells with the seed's; NULL: all */
void strata_choose_cells(strata_chooser *chooser, uint32_t seed, uint32_t most,
                         const uint32_t *label);

/** How strata_choose_best chooses. */
typedef struct strata_choice_terms {
    uint32_t most; /* cells, at most */
    uint32_t each; /* cells that one equation adds, at most; to STRATA_CHOICE_EACH_MOST */
    /** What a cell costs: the cheapest are taken; < 0: never */
    double (*price)(void *context, uint32_t cell);
    void *context;
} strata_choice_terms;

enum {
    STRATA_CHOICE_EACH_MOST = 16
};

/** As strata_choose_cells, but of every equation only the cheapest cells beside those that are
 * there already: far fewer, where equations are long. */
void strata_choose_best(strata_chooser *chooser, uint32_t seed, const strata_choice_terms *terms);

/** Chooses equations from a seed cell on, nearest first, until they have `most` unknown cells or
 * more, and all unknown cells in them. Nothing else is asked of these: what such a window forbids
 * is impossible. */
void strata_choose_equations(strata_chooser *chooser, uint32_t seed, uint32_t most);

/** Cuts out what was chosen last.
 *  @param values  values[cell_count] of cells outside; NULL: they all are known
 *  @return        STRATA_OK; STRATA_E_MEMORY. To be freed whatever is returned */
strata_status strata_part_init(strata_part *part, const strata_chooser *chooser,
                               const int64_t *values, strata_error *err) STRATA_NODISCARD;
void strata_part_deinit(strata_part *part);

#endif
