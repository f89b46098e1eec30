/* What a system's words mean from which year on: groups defined anew, years of accountability. */
#include <stdlib.h>

#include "schema/load_parts.h"
#include "schema/years.h"

/* Sorts by dimension, then year. */
static int compare_definitions(const void *left, const void *right)
{
    const strata_definition *a = left;
    const strata_definition *b = right;
    if (a->dim != b->dim) {
        return a->dim < b->dim ? -1 : 1;
    }
    return (a->from > b->from) - (a->from < b->from);
}

static strata_status need_member(const strata_node *node, const char *key)
{
    strata_node member;
    return strata_node_member(node, key, &member)
               ? STRATA_OK
               : strata_node_fail(node, NULL, "needs \"%s\"", key);
}

static strata_status read_definition(const strata_node *node, strata_definition *out)
{
    static const char *const keys[] = {"dim", "from", "label", NULL};
    const char *dims[STRATA_DIM_RECORDED] = {NULL};
    for (unsigned dim = 1; dim < STRATA_DIM_RECORDED; dim++) {
        dims[dim - 1] = strata_dim_name((strata_dim)dim);
    }
    STRATA_TRY(strata_node_keys(node, keys));
    STRATA_TRY(need_member(node, "dim"));
    STRATA_TRY(need_member(node, "from"));
    unsigned dim = 0;
    STRATA_TRY(strata_node_word(node, "dim", dims, &dim));
    *out = (strata_definition){.dim = (strata_dim)(dim + 1), .label = {"", 0}};
    STRATA_TRY(strata_node_year(node, "from", &out->from));
    return strata_node_text(node, "label", &out->label);
}

static strata_status read_definitions(const strata_node *strata, strata_schema *schema)
{
    strata_node_list list;
    STRATA_TRY(strata_node_list_of(strata, "definitions", sizeof(strata_definition), &list));
    strata_definition *all = list.items;
    for (size_t at = 0; at < list.count; at++) {
        const strata_node node = strata_node_element(&list.array, at);
        STRATA_TRY(read_definition(&node, &all[at]));
        for (size_t before = 0; before < at; before++) {
            if (compare_definitions(&all[before], &all[at]) == 0) {
                return strata_node_fail(&node, NULL, "says the same as definitions[%zu]", before);
            }
        }
    }
    qsort(all, list.count, sizeof *all, compare_definitions);
    schema->definitions = all;
    schema->definition_count = (uint32_t)list.count;
    return STRATA_OK;
}

static strata_status read_years(const strata_node *node, strata_el_years *out)
{
    static const char *const keys[] = {"years", "from", "until", NULL};
    STRATA_TRY(strata_node_keys(node, keys));
    STRATA_TRY(need_member(node, "years"));
    int64_t years = 0;
    STRATA_TRY(strata_node_whole(node, "years", (strata_range){0, 4}, &years));
    out->years = (uint8_t)years;
    return strata_node_years(node, &out->from, &out->until);
}

static bool years_overlap(const strata_el_years *a, const strata_el_years *b)
{
    return strata_years_meet((strata_years){a->from, a->until}, (strata_years){b->from, b->until});
}

static strata_status read_el_years(const strata_node *strata, strata_schema *schema)
{
    strata_node_list list;
    STRATA_TRY(strata_node_list_of(strata, "el_accountability", sizeof(strata_el_years), &list));
    strata_el_years *all = list.items;
    for (size_t at = 0; at < list.count; at++) {
        const strata_node node = strata_node_element(&list.array, at);
        STRATA_TRY(read_years(&node, &all[at]));
        for (size_t before = 0; before < at; before++) {
            if (years_overlap(&all[before], &all[at])) {
                return strata_node_fail(&node, NULL,
                                        "has years in common with el_accountability[%zu]", before);
            }
        }
    }
    schema->el_years = all;
    schema->el_years_count = (uint32_t)list.count;
    return STRATA_OK;
}

strata_status strata_load_dated(const strata_node *strata)
{
    STRATA_TRY(read_definitions(strata, strata->loader->schema));
    return read_el_years(strata, strata->loader->schema);
}
