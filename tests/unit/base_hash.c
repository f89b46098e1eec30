/* Hashes against published vectors and independent tools. */
#include "base/hash.h"
#include "strata_test.h"

/* Empty input: the published vectors of XXH3. The other: Python's ctypes calling libxxhash. */
static void test_hash64(void **state)
{
    (void)state;
    assert_true(strata_hash64(NULL, 0) == UINT64_C(0x2d06800538d394c2));
    assert_true(strata_hash64("Lincoln Unified", 15) == UINT64_C(0x288380b54b251a76));
}

typedef struct digest_case {
    size_t len;
    const char *hex;
} digest_case;

/* bytes[i] = (7 i + 3) mod 251. Computed by a Python script from the definition in hash.h: XXH3_64
 * of each MiB, packed big-endian, then XXH3_128 of that. The first is XXH3_128 of nothing. */
static const digest_case digest_cases[] = {
    {0, "99aa06d3014798d86001c324468d497f"},       {1, "dcba721ec8bc4dc269ff598b6ae92a13"},
    {100, "b915a74623c971e1fb2fb8d999a13d59"},     {1048575, "b48ef53678348fd2caedf264f9bd4a2f"},
    {1048576, "d4e3ff9b5eef06b7993dbc62188d06ac"}, {1048577, "f05a78cdc789062e86ec07146e4915f9"},
    {2621443, "8d7fde6ea16c85b603bfd83bbdc5a41c"},
};

static unsigned char *make_bytes(size_t len)
{
    unsigned char *bytes = strata_alloc(len);
    assert_non_null(bytes);
    for (size_t i = 0; i < len; i++) {
        bytes[i] = (unsigned char)((i * 7 + 3) % 251);
    }
    return bytes;
}

static void assert_digest(const unsigned char *bytes, size_t len, size_t piece, const char *hex)
{
    strata_digest *digest = strata_digest_new();
    assert_non_null(digest);
    char text[STRATA_DIGEST_TEXT];
    for (size_t at = 0; at < len; at += piece) {
        strata_digest_add(digest, bytes + at, len - at < piece ? len - at : piece);
        if (at % 1000 == 0) {
            strata_digest_text(digest, text); /* asking in between changes nothing */
        }
    }
    strata_digest_text(digest, text);
    assert_string_equal(text, hex);
    strata_digest_free(digest);
}

static void test_digest_in_any_pieces(void **state)
{
    (void)state;
    unsigned char *bytes = make_bytes(2621443);
    for (size_t i = 0; i < sizeof digest_cases / sizeof digest_cases[0]; i++) {
        const digest_case *c = &digest_cases[i];
        assert_digest(bytes, c->len, 2621443, c->hex);
        assert_digest(bytes, c->len, 65536, c->hex);
        assert_digest(bytes, c->len, 65537, c->hex);
    }
    assert_digest(bytes, 100, 1, digest_cases[2].hex);
    strata_free(bytes);
    strata_digest_free(NULL);
}

/* FIPS 180-4 example "abc"; the hash of nothing is sha256sum's of /dev/null. */
static void test_sha256(void **state)
{
    (void)state;
    char text[STRATA_SHA256_TEXT];
    strata_sha256 *sha = strata_sha256_new();
    assert_non_null(sha);
    assert_int_equal(strata_sha256_add(sha, "a", 1, NULL), STRATA_OK);
    assert_int_equal(strata_sha256_add(sha, "bc", 2, NULL), STRATA_OK);
    assert_int_equal(strata_sha256_text(sha, text, NULL), STRATA_OK);
    assert_string_equal(text, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    strata_sha256_free(sha);

    sha = strata_sha256_new();
    assert_int_equal(strata_sha256_text(sha, text, NULL), STRATA_OK);
    assert_string_equal(text, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    strata_sha256_free(sha);
    strata_sha256_free(NULL);
}

/* Python: hashlib.blake2b(text, key=bytes(range(32)), digest_size=8).hexdigest() */
static void test_pseudonyms(void **state)
{
    (void)state;
    uint8_t key[STRATA_KEY_BYTES];
    for (int i = 0; i < STRATA_KEY_BYTES; i++) {
        key[i] = (uint8_t)i;
    }
    strata_keyed_hash *hash = strata_keyed_hash_new(key);
    assert_non_null(hash);
    uint64_t out = 0;
    for (int again = 0; again < 2; again++) {
        assert_int_equal(strata_keyed_hash_of(hash, "1234567890", 10, &out, NULL), STRATA_OK);
        assert_true(out == UINT64_C(0xeaa9d6079431ef1e));
        assert_int_equal(strata_keyed_hash_of(hash, "S-000123", 8, &out, NULL), STRATA_OK);
        assert_true(out == UINT64_C(0xaa99c9b695866bcb));
        assert_int_equal(strata_keyed_hash_of(hash, NULL, 0, &out, NULL), STRATA_OK);
        assert_true(out == UINT64_C(0xb6fbe0459eb623da));
    }
    strata_keyed_hash_free(hash);

    key[31] = 0; /* another key, other pseudonyms */
    hash = strata_keyed_hash_new(key);
    assert_int_equal(strata_keyed_hash_of(hash, "1234567890", 10, &out, NULL), STRATA_OK);
    assert_true(out != UINT64_C(0xeaa9d6079431ef1e));
    strata_keyed_hash_free(hash);
    strata_keyed_hash_free(NULL);
}

/* Another kind with another purpose: one key gives one pseudonym, another key another. */
static void test_passing_pseudonyms(void **state)
{
    (void)state;
    uint8_t key[STRATA_KEY_BYTES] = {7};
    strata_keyed_hash *one = strata_keyed_hash_new_passing(key);
    strata_keyed_hash *same = strata_keyed_hash_copy(one);
    strata_keyed_hash *slow = strata_keyed_hash_new(key);
    strata_keyed_hash *slow_copy = strata_keyed_hash_copy(slow);
    key[31] = 1;
    strata_keyed_hash *other = strata_keyed_hash_new_passing(key);
    uint64_t out[5];
    strata_keyed_hash *const all[] = {one, same, other, slow, slow_copy};
    for (size_t at = 0; at < sizeof all / sizeof all[0]; at++) {
        assert_non_null(all[at]);
        assert_int_equal(strata_keyed_hash_of(all[at], "1234567890", 10, &out[at], NULL),
                         STRATA_OK);
    }
    assert_true(out[0] == out[1]);
    assert_true(out[0] != out[2]);
    assert_true(out[0] != out[3]);
    assert_true(out[3] == out[4]);
    assert_int_equal(strata_keyed_hash_of(one, "1234567891", 10, &out[1], NULL), STRATA_OK);
    assert_true(out[0] != out[1]);
    for (size_t at = 0; at < sizeof all / sizeof all[0]; at++) {
        strata_keyed_hash_free(all[at]);
    }
}

static void test_random_bytes_and_wiping(void **state)
{
    (void)state;
    uint8_t a[STRATA_KEY_BYTES] = {0};
    uint8_t b[STRATA_KEY_BYTES] = {0};
    const uint8_t zero[STRATA_KEY_BYTES] = {0};
    assert_int_equal(strata_random_bytes(a, sizeof a, NULL), STRATA_OK);
    assert_int_equal(strata_random_bytes(b, sizeof b, NULL), STRATA_OK);
    assert_memory_not_equal(a, b, sizeof a); /* equal once in 2^256 times */
    assert_memory_not_equal(a, zero, sizeof a);
    strata_wipe(a, sizeof a);
    assert_memory_equal(a, zero, sizeof a);
}

static strata_status make_all(void)
{
    const uint8_t key[STRATA_KEY_BYTES] = {1};
    strata_digest *digest = strata_digest_new();
    strata_sha256 *sha = strata_sha256_new();
    strata_keyed_hash *hash = strata_keyed_hash_new(key);
    const bool is_done = digest != NULL && sha != NULL && hash != NULL;
    strata_digest_free(digest);
    strata_sha256_free(sha);
    strata_keyed_hash_free(hash);
    return is_done ? STRATA_OK : STRATA_E_MEMORY;
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    assert_int_equal(test_every_allocation(make_all), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hash64),
        cmocka_unit_test(test_digest_in_any_pieces),
        cmocka_unit_test(test_sha256),
        cmocka_unit_test(test_pseudonyms),
        cmocka_unit_test(test_passing_pseudonyms),
        cmocka_unit_test(test_random_bytes_and_wiping),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
