/* A thin layer over libxxhash and libcrypto. */
#include "base/hash.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <string.h>
#include <xxhash.h>

#include "base/alloc.h"

enum {
    BLOCK_BYTES = 1024 * 1024,
    SHA256_BYTES = 32,
    PSEUDONYM_BYTES = 8
};

static void write_hex(const uint8_t *bytes, size_t len, char *out)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t at = 0; at < len; at++) {
        out[2 * at] = digits[bytes[at] >> 4];
        out[2 * at + 1] = digits[bytes[at] & 15];
    }
    out[2 * len] = '\0';
}

uint64_t strata_hash64(const void *bytes, size_t len)
{
    return XXH3_64bits(bytes, len);
}

uint64_t strata_hash64_after(uint64_t seed, const void *bytes, size_t len)
{
    return XXH3_64bits_withSeed(bytes, len, seed);
}

struct strata_digest {
    XXH3_state_t *block;   /* of the block that is not full yet */
    XXH3_state_t *blocks;  /* of the hashes of the full ones */
    XXH3_state_t *scratch; /* so that the text can be asked for in between */
    size_t in_block;
};

void strata_digest_free(strata_digest *digest)
{
    if (digest != NULL) {
        (void)XXH3_freeState(digest->block);
        (void)XXH3_freeState(digest->blocks);
        (void)XXH3_freeState(digest->scratch);
        strata_free(digest);
    }
}

strata_digest *strata_digest_new(void)
{
    strata_digest *digest = strata_alloc_zero(1, sizeof *digest);
    if (digest == NULL) {
        return NULL;
    }
    /* xxhash wants its states on cache lines, which only its own allocation promises. */
    digest->block = XXH3_createState();
    digest->blocks = XXH3_createState();
    digest->scratch = XXH3_createState();
    if (digest->block == NULL || digest->blocks == NULL || digest->scratch == NULL) {
        strata_digest_free(digest);
        return NULL;
    }
    (void)XXH3_64bits_reset(digest->block);
    (void)XXH3_128bits_reset(digest->blocks);
    return digest;
}

/* Hands the hash of the current block on to the hash of the blocks. */
static void add_block(const strata_digest *digest, XXH3_state_t *blocks)
{
    XXH64_canonical_t hash;
    XXH64_canonicalFromHash(&hash, XXH3_64bits_digest(digest->block));
    (void)XXH3_128bits_update(blocks, hash.digest, sizeof hash.digest);
}

void strata_digest_add(strata_digest *digest, const void *bytes, size_t len)
{
    const unsigned char *from = bytes;
    while (len > 0) {
        const size_t space = BLOCK_BYTES - digest->in_block;
        const size_t piece = len < space ? len : space;
        (void)XXH3_64bits_update(digest->block, from, piece);
        digest->in_block += piece;
        if (digest->in_block == BLOCK_BYTES) {
            add_block(digest, digest->blocks);
            (void)XXH3_64bits_reset(digest->block);
            digest->in_block = 0;
        }
        from += piece;
        len -= piece;
    }
}

void strata_digest_text(const strata_digest *digest, char out[STRATA_DIGEST_TEXT])
{
    XXH3_copyState(digest->scratch, digest->blocks);
    if (digest->in_block > 0) {
        add_block(digest, digest->scratch);
    }
    XXH128_canonical_t hash;
    XXH128_canonicalFromHash(&hash, XXH3_128bits_digest(digest->scratch));
    write_hex(hash.digest, sizeof hash.digest, out);
}

/* libcrypto fails here only when it was built or configured without the algorithm. */
static strata_status fail_crypto(strata_error *err, const char *what)
{
    return strata_fail(err, STRATA_E_INTERNAL, "crypto", "libcrypto could not compute %s", what);
}

struct strata_sha256 {
    EVP_MD_CTX *context;
};

void strata_sha256_free(strata_sha256 *sha)
{
    if (sha != NULL) {
        EVP_MD_CTX_free(sha->context);
        strata_free(sha);
    }
}

strata_sha256 *strata_sha256_new(void)
{
    strata_sha256 *sha = strata_alloc_zero(1, sizeof *sha);
    if (sha == NULL) {
        return NULL;
    }
    sha->context = EVP_MD_CTX_new();
    if (sha->context == NULL || EVP_DigestInit_ex2(sha->context, EVP_sha256(), NULL) != 1) {
        strata_sha256_free(sha);
        return NULL;
    }
    return sha;
}

strata_status strata_sha256_add(strata_sha256 *sha, const void *bytes, size_t len,
                                strata_error *err)
{
    return EVP_DigestUpdate(sha->context, bytes, len) == 1 ? STRATA_OK
                                                           : fail_crypto(err, "SHA-256");
}

strata_status strata_sha256_text(strata_sha256 *sha, char out[STRATA_SHA256_TEXT],
                                 strata_error *err)
{
    uint8_t hash[SHA256_BYTES];
    if (EVP_DigestFinal_ex(sha->context, hash, NULL) != 1) {
        return fail_crypto(err, "SHA-256");
    }
    write_hex(hash, sizeof hash, out);
    return STRATA_OK;
}

enum {
    SECRET_BYTES = 192 /* as xxh3's own */
};

struct strata_keyed_hash {
    EVP_MAC_CTX *context; /* holds the key; libcrypto wipes it when freed. NULL: the secret is it */
    uint8_t secret[SECRET_BYTES];
};

void strata_keyed_hash_free(strata_keyed_hash *hash)
{
    if (hash != NULL) {
        EVP_MAC_CTX_free(hash->context);
        strata_wipe(hash->secret, sizeof hash->secret);
        strata_free(hash);
    }
}

strata_keyed_hash *strata_keyed_hash_new(const uint8_t key[STRATA_KEY_BYTES])
{
    strata_keyed_hash *hash = strata_alloc_zero(1, sizeof *hash);
    EVP_MAC *mac = EVP_MAC_fetch(NULL, OSSL_MAC_NAME_BLAKE2BMAC, NULL);
    if (hash != NULL && mac != NULL) {
        hash->context = EVP_MAC_CTX_new(mac);
    }
    EVP_MAC_free(mac);
    size_t size = PSEUDONYM_BYTES;
    const OSSL_PARAM params[] = {OSSL_PARAM_construct_size_t(OSSL_MAC_PARAM_SIZE, &size),
                                 OSSL_PARAM_construct_end()};
    if (hash == NULL || hash->context == NULL ||
        EVP_MAC_init(hash->context, key, STRATA_KEY_BYTES, params) != 1) {
        strata_keyed_hash_free(hash);
        return NULL;
    }
    return hash;
}

static strata_status blake2b_of(strata_keyed_hash *hash, const void *bytes, size_t len,
                                uint8_t mac[PSEUDONYM_BYTES], strata_error *err)
{
    size_t got = 0;
    /* Init without a key starts again with the one it has. */
    if (EVP_MAC_init(hash->context, NULL, 0, NULL) != 1 ||
        EVP_MAC_update(hash->context, bytes, len) != 1 ||
        EVP_MAC_final(hash->context, mac, &got, PSEUDONYM_BYTES) != 1 || got != PSEUDONYM_BYTES) {
        return fail_crypto(err, "BLAKE2b");
    }
    return STRATA_OK;
}

strata_keyed_hash *strata_keyed_hash_new_passing(const uint8_t key[STRATA_KEY_BYTES])
{
    strata_keyed_hash *hash = strata_keyed_hash_new(key);
    for (unsigned char at = 0; hash != NULL && at < SECRET_BYTES; at += PSEUDONYM_BYTES) {
        if (blake2b_of(hash, &at, sizeof at, hash->secret + at, NULL) != STRATA_OK) {
            strata_keyed_hash_free(hash);
            return NULL;
        }
    }
    if (hash != NULL) {
        EVP_MAC_CTX_free(hash->context);
        hash->context = NULL;
    }
    return hash;
}

strata_keyed_hash *strata_keyed_hash_copy(const strata_keyed_hash *hash)
{
    strata_keyed_hash *copy = strata_alloc_zero(1, sizeof *copy);
    if (copy == NULL) {
        return NULL;
    }
    memcpy(copy->secret, hash->secret, sizeof copy->secret);
    copy->context = hash->context != NULL ? EVP_MAC_CTX_dup(hash->context) : NULL;
    if (hash->context != NULL && copy->context == NULL) {
        strata_keyed_hash_free(copy);
        return NULL;
    }
    return copy;
}

strata_status strata_keyed_hash_of(strata_keyed_hash *hash, const void *bytes, size_t len,
                                   uint64_t *out, strata_error *err)
{
    if (hash->context == NULL) {
        *out = XXH3_64bits_withSecret(bytes, len, hash->secret, sizeof hash->secret);
        return STRATA_OK;
    }
    uint8_t mac[PSEUDONYM_BYTES] = {0};
    STRATA_TRY(blake2b_of(hash, bytes, len, mac, err));
    uint64_t value = 0;
    for (size_t at = 0; at < sizeof mac; at++) {
        value = value << 8 | mac[at];
    }
    *out = value;
    return STRATA_OK;
}

strata_status strata_random_bytes(uint8_t *bytes, size_t len, strata_error *err)
{
    while (len > 0) {
        const int piece = len < BLOCK_BYTES ? (int)len : BLOCK_BYTES;
        if (RAND_bytes(bytes, piece) != 1) {
            return strata_fail(err, STRATA_E_INTERNAL, "crypto",
                               "the system gave no random bytes for a key");
        }
        bytes += piece;
        len -= (size_t)piece;
    }
    return STRATA_OK;
}

void strata_wipe(void *bytes, size_t len)
{
    OPENSSL_cleanse(bytes, len);
}
