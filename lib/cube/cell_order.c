/* Ranks of texts come from the dictionary, ranks of groups from the texts of dim and group. */
#include "cube/cell_order.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/order.h"

/* A group among those of a set. */
typedef struct group_text {
    char dim[STRATA_GROUP_TEXT];
    char group[STRATA_GROUP_TEXT];
    uint32_t number; /* in the interned set */
} group_text;

struct strata_cell_order {
    uint32_t *texts; /* texts[text_count]: rank of each text of the dictionary */
    uint32_t text_count;
    strata_intern *groups; /* group keys as bytes; numbers from 1 */
    uint32_t *group_ranks; /* by number */
    uint32_t stats[STRATA_STAT_KINDS];
    uint32_t all_grades; /* number of the text "all", or UINT32_MAX */
};

void strata_cell_order_free(strata_cell_order *order)
{
    if (order != NULL) {
        strata_free(order->texts);
        strata_intern_free(order->groups);
        strata_free(order->group_ranks);
        strata_free(order);
    }
}

static void rank_stats(strata_cell_order *order)
{
    for (strata_stat a = 0; a < STRATA_STAT_KINDS; a++) {
        for (strata_stat b = 0; b < STRATA_STAT_KINDS; b++) {
            order->stats[a] += strcmp(strata_stat_name(b), strata_stat_name(a)) < 0 ? 1 : 0;
        }
    }
}

static strata_status rank_texts(strata_cell_order *order, const strata_dictionary *dictionary,
                                strata_error *err)
{
    order->text_count = strata_dictionary_text_count(dictionary);
    order->texts = strata_alloc_zero(order->text_count, sizeof *order->texts);
    if (order->texts == NULL) {
        return strata_fail_memory(err);
    }
    order->all_grades = UINT32_MAX;
    for (uint32_t id = 0; id < order->text_count; id++) {
        if (strcmp(strata_dictionary_text(dictionary, id), "all") == 0) {
            order->all_grades = id;
        }
    }
    return strata_dictionary_ranks(dictionary, order->texts, err);
}

static int compare_groups(const void *left, const void *right)
{
    const group_text *a = left;
    const group_text *b = right;
    const int order = strcmp(a->dim, b->dim);
    return order != 0 ? order : strcmp(a->group, b->group);
}

static strata_status gather_groups(strata_cell_order *order, const strata_cell *cells, size_t count,
                                   strata_error *err)
{
    order->groups = strata_intern_new();
    if (order->groups == NULL) {
        return strata_fail_memory(err);
    }
    for (size_t at = 0; at < count; at++) {
        uint32_t number = 0;
        STRATA_TRY(strata_intern_add(order->groups, (const char *)&cells[at].key.group,
                                     sizeof cells[at].key.group, &number, err));
    }
    return STRATA_OK;
}

static strata_status rank_groups(strata_cell_order *order, strata_error *err)
{
    const uint32_t count = strata_intern_count(order->groups);
    group_text *texts = strata_alloc_zero(count, sizeof *texts);
    order->group_ranks = strata_alloc_zero(count, sizeof *order->group_ranks);
    if (texts == NULL || order->group_ranks == NULL) {
        strata_free(texts);
        return strata_fail_memory(err);
    }
    for (uint32_t number = 1; number < count; number++) {
        strata_group_key key;
        memcpy(&key, strata_intern_text(order->groups, number), sizeof key);
        strata_group_key_dim_text(key, texts[number].dim);
        strata_group_key_group_text(key, texts[number].group);
        texts[number].number = number;
    }
    /* texts[0] stands for no group and sorts first. */
    qsort(texts, count, sizeof *texts, compare_groups);
    for (uint32_t at = 0; at < count; at++) {
        order->group_ranks[texts[at].number] = at;
    }
    strata_free(texts);
    return STRATA_OK;
}

strata_status strata_cell_order_new(const strata_dictionary *dictionary, const strata_cell *cells,
                                    size_t count, strata_cell_order **out, strata_error *err)
{
    *out = NULL;
    strata_cell_order *order = strata_alloc_zero(1, sizeof *order);
    if (order == NULL) {
        return strata_fail_memory(err);
    }
    rank_stats(order);
    strata_status status = rank_texts(order, dictionary, err);
    if (status == STRATA_OK) {
        status = gather_groups(order, cells, count, err);
    }
    if (status == STRATA_OK) {
        status = rank_groups(order, err);
    }
    if (status != STRATA_OK) {
        strata_cell_order_free(order);
        return status;
    }
    *out = order;
    return STRATA_OK;
}

static bool are_texts_known(const strata_cell_order *order, const strata_cell_key *key)
{
    const uint32_t ids[] = {key->term,   key->population, key->county, key->lea,
                            key->school, key->assessment, key->era,    key->subject,
                            key->grade,  key->variable};
    bool known = true;
    for (size_t at = 0; at < sizeof ids / sizeof ids[0]; at++) {
        known = known && ids[at] < order->text_count;
    }
    return known;
}

/* A place's own rows come after the rows inside it. */
static uint32_t place_rank(const strata_cell_order *order, uint32_t id)
{
    return id != 0 ? order->texts[id] : UINT32_MAX;
}

bool strata_cell_order_rank(const strata_cell_order *order, const strata_cell_key *key,
                            strata_cell_rank *out)
{
    const uint32_t group =
        strata_intern_find(order->groups, (const char *)&key->group, sizeof key->group);
    if (group == UINT32_MAX || !are_texts_known(order, key)) {
        return false;
    }
    *out = (strata_cell_rank){{
        (uint16_t)key->year,
        order->texts[key->term],
        place_rank(order, key->county),
        place_rank(order, key->lea),
        place_rank(order, key->school),
        order->texts[key->assessment],
        order->texts[key->era],
        order->texts[key->subject],
        key->grade != order->all_grades ? order->texts[key->grade] : UINT32_MAX,
        order->group_ranks[group],
        order->texts[key->variable],
        order->stats[key->stat],
        key->cut,
        order->texts[key->population],
        key->entity_level,
        key->source,
    }};
    return true;
}

int strata_cell_rank_compare(const strata_cell_rank *a, const strata_cell_rank *b)
{
    return strata_order_numbers(a->fields, b->fields, STRATA_ORDER_FIELDS);
}
