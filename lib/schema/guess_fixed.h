/* Records of fixed width looked at: where a field starts, and what it probably holds. Only the
 * guess uses this. */
#ifndef STRATA_SCHEMA_GUESS_FIXED_H
#define STRATA_SCHEMA_GUESS_FIXED_H

#include "schema/guess_parts.h"

/** The records below each other, one byte for each character. */
typedef struct strata_guess_grid {
    const char *cells; /* cells[records * width]; shorter records end in blanks, letters outside
                        * ASCII are 'a' */
    uint32_t records;
    uint32_t width;
} strata_guess_grid;

/** What stands in a sample at one position of all records. */
typedef struct strata_guess_position {
    uint32_t filled; /* records with something other than a blank */
    uint32_t digits; /* of them */
    uint32_t letters;
    uint32_t nonzero;   /* filled with something other than '0' */
    uint32_t symbols;   /* different characters but for the blank */
    uint32_t rises;     /* filled behind a blank, or at the start */
    uint32_t far_rises; /* filled behind two blanks */
    uint32_t falls;     /* blank behind a filled one */
    double bits;        /* entropy of the characters of filled records */
} strata_guess_position;

strata_status strata_guess_grid_of(const strata_guess *guess, strata_guess_grid *out,
                                   strata_error *err) STRATA_NODISCARD;

/** @param out  out[grid->width] */
void strata_guess_positions(const strata_guess_grid *grid, strata_guess_position *out);

/** How much two positions tell of each other: bits of mutual information; and the entropies of
 * both, blanks counted. */
typedef struct strata_guess_bond {
    double shared;
    double left;
    double right;
} strata_guess_bond;

/** @return false: one of the positions has too many characters to say */
bool strata_guess_bond_of(const strata_guess_grid *grid, uint32_t left, uint32_t right,
                          strata_guess_bond *out);

/** Why a field starts at a position, or NULL where none does.
 *  @param why  why[grid->width], texts that live for ever */
void strata_guess_cuts(const strata_guess_grid *grid, const strata_guess_position *positions,
                       const char **why);

/** Finds fields, their places and what they hold: columns of the guess. */
strata_status strata_guess_fixed(strata_guess *guess, const strata_guess_sample *sample,
                                 const strata_catalog *catalog, const strata_schema_kind *kind,
                                 strata_error *err) STRATA_NODISCARD;

/** The kind of the file and the roles of its fields, by values alone. */
strata_status strata_guess_fixed_roles(strata_guess *guess, const strata_guess_rows *rows,
                                       const strata_guess_phrases *phrases,
                                       const strata_schema_kind *kind,
                                       strata_error *err) STRATA_NODISCARD;

/** Fields side by side whose numbers add up to a hundred, or to one with decimals that are not
 * written, are the shares of levels; the first such ones. */
strata_status strata_guess_fixed_shares(strata_guess *guess, const strata_guess_rows *rows,
                                        strata_error *err) STRATA_NODISCARD;

/** A field of codes that rise with the numbers of another one is of levels, and that of scores. */
strata_status strata_guess_fixed_levels(strata_guess *guess, const strata_guess_rows *rows,
                                        strata_error *err) STRATA_NODISCARD;

/** Of two fields of codes where each code of the second goes with one of the first, the first is
 * of districts, the second of schools. */
strata_status strata_guess_fixed_places(strata_guess *guess, const strata_guess_rows *rows,
                                        strata_error *err) STRATA_NODISCARD;

/** Says what a field is, with its place and values. */
strata_status strata_guess_fixed_say(strata_guess *guess, strata_guess_column *column,
                                     double confidence, const char *why,
                                     strata_error *err) STRATA_NODISCARD;

#endif
