/* The inside of unknowns. Part of lib/protect/unknowns*.c, of published*.c, which makes them of
 * what is printed, and of explain.c, which names cells alike; of nothing else. */
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
    int64_t least[NODE_SLOTS]; /* between which each number is; both the same where it is told */
    int64_t most[NODE_SLOTS];  /* STRATA_BOUND_NONE: no bound */
} strata_node;

/** One sum: a total and its parts, links[count]. */
typedef struct strata_sum_of_cells {
    const strata_link *links;
    size_t count;
    strata_node rest; /* of the total, without the parts */
    bool has_rest;    /* there are students in it, or may be */
} strata_sum_of_cells;

struct strata_unknowns_work;

/** Where the numbers of a set come from: from the counts, or from what was printed of them. */
typedef struct strata_node_maker {
    /** The numbers of a cell that a reader could ask for; those of `same` slots are left out by
     * whoever asks. */
    void (*make)(const struct strata_unknowns_work *work, uint32_t cell, strata_node *out);
    /** What readers know of one of them: number, cut, bounds and widths. */
    void (*say)(const struct strata_unknowns_work *work, const strata_node *node, unsigned slot,
                strata_unknown *out);
    /** What they know of a level beside what the cuts around it say; NULL: nothing. */
    void (*say_level)(const struct strata_unknowns_work *work, const strata_node *node,
                      strata_unknown *level);
    /** Whether a cell must be hidden, or is. */
    bool (*must_hide)(const struct strata_unknowns_work *work, uint32_t cell);
} strata_node_maker;

/** What is being made. */
typedef struct strata_unknowns_work {
    const strata_node_maker *maker;
    const void *from;                 /* the maker's own */
    const strata_policy_rules *rules; /* from counts: what is shown; else NULL */
    const strata_cellset *set;
    int64_t width;              /* that must stay open of what is hidden */
    bool tells_rests;           /* what is told of rests is found out; else the numbers are all */
    bool has_rests_anywhere;    /* where nothing is told of a rest there may be one */
    struct strata_rests *rests; /* NULL: the numbers are all that there is */
    int64_t rest_most;          /* of the rest that is added next, students at most */
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

/** Makes all of it. work->out is empty, the maker, the set and the width are there.
 *  @return STRATA_OK, STRATA_E_MEMORY, STRATA_E_INPUT. To be freed whatever is returned */
strata_status strata_unknowns_make(strata_unknowns_work *work) STRATA_NODISCARD;
void strata_unknowns_work_deinit(strata_unknowns_work *work); /* all but `out` */

/** From counts; `from` is the strata_primary. In unknowns_truth.c */
extern const strata_node_maker strata_node_from_counts;

/** The numbers of a cell, without `same` slots. */
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

/** The next sum of links, from *at on, which moves behind it.
 *  @return false: there is none */
bool strata_sum_next(const strata_links *links, size_t *at, strata_sum_of_cells *out);

/** Fills the rest: all slots that the total and all parts know, and between what each is. */
void strata_sum_subtract(const strata_unknowns_work *work, strata_sum_of_cells *sum);

/** What is told of the rests of all sums of a release, whoever makes it. In unknowns_rests.c */
typedef struct strata_rests strata_rests;

/** Looks at all sums; nodes and links are there.
 *  @param work  must outlive it                                                        (borrowed)
 *  @return      STRATA_OK, STRATA_E_MEMORY; *out is yours to strata_rests_free, NULL on failure */
strata_status strata_rests_new(const strata_unknowns_work *work,
                               strata_rests **out) STRATA_NODISCARD;
void strata_rests_free(strata_rests *rests); /* NULL is fine */

/** Says of a sum, which must be one of those looked at, whether it may have a rest where its own
 * numbers leave that open.
 *  @param most  students that may be in it; STRATA_BOUND_NONE: no bound */
void strata_rests_settle(const strata_rests *rests, strata_sum_of_cells *sum, int64_t *most);

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
