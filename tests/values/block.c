/* Blocks of a file of values. */
#include "values/block.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

bool block_reader_open(block_reader *reader, const char *path)
{
    *reader = (block_reader){.path = path, .file = fopen(path, "r")};
    if (reader->file == NULL) {
        (void)fprintf(stderr, "%s: cannot be read\n", path);
    }
    return reader->file != NULL;
}

void block_reader_close(block_reader *reader)
{
    if (reader->file != NULL) {
        (void)fclose(reader->file);
    }
}

/* The next line without its end and comment; false at the end of the file. */
static bool next_line(block_reader *reader, char *line)
{
    if (fgets(line, LINE_TEXT, reader->file) == NULL) {
        return false;
    }
    reader->number++;
    line[strcspn(line, "#\r\n")] = '\0';
    for (size_t len = strlen(line); len > 0 && isspace((unsigned char)line[len - 1]); len--) {
        line[len - 1] = '\0';
    }
    return true;
}

static const char *skip_blanks(const char *text)
{
    return text + strspn(text, " \t");
}

/* Copies one word; returns what is behind it and its blanks. */
static const char *take_word(const char *text, char *out, size_t size)
{
    const size_t len = strcspn(text, " \t");
    const size_t kept = len < size ? len : size - 1;
    memcpy(out, text, kept);
    out[kept] = '\0';
    return skip_blanks(text + len);
}

static bool refuse(block_reader *reader, const char *why)
{
    (void)fprintf(stderr, "%s:%u: %s\n", reader->path, reader->number, why);
    reader->failed = true;
    return false;
}

static bool add_line(block_reader *reader, values_block *out, const char *text)
{
    if (out->count == BLOCK_LINES_MAX) {
        return refuse(reader, "too many lines in a block");
    }
    block_line *line = &out->lines[out->count];
    line->number = reader->number;
    text = take_word(text, line->keyword, sizeof line->keyword);
    if (strcmp(line->keyword, "source") == 0) {
        out->has_source = out->has_source || text[0] != '\0';
        return true;
    }
    text = take_word(text, line->word, sizeof line->word);
    memcpy(line->rest, text, strlen(text) + 1);
    out->count++;
    return true;
}

static bool is_block(const char *text)
{
    return strncmp(text, "block ", 6) == 0;
}

bool block_next(block_reader *reader, values_block *out)
{
    char line[LINE_TEXT];
    memset(out, 0, sizeof *out);
    while (reader->pending[0] == '\0') {
        if (!next_line(reader, line)) {
            return false;
        }
        const char *text = skip_blanks(line);
        if (is_block(text)) {
            memcpy(reader->pending, text, strlen(text) + 1);
        } else if (text[0] != '\0') {
            return refuse(reader, "a line before the first block");
        }
    }
    (void)snprintf(out->name, sizeof out->name, "%s", reader->pending + 6);
    out->number = reader->number;
    reader->pending[0] = '\0';
    while (next_line(reader, line)) {
        const char *text = skip_blanks(line);
        if (is_block(text)) {
            memcpy(reader->pending, text, strlen(text) + 1);
            return true;
        }
        if (text[0] != '\0' && !add_line(reader, out, text)) {
            return false;
        }
    }
    return true;
}
