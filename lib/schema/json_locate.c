/* Follows a path through JSON text that is known to be valid, skipping what lies beside the path.
 */
#include "schema/json_locate.h"

#include <stdbool.h>
#include <string.h>

typedef struct cursor {
    const char *text;
    size_t len;
    size_t at;
} cursor;

static char here(const cursor *c)
{
    if (c->at < c->len) {
        return c->text[c->at];
    }
    return '\0';
}

static void skip_blanks(cursor *c)
{
    while (c->at < c->len && strchr(" \t\r\n", c->text[c->at]) != NULL) {
        c->at++;
    }
}

/* From an opening quote to behind the closing one. */
static void skip_string(cursor *c)
{
    c->at++;
    while (c->at < c->len && c->text[c->at] != '"') {
        c->at += c->text[c->at] == '\\' ? 2 : 1;
    }
    c->at++;
}

static void skip_value(cursor *c)
{
    size_t depth = 0;
    do {
        const char byte = here(c);
        if (byte == '"') {
            skip_string(c);
            continue;
        }
        if (byte == '{' || byte == '[') {
            depth++;
        } else if (byte == '}' || byte == ']') {
            depth--;
        }
        c->at++;
    } while (c->at < c->len && (depth > 0 || strchr(",]} \t\r\n", c->text[c->at]) == NULL));
}

/* Behind the comma if one comes, else false: the object or array ends. */
static bool next_member(cursor *c)
{
    skip_blanks(c);
    if (here(c) != ',') {
        return false;
    }
    c->at++;
    skip_blanks(c);
    return true;
}

/* From an opening brace to the key, or false. */
static bool find_key(cursor *c, const char *key)
{
    const size_t key_len = strlen(key);
    c->at++;
    skip_blanks(c);
    do {
        const size_t start = c->at;
        if (here(c) != '"') {
            return false;
        }
        skip_string(c);
        const size_t len = c->at - start - 2;
        if (c->at <= c->len && len == key_len && memcmp(c->text + start + 1, key, len) == 0) {
            c->at = start;
            return true;
        }
        skip_blanks(c);
        c->at++; /* the colon */
        skip_blanks(c);
        skip_value(c);
    } while (next_member(c));
    return false;
}

/* From an opening bracket to an element, or false. */
static bool find_element(cursor *c, size_t index)
{
    c->at++;
    skip_blanks(c);
    for (size_t passed = 0; passed < index; passed++) {
        skip_value(c);
        if (!next_member(c)) {
            return false;
        }
    }
    return true;
}

/* From a key to its value. */
static void enter_member(cursor *c)
{
    skip_string(c);
    skip_blanks(c);
    c->at++;
    skip_blanks(c);
}

static size_t follow(cursor *c, const strata_json_step *steps, size_t count)
{
    skip_blanks(c);
    size_t found = c->at;
    for (size_t step = 0; step < count; step++) {
        const char *key = steps[step].key;
        if (here(c) != (key != NULL ? '{' : '[')) {
            return found;
        }
        if (!(key != NULL ? find_key(c, key) : find_element(c, steps[step].index))) {
            return found;
        }
        found = c->at;
        if (key != NULL) {
            enter_member(c);
        }
    }
    return found;
}

void strata_json_locate(const char *text, size_t len, const strata_json_step *steps, size_t count,
                        uint64_t at[2])
{
    cursor c = {text, len, 0};
    const size_t found = follow(&c, steps, count);
    at[0] = 1;
    at[1] = 1;
    for (size_t byte = 0; byte < found && byte < len; byte++) {
        at[1]++;
        if (text[byte] == '\n') {
            at[0]++;
            at[1] = 1;
        }
    }
}
