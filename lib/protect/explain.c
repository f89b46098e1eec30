/* The cells are protected once more, and the one in question is looked at. */
#include "protect/explain.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "protect/history_files.h"
#include "protect/unknowns_parts.h"

/* One answer in the making. */
typedef struct answer {
    const strata_explain_question *question;
    const strata_cellset *set;
    const strata_cell *cell;  /* as it was counted */
    const strata_cell *after; /* as it is printed; NULL: it waits */
    strata_sink *sink;
    strata_error *err;
} answer;

static bool is_named(const strata_cell *cell)
{
    return cell->key.source == STRATA_COUNTED && cell->key.stat == STRATA_STAT_COUNTS;
}

static const strata_cell *find(const strata_cellset *set, const char *name)
{
    char id[NODE_ID_TEXT];
    for (size_t at = 0; at < set->count; at++) {
        if (is_named(&set->cells[at]) &&
            strcmp(strata_unknowns_id(set, &set->cells[at].key, id), name) == 0) {
            return &set->cells[at];
        }
    }
    return NULL;
}

static strata_status list(const strata_cellset *set, strata_sink *sink, strata_error *err)
{
    char id[NODE_ID_TEXT];
    for (size_t at = 0; at < set->count; at++) {
        if (is_named(&set->cells[at])) {
            STRATA_TRY(
                strata_sink_text(sink, strata_unknowns_id(set, &set->cells[at].key, id), err));
            STRATA_TRY(strata_sink_text(sink, "\n", err));
        }
    }
    return STRATA_OK;
}

/* ---- why ---- */

static strata_status say_primary(const answer *of, unsigned reasons)
{
    static const char *const words[STRATA_PRIMARY_REASONS] = {
        "it has fewer students than the smallest group that the policy shows",
        "so few students, or all but so few, are in a level or above a cut",
        "all its students are in one level, or on one side of a cut",
        "none of its students are in a level or above a cut",
        "the other group of a pair is hidden, and the two are all there are",
    };
    bool is_first = true;
    for (unsigned bit = 0; bit < STRATA_PRIMARY_REASONS; bit++) {
        if ((reasons >> bit & 1) != 0) {
            STRATA_TRY(strata_sink_format(of->sink, of->err, "%s%s",
                                          is_first ? "It is hidden for its own sake: " : "; ",
                                          words[bit]));
            is_first = false;
        }
    }
    return strata_sink_text(of->sink, ".\n", of->err);
}

/* The day of the last release that has the cell, and whether it was shown; NULL: none has. */
static const char *day_of(const answer *of, bool *was_shown)
{
    const strata_history *history = of->question->history;
    for (size_t at = history != NULL ? history->count : 0; at > 0; at--) {
        const strata_history_release *release = &history->releases[at - 1];
        const strata_cell *cell = find(release->printed, of->question->cell);
        if (cell != NULL) {
            *was_shown = strata_cell_is_shown(cell);
            return release->day;
        }
    }
    return NULL;
}

/* A copy of the set as it would be printed after these earlier releases; yours to free. */
static strata_status print_copy(const answer *of, strata_history *history, strata_cellset **out)
{
    strata_cellset *copy = strata_cellset_new();
    if (copy == NULL) {
        return strata_fail_memory(of->err);
    }
    strata_status status = strata_cellset_append(copy, of->set, of->err);
    status = status == STRATA_OK ? strata_cellset_order(copy, of->err) : status;
    status = status == STRATA_OK
                 ? strata_protect_in_time(of->question->policy, copy, history, NULL, of->err)
                 : status;
    if (status != STRATA_OK) {
        strata_cellset_free(copy);
        return status;
    }
    *out = copy;
    return STRATA_OK;
}

/* Whether it is hidden although no release was before. */
static strata_status is_hidden_alone(const answer *of, bool *out)
{
    strata_cellset *copy = NULL;
    STRATA_TRY(print_copy(of, NULL, &copy));
    assert(copy != NULL);
    const strata_cell *cell = find(copy, of->question->cell);
    *out = cell != NULL && cell->status == STRATA_CELL_SUPPRESSED;
    strata_cellset_free(copy);
    return STRATA_OK;
}

static strata_status say_hidden(const answer *of, unsigned reasons, const char *hidden_before)
{
    bool is_for_others = reasons == 0;
    if (reasons != 0) {
        STRATA_TRY(say_primary(of, reasons));
    } else if (hidden_before != NULL) {
        STRATA_TRY(is_hidden_alone(of, &is_for_others));
    }
    if (is_for_others) {
        STRATA_TRY(strata_sink_text(of->sink,
                                    "It is hidden for the sake of others: from it and the other "
                                    "numbers that are shown a number that must be hidden could be "
                                    "worked out.\n",
                                    of->err));
    }
    if (hidden_before == NULL) {
        return STRATA_OK;
    }
    const bool is_for_that = reasons == 0 && !is_for_others;
    return strata_sink_format(of->sink, of->err,
                              "It was hidden in the release of %s, and what was hidden stays "
                              "hidden%s.\n",
                              hidden_before,
                              is_for_that ? ": without that release it would be shown" : "");
}

static strata_status say_why(const answer *of, unsigned reasons)
{
    bool was_shown = false;
    const char *day = day_of(of, &was_shown);
    if (of->after == NULL) {
        return strata_sink_text(of->sink,
                                "It is new beside cells that are held, and waits until they are "
                                "published anew.\n",
                                of->err);
    }
    if ((of->after->has & STRATA_IS_HELD) != 0) {
        STRATA_TRY(strata_sink_format(
            of->sink, of->err,
            "It is held: it is printed as in the release of %s, since something that changed in "
            "it, or in cells that have students in common with it, would tell about fewer than "
            "%" PRIu32 " students, or would have to be hidden although it was shown.\n",
            day != NULL ? day : "before", of->question->policy->min_n));
    }
    if (of->after->status == STRATA_CELL_UNDEFINED) {
        return strata_sink_text(of->sink, "The group has no meaning here.\n", of->err);
    }
    return of->after->status == STRATA_CELL_SUPPRESSED
               ? say_hidden(of, reasons, day != NULL && !was_shown ? day : NULL)
               : STRATA_OK;
}

/* ---- which sums ---- */

static strata_status say_part(const answer *of, const strata_link *link)
{
    char id[NODE_ID_TEXT];
    char name[STRATA_GROUP_TEXT];
    strata_unknowns_link_name(link, name);
    return strata_sink_format(of->sink, of->err, "It is a part of %s (%s).\n",
                              strata_unknowns_id(of->set, &of->set->cells[link->total].key, id),
                              name);
}

/* The links of the sum begin at `first`. */
static strata_status say_total(const answer *of, const strata_links *links, size_t first)
{
    char name[STRATA_GROUP_TEXT];
    const strata_link *link = &links->links[first];
    size_t parts = 1;
    while (first + parts < links->count && strata_links_meet(link, link + parts)) {
        parts++;
    }
    strata_unknowns_link_name(link, name);
    return strata_sink_format(of->sink, of->err, "It is a sum of %zu (%s).\n", parts, name);
}

static strata_status say_links(const answer *of, const strata_links *links)
{
    const uint32_t cell = (uint32_t)(of->cell - of->set->cells);
    for (size_t at = 0; at < links->count; at++) {
        const strata_link *link = &links->links[at];
        const bool is_first = at == 0 || !strata_links_meet(link - 1, link);
        if (link->part == cell) {
            STRATA_TRY(say_part(of, link));
        } else if (link->total == cell && is_first) {
            STRATA_TRY(say_total(of, links, at));
        }
    }
    return STRATA_OK;
}

static strata_status say_sums(const answer *of)
{
    strata_links links = {0};
    strata_status status = strata_links_find(of->set, &links, of->err);
    status = status == STRATA_OK ? say_links(of, &links) : status;
    strata_links_deinit(&links);
    return status;
}

/* ---- all of it ---- */

static strata_status say_students(const answer *of)
{
    if (!of->question->internal || (of->cell->has & STRATA_HAS_TESTED) == 0) {
        return STRATA_OK;
    }
    return strata_sink_format(of->sink, of->err, "It has %" PRIu64 " students tested.\n",
                              of->cell->n_tested);
}

static strata_status say(const answer *of)
{
    strata_primary primary = {0};
    const bool is_shown = of->after != NULL && strata_cell_is_shown(of->after);
    STRATA_TRY(strata_primary_mark(of->question->policy->rules, of->set, &primary, of->err));
    const unsigned reasons = primary.reasons[of->cell - of->set->cells];
    strata_primary_deinit(&primary);
    STRATA_TRY(strata_sink_format(of->sink, of->err, "%.600s is %s under policy %s.\n",
                                  of->question->cell, is_shown ? "shown" : "not shown",
                                  of->question->policy->id));
    STRATA_TRY(say_why(of, reasons));
    STRATA_TRY(say_students(of));
    return say_sums(of);
}

static strata_status look(answer *of)
{
    strata_history *history = of->question->history;
    strata_cellset *copy = NULL;
    if (history != NULL) {
        history->is_only_asked = true;
    }
    STRATA_TRY(print_copy(of, history, &copy));
    assert(copy != NULL);
    of->after = find(copy, of->question->cell);
    const strata_status status = say(of);
    strata_cellset_free(copy);
    return status;
}

strata_status strata_explain(const strata_explain_question *question, const strata_cellset *set,
                             strata_sink *sink, strata_error *err)
{
    if (strcmp(question->cell, "list") == 0) {
        return list(set, sink, err);
    }
    answer of = {.question = question, .set = set, .sink = sink, .err = err};
    of.cell = find(set, question->cell);
    if (of.cell == NULL) {
        return strata_fail(err, STRATA_E_USAGE, "explain",
                           "there is no cell \"%.200s\" among these; --explain list names them",
                           question->cell);
    }
    return look(&of);
}
