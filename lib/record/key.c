/* The key file: 64 hex digits and a line end. */
#include "record/key.h"

#include <string.h>

#include "io/private_file.h"

enum {
    KEY_DIGITS = 2 * STRATA_KEY_BYTES,
    KEY_FILE_MAX = KEY_DIGITS + 8 /* room for a line end, and to see that there is more */
};

static const char digits[] = "0123456789abcdef";

static strata_status name_key(strata_key *key, strata_error *err)
{
    char hex[STRATA_SHA256_TEXT];
    strata_sha256 *sha = strata_sha256_new();
    if (sha == NULL) {
        return strata_fail_memory(err);
    }
    strata_status status = strata_sha256_add(sha, key->bytes, sizeof key->bytes, err);
    if (status == STRATA_OK) {
        status = strata_sha256_text(sha, hex, err);
    }
    strata_sha256_free(sha);
    if (status == STRATA_OK) {
        memcpy(key->id, hex, STRATA_KEY_ID_TEXT - 1);
        key->id[STRATA_KEY_ID_TEXT - 1] = '\0';
    }
    return status;
}

strata_status strata_key_random(strata_key *out, strata_error *err)
{
    strata_key key = {0};
    strata_status status = strata_random_bytes(key.bytes, sizeof key.bytes, err);
    if (status == STRATA_OK) {
        status = name_key(&key, err);
    }
    if (status == STRATA_OK) {
        *out = key;
    }
    strata_wipe(&key, sizeof key);
    return status;
}

static bool hex_value(char c, uint8_t *out)
{
    const char *at = c != '\0' ? strchr(digits, c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c) : NULL;
    if (at == NULL) {
        return false;
    }
    *out = (uint8_t)(at - digits);
    return true;
}

/* text[len] is the 64 digits, and nothing but a line end behind them. */
static bool parse_key(const char *text, size_t len, uint8_t bytes[STRATA_KEY_BYTES])
{
    while (len > 0 && (text[len - 1] == '\n' || text[len - 1] == '\r')) {
        len--;
    }
    if (len != KEY_DIGITS) {
        return false;
    }
    for (size_t at = 0; at < STRATA_KEY_BYTES; at++) {
        uint8_t high = 0;
        uint8_t low = 0;
        if (!hex_value(text[2 * at], &high) || !hex_value(text[2 * at + 1], &low)) {
            return false;
        }
        bytes[at] = (uint8_t)(high << 4 | low);
    }
    return true;
}

strata_status strata_key_read(const char *path, strata_key *out, strata_error *err)
{
    char text[KEY_FILE_MAX];
    size_t len = 0;
    strata_key key = {0};
    strata_status status = strata_private_file_read(path, text, sizeof text, &len, err);
    if (status == STRATA_OK && !parse_key(text, len, key.bytes)) {
        status = strata_fail_at(err, STRATA_E_USAGE, "key", (strata_place_in_file){.file = path},
                                "not a key: expected 64 hex digits, as strata key new writes them");
    }
    if (status == STRATA_OK) {
        status = name_key(&key, err);
    }
    if (status == STRATA_OK) {
        *out = key;
    }
    strata_wipe(text, sizeof text);
    strata_wipe(&key, sizeof key);
    return status;
}

strata_status strata_key_create(const char *path, strata_key *out, strata_error *err)
{
    char text[KEY_DIGITS + 1];
    strata_key key = {0};
    strata_status status = strata_key_random(&key, err);
    for (size_t at = 0; at < STRATA_KEY_BYTES; at++) {
        text[2 * at] = digits[key.bytes[at] >> 4];
        text[2 * at + 1] = digits[key.bytes[at] & 0x0f];
    }
    text[KEY_DIGITS] = '\n';
    if (status == STRATA_OK) {
        status = strata_private_file_create(path, text, sizeof text, err);
    }
    if (status == STRATA_OK) {
        *out = key;
    }
    strata_wipe(text, sizeof text);
    strata_wipe(&key, sizeof key);
    return status;
}
