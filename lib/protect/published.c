/* Rows become numbers, numbers a release in which nothing is known but what was printed. */
#include "protect/published.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "protect/published_parts.h"

void strata_published_release_free(strata_published_release *published)
{
    if (published != NULL) {
        strata_unknowns_free(published->unknowns);
        strata_cellset_free(published->groups);
        strata_free(published);
    }
}

/* ---- what cannot be ---- */

/* The names of two files that have a row of the group. */
static void name_files(const strata_prints *prints, uint32_t cell, const char *out[2])
{
    out[0] = prints->files[prints->prints[prints->first[cell]].file].name;
    out[1] = out[0];
    for (size_t at = prints->first[cell]; at < prints->first[cell + 1]; at++) {
        const char *name = prints->files[prints->prints[at].file].name;
        out[1] = name != out[0] ? name : out[1];
    }
}

static strata_status fail_group(const strata_unknowns_work *work, uint32_t cell)
{
    const strata_prints *prints = work->from;
    const char *files[2];
    char id[NODE_ID_TEXT];
    name_files(prints, cell, files);
    strata_unknowns_id(work->set, &work->set->cells[cell].key, id);
    if (files[0] == files[1]) {
        return strata_fail_at(work->err, STRATA_E_INPUT, "contradiction",
                              (strata_place_in_file){.file = files[0]},
                              "the figures of \"%.200s\" contradict each other", id);
    }
    return strata_fail(work->err, STRATA_E_INPUT, "contradiction",
                       "\"%.200s\" is one thing in %.80s and another in %.80s: they cannot be of "
                       "the same students; audit each by itself",
                       id, files[0], files[1]);
}

static strata_status check_groups(const strata_unknowns_work *work)
{
    for (size_t at = 0; at < work->set->count; at++) {
        strata_node node;
        strata_node_of(work, (uint32_t)at, &node);
        for (unsigned slot = 0; slot < NODE_SLOTS; slot++) {
            if ((node.known >> slot & 1) != 0 && node.least[slot] > node.most[slot]) {
                return fail_group(work, (uint32_t)at);
            }
        }
    }
    return STRATA_OK;
}

/* ---- what is known ---- */

/* The most students that a hidden group can have, for who knows what its symbol stands for. */
static int64_t meant_most(const strata_prints *prints, uint32_t cell)
{
    int64_t most = STRATA_BOUND_NONE;
    for (size_t at = prints->first[cell]; at < prints->first[cell + 1]; at++) {
        const strata_published_file *file = &prints->files[prints->prints[at].file];
        const bool says = file->symbol_most > 0 &&
                          prints->prints[at].row->key.stat == STRATA_STAT_COUNTS &&
                          prints->prints[at].row->status == STRATA_CELL_SUPPRESSED;
        most = says && file->symbol_most < most ? file->symbol_most : most;
    }
    return most;
}

static void set_number(const strata_prints *prints, const strata_unknowns *unknowns, uint32_t at)
{
    const strata_unknown *of = &unknowns->of[at];
    strata_release_cell *cell = &unknowns->release->cells[at];
    const bool is_inner = of->cell == STRATA_INNER;
    const bool is_hidden = !is_inner && unknowns->must[of->cell];
    cell->is_hidden = is_inner || is_hidden || cell->lo != cell->hi;
    cell->has_symbol = is_hidden && of->number <= STRATA_NUMBER_SUM;
    if (is_hidden && of->number == STRATA_NUMBER_SCORED) {
        const int64_t most = meant_most(prints, of->cell);
        cell->meant_hi = most >= cell->meant_lo && most < cell->meant_hi ? most : cell->meant_hi;
    }
    unknowns->release->widths[at] = is_hidden ? of->hidden_width : of->width;
}

static strata_status set_numbers(const strata_prints *prints, strata_unknowns *unknowns,
                                 strata_error *err)
{
    strata_release *release = unknowns->release;
    release->widths = strata_alloc_zero(release->cell_count > 0 ? release->cell_count : 1,
                                        sizeof *release->widths);
    if (release->widths == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t at = 0; at < release->cell_count; at++) {
        set_number(prints, unknowns, at);
    }
    return STRATA_OK;
}

static void count_groups(const strata_prints *prints, strata_published_release *out)
{
    for (uint32_t cell = 0; cell < out->unknowns->cell_count; cell++) {
        out->shown += strata_prints_is_shown(prints, cell) ? 1 : 0;
        out->hidden += out->unknowns->must[cell] ? 1 : 0;
    }
    out->unused = prints->unused;
}

/* ---- making ---- */

static strata_status make(strata_prints *prints, const strata_published_options *options,
                          strata_published_release *out, strata_error *err)
{
    strata_unknowns_work work = {.maker = &strata_node_from_prints,
                                 .from = prints,
                                 .set = prints->set,
                                 .out = out->unknowns,
                                 .width = options->width,
                                 .tells_rests = true,
                                 .has_rests_anywhere = options->has_rests_anywhere,
                                 .err = err};
    strata_status status = check_groups(&work);
    status = status == STRATA_OK ? strata_unknowns_make(&work) : status;
    strata_unknowns_work_deinit(&work);
    STRATA_TRY(status);
    STRATA_TRY(set_numbers(prints, out->unknowns, err));
    count_groups(prints, out);
    out->groups = prints->set;
    prints->set = NULL;
    return STRATA_OK;
}

strata_status strata_published_release_new(const strata_published_file *files, size_t count,
                                           const strata_published_options *options,
                                           strata_published_release **out, strata_error *err)
{
    *out = NULL;
    strata_prints prints = {.files = files};
    strata_published_release *published = strata_alloc_zero(1, sizeof *published);
    strata_unknowns *unknowns = strata_alloc_zero(1, sizeof *unknowns);
    if (published == NULL || unknowns == NULL) {
        strata_free(published);
        strata_free(unknowns);
        return strata_fail_memory(err);
    }
    published->unknowns = unknowns;
    strata_status status = strata_prints_make(&prints, count, err);
    status = status == STRATA_OK ? make(&prints, options, published, err) : status;
    strata_prints_deinit(&prints);
    if (status != STRATA_OK) {
        strata_published_release_free(published);
        return status;
    }
    *out = published;
    return STRATA_OK;
}

/* ---- words ---- */

const char *strata_number_words(const strata_unknown *number, char out[STRATA_NUMBER_WORDS_TEXT])
{
    static const char *const words[] = {
        [STRATA_NUMBER_ENROLLED] = "how many students are enrolled",
        [STRATA_NUMBER_TESTED] = "how many students were tested",
        [STRATA_NUMBER_SCORED] = "how many students have a result",
        [STRATA_NUMBER_SUM] = "what the scores add up to",
        [STRATA_NUMBER_CUT] = "how many students are at or above level",
        [STRATA_NUMBER_LEVEL] = "how many students are in level",
        [STRATA_NUMBER_UNTESTED] = "how many students were not tested",
        [STRATA_NUMBER_UNSCORED] = "how many students have no result",
    };
    const bool has_level =
        number->number == STRATA_NUMBER_CUT || number->number == STRATA_NUMBER_LEVEL;
    char level[8] = "";
    if (has_level) {
        (void)snprintf(level, sizeof level, " %u", (unsigned)number->cut);
    }
    (void)snprintf(out, STRATA_NUMBER_WORDS_TEXT, "%s%s", words[number->number], level);
    return out;
}
