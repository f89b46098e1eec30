/* Delimiter and quotes, by which reading gives most lines the same number of columns; or records of
 * fixed width. */
#include <string.h>

#include "schema/guess_parts.h"

enum {
    LINES_MOST = 400,   /* lines that are compared */
    WIDTHS_MOST = 4096, /* columns of a file that are told apart */
    RECORD_LEAST = 12,  /* shorter lines of one length are codes, not records */
    RECORDS_MOST = 3    /* lengths that one file has */
};

/* How many lines have so many columns. */
typedef struct width_counts {
    uint32_t lines[WIDTHS_MOST + 1];
    uint32_t total;
} width_counts;

static void count_line(width_counts *counts, uint32_t columns, bool is_blank)
{
    if (!is_blank) {
        counts->lines[columns < WIDTHS_MOST ? columns : WIDTHS_MOST]++;
        counts->total++;
    }
}

static void count_columns(const strata_guess_sample *sample, char delimiter, width_counts *counts)
{
    bool is_quoted = false;
    bool is_blank = true;
    uint32_t columns = 1;
    for (size_t i = 0; i < sample->len && counts->total < LINES_MOST; i++) {
        const char byte = sample->bytes[i];
        is_quoted = byte == '"' ? !is_quoted : is_quoted;
        if (!is_quoted && (byte == '\n' || byte == '\r')) {
            count_line(counts, columns, is_blank);
            columns = 1;
            is_blank = true;
            continue;
        }
        is_blank = false;
        columns += !is_quoted && byte == delimiter ? 1 : 0;
    }
    count_line(counts, columns, is_blank);
}

/* The share of lines with the most frequent number of columns; more columns say more. */
static double consistency(const strata_guess_sample *sample, char delimiter)
{
    width_counts counts = {{0}, 0};
    count_columns(sample, delimiter, &counts);
    uint32_t mode = 0;
    for (uint32_t at = 0; at <= WIDTHS_MOST; at++) {
        mode = counts.lines[at] > counts.lines[mode] ? at : mode;
    }
    if (counts.total == 0 || mode < 2) {
        return 0;
    }
    return (double)counts.lines[mode] / counts.total * (1.0 - 1.0 / mode);
}

static size_t skip_blanks(const strata_guess_sample *sample, size_t at)
{
    while (at < sample->len && sample->bytes[at] == ' ') {
        at++;
    }
    return at;
}

/* Whether fields start with quotes, and whether blanks stand before these. */
static void look_at_quotes(const strata_guess_sample *sample, strata_guess *guess)
{
    size_t close = 0;
    size_t apart = 0;
    for (size_t i = 0; i + 1 < sample->len; i++) {
        const char byte = sample->bytes[i];
        if (byte != guess->dialect.delimiter && byte != '\n' && byte != '\r') {
            continue;
        }
        const size_t next = skip_blanks(sample, i + 1);
        if (next < sample->len && sample->bytes[next] == '"') {
            close += next == i + 1 ? 1 : 0;
            apart += next > i + 1 ? 1 : 0;
        }
    }
    const bool is_at_start = sample->len > 0 && sample->bytes[0] == '"';
    const bool is_anywhere = memchr(sample->bytes, '"', sample->len) != NULL;
    guess->dialect.skip_blank_after_delimiter = apart > close;
    guess->has_quotes = close + apart > 0 || is_at_start;
    guess->dialect.no_quote = is_anywhere && !guess->has_quotes;
}

/* The different lengths of lines, in characters, as long as they are few. */
typedef struct lengths {
    uint32_t seen[RECORDS_MOST];
    uint32_t count;
    uint32_t lines;
    bool is_many;
} lengths;

static void note_length(lengths *all, uint32_t length)
{
    if (length == 0) {
        return;
    }
    all->lines++;
    for (uint32_t i = 0; i < all->count; i++) {
        if (all->seen[i] == length) {
            return;
        }
    }
    if (all->count == RECORDS_MOST) {
        all->is_many = true;
    } else {
        all->seen[all->count++] = length;
    }
}

static strata_status look_at_lengths(const strata_guess_sample *sample, strata_guess *guess,
                                     strata_error *err)
{
    lengths all = {.count = 0};
    uint32_t length = 0;
    for (size_t i = 0; i < sample->len; i++) {
        const unsigned char byte = (unsigned char)sample->bytes[i];
        if (byte == '\n' || byte == '\r') {
            note_length(&all, length);
            length = 0;
        } else {
            length += (byte & 0xc0) != 0x80 ? 1 : 0;
        }
    }
    note_length(&all, length);
    if (all.is_many || all.lines < 3 || all.count > all.lines / 2 || all.seen[0] < RECORD_LEAST) {
        return STRATA_OK;
    }
    uint32_t *records = strata_arena_alloc(guess->arena, sizeof all.seen);
    if (records == NULL) {
        return strata_fail_memory(err);
    }
    memcpy(records, all.seen, sizeof all.seen);
    guess->records = records;
    guess->record_count = all.count;
    return STRATA_OK;
}

strata_status strata_guess_dialect(const strata_guess_sample *sample, strata_guess *guess,
                                   strata_error *err)
{
    static const char delimiters[] = {',', '\t', '^', '|', ';'};
    double best = 0;
    guess->dialect = (strata_csv_dialect){.delimiter = ','};
    for (size_t i = 0; i < sizeof delimiters; i++) {
        const double score = consistency(sample, delimiters[i]);
        if (score > best) {
            best = score;
            guess->dialect.delimiter = delimiters[i];
        }
    }
    if (best < 0.3) {
        STRATA_TRY(look_at_lengths(sample, guess, err));
    }
    look_at_quotes(sample, guess);
    return STRATA_OK;
}
