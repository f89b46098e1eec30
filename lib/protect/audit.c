/* The order of attacks: each leaves fewer cells open for the next, dearer one. */
#include "protect/audit.h"

#include <string.h>

#include "base/alloc.h"
#include "protect/audit_linear.h"
#include "protect/audit_parts.h"
#include "protect/peel.h"

enum {
    DIRECT_MOST = 500,  /* cells of a part that is asked about as a whole at once */
    SHIFT_TRIES = 4000, /* changes tried for a step of a cell, at first */
    MORE_TRIES = 20000, /* and where bounds do not show that it cannot be */
    TRY_MOST = 200      /* cells of a part in which whole numbers are tried as a whole */
};

bool strata_audit_reaches(const strata_audit *audit, uint32_t cell, bool up)
{
    const strata_tables *tables = &audit->tables;
    const int64_t bound = up ? audit->whole.hi[cell] : audit->whole.lo[cell];
    if (!tables->has_base[cell]) {
        return false;
    }
    if (bound == (up ? STRATA_BOUND_NONE : -STRATA_BOUND_NONE)) {
        return strata_tables_settle(tables, cell);
    }
    return bound == (up ? tables->most[cell] : tables->least[cell]);
}

bool strata_audit_is_open(const strata_audit *audit, uint32_t cell)
{
    if (strata_equations_knows(&audit->whole, cell)) {
        return false;
    }
    if (!audit->options.wants_all && strata_tables_settle(&audit->tables, cell)) {
        return false;
    }
    return !strata_audit_reaches(audit, cell, true) || !strata_audit_reaches(audit, cell, false);
}

bool strata_audit_is_inside(const strata_audit *audit, const strata_part *part, uint32_t local)
{
    const strata_equations *own = &part->equations;
    const strata_equations *whole = &audit->whole;
    const uint32_t cell = part->cell[local];
    return own->use_start[local + 1] - own->use_start[local] ==
           whole->use_start[cell + 1] - whole->use_start[cell];
}

bool strata_audit_has_open(const strata_audit *audit, const strata_part *part)
{
    for (uint32_t local = 0; local < part->equations.cell_count; local++) {
        if (strata_audit_is_open(audit, part->cell[local])) {
            return true;
        }
    }
    return false;
}

strata_status strata_audit_contradiction(const strata_audit *audit, uint32_t equation,
                                         strata_error *err)
{
    return strata_fail(err, STRATA_E_INPUT, "contradiction",
                       "the numbers contradict one another in or around equation \"%.100s\": no "
                       "counts fit all of them and what is taken for known",
                       strata_release_equation_id(audit->release, equation));
}

strata_status strata_audit_narrow(strata_audit *audit, strata_part *part, strata_attack by,
                                  strata_error *err)
{
    strata_equations *own = &part->equations;
    bool is_left = true;
    audit->tighten.mark = (uint8_t)by;
    for (uint32_t local = 0; local < own->cell_count; local++) {
        is_left = strata_tighten_cell(&audit->tighten, part->cell[local], own->lo[local],
                                      own->hi[local]) &&
                  is_left;
    }
    if (!strata_tighten_run(&audit->tighten) || !is_left) {
        const bool has_name = audit->tighten.broken != UINT32_MAX;
        return strata_audit_contradiction(
            audit, has_name ? audit->tighten.broken : part->equation[0], err);
    }
    for (uint32_t local = 0; local < own->cell_count; local++) {
        own->lo[local] = audit->whole.lo[part->cell[local]];
        own->hi[local] = audit->whole.hi[part->cell[local]];
    }
    return STRATA_OK;
}

strata_status strata_audit_witness(strata_audit *audit, const strata_part *part, const int64_t *x,
                                   bool *news, strata_error *err)
{
    const strata_table_piece piece = {part->cell, x, part->equations.cell_count};
    return strata_tables_add(&audit->tables, piece, news, err);
}

/* Values of one table, known cells included, for windows. */
static void fix_values(strata_audit *audit)
{
    for (uint32_t cell = 0; cell < audit->whole.cell_count; cell++) {
        audit->fixed[cell] =
            audit->tables.has_base[cell] ? audit->tables.base[cell] : audit->whole.lo[cell];
    }
}

/* Small windows before the whole part, which is slow where it is large. */
static strata_status ask_about(strata_audit *audit, strata_part *part, bool has_table,
                               strata_error *err)
{
    if (audit->options.no_linear || !strata_linear_is_there()) {
        return STRATA_OK;
    }
    if (has_table && part->equations.cell_count > DIRECT_MOST) {
        STRATA_TRY(strata_audit_windows(audit, part, STRATA_WINDOW_FORBIDS, strata_audit_ask, err));
        STRATA_TRY(strata_audit_shift(audit, part, MORE_TRIES, err));
        STRATA_TRY(strata_audit_windows(audit, part, STRATA_WINDOW_ALLOWS, strata_audit_ask, err));
        STRATA_TRY(strata_audit_narrow(audit, part, STRATA_ATTACK_LINEAR, err));
    }
    return strata_audit_has_open(audit, part)
               ? strata_audit_ask(audit, part, STRATA_WINDOW_WHOLE, err)
               : STRATA_OK;
}

static strata_status try_in(strata_audit *audit, strata_part *part, bool has_table,
                            strata_error *err)
{
    if (audit->options.no_trials || !strata_audit_has_open(audit, part)) {
        return STRATA_OK;
    }
    if (part->equations.cell_count <= TRY_MOST) {
        return strata_audit_try(audit, part, STRATA_WINDOW_WHOLE, err);
    }
    if (has_table) {
        STRATA_TRY(strata_audit_windows(audit, part, STRATA_WINDOW_ALLOWS, strata_audit_try, err));
    }
    return strata_audit_windows(audit, part, STRATA_WINDOW_FORBIDS, strata_audit_try, err);
}

static strata_status look_into(strata_audit *audit, strata_part *part, strata_error *err)
{
    if (!audit->tables.has_base[part->cell[0]]) {
        STRATA_TRY(strata_audit_find_base(audit, part, err));
    }
    const bool has_table = audit->tables.has_base[part->cell[0]];
    audit->lacks_tables = audit->lacks_tables || !has_table;
    fix_values(audit);
    if (audit->options.only_base) {
        return STRATA_OK;
    }
    if (has_table) {
        STRATA_TRY(strata_audit_shift(audit, part, SHIFT_TRIES, err));
    }
    STRATA_TRY(ask_about(audit, part, has_table, err));
    return try_in(audit, part, has_table, err);
}

/* The connected part of a cell. */
static strata_status look_around(strata_audit *audit, uint32_t seed, strata_error *err)
{
    strata_part part = {0};
    strata_choose_cells(&audit->chooser, seed, UINT32_MAX, NULL);
    strata_status status = strata_part_init(&part, &audit->chooser, NULL, err);
    if (status == STRATA_OK) {
        for (uint32_t local = 0; local < part.equations.cell_count; local++) {
            audit->is_met[part.cell[local]] = true;
        }
        status = look_into(audit, &part, err);
    }
    strata_part_deinit(&part);
    return status;
}

static strata_status look_at_parts(strata_audit *audit, strata_error *err)
{
    for (uint32_t cell = 0; cell < audit->whole.cell_count; cell++) {
        if (!strata_equations_knows(&audit->whole, cell) && !audit->is_met[cell]) {
            STRATA_TRY(look_around(audit, cell, err));
        }
    }
    return STRATA_OK;
}

/* What is known of one cell alone may already be nothing. */
static strata_status check_bounds(const strata_audit *audit, strata_error *err)
{
    for (uint32_t cell = 0; cell < audit->whole.cell_count; cell++) {
        if (audit->whole.lo[cell] > audit->whole.hi[cell]) {
            return strata_fail(err, STRATA_E_INPUT, "contradiction",
                               "what is known of cell \"%.100s\" contradicts what its symbol says",
                               strata_release_cell_id(audit->release, cell));
        }
    }
    return STRATA_OK;
}

static strata_status subtract(strata_audit *audit, strata_error *err)
{
    uint32_t broken = 0;
    const strata_status status = strata_peel(&audit->whole, audit->by, &broken, err);
    for (uint32_t cell = 0; cell < audit->whole.cell_count; cell++) {
        if (audit->by[cell] != UINT32_MAX) {
            audit->how[cell] = STRATA_ATTACK_SUBTRACTION;
        }
    }
    return status == STRATA_E_INPUT ? strata_audit_contradiction(audit, broken, err) : status;
}

static strata_status add_truth(strata_audit *audit, strata_error *err)
{
    const int64_t *truth = audit->options.truth;
    if (truth == NULL) {
        return STRATA_OK;
    }
    if (!strata_equations_fit(&audit->whole, truth)) {
        return strata_fail(err, STRATA_E_INTERNAL, "truth",
                           "the numbers that were published do not fit themselves");
    }
    for (uint32_t cell = 0; cell < audit->whole.cell_count; cell++) {
        if (!strata_equations_knows(&audit->whole, cell)) {
            const strata_table_piece piece = {&cell, &truth[cell], 1};
            STRATA_TRY(strata_tables_add(&audit->tables, piece, NULL, err));
        }
    }
    return STRATA_OK;
}

static strata_status attack(strata_audit *audit, strata_error *err)
{
    STRATA_TRY(check_bounds(audit, err));
    STRATA_TRY(subtract(audit, err));
    audit->tighten.mark = STRATA_ATTACK_BOUNDS;
    strata_tighten_push_all(&audit->tighten);
    if (!strata_tighten_run(&audit->tighten)) {
        return strata_audit_contradiction(audit, audit->tighten.broken, err);
    }
    STRATA_TRY(add_truth(audit, err));
    STRATA_TRY(strata_audit_add_ways(audit, err));
    return look_at_parts(audit, err);
}

/* Only where the release names parts. */
static strata_status copy_labels(strata_audit *audit, strata_error *err)
{
    const strata_release *release = audit->release;
    if (strata_intern_count(release->parts) <= 1) {
        return STRATA_OK;
    }
    audit->label = strata_alloc_zero(release->cell_count, sizeof *audit->label);
    if (audit->label == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t cell = 0; cell < release->cell_count; cell++) {
        audit->label[cell] = release->cells[cell].part;
    }
    return STRATA_OK;
}

static strata_status make_room(strata_audit *audit, strata_error *err)
{
    const uint32_t cells = audit->release->cell_count;
    audit->whole = audit->release->sums;
    audit->whole.lo = strata_alloc_zero(cells, sizeof(int64_t));
    audit->whole.hi = strata_alloc_zero(cells, sizeof(int64_t));
    audit->how = strata_alloc_zero(cells, sizeof *audit->how);
    audit->by = strata_alloc_zero(cells, sizeof *audit->by);
    audit->is_met = strata_alloc_zero(cells, sizeof *audit->is_met);
    audit->asked = strata_alloc_zero(cells, sizeof *audit->asked);
    audit->fixed = strata_alloc_zero(cells, sizeof *audit->fixed);
    if (audit->whole.lo == NULL || audit->whole.hi == NULL || audit->how == NULL ||
        audit->by == NULL || audit->is_met == NULL || audit->asked == NULL ||
        audit->fixed == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t cell = 0; cell < cells; cell++) {
        audit->by[cell] = UINT32_MAX;
    }
    STRATA_TRY(copy_labels(audit, err));
    STRATA_TRY(strata_tables_init(&audit->tables, cells, audit->options.width, err));
    audit->tables.widths = audit->options.widths;
    audit->tables.keeps_all = audit->options.wants_all;
    STRATA_TRY(strata_tighten_init(&audit->tighten, &audit->whole, err));
    audit->tighten.how = audit->how;
    return strata_chooser_init(&audit->chooser, &audit->whole, err);
}

strata_status strata_audit_run(const strata_release *release, const strata_audit_options *options,
                               strata_audit **out, strata_error *err)
{
    *out = NULL;
    strata_audit *audit = strata_alloc_zero(1, sizeof *audit);
    if (audit == NULL) {
        return strata_fail_memory(err);
    }
    audit->release = release;
    audit->options = *options;
    strata_status status = make_room(audit, err);
    if (status == STRATA_OK) {
        strata_release_bounds(release, options->knowledge, audit->whole.lo, audit->whole.hi);
        status = attack(audit, err);
    }
    if (status != STRATA_OK) {
        strata_audit_free(audit);
        return status;
    }
    *out = audit;
    return STRATA_OK;
}

void strata_audit_free(strata_audit *audit)
{
    if (audit != NULL) {
        strata_free(audit->whole.lo); /* the rest of whole is the release's */
        strata_free(audit->whole.hi);
        strata_free(audit->how);
        strata_free(audit->by);
        strata_free(audit->is_met);
        strata_free(audit->asked);
        strata_free(audit->label);
        strata_free(audit->fixed);
        strata_tighten_deinit(&audit->tighten);
        strata_chooser_deinit(&audit->chooser);
        strata_tables_deinit(&audit->tables);
        strata_free(audit);
    }
}
