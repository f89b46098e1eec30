/* The inside of unknowns. Part of lib/protect/unknowns*.c and of nothing else. */
#ifndef STRATA_PROTECT_UNKNOWNS_PARTS_H
#define STRATA_PROTECT_UNKNOWNS_PARTS_H

#include "protect/links.h"
#include "protect/unknowns.h"

enum {
    SLOT_ENROLLED = STRATA_NUMBER_ENROLLED,
    SLOT_TESTED = STRATA_NUMBER_TESTED,
    SLOT_SCORED = STRATA_NUMBER_SCORED,
    SLOT_SUM = STRATA_NUMBER_SUM,
    SLOT_CUTS, /* the lowest cut, 2 */
    NODE_SLOTS = SLOT_CUTS + STRATA_LEVELS_MAX - 1,
    NODE_CUTS = ((1 << NODE_SLOTS) - 1) & ~((1 << SLOT_CUTS) - 1),
    NODE_ID_TEXT = 640
};

/** The numbers of one cell of the set, or of a rest. */
typedef struct strata_node {
    uint32_t cell;        /* STRATA_INNER: a rest */
    uint32_t first;       /* its first number in the release; those of its slots follow in order */
    uint32_t first_level; /* of its levels; if it has cuts */
    uint32_t known;       /* bit s: slot s has a number */
    uint8_t level_count;
    uint8_t decimals;
    int64_t value[NODE_SLOTS];
} strata_node;

/** What is being made. */
typedef struct strata_unknowns_work {
    const strata_policy_rules *rules;
    const strata_cellset *set;
    strata_unknowns *out;
    strata_node *nodes; /* nodes[set->count] */
    strata_links links;
    uint32_t part;         /* of the release, of what is added next */
    uint32_t (*levels)[2]; /* levels[level_count]: of a total and a part, not in the release */
    size_t level_count;
    size_t level_room;
    uint32_t same;           /* slots that tell nothing beside another one, in all cells */
    int64_t least[SLOT_SUM]; /* of students, in any cell that tells */
    strata_error *err;
} strata_unknowns_work;

/** Finds `same` and `least`. */
void strata_unknowns_survey(strata_unknowns_work *work);

/** True if a cell cannot be coded by the policy: a partial sum, or levels of some students only. */
bool strata_unknowns_is_unfit(const strata_cell *cell);

/** The numbers of a cell that a reader could ask for. */
void strata_node_of(const strata_unknowns_work *work, uint32_t cell, strata_node *out);

/** Adds a node's numbers to the release and the sums within it: levels to cuts, cuts to scored,
 * scored to tested, tested to enrolled.
 *  @param id  what its ids begin with
 *  @return    STRATA_OK, STRATA_E_MEMORY, STRATA_E_INPUT */
strata_status strata_node_add(strata_unknowns_work *work, strata_node *node,
                              const char *id) STRATA_NODISCARD;

/** The number of a slot that the node knows. */
uint32_t strata_node_number(const strata_node *node, unsigned slot);

/** Adds the sums of all links.
 *  @return STRATA_OK, STRATA_E_MEMORY, STRATA_E_INPUT */
strata_status strata_unknowns_add_sums(strata_unknowns_work *work) STRATA_NODISCARD;

/** Lowers hidden_width where a number cannot be open so far: a total that is shown is smaller.
 *  @return STRATA_OK, STRATA_E_MEMORY */
strata_status strata_unknowns_reach(strata_unknowns_work *work) STRATA_NODISCARD;

/** What the ids of a cell's numbers begin with: out[NODE_ID_TEXT], NUL behind; returns out. */
char *strata_unknowns_id(const strata_cellset *set, const strata_cell_key *key, char *out);

/** "el", "el union", "places": what the parts of a link's equation are, NUL behind. */
void strata_unknowns_link_name(const strata_link *link, char out[STRATA_GROUP_TEXT]);

/** Adds one number; its id is `id`, '/' and `name`.
 *  @return as strata_node_add */
strata_status strata_unknowns_add(strata_unknowns_work *work, const strata_unknown *unknown,
                                  int64_t truth, const char *id, const char *name) STRATA_NODISCARD;

/** Adds that `part` is one of those that add up to `total` in the equation of that name about it.
 *  @return as strata_node_add */
strata_status strata_unknowns_link(strata_unknowns_work *work, uint32_t total, uint32_t part,
                                   const char *name) STRATA_NODISCARD;

#endif
