/* The secret behind pseudonyms: a file of 64 hex digits, mode 0600. */
#ifndef STRATA_RECORD_KEY_H
#define STRATA_RECORD_KEY_H

#include "base/hash.h"

enum {
    STRATA_KEY_ID_TEXT = 17
};

/** A key and its public name. Wipe it with strata_wipe when done. */
typedef struct strata_key {
    uint8_t bytes[STRATA_KEY_BYTES];
    char id[STRATA_KEY_ID_TEXT]; /* first 16 hex digits of the SHA-256 of the bytes */
} strata_key;

/** A new random key in memory, for commands that keep no student rows. */
strata_status strata_key_random(strata_key *out, strata_error *err) STRATA_NODISCARD;

/** Reads a key file. A file that others may read (mode & 077) is refused with advice.
 *  @return STRATA_OK, STRATA_E_INPUT, STRATA_E_USAGE (not a key, or open to others) */
strata_status strata_key_read(const char *path, strata_key *out,
                              strata_error *err) STRATA_NODISCARD;

/** Makes a key and writes it, mode 0600; refuses to replace a file. */
strata_status strata_key_create(const char *path, strata_key *out,
                                strata_error *err) STRATA_NODISCARD;

#endif
