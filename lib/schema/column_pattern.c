/* Fits names to patterns by trying, at every capture, each text that it may be, longer ones first.
 */
#include "schema/column_pattern.h"

#include <ctype.h>
#include <string.h>

enum {
    POINTS_MAX = 2 * STRATA_CAPTURES_MAX, /* captures and stars */
    PARTS_MIN = 3 /* letters and captures without which a pattern is like any name */
};

#define NOT_TRIED UINT32_MAX

/* A place in the pattern where there is more than one way to go on. */
typedef struct point {
    strata_slice pattern; /* behind it */
    strata_slice rest;    /* of the name, in front of it */
    int capture;          /* its number, or -1 for a star */
    uint32_t letters;     /* of the text tried last; NOT_TRIED: none yet */
    uint32_t entry;       /* of the map, tried last */
} point;

/* A pattern and a name while they are fitted. */
typedef struct fitting {
    const strata_pattern *pattern;
    bool is_of_file;
    strata_constant *out;
    bool *dropped; /* dropped[capture] */
    point points[POINTS_MAX];
    unsigned depth;
    unsigned captures;  /* in front of `left` */
    strata_slice left;  /* of the pattern */
    strata_slice rest;  /* of the name */
    unsigned any;       /* number of the capture that takes any text, from 1; 0: none */
    strata_slice taken; /* by that capture */
} fitting;

static strata_slice behind(strata_slice text, size_t count)
{
    return (strata_slice){text.text + count, text.len - count};
}

/* Whether letters of both agree until text has no more; *rest then stands behind them. */
static bool skip_text(strata_slice text, strata_slice *rest, uint32_t *letters)
{
    strata_slice at = *rest;
    *letters = 0;
    for (char letter = strata_header_letter(&text); letter != '\0';
         letter = strata_header_letter(&text)) {
        if (strata_header_letter(&at) != letter) {
            return false;
        }
        (*letters)++;
    }
    *rest = *letters > 0 ? at : *rest;
    return true;
}

/* How much of a pattern is literal text. */
static size_t literal_length(const fitting *f)
{
    const bool has_captures = f->pattern->capture_count > 0;
    size_t at = 0;
    while (at < f->left.len && !(has_captures && f->left.text[at] == '{') &&
           !(f->is_of_file && f->left.text[at] == '*')) {
        at++;
    }
    return at;
}

/* Goes through literal text; false if the name says something else there. */
static bool pass_literal(fitting *f)
{
    const size_t len = literal_length(f);
    uint32_t letters = 0;
    const bool fits = skip_text((strata_slice){f->left.text, len}, &f->rest, &letters);
    f->left = behind(f->left, len);
    return fits;
}

static bool is_at_end(const fitting *f)
{
    strata_slice rest = f->rest;
    return f->left.len == 0 && strata_header_letter(&rest) == '\0';
}

/* The longest code that the name begins with among those not tried yet. */
static bool next_code(point *at, const strata_map *map, strata_slice *rest)
{
    uint32_t best_letters = 0;
    uint32_t best_entry = NOT_TRIED;
    for (uint32_t entry = 0; entry < map->count; entry++) {
        strata_slice behind_code = at->rest;
        uint32_t letters = 0;
        const bool fits = skip_text(map->entries[entry].code, &behind_code, &letters);
        const bool is_tried =
            at->letters != NOT_TRIED &&
            (letters > at->letters || (letters == at->letters && entry <= at->entry));
        if (fits && !is_tried && (best_entry == NOT_TRIED || letters > best_letters)) {
            best_letters = letters;
            best_entry = entry;
            *rest = behind_code;
        }
    }
    at->letters = best_letters;
    at->entry = best_entry;
    return best_entry != NOT_TRIED;
}

/* The next `length` letters or digits, from the first of them to the last. */
static bool take_letters(uint32_t length, strata_slice *rest, strata_slice *out)
{
    strata_slice at = *rest;
    for (uint32_t taken = 0; taken < length; taken++) {
        if (isalnum((unsigned char)strata_header_letter(&at)) == 0) {
            return false;
        }
        out->text = taken == 0 ? at.text - 1 : out->text;
    }
    out->len = (size_t)(at.text - out->text);
    *rest = at;
    return true;
}

static bool is_grade(strata_slice text)
{
    if (text.len == 1 && text.text[0] >= '1' && text.text[0] <= '9') {
        return true;
    }
    const char *const *words = strata_grade_words();
    while (*words != NULL && !strata_slice_is(text, *words)) {
        words++;
    }
    return *words != NULL;
}

/* Whether a text without a map can be what its target wants. */
static bool is_meant(const strata_capture *capture, strata_slice text)
{
    int spring = 0;
    uint64_t year = 0;
    if (capture->is_school_year) {
        return strata_school_year_parse(text, &spring);
    }
    if (capture->to == STRATA_TO_YEAR) {
        return strata_count_parse(text, &year) && year >= STRATA_YEAR_MIN &&
               year <= STRATA_YEAR_MAX;
    }
    return capture->to != STRATA_TO_GRADE || is_grade(text);
}

/* The next way through a star: one letter more than before. */
static bool next_star(point *at, strata_slice *rest)
{
    at->letters = at->letters == NOT_TRIED ? 0 : at->letters + 1;
    *rest = at->rest;
    for (uint32_t letter = 0; letter < at->letters; letter++) {
        if (strata_header_letter(rest) == '\0') {
            return false;
        }
    }
    return true;
}

/* The next way through a capture that takes any text of a letter or more, or of its length. */
static bool next_any(fitting *f, point *at, strata_slice *rest)
{
    const uint32_t wanted = f->pattern->captures[at->capture].length;
    at->letters = at->letters == NOT_TRIED ? 0 : at->letters;
    do {
        if (!next_star(at, rest)) {
            return false;
        }
    } while (at->letters < wanted);
    strata_slice first = at->rest;
    (void)strata_header_letter(&first);
    f->taken = (strata_slice){first.text - 1, (size_t)(rest->text - first.text) + 1};
    return wanted == 0 || at->letters == wanted;
}

/* The next way through a capture. */
static bool next_capture(fitting *f, point *at, strata_slice *rest)
{
    if (f->any == (unsigned)at->capture + 1) {
        return next_any(f, at, rest);
    }
    const strata_capture *capture = &f->pattern->captures[at->capture];
    strata_constant *out = &f->out[at->capture];
    *out = (strata_constant){.to = capture->to, .index = capture->index};
    f->dropped[at->capture] = false;
    if (capture->map != NULL) {
        if (!next_code(at, capture->map, rest)) {
            return false;
        }
        out->value = capture->map->entries[at->entry].to;
        out->group = capture->map->entries[at->entry].group;
        f->dropped[at->capture] = capture->map->entries[at->entry].drop;
        return true;
    }
    *rest = at->rest;
    const bool is_first = at->letters == NOT_TRIED;
    at->letters = capture->length;
    return is_first && take_letters(capture->length, rest, &out->value) &&
           is_meant(capture, out->value);
}

/* Stands before a capture or a star and has found that what follows depends on it. */
static bool push(fitting *f)
{
    if (f->depth == POINTS_MAX) {
        return false;
    }
    point *at = &f->points[f->depth++];
    *at = (point){.rest = f->rest, .capture = -1, .letters = NOT_TRIED};
    size_t len = 1;
    if (f->left.text[0] == '{') {
        const char *end = memchr(f->left.text, '}', f->left.len);
        len = (size_t)(end - f->left.text) + 1;
        at->capture = (int)f->captures;
    }
    at->pattern = behind(f->left, len);
    return true;
}

/* Goes the next way at the last point that has one; false if there is none. */
static bool go_on(fitting *f)
{
    while (f->depth > 0) {
        point *at = &f->points[f->depth - 1];
        const bool is_star = at->capture < 0;
        if (is_star ? next_star(at, &f->rest) : next_capture(f, at, &f->rest)) {
            f->left = at->pattern;
            f->captures = is_star ? f->captures : (unsigned)at->capture + 1;
            return true;
        }
        f->captures = is_star ? f->captures : (unsigned)at->capture;
        f->depth--;
    }
    return false;
}

static bool fit(fitting *f)
{
    for (;;) {
        const bool fits = pass_literal(f);
        if (fits && is_at_end(f)) {
            return true;
        }
        const bool has_point = fits && f->left.len > 0;
        if (has_point && !push(f)) {
            return false;
        }
        if (!go_on(f)) {
            return false;
        }
    }
}

static bool drops(const fitting *f)
{
    bool has_dropped = false;
    for (uint32_t at = 0; at < f->pattern->capture_count; at++) {
        has_dropped = has_dropped || f->dropped[at];
    }
    return has_dropped;
}

bool strata_pattern_fits(const strata_pattern *pattern, strata_slice header, strata_constant *out,
                         bool *is_dropped)
{
    bool dropped[STRATA_CAPTURES_MAX] = {false};
    fitting f = {
        .pattern = pattern, .out = out, .dropped = dropped, .left = pattern->text, .rest = header};
    const bool fits = fit(&f);
    *is_dropped = fits && drops(&f);
    return fits;
}

/* Letters of literal text, and captures. */
static uint32_t count_parts(const strata_pattern *pattern)
{
    uint32_t count = pattern->capture_count;
    bool is_literal = true;
    for (size_t at = 0; at < pattern->text.len; at++) {
        const char c = pattern->text.text[at];
        is_literal = c == '}' || (is_literal && c != '{');
        count += is_literal && isalpha((unsigned char)c) != 0 ? 1 : 0;
    }
    return count;
}

bool strata_pattern_nearly_fits(const strata_pattern *pattern, strata_slice header,
                                strata_pattern_miss *out)
{
    strata_constant unused[STRATA_CAPTURES_MAX];
    bool dropped[STRATA_CAPTURES_MAX] = {false};
    for (uint32_t at = 0; count_parts(pattern) >= PARTS_MIN && at < pattern->capture_count; at++) {
        fitting f = {.pattern = pattern,
                     .out = unused,
                     .dropped = dropped,
                     .left = pattern->text,
                     .rest = header,
                     .any = at + 1};
        if (fit(&f)) {
            *out = (strata_pattern_miss){&pattern->captures[at], f.taken};
            return true;
        }
    }
    return false;
}

/* Whether text ends in a word, in any case. */
static bool ends_in(strata_slice text, const char *word)
{
    const size_t len = strlen(word);
    if (text.len <= len) {
        return false;
    }
    const strata_slice end = behind(text, text.len - len);
    for (size_t at = 0; at < len; at++) {
        if (tolower((unsigned char)end.text[at]) != word[at]) {
            return false;
        }
    }
    return true;
}

/* The name of a file without folders and endings. */
static strata_slice base_of(const char *path)
{
    static const char *const endings[] = {".csv", ".txt", ".tsv", ".dat", ".gz", ".zip"};
    const char *slash = strrchr(path, '/');
    strata_slice name = strata_slice_of(slash != NULL ? slash + 1 : path);
    for (size_t at = 0; at < sizeof endings / sizeof endings[0];) {
        if (ends_in(name, endings[at])) {
            name.len -= strlen(endings[at]);
            at = 0;
        } else {
            at++;
        }
    }
    return name;
}

bool strata_pattern_fits_file(const strata_pattern *pattern, const char *path, strata_constant *out)
{
    bool dropped[STRATA_CAPTURES_MAX] = {false};
    fitting f = {.pattern = pattern,
                 .is_of_file = true,
                 .out = out,
                 .dropped = dropped,
                 .left = pattern->text,
                 .rest = base_of(path)};
    return fit(&f) && !drops(&f);
}

/* A year of two digits: 50 to 99 are of the last century. */
static int full_year(uint64_t digits)
{
    enum {
        CENTURY = 100,
        FIRST_OF_LAST = 50
    };
    return (int)digits + (digits < FIRST_OF_LAST ? 20 * CENTURY : 19 * CENTURY);
}

bool strata_school_year_parse(strata_slice text, int *out)
{
    static const struct {
        size_t len;
        size_t fall;      /* digits of the first year */
        size_t separator; /* characters between */
    } forms[] = {{9, 4, 1}, {7, 4, 1}, {8, 4, 0}, {4, 2, 0}};
    size_t at = 0;
    while (at < sizeof forms / sizeof forms[0] && forms[at].len != text.len) {
        at++;
    }
    if (at == sizeof forms / sizeof forms[0]) {
        return false;
    }
    const strata_slice fall = {text.text, forms[at].fall};
    const strata_slice spring = behind(text, fall.len + forms[at].separator);
    const char between = text.text[fall.len];
    uint64_t first = 0;
    uint64_t last = 0;
    if (!strata_count_parse(fall, &first) || !strata_count_parse(spring, &last) ||
        (forms[at].separator > 0 && between != '-' && between != '_' && between != '/')) {
        return false;
    }
    const bool is_short = fall.len == 2;
    const int end = (is_short ? full_year(first) : (int)first) + 1;
    const bool follows =
        is_short ? full_year(last) == end : last == (uint64_t)(spring.len == 2 ? end % 100 : end);
    if (!follows || end < STRATA_YEAR_MIN || end > STRATA_YEAR_MAX) {
        return false;
    }
    *out = end;
    return true;
}
