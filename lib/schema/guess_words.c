/* Headers cut into words, and what these are about. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "schema/guess_parts.h"

enum {
    TOKENS_MOST = 40,
    TOKEN_SIZE = 28,
    PHRASE_SIZE = 4 * TOKEN_SIZE
};

/* A word of a header, small letters. */
typedef struct token {
    char text[TOKEN_SIZE];
    size_t at;        /* where it stands in the header */
    size_t len;       /* of the original */
    bool is_attached; /* nothing stands between it and the token before */
    bool is_used;     /* its meaning is known */
} token;

typedef struct token_list {
    token tokens[TOKENS_MOST];
    size_t count;
} token_list;

typedef struct known_word {
    const char *text;
    uint64_t about;
} known_word;

typedef struct known_label {
    const char *text;
    uint32_t rank;
} known_label;

static const known_word words[] = {
#define STRATA_GUESS_WORD(text, about) {text, about},
#include "schema/guess_words.def"
};

static const known_label labels[] = {
#define STRATA_GUESS_LABEL(text, rank) {text, rank},
#include "schema/guess_words.def"
};

_Static_assert(STRATA_CONCEPT_COUNT <= 64, "concepts are bits of one number");

static const known_word *find_word(const char *text)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(words[i].text, text) == 0) {
            return &words[i];
        }
    }
    return NULL;
}

/* 0: a mark, 1: a letter, 2: a digit */
static int sort_of(char byte)
{
    const unsigned char c = (unsigned char)byte;
    return isalpha(c) != 0 ? 1 : isdigit(c) != 0 ? 2 : 0;
}

/* Whether a new word starts at i: after a mark, between letters and digits, at a capital after a
 * small letter, at the last capital before a small one. */
static bool starts_word(strata_slice text, size_t i)
{
    const int sort = sort_of(text.text[i]);
    if (sort == 0) {
        return false;
    }
    if (i == 0 || sort_of(text.text[i - 1]) != sort) {
        return true;
    }
    const bool is_capital = isupper((unsigned char)text.text[i]) != 0;
    if (is_capital && islower((unsigned char)text.text[i - 1]) != 0) {
        return true;
    }
    return is_capital && i + 1 < text.len && islower((unsigned char)text.text[i + 1]) != 0;
}

static void add_token(token_list *list, const char *text, size_t len, size_t at)
{
    if (list->count == TOKENS_MOST) {
        return;
    }
    token *new = &list->tokens[list->count];
    const token *last = list->count > 0 ? new - 1 : NULL;
    *new = (token){.at = at, .len = len};
    new->is_attached = last != NULL && last->at + last->len == at;
    for (size_t i = 0; i < len && i < TOKEN_SIZE - 1; i++) {
        new->text[i] = (char)tolower((unsigned char)text[i]);
    }
    list->count++;
}

static void cut_words(strata_slice text, token_list *list)
{
    for (size_t i = 0; i < text.len;) {
        size_t end = i + 1;
        if (sort_of(text.text[i]) != 0) {
            while (end < text.len && sort_of(text.text[end]) != 0 && !starts_word(text, end)) {
                end++;
            }
            add_token(list, text.text + i, end - i, i);
        } else if (text.text[i] == '%') {
            add_token(list, "percent", 7, i);
        } else if (text.text[i] == '#') {
            add_token(list, "number", 6, i);
        } else if (text.len - i >= 3 && memcmp(text.text + i, "\xe2\x89\xa5", 3) == 0) {
            add_token(list, "at", 2, i);
            add_token(list, "least", 5, i);
        }
        i = end;
    }
}

/* `count` words from `at` with blanks between; "" if there are not so many. */
static void join(const token_list *list, size_t at, size_t count, char out[PHRASE_SIZE])
{
    size_t len = 0;
    out[0] = '\0';
    for (size_t i = at; i < at + count && at + count <= list->count; i++) {
        len += (size_t)snprintf(out + len, PHRASE_SIZE - len, "%s%s", i > at ? " " : "",
                                list->tokens[i].text);
    }
}

static void use(token_list *list, size_t at, size_t count)
{
    for (size_t i = at; i < at + count; i++) {
        list->tokens[i].is_used = true;
    }
}

/* A word without blanks between its parts, such as leaid or schoolidk, cut into known words. The
 * last part may be k, for kindergarten. */
static bool read_compound(const char *text, strata_guess_reading *out)
{
    char part[TOKEN_SIZE];
    uint64_t about = 0;
    size_t at = 0;
    size_t parts = 0;
    const size_t len = strlen(text);
    while (at < len) {
        const known_word *found = NULL;
        size_t take = len - at;
        for (; take >= 2 && found == NULL; take--) {
            (void)snprintf(part, sizeof part, "%.*s", (int)take, text + at);
            found = find_word(part);
        }
        if (found == NULL) {
            break;
        }
        about |= found->about;
        at += strlen(found->text);
        parts++;
    }
    const bool ends_with_k = at + 1 == len && text[at] == 'k' && parts > 0 && at >= 4;
    if (!ends_with_k && (at < len || parts < 2)) {
        return false;
    }
    out->grade = ends_with_k ? 13 : out->grade;
    out->about |= about;
    return true;
}

/* The known word that a long unknown one is, but for a slip of the pen. */
static const known_word *find_nearly(const char *text)
{
    const char *names[sizeof words / sizeof words[0]];
    const size_t len = strlen(text);
    if (len < 7 || len > 8) {
        return NULL;
    }
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        names[i] = words[i].text;
    }
    const char *nearest = strata_nearest(text, names, sizeof names / sizeof names[0]);
    return nearest != NULL && nearest[0] == text[0] && strlen(nearest) >= 7 ? find_word(nearest)
                                                                            : NULL;
}

static void read_labels(token_list *list, strata_guess_reading *out)
{
    char phrase[PHRASE_SIZE];
    size_t longest = 0;
    for (size_t at = 0; at < list->count; at++) {
        for (size_t count = 3; count > longest; count--) {
            join(list, at, count, phrase);
            for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
                if (strcmp(labels[i].text, phrase) == 0) {
                    out->rank = labels[i].rank;
                    out->label = strata_slice_of(labels[i].text);
                    longest = count;
                    use(list, at, count);
                }
            }
        }
    }
    if (out->rank >= 50) {
        out->about |= STRATA_ABOUT(PROFICIENT);
    }
}

/* How many tokens from `at` a known phrase takes; 0: none starts there. */
static size_t read_phrase(token_list *list, size_t at, strata_guess_reading *out)
{
    char phrase[PHRASE_SIZE];
    for (size_t count = 3; count > 0; count--) {
        join(list, at, count, phrase);
        const known_word *found = phrase[0] != '\0' ? find_word(phrase) : NULL;
        if (found != NULL) {
            out->about |= found->about;
            if ((found->about & STRATA_ABOUT(COURSE)) == 0) {
                use(list, at, count);
            }
            return count;
        }
    }
    return 0;
}

static void read_words(token_list *list, strata_guess_reading *out)
{
    for (size_t at = 0; at < list->count;) {
        const size_t taken = read_phrase(list, at, out);
        if (taken > 0) {
            at += taken;
            continue;
        }
        token *word = &list->tokens[at++];
        const known_word *nearly = sort_of(word->text[0]) == 1 ? find_nearly(word->text) : NULL;
        if (sort_of(word->text[0]) == 1 && read_compound(word->text, out)) {
            word->is_used = true;
        } else if (nearly != NULL) {
            out->about |= nearly->about;
            word->is_used = true;
        }
    }
}

static unsigned number_of(const token *word)
{
    unsigned value = 0;
    for (const char *c = word->text; *c != '\0' && value < 100000; c++) {
        value = value * 10 + (unsigned)(*c - '0');
    }
    return value;
}

/* 2012, or 1112 for 2011-12. */
static bool is_year(const token *word)
{
    const unsigned value = number_of(word);
    if (strlen(word->text) != 4) {
        return false;
    }
    return (value >= 1980 && value <= 2040) || (value / 100 + 1) % 100 == value % 100;
}

/* Numbers: levels, years, grades; other ones tell results apart. */
static void read_numbers(strata_slice text, token_list *list, strata_guess_reading *out)
{
    for (size_t at = 0; at < list->count; at++) {
        token *word = &list->tokens[at];
        if (sort_of(word->text[0]) != 2) {
            continue;
        }
        const unsigned value = number_of(word);
        if (is_year(word)) {
            out->year = (strata_slice){text.text + word->at, word->len};
            word->is_used = true;
        } else if ((out->about & STRATA_ABOUT(LEVEL)) != 0 && value <= STRATA_LEVELS_MAX) {
            if (out->digit_count < sizeof out->digits) {
                out->digits[out->digit_count++] = (uint8_t)value;
            }
            word->is_used = true;
        } else if (word->is_attached && at + 1 == list->count && value >= 1 && value <= 12) {
            out->grade = (uint8_t)value;
            word->is_used = true;
        }
    }
}

static void name_outcome(const token_list *list, strata_guess_reading *out)
{
    size_t len = 0;
    for (size_t at = 0; at < list->count; at++) {
        if (!list->tokens[at].is_used && len < sizeof out->outcome) {
            len += (size_t)snprintf(out->outcome + len, sizeof out->outcome - len, "%s%s",
                                    len > 0 ? "-" : "", list->tokens[at].text);
        }
    }
}

void strata_guess_read_header(strata_slice text, strata_guess_reading *out)
{
    token_list list = {.count = 0};
    *out = (strata_guess_reading){.about = 0, .label = strata_slice_of(""), .year = {"", 0}};
    cut_words(text, &list);
    read_labels(&list, out);
    read_words(&list, out);
    read_numbers(text, &list, out);
    name_outcome(&list, out);
}

uint32_t strata_guess_level_rank(strata_slice text)
{
    token_list list = {.count = 0};
    char phrase[PHRASE_SIZE];
    cut_words(text, &list);
    join(&list, 0, list.count < 4 ? list.count : 0, phrase);
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        if (phrase[0] != '\0' && strcmp(labels[i].text, phrase) == 0) {
            return labels[i].rank;
        }
    }
    return 0;
}
