/* libinih splits lines into names and values; the lines come from here, so that their numbers are
 * known and what libinih would cut or take in silence is refused before it sees it. */
#include "io/ini.h"

#include <ini.h>
#include <stdbool.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/slice.h"
#include "io/lines.h"
#include "io/utf8.h"

enum {
    LINE_MAX_BYTES = 190, /* libinih has room for 199 and splits a longer line into two */
    NAME_MAX_BYTES = 49   /* of a section or a name; libinih cuts longer ones */
};

struct strata_ini {
    strata_arena *texts;
    strata_ini_entry *entries;
    size_t count;
    size_t room;
};

typedef struct loader {
    strata_ini *ini;
    strata_lines lines;
    uint64_t line; /* number of the line that libinih has */
    uint64_t section_line;
    bool has_entry; /* a name = value stands above in this section: an indented line continues it */
    strata_error fault;
} loader;

static strata_status fail_line(loader *load, size_t column, const char *what)
{
    const strata_place_in_file at = {
        .file = strata_source_name(load->lines.source), .line = load->line, .column = column};
    return strata_fail_at(&load->fault, STRATA_E_USAGE, "ini", at, "%s", what);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static size_t blanks(strata_slice text, size_t at)
{
    size_t count = 0;
    while (at + count < text.len && is_blank(text.text[at + count])) {
        count++;
    }
    return count;
}

/* libinih leaves inline comments in continuation lines: they are taken away before, everywhere. */
static strata_slice without_comment(strata_slice line)
{
    for (size_t i = 1; i < line.len; i++) {
        if (line.text[i] == ';' && is_blank(line.text[i - 1])) {
            line.len = i;
        }
    }
    return line;
}

static strata_status check_bytes(loader *load, strata_slice line)
{
    const size_t good = strata_utf8_prefix(line.text, line.len);
    if (good < line.len) {
        return fail_line(load, good + 1, "not UTF-8; save the file as UTF-8");
    }
    for (size_t i = 0; i < line.len; i++) {
        if ((unsigned char)line.text[i] < 0x20 && line.text[i] != '\t') {
            return fail_line(load, i + 1, "a control character, expected text");
        }
    }
    return STRATA_OK;
}

/* libinih takes what stands before the first bracket and drops what follows it. */
static strata_status check_section(loader *load, strata_slice line, size_t at)
{
    const char *bracket = memchr(line.text + at, ']', line.len - at);
    if (bracket == NULL) {
        return fail_line(load, at + 1, "a section without its closing bracket");
    }
    const size_t close = (size_t)(bracket - line.text);
    const size_t name_bytes = close - at - 1;
    if (name_bytes == 0 || name_bytes > NAME_MAX_BYTES) {
        return fail_line(load, at + 2, "a section name must have 1 to 49 bytes");
    }
    const size_t rest = close + 1 + blanks(line, close + 1);
    if (rest < line.len && line.text[rest] != ';' && line.text[rest] != '#') {
        return fail_line(load, rest + 1, "text after the closing bracket of a section");
    }
    load->has_entry = false;
    load->section_line = load->line;
    return STRATA_OK;
}

static bool is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || c == '_' || c == '-';
}

/* An indented "name = value" would become a further value of the name above. */
static strata_status check_continuation(loader *load, strata_slice line, size_t at)
{
    size_t end = at;
    while (end < line.len && is_name_byte(line.text[end])) {
        end++;
    }
    const size_t gap = blanks(line, end);
    const bool is_entry = gap > 0 && end + gap < line.len && line.text[end + gap] == '=';
    if (is_entry || line.text[at] == '[') {
        return fail_line(load, at + 1,
                         "an indented line continues the value above; start a section or a name = "
                         "value at the left margin");
    }
    return STRATA_OK;
}

static strata_status check_line(loader *load, strata_slice line)
{
    STRATA_TRY(check_bytes(load, line));
    const size_t at = blanks(line, 0);
    if (at == line.len || line.text[at] == ';' || line.text[at] == '#') {
        return STRATA_OK;
    }
    if (at > 0 && load->has_entry) {
        return check_continuation(load, line, at);
    }
    if (line.text[at] == '[') {
        return check_section(load, line, at);
    }
    load->has_entry = true;
    if (line.text[at] == '=' || line.text[at] == ':') {
        return fail_line(load, at + 1, "a value without a name");
    }
    return STRATA_OK;
}

/* fgets for libinih. NULL ends its reading, also when something is wrong. */
static char *next_line(char *out, int room, void *context)
{
    loader *load = context;
    strata_line line = {0};
    if (load->fault.status != STRATA_OK) {
        return NULL;
    }
    strata_lines_forget(&load->lines);
    if (strata_lines_next(&load->lines, &line, &load->fault) != STRATA_OK || line.at == line.next) {
        return NULL;
    }
    load->line = line.number;
    const strata_slice text = {load->lines.bytes + line.at, line.end - line.at};
    if (line.is_too_long || text.len >= (size_t)room) {
        (void)fail_line(load, 0,
                        "a line is longer than 190 bytes; repeat the key or continue the list on "
                        "indented lines");
        return NULL;
    }
    if (check_line(load, text) != STRATA_OK) {
        return NULL;
    }
    const strata_slice kept = without_comment(text);
    memcpy(out, kept.text, kept.len);
    out[kept.len] = '\0';
    return out;
}

static strata_status add_entry(loader *load, strata_ini_entry texts)
{
    strata_ini *ini = load->ini;
    void *entries = ini->entries;
    const strata_status status =
        strata_reserve(&entries, &ini->room, ini->count + 1, sizeof *ini->entries, &load->fault);
    ini->entries = entries;
    STRATA_TRY(status);
    const strata_ini_entry entry = {
        .section = strata_arena_copy(ini->texts, texts.section, strlen(texts.section)),
        .name = strata_arena_copy(ini->texts, texts.name, strlen(texts.name)),
        .value = strata_arena_copy(ini->texts, texts.value, strlen(texts.value)),
        .line = load->line,
        .section_line = load->section_line,
    };
    if (entry.section == NULL || entry.name == NULL || entry.value == NULL) {
        return strata_fail_memory(&load->fault);
    }
    ini->entries[ini->count++] = entry;
    return STRATA_OK;
}

/* For libinih: 1 means well done. */
static int take_entry(void *context, const char *section, const char *name, const char *value)
{
    loader *load = context;
    if (load->fault.status != STRATA_OK) {
        return 0;
    }
    if (strlen(name) > NAME_MAX_BYTES) {
        (void)fail_line(load, 1, "a name must have 1 to 49 bytes");
        return 0;
    }
    const strata_ini_entry texts = {.section = section, .name = name, .value = value};
    return add_entry(load, texts) == STRATA_OK ? 1 : 0;
}

static strata_status parse(loader *load)
{
    const int first_bad = ini_parse_stream(next_line, load, take_entry, load);
    const bool is_ours = load->fault.status != STRATA_OK;
    /* The number of a line that libinih did not understand; it goes on, so that ours may be later.
     */
    if (first_bad > 0 && (!is_ours || (load->fault.line > (uint64_t)first_bad))) {
        load->fault = (strata_error){0};
        load->line = (uint64_t)first_bad;
        return fail_line(load, 0, "expected [section], name = value, or a comment after ;");
    }
    return load->fault.status;
}

static strata_status load_source(strata_source *source, strata_ini *ini, strata_error *err)
{
    loader load = {.ini = ini};
    strata_row_batch batch = {0}; /* the whole file, since all of it is kept anyway */
    strata_row_batch_buffers *buffers = NULL;
    strata_lines_init(&load.lines, source, LINE_MAX_BYTES);
    strata_status status = strata_batch_buffers_of(&batch, &buffers, &load.fault);
    if (status == STRATA_OK) {
        status = strata_lines_begin(&load.lines, buffers, &load.fault);
    }
    if (status == STRATA_OK) {
        status = parse(&load);
    }
    strata_lines_deinit(&load.lines);
    strata_row_batch_deinit(&batch);
    return status == STRATA_OK ? STRATA_OK : strata_fail_again(err, &load.fault);
}

void strata_ini_free(strata_ini *ini)
{
    if (ini != NULL) {
        strata_arena_free(ini->texts);
        strata_free(ini->entries);
        strata_free(ini);
    }
}

static strata_ini *new_ini(void)
{
    strata_ini *ini = strata_alloc_zero(1, sizeof *ini);
    if (ini != NULL) {
        ini->texts = strata_arena_new();
        if (ini->texts == NULL) {
            strata_free(ini);
            return NULL;
        }
    }
    return ini;
}

strata_status strata_ini_load(const char *path, strata_ini **out, strata_error *err)
{
    *out = NULL;
    strata_source *source = NULL;
    STRATA_TRY(strata_source_open(path, &source, err));
    strata_ini *ini = new_ini();
    strata_status status = ini != NULL ? STRATA_OK : strata_fail_memory(err);
    if (status == STRATA_OK) {
        status = load_source(source, ini, err);
    }
    strata_source_close(source);
    if (status != STRATA_OK) {
        strata_ini_free(ini);
        return status;
    }
    *out = ini;
    return STRATA_OK;
}

size_t strata_ini_count(const strata_ini *ini)
{
    return ini->count;
}

const strata_ini_entry *strata_ini_at(const strata_ini *ini, size_t index)
{
    return &ini->entries[index];
}
