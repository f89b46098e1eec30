/* Hashes: xxh3 for tables and streams, SHA-256 for manifests, BLAKE2b for pseudonyms. */
#ifndef STRATA_BASE_HASH_H
#define STRATA_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

/** 64-bit xxh3 of bytes[len]; bytes may be NULL if len is 0. */
uint64_t strata_hash64(const void *bytes, size_t len);

/** The same with a seed, such as the hash of what came before; seed 0: strata_hash64. */
uint64_t strata_hash64_after(uint64_t seed, const void *bytes, size_t len);

/** Digest of a stream of bytes, whatever pieces it comes in: xxh3 (128 bits) of the xxh3 (64 bits,
 *  big-endian) of its blocks of 1 MiB, the last one shorter. */
typedef struct strata_digest strata_digest;

strata_digest *strata_digest_new(void) STRATA_NODISCARD; /* NULL when out of memory */
void strata_digest_free(strata_digest *digest);
void strata_digest_add(strata_digest *digest, const void *bytes, size_t len);

enum {
    STRATA_DIGEST_TEXT = 33,
    STRATA_SHA256_TEXT = 65
};

/** Hex text of the digest so far, NUL behind it; the digest may go on afterwards. */
void strata_digest_text(const strata_digest *digest, char out[STRATA_DIGEST_TEXT]);

/** SHA-256 in pieces, for manifests. */
typedef struct strata_sha256 strata_sha256;

strata_sha256 *strata_sha256_new(void) STRATA_NODISCARD; /* NULL when out of memory */
void strata_sha256_free(strata_sha256 *sha);
strata_status strata_sha256_add(strata_sha256 *sha, const void *bytes, size_t len,
                                strata_error *err) STRATA_NODISCARD;
/** Ends it and writes the hex text. */
strata_status strata_sha256_text(strata_sha256 *sha, char out[STRATA_SHA256_TEXT],
                                 strata_error *err) STRATA_NODISCARD;

/** Keyed 64-bit pseudonyms. Not for use by several threads at once; each may have a copy. */
typedef struct strata_keyed_hash strata_keyed_hash;

enum {
    STRATA_KEY_BYTES = 32
};

/** BLAKE2b with a key (RFC 7693): nobody without the key can tell whose a pseudonym is, or make
 * two identifiers meet. NULL when out of memory or when libcrypto lacks BLAKE2b. key is copied and
 * wiped at _free. */
strata_keyed_hash *strata_keyed_hash_new(const uint8_t key[STRATA_KEY_BYTES]) STRATA_NODISCARD;

/** For a key that is made for one run and forgotten, and pseudonyms that never leave the process:
 * xxh3 with a secret that BLAKE2b derives from the key, a hundred times as fast. It spreads
 * identifiers evenly, and that is all that is needed where nobody sees what becomes of them; who
 * sees pseudonyms could find the secret. NULL as above. */
strata_keyed_hash *
strata_keyed_hash_new_passing(const uint8_t key[STRATA_KEY_BYTES]) STRATA_NODISCARD;

/** Another one that gives the same pseudonyms, for another thread; NULL when out of memory. */
strata_keyed_hash *strata_keyed_hash_copy(const strata_keyed_hash *hash) STRATA_NODISCARD;
void strata_keyed_hash_free(strata_keyed_hash *hash);

/** The pseudonym of bytes[len].
 *  @return STRATA_OK or STRATA_E_INTERNAL (libcrypto failed) */
strata_status strata_keyed_hash_of(strata_keyed_hash *hash, const void *bytes, size_t len,
                                   uint64_t *out, strata_error *err) STRATA_NODISCARD;

/** Fills bytes[len] from the system's source of randomness. */
strata_status strata_random_bytes(uint8_t *bytes, size_t len, strata_error *err) STRATA_NODISCARD;

/** Overwrites bytes[len] so that the compiler cannot leave it out. */
void strata_wipe(void *bytes, size_t len);

#endif
