/* Breadth first through cells and equations, and the piece that was met, with numbers of its own.
 */
#include "protect/audit_part.h"

#include "base/alloc.h"

strata_status strata_chooser_init(strata_chooser *chooser, const strata_equations *whole,
                                  strata_error *err)
{
    *chooser = (strata_chooser){
        .whole = whole,
        .choice = {.cell = strata_alloc_zero(whole->cell_count, sizeof(uint32_t)),
                   .equation = strata_alloc_zero(whole->count, sizeof(uint32_t))},
        .local = strata_alloc_zero(whole->cell_count, sizeof(uint32_t)),
        .has_equation = strata_alloc_zero(whole->count, sizeof(bool)),
    };
    if (chooser->choice.cell == NULL || chooser->choice.equation == NULL ||
        chooser->local == NULL || chooser->has_equation == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t cell = 0; cell < whole->cell_count; cell++) {
        chooser->local[cell] = UINT32_MAX;
    }
    return STRATA_OK;
}

void strata_chooser_deinit(strata_chooser *chooser)
{
    strata_free(chooser->choice.cell);
    strata_free(chooser->choice.equation);
    strata_free(chooser->local);
    strata_free(chooser->has_equation);
    *chooser = (strata_chooser){0};
}

static void forget(strata_chooser *chooser)
{
    strata_choice *choice = &chooser->choice;
    for (uint32_t at = 0; at < choice->cell_count; at++) {
        chooser->local[choice->cell[at]] = UINT32_MAX;
    }
    for (uint32_t at = 0; at < choice->equation_count; at++) {
        chooser->has_equation[choice->equation[at]] = false;
    }
    choice->cell_count = 0;
    choice->equation_count = 0;
}

static void take_cell(strata_chooser *chooser, uint32_t cell)
{
    if (chooser->local[cell] == UINT32_MAX && !strata_equations_knows(chooser->whole, cell)) {
        chooser->local[cell] = chooser->choice.cell_count;
        chooser->choice.cell[chooser->choice.cell_count++] = cell;
    }
}

/* True if the equation was not there. */
static bool take_equation(strata_chooser *chooser, uint32_t equation)
{
    const bool is_new = !chooser->has_equation[equation];
    if (is_new) {
        chooser->has_equation[equation] = true;
        chooser->choice.equation[chooser->choice.equation_count++] = equation;
    }
    return is_new;
}

/* What of an equation that is met is taken along. */
typedef void (*taker)(strata_chooser *chooser, uint32_t equation, const void *context);

/* Breadth first from a seed on; equations are taken until there are so many cells. */
static void spread(strata_chooser *chooser, uint32_t seed, uint32_t enough, taker take,
                   const void *context)
{
    const strata_equations *whole = chooser->whole;
    forget(chooser);
    take_cell(chooser, seed);
    for (uint32_t next = 0; next < chooser->choice.cell_count; next++) {
        const uint32_t cell = chooser->choice.cell[next];
        for (uint32_t use = whole->use_start[cell]; use < whole->use_start[cell + 1]; use++) {
            if (chooser->choice.cell_count < enough && take_equation(chooser, whole->use[use])) {
                take(chooser, whole->use[use], context);
            }
        }
    }
}

typedef struct limits {
    uint32_t most;         /* cells */
    const uint32_t *label; /* only those with the seed's; NULL: all */
} limits;

static void take_members(strata_chooser *chooser, uint32_t equation, const void *context)
{
    const limits *within = context;
    const strata_equations *whole = chooser->whole;
    const strata_choice *choice = &chooser->choice;
    for (uint32_t at = whole->start[equation];
         at < whole->start[equation + 1] && choice->cell_count < within->most; at++) {
        const uint32_t cell = whole->member[at];
        if (within->label == NULL || within->label[cell] == within->label[choice->cell[0]]) {
            take_cell(chooser, cell);
        }
    }
}

void strata_choose_cells(strata_chooser *chooser, uint32_t seed, uint32_t most,
                         const uint32_t *label)
{
    spread(chooser, seed, UINT32_MAX, take_members, &(limits){.most = most, .label = label});
}

void strata_choose_equations(strata_chooser *chooser, uint32_t seed, uint32_t most)
{
    spread(chooser, seed, most, take_members, &(limits){.most = UINT32_MAX});
}

/* The cheapest cells of an equation, dearest last. */
typedef struct cheapest {
    uint32_t cell[STRATA_CHOICE_EACH_MOST];
    double price[STRATA_CHOICE_EACH_MOST];
    uint32_t count;
} cheapest;

static void insert(cheapest *best, uint32_t cell, double price, uint32_t most)
{
    if (best->count == most && price >= best->price[most - 1]) {
        return;
    }
    uint32_t at = best->count < most ? best->count++ : most - 1;
    for (; at > 0 && best->price[at - 1] > price; at--) {
        best->cell[at] = best->cell[at - 1];
        best->price[at] = best->price[at - 1];
    }
    best->cell[at] = cell;
    best->price[at] = price;
}

static void take_cheapest(strata_chooser *chooser, uint32_t equation, const void *context)
{
    const strata_choice_terms *terms = context;
    const strata_equations *whole = chooser->whole;
    cheapest best = {.count = 0};
    for (uint32_t at = whole->start[equation]; at < whole->start[equation + 1]; at++) {
        const uint32_t cell = whole->member[at];
        const bool is_new =
            chooser->local[cell] == UINT32_MAX && !strata_equations_knows(whole, cell);
        const double price = is_new ? terms->price(terms->context, cell) : -1;
        if (price >= 0) {
            insert(&best, cell, price, terms->each);
        }
    }
    for (uint32_t at = 0; at < best.count && chooser->choice.cell_count < terms->most; at++) {
        take_cell(chooser, best.cell[at]);
    }
}

void strata_choose_best(strata_chooser *chooser, uint32_t seed, const strata_choice_terms *terms)
{
    spread(chooser, seed, UINT32_MAX, take_cheapest, terms);
}

static uint32_t count_members(const strata_chooser *chooser)
{
    const strata_equations *whole = chooser->whole;
    uint32_t members = 0;
    for (uint32_t at = 0; at < chooser->choice.equation_count; at++) {
        const uint32_t equation = chooser->choice.equation[at];
        for (uint32_t of = whole->start[equation]; of < whole->start[equation + 1]; of++) {
            members += chooser->local[whole->member[of]] != UINT32_MAX ? 1 : 0;
        }
    }
    return members;
}

static void copy_equation(strata_part *part, const strata_chooser *chooser, uint32_t number,
                          const int64_t *values)
{
    const strata_equations *whole = chooser->whole;
    strata_equations *own = &part->equations;
    const uint32_t equation = chooser->choice.equation[number];
    uint32_t end = own->start[number];
    int64_t right = whole->right[equation];
    for (uint32_t at = whole->start[equation]; at < whole->start[equation + 1]; at++) {
        const uint32_t cell = whole->member[at];
        if (chooser->local[cell] != UINT32_MAX) {
            own->member[end] = chooser->local[cell];
            own->sign[end++] = whole->sign[at];
        } else {
            right -= whole->sign[at] * (values != NULL ? values[cell] : whole->lo[cell]);
        }
    }
    own->right[number] = right;
    own->start[number + 1] = end;
    part->equation[number] = equation;
}

strata_status strata_part_init(strata_part *part, const strata_chooser *chooser,
                               const int64_t *values, strata_error *err)
{
    const strata_choice *choice = &chooser->choice;
    *part = (strata_part){
        .cell = strata_alloc_zero(choice->cell_count, sizeof(uint32_t)),
        .equation = strata_alloc_zero(choice->equation_count, sizeof(uint32_t)),
    };
    STRATA_TRY(strata_equations_init(&part->equations, choice->cell_count, choice->equation_count,
                                     count_members(chooser), err));
    if (part->cell == NULL || part->equation == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t at = 0; at < choice->cell_count; at++) {
        part->cell[at] = choice->cell[at];
        part->equations.lo[at] = chooser->whole->lo[choice->cell[at]];
        part->equations.hi[at] = chooser->whole->hi[choice->cell[at]];
    }
    for (uint32_t at = 0; at < choice->equation_count; at++) {
        copy_equation(part, chooser, at, values);
    }
    strata_equations_index(&part->equations);
    return STRATA_OK;
}

void strata_part_deinit(strata_part *part)
{
    strata_equations_deinit(&part->equations);
    strata_free(part->cell);
    strata_free(part->equation);
    *part = (strata_part){0};
}
