/* Rows of several files, brought together by the group that they are about. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/order.h"
#include "cube/cell_map.h"
#include "protect/published_parts.h"

/* What is being brought together. */
typedef struct gathering {
    strata_prints *prints;
    strata_cell_map groups; /* in order of first use */
    strata_error *err;
} gathering;

void strata_prints_deinit(strata_prints *prints)
{
    strata_cellset_free(prints->set);
    strata_free(prints->prints);
    strata_free(prints->first);
    strata_free(prints->tests);
    *prints = (strata_prints){0};
}

/* ---- which rows ---- */

static bool is_of_numbers(const strata_cell *row)
{
    switch ((strata_stat)row->key.stat) {
    case STRATA_STAT_COUNTS:
    case STRATA_STAT_PCT:
    case STRATA_STAT_SHARE:
    case STRATA_STAT_MEAN:
        return true;
    case STRATA_STAT_SD:
    case STRATA_STAT_INDEX:
    case STRATA_STAT_ESTIMATE:
    case STRATA_STAT_KINDS:
        break;
    }
    return false;
}

static bool is_asked_of_publisher(const strata_published_file *file, const strata_cell *row)
{
    return !file->is_known && row->key.source == STRATA_PUBLISHED;
}

static bool is_used(const strata_published_file *file, const strata_cell *row)
{
    return is_of_numbers(row) && !is_asked_of_publisher(file, row) &&
           row->status != STRATA_CELL_PARTIAL && row->status != STRATA_CELL_UNDEFINED;
}

/* A row that is not used; of one without a meaning there is nothing to say. */
static void note_unused(const strata_published_file *file, const strata_cell *row,
                        strata_published_unused *unused)
{
    if (row->status == STRATA_CELL_UNDEFINED) {
        return;
    }
    if (is_asked_of_publisher(file, row)) {
        unused->published++;
    } else if (!is_of_numbers(row)) {
        unused->figures++;
    } else {
        unused->partial++;
    }
}

static strata_cell_key group_of(const strata_cell *row)
{
    strata_cell_key key = row->key;
    key.stat = STRATA_STAT_COUNTS;
    key.cut = 0;
    key.source = STRATA_COUNTED;
    return key;
}

/* ---- bringing together ---- */

/* The rows of a file that are used, with the terms of the others, so that they can be put beside
 * them: what was counted by which plan and hidden by which policy is no matter to a reader. */
static strata_status copy_rows(gathering *all, const strata_published_file *file,
                               strata_cellset *out)
{
    *out = *file->set;
    out->cells = strata_alloc_zero(out->count > 0 ? out->count : 1, sizeof *out->cells);
    if (out->cells == NULL) {
        return strata_fail_memory(all->err);
    }
    out->count = 0;
    for (size_t at = 0; at < file->set->count; at++) {
        if (is_used(file, &file->set->cells[at])) {
            out->cells[out->count++] = file->set->cells[at];
        }
    }
    out->input_count = 0;
    memcpy(out->protection, "", 1);
    memcpy(out->plan, "", 1);
    return STRATA_OK;
}

static strata_status add_print(gathering *all, uint32_t file, const strata_cell *row,
                               const strata_cell_key *key)
{
    strata_prints *prints = all->prints;
    strata_cell *group = NULL;
    bool is_new = false;
    STRATA_TRY(strata_cell_map_get(&all->groups, key, &group, &is_new, all->err));
    group->level_count =
        row->level_count > group->level_count ? row->level_count : group->level_count;
    STRATA_TRY(strata_reserve(&prints->prints, &prints->room, prints->count + 1,
                              sizeof *prints->prints, all->err));
    prints->prints[prints->count++] =
        (strata_print){(uint32_t)(group - all->groups.cells), file, row};
    return STRATA_OK;
}

/* The texts of the file get the numbers of the set: rows from `first` on. */
static strata_status add_prints(gathering *all, uint32_t number, size_t first)
{
    const strata_published_file *file = &all->prints->files[number];
    size_t next = first;
    for (size_t at = 0; at < file->set->count; at++) {
        const strata_cell *row = &file->set->cells[at];
        if (!is_used(file, row)) {
            note_unused(file, row, &all->prints->unused);
            continue;
        }
        const strata_cell_key key = group_of(&all->prints->set->cells[next++]);
        STRATA_TRY(add_print(all, number, row, &key));
    }
    return STRATA_OK;
}

static strata_status add_file(gathering *all, uint32_t number)
{
    strata_cellset rows;
    strata_cellset *set = all->prints->set;
    const size_t first = set->count;
    STRATA_TRY(copy_rows(all, &all->prints->files[number], &rows));
    strata_status status = strata_cellset_append(set, &rows, all->err);
    strata_free(rows.cells);
    return status == STRATA_OK ? add_prints(all, number, first) : status;
}

/* ---- in order ---- */

static int compare_prints(const void *left, const void *right)
{
    const strata_print *a = left;
    const strata_print *b = right;
    const uint32_t ours[] = {a->cell, a->file, a->row->key.stat, a->row->key.cut};
    const uint32_t theirs[] = {b->cell, b->file, b->row->key.stat, b->row->key.cut};
    return strata_order_numbers(ours, theirs, sizeof ours / sizeof ours[0]);
}

/* The groups become the cells of the set; keys[] tells which was which before they were sorted. */
static strata_status sort_groups(gathering *all, const strata_cell_key *keys)
{
    strata_prints *prints = all->prints;
    strata_cellset *set = prints->set;
    const size_t count = all->groups.count;
    strata_free(set->cells);
    set->cells = all->groups.cells;
    set->count = count;
    set->room = all->groups.room;
    all->groups.cells = NULL;
    STRATA_TRY(strata_cellset_order(set, all->err));
    for (size_t at = 0; at < prints->count; at++) {
        const strata_cell *cell = strata_cellset_find(set, &keys[prints->prints[at].cell]);
        prints->prints[at].cell = (uint32_t)(cell - set->cells);
    }
    if (prints->count > 0) {
        qsort(prints->prints, prints->count, sizeof *prints->prints, compare_prints);
    }
    prints->first = strata_alloc_zero(count + 1, sizeof *prints->first);
    if (prints->first == NULL) {
        return strata_fail_memory(all->err);
    }
    for (size_t at = 0; at < prints->count; at++) {
        prints->first[prints->prints[at].cell + 1] = at + 1;
    }
    return STRATA_OK;
}

static strata_status put_in_order(gathering *all)
{
    const size_t count = all->groups.count;
    strata_cell_key *keys = strata_alloc_zero(count > 0 ? count : 1, sizeof *keys);
    if (keys == NULL) {
        return strata_fail_memory(all->err);
    }
    for (size_t at = 0; at < count; at++) {
        keys[at] = all->groups.cells[at].key;
    }
    const strata_status status = sort_groups(all, keys);
    strata_free(keys);
    return status;
}

/* ---- tests ---- */

static void id_of(const strata_cell_key *key, uint32_t id[4])
{
    id[0] = key->assessment;
    id[1] = key->subject;
    id[2] = key->era;
    id[3] = key->variable;
}

static strata_printed_test *find_test(const strata_prints *prints, const strata_cell_key *key)
{
    uint32_t id[4];
    id_of(key, id);
    for (size_t at = 0; at < prints->test_count; at++) {
        if (memcmp(prints->tests[at].id, id, sizeof id) == 0) {
            return &prints->tests[at];
        }
    }
    return NULL;
}

const strata_printed_test *strata_prints_test(const strata_prints *prints, uint32_t cell)
{
    return find_test(prints, &prints->set->cells[cell].key);
}

static uint32_t bit(unsigned slot)
{
    return UINT32_C(1) << slot;
}

/* What a row says that there is; figures are of those who have a score. */
static uint32_t slots_of(const strata_cell *row)
{
    uint32_t slots = (row->has & STRATA_HAS_ENROLLED) != 0 ? bit(SLOT_ENROLLED) : 0;
    slots |= (row->has & STRATA_HAS_TESTED) != 0 ? bit(SLOT_TESTED) : 0;
    slots |= (row->has & STRATA_HAS_SCORED) != 0 ? bit(SLOT_SCORED) : 0;
    const bool has_cuts = (row->has & STRATA_HAS_LEVELS) != 0 || row->key.stat == STRATA_STAT_PCT ||
                          row->key.stat == STRATA_STAT_SHARE;
    const bool has_sum = (row->has & STRATA_HAS_SCORES) != 0 || row->key.stat == STRATA_STAT_MEAN;
    slots |= has_cuts ? (uint32_t)NODE_CUTS | bit(SLOT_SCORED) : 0;
    return slots | (has_sum ? bit(SLOT_SUM) | bit(SLOT_SCORED) : 0);
}

static strata_status get_test(strata_prints *prints, const strata_cell *group,
                              strata_printed_test **out, strata_error *err)
{
    *out = find_test(prints, &group->key);
    if (*out != NULL) {
        return STRATA_OK;
    }
    STRATA_TRY(strata_reserve(&prints->tests, &prints->test_room, prints->test_count + 1,
                              sizeof *prints->tests, err));
    const strata_test *test = strata_dictionary_test(prints->set->dictionary, group->key.assessment,
                                                     group->key.subject, group->key.era);
    *out = &prints->tests[prints->test_count++];
    **out = (strata_printed_test){.decimals = test != NULL ? test->decimals : 0,
                                  .has_unit = test != NULL};
    id_of(&group->key, (*out)->id);
    return STRATA_OK;
}

static strata_status add_tests(strata_prints *prints, strata_error *err)
{
    for (size_t at = 0; at < prints->count; at++) {
        const strata_cell *group = &prints->set->cells[prints->prints[at].cell];
        strata_printed_test *test = NULL;
        STRATA_TRY(get_test(prints, group, &test, err));
        test->known |= slots_of(prints->prints[at].row);
        test->level_count =
            group->level_count > test->level_count ? group->level_count : test->level_count;
    }
    for (size_t at = 0; at < prints->test_count; at++) {
        strata_printed_test *test = &prints->tests[at];
        const unsigned cuts = test->level_count > 0 ? test->level_count - 1U : 0;
        test->known &= ~(uint32_t)NODE_CUTS | ((bit(cuts) - 1) << SLOT_CUTS);
        test->known |= (test->known & (bit(SLOT_SUM) - 1)) == 0 ? bit(SLOT_SCORED) : 0;
        test->known &= test->has_unit ? UINT32_MAX : ~bit(SLOT_SUM);
    }
    return STRATA_OK;
}

strata_status strata_prints_make(strata_prints *prints, size_t files, strata_error *err)
{
    gathering all = {.prints = prints, .err = err};
    prints->set = strata_cellset_new();
    if (prints->set == NULL) {
        return strata_fail_memory(err);
    }
    strata_status status = STRATA_OK;
    for (size_t at = 0; at < files && status == STRATA_OK; at++) {
        status = add_file(&all, (uint32_t)at);
    }
    status = status == STRATA_OK ? put_in_order(&all) : status;
    status = status == STRATA_OK ? add_tests(prints, err) : status;
    strata_cell_map_deinit(&all.groups);
    return status;
}

/* ---- asked and shown ---- */

/* Whether a file that is asked about has a row of the group, one with numbers if so wanted. */
static bool has_row(const strata_prints *prints, uint32_t cell, bool with_numbers)
{
    bool has = false;
    for (size_t at = prints->first[cell]; at < prints->first[cell + 1]; at++) {
        const strata_print *print = &prints->prints[at];
        has = has || (!prints->files[print->file].is_known &&
                      (!with_numbers || strata_cell_is_shown(print->row)));
    }
    return has;
}

bool strata_prints_is_asked(const strata_prints *prints, uint32_t cell)
{
    return has_row(prints, cell, false);
}

bool strata_prints_is_shown(const strata_prints *prints, uint32_t cell)
{
    return has_row(prints, cell, true);
}
