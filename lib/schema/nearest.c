/* The word that somebody probably meant. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "schema/catalog.h"

enum {
    WORD_MAX = 64, /* longer words get no suggestion */
    MISSPELT_MIN = 5,
    MISSPELT_LONG = 12
};

/* Column `at` of the three rows that the distance needs. */
typedef struct distance_rows {
    unsigned before[WORD_MAX + 1]; /* the row before the last, for swapped neighbours */
    unsigned last[WORD_MAX + 1];
    unsigned now[WORD_MAX + 1];
} distance_rows;

static unsigned smaller(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

static bool same_letter(char a, char b)
{
    return tolower((unsigned char)a) == tolower((unsigned char)b);
}

static void fill_row(distance_rows *rows, const char *a, size_t row, const char *b, size_t b_len)
{
    rows->now[0] = (unsigned)row;
    for (size_t at = 1; at <= b_len; at++) {
        const unsigned change = rows->last[at - 1] + (same_letter(a[row - 1], b[at - 1]) ? 0 : 1);
        const unsigned shift = smaller(rows->last[at], rows->now[at - 1]) + 1;
        rows->now[at] = smaller(change, shift);
        if (row > 1 && at > 1 && same_letter(a[row - 1], b[at - 2]) &&
            same_letter(a[row - 2], b[at - 1])) {
            rows->now[at] = smaller(rows->now[at], rows->before[at - 2] + 1);
        }
    }
}

/* Letters to add, drop, change or swap with a neighbour to make b of a; case does not count. Both
 * are at most WORD_MAX long. */
static unsigned distance(const char *a, const char *b)
{
    const size_t a_len = strlen(a);
    const size_t b_len = strlen(b);
    distance_rows rows = {{0}, {0}, {0}};
    for (size_t at = 0; at <= b_len; at++) {
        rows.now[at] = (unsigned)at;
    }
    for (size_t row = 1; row <= a_len; row++) {
        memcpy(rows.before, rows.last, sizeof rows.last);
        memcpy(rows.last, rows.now, sizeof rows.now);
        fill_row(&rows, a, row, b, b_len);
    }
    return rows.now[b_len];
}

/* In a short word a few other letters make another word. */
static unsigned tolerance(size_t len)
{
    if (len <= 3) {
        return len == 1 ? 0 : 1;
    }
    return len < 9 ? 2 : (unsigned)(len / 3);
}

const char *strata_nearest(const char *text, const char *const *words, size_t count)
{
    const size_t len = strlen(text);
    if (len == 0 || len > WORD_MAX) {
        return NULL;
    }
    const char *nearest = NULL;
    unsigned least = tolerance(len) + 1;
    for (size_t at = 0; at < count; at++) {
        if (strlen(words[at]) > WORD_MAX) {
            continue;
        }
        const unsigned far = distance(text, words[at]);
        if (far < least) {
            least = far;
            nearest = words[at];
        }
    }
    return nearest;
}

static const char *next_digit(const char *text)
{
    while (*text != '\0' && isdigit((unsigned char)*text) == 0) {
        text++;
    }
    return text;
}

/* "score_1" and "score_2" are two columns. */
static bool same_digits(const char *a, const char *b)
{
    a = next_digit(a);
    b = next_digit(b);
    while (*a != '\0' && *a == *b) {
        a = next_digit(a + 1);
        b = next_digit(b + 1);
    }
    return *a == *b;
}

/* Whether both letters are in the word, in one place beside the other if they must be. */
static bool has_both(const char *word, char a, char b, bool beside)
{
    const char *at = strchr(word, tolower((unsigned char)a));
    const char *other = strchr(word, tolower((unsigned char)b));
    return at != NULL && other != NULL && (!beside || at - other == 1 || other - at == 1);
}

/* Letters that sound alike, or lie beside each other on a keyboard. */
static bool are_alike(char a, char b)
{
    static const char *const sounds[] = {"aeiouy", "bpfv", "cksz", "dt", "gj", "mn"};
    static const char *const keyboard[] = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};
    bool found = false;
    for (size_t i = 0; i < sizeof sounds / sizeof sounds[0]; i++) {
        found = found || has_both(sounds[i], a, b, false);
    }
    for (size_t i = 0; i < sizeof keyboard / sizeof keyboard[0]; i++) {
        found = found || has_both(keyboard[i], a, b, true);
    }
    return found;
}

/* The first letters that two words have in common. */
static size_t same_start(const char *a, const char *b)
{
    size_t at = 0;
    while (a[at] != '\0' && b[at] != '\0' && same_letter(a[at], b[at])) {
        at++;
    }
    return at;
}

/* Whether the longer text is the shorter with one letter more, and that with the one before it. */
static bool is_stutter(const char *longer, const char *shorter)
{
    const size_t at = same_start(longer, shorter);
    return at > 0 && same_letter(longer[at], longer[at - 1]);
}

/* A slip in a word of which two to four letters are left. So few letters make other words soon: the
 * first one is right, a letter is doubled, swapped with its neighbour or confused with one that is
 * like it, and only a word of four letters or more can lose or win any. */
static bool is_short_slip(const char *text, const char *word)
{
    const size_t text_len = strlen(text);
    const size_t word_len = strlen(word);
    const size_t at = same_start(text, word);
    if (at == 0 || distance(text, word) != 1) {
        return false;
    }
    if (text_len > word_len) {
        return word_len >= 4 || is_stutter(text, word);
    }
    if (text_len < word_len) {
        return word_len >= 4 && text_len >= 3;
    }
    const bool is_swap = same_start(text + at + 1, word + at + 1) + at + 1 < word_len;
    return word_len >= 3 && (is_swap || (word_len >= 4 && are_alike(text[at], word[at])));
}

static bool is_vowel(char c)
{
    return c != '\0' && strchr("aeiou", tolower((unsigned char)c)) != NULL;
}

/* "lvl" for "level": the word without the vowels behind its first letter. */
static bool is_shortened(const char *text, const char *word)
{
    const char *c = text;
    for (const char *letter = word; *letter != '\0'; letter++) {
        if (letter > word && is_vowel(*letter)) {
            continue;
        }
        if (!same_letter(*c, *letter)) {
            return false;
        }
        c++;
    }
    return *c == '\0' && strlen(text) >= 3 && strlen(word) >= MISSPELT_MIN &&
           strlen(text) < strlen(word);
}

bool strata_is_misspelt(const char *text, const char *word)
{
    const size_t text_len = strlen(text);
    const size_t word_len = strlen(word);
    const size_t len = text_len < word_len ? text_len : word_len;
    const size_t slips = len < MISSPELT_LONG ? 1 : 2;
    if (is_shortened(text, word)) {
        return true;
    }
    if (len < 2 || text_len > word_len + slips || word_len > text_len + slips ||
        text_len > WORD_MAX || word_len > WORD_MAX || !same_digits(text, word)) {
        return false;
    }
    if (len < MISSPELT_MIN) {
        return is_short_slip(text, word);
    }
    const unsigned far = distance(text, word);
    return far > 0 && far <= slips;
}

/* What else people call it, if that is among the words. */
static const char *other_name(const char *text, const char *const *words, size_t count)
{
    static const char *const names[][2] = {
        {"district", "lea"},   {"districts", "lea"}, {"ell", "el"},
        {"ethnicity", "race"}, {"sex", "gender"},    {"sped", "swd"},
        {"disability", "swd"}, {"lunch", "frl"},     {"others", "complement"}};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        for (size_t at = 0; at < count && strcmp(names[i][0], text) == 0; at++) {
            if (strcmp(names[i][1], words[at]) == 0) {
                return words[at];
            }
        }
    }
    return NULL;
}

strata_status strata_fail_word(strata_error *err, const char *kind, const char *text,
                               const char *const *words, size_t count)
{
    char list[320] = "";
    size_t len = 0;
    for (size_t at = 0; at < count && len < sizeof list; at++) {
        len += (size_t)snprintf(list + len, sizeof list - len, " %s", words[at]);
    }
    const char *meant = other_name(text, words, count);
    meant = meant != NULL ? meant : strata_nearest(text, words, count);
    return strata_fail(err, STRATA_E_USAGE, "word", "unknown %s '%.40s'; %s%s%s among%s", kind,
                       text, meant != NULL ? "did you mean '" : "choose",
                       meant != NULL ? meant : "", meant != NULL ? "'," : "", list);
}
