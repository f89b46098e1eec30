/* Where the rows of every file went. Nothing is lost: each equation is checked before anything is
 * published. */
#ifndef STRATA_RECORD_ACCOUNTING_H
#define STRATA_RECORD_ACCOUNTING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/hash.h"
#include "base/status.h"

/** One input file. rows_in = accepted + rejected + out_of_scope;
 *  results = kept + duplicate + superseded. */
typedef struct strata_account {
    char file[256]; /* as named on the command line, its end if long */
    char schema[96];
    char layout[64];
    char why[256];   /* why this layout */
    char reader[16]; /* what found the fields: "scanner", "libcsv", "fixed"; "" for our streams */
    char digest[STRATA_DIGEST_TEXT];
    uint64_t bytes;   /* as it lies on the disk */
    uint64_t rows_in; /* data rows: the header, a preamble and a footer are not counted */
    uint64_t accepted;
    uint64_t rejected;
    uint64_t out_of_scope; /* totals and pseudo-groups that the schema drops, filters */
    uint64_t results;      /* results in the accepted rows: a row may hold several or none */
    uint64_t kept;         /* that are counted */
    uint64_t duplicate;    /* the same result once more, word for word */
    uint64_t superseded;   /* an older version of a result, replaced by a newer one */
    bool is_of_groups;     /* its rows are results of groups, not of students */
} strata_account;

typedef struct strata_accounting {
    strata_account *files; /* files[count] */
    size_t count;
    size_t room;
} strata_accounting;

/** Adds an empty account and returns it through out (valid until the next one is added). */
strata_status strata_accounting_add(strata_accounting *accounting, const char *file,
                                    strata_account **out, strata_error *err) STRATA_NODISCARD;
void strata_accounting_deinit(strata_accounting *accounting);

/** STRATA_OK, or STRATA_E_BALANCE naming the file and the equation that does not hold. Results are
 * compared only if `resolved`. */
strata_status strata_accounting_check(const strata_accounting *accounting, bool resolved,
                                      strata_error *err) STRATA_NODISCARD;

#endif
