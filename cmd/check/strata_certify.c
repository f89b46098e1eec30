/* Checks what strata audit certifies: strata-certify CELLS LINKS CERTIFICATE. It shares no code
 * with what wrote the certificate, solves nothing and believes nothing: it adds up. The files are
 * those of lib/stream/FORMAT.md, section 6. Exit 0: every hidden cell is certified; 5: the
 * certificate holds but leaves cells out; 3: it does not hold; 2: wrong use; 6: out of memory. */
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FIELDS = 7
};
static const uint64_t hash_start = UINT64_C(14695981039346656037);
static const int64_t none = INT64_MAX;                /* a bound that is none */
static const int64_t beyond = INT64_C(1000000000000); /* no number is larger */

/* A cell; links[last_link - 1] is one of its links, and tells the one before. */
typedef struct cell {
    int64_t lo, hi, meant_lo, meant_hi, base, least, most;
    int64_t width;    /* that must stay open; none: the certificate's */
    size_t last_link; /* 0: there is none */
    bool is_hidden, is_starred, has_base, is_in_table;
} cell;

/* A cell in an equation, with 1 or -1 for the total; or in a table, with its change. */
typedef struct entry {
    size_t cell, equation, before;
    int64_t value;
} entry;

/* The texts of ids of one kind, each with a number. */
typedef struct names {
    const char **slot;
    size_t *number, slots, count;
} names;

typedef struct checker {
    const char *file;
    size_t line;
    char *field[FIELDS]; /* of the row that is read */
    unsigned fields;
    int column[FIELDS]; /* of CELLS: where cell_id, value ... width are; -1: nowhere */
    names cell_ids, equation_ids;
    cell *cells;
    entry *links, *changes; /* changes: of the table that is read */
    size_t link_count, change_count;
    size_t *total;   /* total[equation] */
    int64_t *excess; /* excess[equation]: parts less total, in the table that is read */
    uint64_t hash;   /* of all rows before the one that is read */
    uint64_t hash_after;
    int64_t width; /* 0: not read yet */
    bool is_first; /* the first table is being read */
} checker;

static void refuse(const checker *check, const char *why)
{
    (void)fprintf(stderr, "strata-certify: %s:%zu: error: %s\n", check->file, check->line, why);
    exit(3);
}

static void *room(size_t count, size_t size)
{
    void *block = calloc(count + 1, size);
    if (block == NULL) {
        exit(6);
    }
    return block;
}

/* The whole file, a NUL behind it; *lines is filled. */
static char *load(checker *check, const char *path, size_t *lines)
{
    FILE *file = fopen(path, "rb");
    check->file = path;
    check->line = 0;
    check->hash_after = hash_start;
    if (file == NULL || fseek(file, 0, SEEK_END) != 0 || ftell(file) < 0) {
        refuse(check, "cannot be read");
    }
    const size_t size = (size_t)ftell(file);
    char *text = room(size, 1);
    rewind(file);
    if (fread(text, 1, size, file) != size || fclose(file) != 0 || memchr(text, 0, size) != NULL) {
        refuse(check, "cannot be read");
    }
    *lines = 1;
    for (const char *at = text; (at = strchr(at, '\n')) != NULL; at++) {
        ++*lines;
    }
    return text;
}

/* FNV-1a (Fowler, Noll and Vo) of bytes behind those of `hash`. */
static uint64_t hash_on(uint64_t hash, const char *text, size_t len)
{
    for (size_t at = 0; at < len; at++) {
        hash = (hash ^ (unsigned char)text[at]) * UINT64_C(1099511628211);
    }
    return hash;
}

/* Splits the next row in place; false at the end. */
static bool next_row(checker *check, char **at)
{
    check->line++;
    check->fields = 0;
    if (**at == '\0') {
        return false;
    }
    char *end = *at + strcspn(*at, "\n");
    char *next = end + (*end != '\0' ? 1 : 0);
    check->hash = check->hash_after;
    check->hash_after = hash_on(check->hash, *at, (size_t)(next - *at));
    *end = '\0';
    if (end > *at && end[-1] == '\r') {
        end[-1] = '\0';
    }
    if (strchr(*at, '"') != NULL) {
        refuse(check, "ids with quotes are not checked");
    }
    for (char *from = *at; from != NULL && check->fields < FIELDS;) {
        check->field[check->fields++] = from;
        from = strchr(from, ',');
        if (from != NULL) {
            *from++ = '\0';
        }
    }
    *at = next;
    return true;
}

/* The number of an id; a new one gets the next if `adds`, else count. */
static size_t find(names *of, const char *id, bool adds)
{
    size_t at = hash_on(hash_start, id, strlen(id)) % of->slots;
    while (of->slot[at] != NULL && strcmp(of->slot[at], id) != 0) {
        at = (at + 1) % of->slots;
    }
    if (of->slot[at] == NULL) {
        if (!adds) {
            return of->count;
        }
        of->slot[at] = id;
        of->number[at] = of->count++;
    }
    return of->number[at];
}

static names names_of(size_t most)
{
    return (names){room(2 * most, sizeof(char *)), room(2 * most, sizeof(size_t)), 2 * most + 1, 0};
}

/* A whole number, or `empty` for no text. */
static int64_t number(const checker *check, const char *text, int64_t empty)
{
    char *end = NULL;
    const long long value = strtoll(text, &end, 10);
    if (*end != '\0' || value > beyond || value < -beyond) {
        refuse(check, "expected a whole number");
    }
    return end == text ? empty : value;
}

static const char *column(const checker *check, int which)
{
    const int at = check->column[which];
    return at >= 0 && (unsigned)at < check->fields ? check->field[at] : "";
}

static void read_cells(checker *check, const char *path)
{
    static const char *const columns[FIELDS] = {"cell_id", "value", "symbol", "lo",
                                                "hi",      "part",  "width"};
    size_t lines = 0;
    char *at = load(check, path, &lines);
    check->cell_ids = names_of(lines);
    check->cells = room(lines, sizeof(cell));
    (void)next_row(check, &at);
    for (int which = 0; which < FIELDS; which++) {
        check->column[which] = -1;
        for (unsigned field = 0; field < check->fields; field++) {
            check->column[which] = strcmp(check->field[field], columns[which]) == 0
                                       ? (int)field
                                       : check->column[which];
        }
    }
    while (next_row(check, &at)) {
        cell *one = &check->cells[check->cell_ids.count];
        if (find(&check->cell_ids, column(check, 0), true) != (size_t)(one - check->cells)) {
            refuse(check, "a cell is there twice");
        }
        const bool has_symbol = *column(check, 2) != '\0';
        const bool has_bounds = *column(check, 3) != '\0' || *column(check, 4) != '\0';
        one->is_hidden = *column(check, 1) == '\0';
        one->base = number(check, column(check, 1), 0);
        one->meant_lo = number(check, column(check, 3), 0);
        one->meant_hi = number(check, column(check, 4), none);
        one->width = number(check, column(check, 6), none);
        one->lo = has_symbol && one->meant_lo > 0 ? 0 : one->meant_lo;
        one->hi = has_symbol ? none : one->meant_hi;
        one->is_starred = check->column[2] >= 0 ? has_symbol : !has_bounds;
    }
}

static void add_link(checker *check, size_t of, size_t equation, int64_t sign)
{
    check->links[check->link_count++] = (entry){of, equation, check->cells[of].last_link, sign};
    check->cells[of].last_link = check->link_count;
}

static void read_links(checker *check, const char *path)
{
    size_t lines = 0;
    char *at = load(check, path, &lines);
    check->equation_ids = names_of(lines);
    check->links = room(2 * lines, sizeof(entry));
    check->excess = room(lines, sizeof(int64_t));
    check->total = room(lines, sizeof(size_t));
    if (!next_row(check, &at) || check->fields != 3 || strcmp(check->field[1], "total_cell") != 0) {
        refuse(check, "expected eq_id,total_cell,part_cell");
    }
    while (next_row(check, &at)) {
        const size_t known = check->equation_ids.count;
        const size_t equation = find(&check->equation_ids, check->field[0], true);
        const size_t total = find(&check->cell_ids, check->field[1], false);
        const size_t part = find(&check->cell_ids, check->field[2], false);
        check->total[equation] = equation == known ? total : check->total[equation];
        if (check->fields != 3 || total == check->cell_ids.count || part == check->cell_ids.count ||
            check->total[equation] != total) {
            refuse(check, "expected two cells, and one total for each equation");
        }
        if (equation == known) {
            add_link(check, total, equation, -1);
        }
        add_link(check, part, equation, 1);
    }
}

/* What is known of each cell, as the certificate's first row says. */
static void apply_knowledge(checker *check, const char *word)
{
    const bool is_symbols = strcmp(word, "symbols") == 0;
    const bool is_starred = strcmp(word, "zeros-shown") == 0;
    if (!is_symbols && !is_starred && strcmp(word, "none") != 0) {
        refuse(check, "expected none, zeros-shown or symbols");
    }
    for (size_t of = 0; of < check->cell_ids.count; of++) {
        cell *one = &check->cells[of];
        one->width = one->width == none ? check->width : one->width;
        if (is_symbols && one->is_hidden) {
            one->lo = one->meant_lo > one->lo ? one->meant_lo : one->lo;
            one->hi = one->meant_hi < one->hi ? one->meant_hi : one->hi;
        } else if (is_starred && one->is_hidden && one->is_starred && one->lo == 0) {
            one->lo = 1;
        }
    }
}

/* Adds a change of a cell to its sums. */
static void add(checker *check, size_t of, int64_t change)
{
    for (size_t at = check->cells[of].last_link; at > 0; at = check->links[at - 1].before) {
        check->excess[check->links[at - 1].equation] += check->links[at - 1].value * change;
    }
}

/* A row of the first table or of a later one: a hidden cell and a value that it may have. */
static void take_value(checker *check, bool is_base)
{
    const size_t of = find(&check->cell_ids, check->field[1], false);
    const int64_t value = number(check, check->field[2], none);
    cell *one = &check->cells[of];
    if (of == check->cell_ids.count || !one->is_hidden || one->has_base == is_base ||
        one->is_in_table || value == none || value < one->lo || value > one->hi) {
        refuse(check, "expected a hidden cell, once in each table, with a value that it may have");
    }
    if (is_base) {
        one->has_base = true;
        one->base = one->least = one->most = value;
        return;
    }
    one->is_in_table = true;
    one->least = value < one->least ? value : one->least;
    one->most = value > one->most ? value : one->most;
    check->changes[check->change_count++] = (entry){of, 0, 0, value - one->base};
    add(check, of, value - one->base);
}

/* At the end of the first table: every hidden cell has a value, and every sum holds. */
static void check_base(checker *check)
{
    for (size_t of = 0; of < check->cell_ids.count; of++) {
        if (check->cells[of].is_hidden && !check->cells[of].has_base) {
            refuse(check, "a hidden cell has no value");
        }
        add(check, of, check->cells[of].base);
    }
    for (size_t at = 0; at < check->equation_ids.count; at++) {
        if (check->excess[at] != 0) {
            refuse(check, "the first table does not add up");
        }
    }
}

/* At the end of a later one: the sums of the cells that it changes hold. Then it is taken back. */
static void check_table(checker *check)
{
    for (size_t at = 0; at < check->change_count; at++) {
        const cell *one = &check->cells[check->changes[at].cell];
        for (size_t link = one->last_link; link > 0; link = check->links[link - 1].before) {
            if (check->excess[check->links[link - 1].equation] != 0) {
                refuse(check, "a table does not add up");
            }
        }
    }
    for (size_t at = 0; at < check->change_count; at++) {
        check->cells[check->changes[at].cell].is_in_table = false;
        add(check, check->changes[at].cell, -check->changes[at].value);
    }
    check->change_count = 0;
}

/* Ends a table, the first or a later one. */
static void end_table(checker *check)
{
    if (check->is_first) {
        check_base(check);
    } else {
        check_table(check);
    }
    check->is_first = false;
}

/* Rows: certificate; base ...; then table, cell ... as often as needed. */
static void take_row(checker *check)
{
    const char *what = check->field[0];
    if (check->fields != 4) {
        refuse(check, "expected four fields");
    }
    if (check->line == 2 && strcmp(what, "certificate") == 0) {
        check->width = number(check, check->field[2], 0);
        apply_knowledge(check, check->field[3]);
    } else if (check->width > 0 && strcmp(what, "base") == 0 && check->is_first) {
        take_value(check, true);
    } else if (check->width > 0 && strcmp(what, "table") == 0) {
        end_table(check);
    } else if (strcmp(what, "cell") == 0 && !check->is_first) {
        take_value(check, false);
    } else {
        refuse(check, "this row is not expected here");
    }
}

static int read_certificate(checker *check, const char *path)
{
    size_t lines = 0, hidden = 0, safe = 0;
    char *at = load(check, path, &lines);
    check->changes = room(lines, sizeof(entry));
    check->is_first = true;
    (void)next_row(check, &at);
    bool has_row = next_row(check, &at);
    for (; has_row && strcmp(check->field[0], "end") != 0; has_row = next_row(check, &at)) {
        take_row(check);
    }
    end_table(check);
    for (size_t of = 0; of < check->cell_ids.count; of++) {
        const cell *one = &check->cells[of];
        const size_t asked = one->is_hidden && one->width > 0 ? 1 : 0; /* 0: may be worked out */
        hidden += asked;
        safe += one->most - one->least >= one->width ? asked : 0;
    }
    char found[64] = "", expected[64];
    (void)snprintf(expected, sizeof expected, "%zu,%016" PRIx64, safe, check->hash);
    if (has_row && check->fields == 4) {
        (void)snprintf(found, sizeof found, "%s,%s", check->field[2], check->field[3]);
    }
    if (check->width <= 0 || strcmp(found, expected) != 0 || *at != '\0') {
        refuse(check,
               "it is cut or was changed, or certifies another number of cells than it says");
    }
    (void)printf("%zu of %zu hidden cells are certified: two tables %" PRId64 " or more apart\n",
                 safe, hidden, check->width);
    return safe == hidden ? 0 : 5;
}

int main(int argc, char **argv)
{
    checker check = {0};
    if (argc != 4) {
        (void)fputs("usage: strata-certify CELLS LINKS CERTIFICATE\n", stderr);
        return 2;
    }
    read_cells(&check, argv[1]);
    read_links(&check, argv[2]);
    exit(read_certificate(&check, argv[3])); /* which gives all memory back */
}
