/* What strangers have of published cells, as a release: the numbers that are printed, those that
 * are hidden, and which of them add up to which. It is the release of unknowns.h, but made of what
 * was printed alone: nobody says here what was counted.
 *
 * Of every group in which a file has a row there are the numbers of students, those at or above
 * each cut, in each level, and the sum of their scores. Percents and shares say how many students
 * there can be, by their rounding or range, and by the policy where that is known; means say
 * between what the sum of the scores is. A hidden group has all these numbers, of which nothing is
 * known, but that one student or more is enrolled in a group whose students strata counted: nobody
 * need have been tested, and a file of counts may list a group of nobody. Left out: standard
 * deviations, extremes, sums of squares, indices, distances, and rows of which places are missing.
 *
 * Sums whose numbers are all shown say how many students are in no part of them; where a number is
 * hidden that is asked of the sums around it, and where none tells, a reader takes the parts for
 * all (unknowns_rests.c). */
#ifndef STRATA_PROTECT_PUBLISHED_H
#define STRATA_PROTECT_PUBLISHED_H

#include "protect/policy_rules.h"
#include "protect/unknowns.h"

/** One file that readers have. */
typedef struct strata_published_file {
    const char *name;                 /* for messages */
    const strata_cellset *set;        /* sorted */
    const strata_policy_rules *rules; /* of the policy that it was made by; NULL: not known, so that
                                         what is printed is all that percents say */
    uint32_t symbol_most; /* students of a hidden group, at most, as its symbol says; 0: it may
                             stand for any number */
    bool is_known;        /* readers have it besides: its rows are not asked about, and those that a
                             state published count, too, which otherwise are left out */
} strata_published_file;

typedef struct strata_published_options {
    int64_t width;           /* that must stay open of every hidden number */
    bool has_rests_anywhere; /* students may be in no part of a sum even where nothing says so */
} strata_published_options;

/** Rows that are not used, by why. */
typedef struct strata_published_unused {
    size_t published; /* a publisher published them, and the file is asked about */
    size_t figures;   /* standard deviations, indices, distances */
    size_t partial;   /* places are missing */
} strata_published_unused;

typedef struct strata_published_release {
    strata_unknowns *unknowns; /* truth means nothing here; must: the groups that are hidden in one
                                  of the files asked about, and shown in none of them; release:
                                  finished, with widths */
    strata_cellset *groups;    /* groups->cells[unknowns->cell_count]: keys and no numbers */
    size_t shown;              /* groups that are asked about and show numbers */
    size_t hidden;             /* groups that must be hidden */
    strata_published_unused unused;
} strata_published_release;

/** Makes the release of files that are read together. Rows of one group in several files say the
 * same, or more of it.
 *
 *  @param files    files[count]                                                        (borrowed)
 *  @param out      yours to strata_published_release_free; NULL on failure
 *  @return         STRATA_OK; STRATA_E_INPUT: two files contradict each other about a group
 *                  ("contradiction"), declare a test or a race scheme differently, or what
 *                  strata_unknowns_new refuses; STRATA_E_MEMORY */
strata_status strata_published_release_new(const strata_published_file *files, size_t count,
                                           const strata_published_options *options,
                                           strata_published_release **out,
                                           strata_error *err) STRATA_NODISCARD;
void strata_published_release_free(strata_published_release *published); /* NULL is fine */

/** Adds what readers know from elsewhere of numbers, found by their ids.
 *  @param known    cells with values or bounds; those whose ids are of no number here are passed
 *                  over                                                            (borrowed)
 *  @param name     of where they are from, for messages
 *  @param matched  how many were found
 *  @return         STRATA_OK; STRATA_E_INPUT ("contradiction") */
strata_status strata_published_know(strata_published_release *published,
                                    const strata_release *known, const char *name, size_t *matched,
                                    strata_error *err) STRATA_NODISCARD;

enum {
    STRATA_NUMBER_WORDS_TEXT = 64
};

/** What a number is, in words: "how many students are in level 2".
 *  @param out  out[STRATA_NUMBER_WORDS_TEXT]; returns it */
const char *strata_number_words(const strata_unknown *number, char out[STRATA_NUMBER_WORDS_TEXT]);

#endif
