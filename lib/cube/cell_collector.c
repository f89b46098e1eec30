/* Each slot holds the cells of its part until that is taken. */
#include "cube/cell_collector.h"

#include "base/alloc.h"

typedef struct slot {
    strata_cell *cells; /* cells[count] */
    size_t count;
    size_t room;
} slot;

struct strata_cell_collector {
    strata_cell_sink sink;
    strata_cellset *set; /* borrowed */
    slot slots[STRATA_CELL_SINK_SLOTS];
};

static strata_status add(void *context, size_t number, const strata_cell *cell, strata_error *err)
{
    strata_cell_collector *collector = context;
    slot *into = &collector->slots[number];
    STRATA_TRY(strata_reserve(&into->cells, &into->room, into->count + 1, sizeof *cell, err));
    into->cells[into->count++] = *cell;
    return STRATA_OK;
}

static strata_status take(void *context, size_t number, strata_error *err)
{
    strata_cell_collector *collector = context;
    slot *from = &collector->slots[number];
    STRATA_TRY(strata_cellset_add_all(collector->set, from->cells, from->count, err));
    from->count = 0;
    return STRATA_OK;
}

strata_cell_collector *strata_cell_collector_new(strata_cellset *set)
{
    strata_cell_collector *collector = strata_alloc_zero(1, sizeof *collector);
    if (collector != NULL) {
        collector->sink = (strata_cell_sink){.context = collector, .add = add, .take = take};
        collector->set = set;
    }
    return collector;
}

void strata_cell_collector_free(strata_cell_collector *collector)
{
    if (collector != NULL) {
        for (size_t at = 0; at < STRATA_CELL_SINK_SLOTS; at++) {
            strata_free(collector->slots[at].cells);
        }
        strata_free(collector);
    }
}

const strata_cell_sink *strata_cell_collector_sink(const strata_cell_collector *collector)
{
    return &collector->sink;
}
