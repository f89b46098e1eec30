/* Part by part. */
#include "io/archive_name.h"

#include <string.h>

#include "io/utf8.h"

static char printable(char c)
{
    if ((unsigned char)c >= 0x20 && c != 0x7f) {
        return c;
    }
    return '_';
}

/* Adds a slash and a part to a text that has room for them; returns its new length. */
static size_t add_part(char *text, size_t len, const char *part, size_t part_len)
{
    text[len++] = '/';
    for (size_t at = 0; at < part_len;) {
        const size_t good = strata_utf8_prefix(part + at, part_len - at);
        for (size_t i = at; i < at + good; i++) {
            text[len++] = printable(part[i]);
        }
        at += good;
        if (at < part_len) {
            text[len++] = '_';
            at++;
        }
    }
    return len;
}

static bool is_nothing(const char *part, size_t len)
{
    return len == 0 || (len == 1 && part[0] == '.') || (len == 2 && memcmp(part, "..", 2) == 0);
}

char *strata_archive_name(strata_arena *arena, const char *archive, const char *name)
{
    static const char nameless[] = "member";
    const size_t archive_len = strlen(archive);
    char *text = strata_arena_alloc(arena, archive_len + strlen(name) + sizeof nameless + 2);
    if (text == NULL) {
        return NULL;
    }
    memcpy(text, archive, archive_len);
    size_t len = archive_len;
    for (const char *part = name; *part != '\0';) {
        const size_t part_len = strcspn(part, "/");
        if (!is_nothing(part, part_len)) {
            len = add_part(text, len, part, part_len);
        }
        part += part_len + (part[part_len] == '/' ? 1 : 0);
    }
    if (len == archive_len) {
        len = add_part(text, len, nameless, strlen(nameless));
    }
    text[len] = '\0';
    return text;
}

bool strata_archive_name_is_hidden(const char *name)
{
    static const char mac[] = "__MACOSX";
    for (const char *part = name; *part != '\0';) {
        const size_t len = strcspn(part, "/");
        if (part[0] == '.' || (len == strlen(mac) && memcmp(part, mac, len) == 0)) {
            return true;
        }
        part += len + (part[len] == '/' ? 1 : 0);
    }
    return false;
}
