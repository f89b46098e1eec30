/* Reading # lines, and what the start of a source says it is. */
#include "stream/stream_header.h"

#include <stdio.h>

#include "stream/definition_line.h"
#include "stream/header_text.h"
#include "stream/record_binary.h"
#include "stream/test_line.h"

static const char *const kind_names[] = {
    [STRATA_STREAM_NONE] = "",
    [STRATA_STREAM_RECORDS] = "records",
    [STRATA_STREAM_CELLS] = "cells",
    [STRATA_STREAM_ESTIMATES] = "estimates",
    [STRATA_STREAM_RECORDS_BINARY] = "records",
};

const char *strata_stream_kind_name(strata_stream_kind kind)
{
    return kind_names[kind];
}

bool strata_stream_take_word(strata_slice *rest, const char *word)
{
    const size_t len = strlen(word);
    if (rest->len <= len || memcmp(rest->text, word, len) != 0 || rest->text[len] != ' ') {
        return false;
    }
    rest->text += len + 1;
    rest->len -= len + 1;
    return true;
}

static strata_status fail_line(strata_error *err, strata_place_in_file at, const char *expected)
{
    return strata_fail_at(err, STRATA_E_INPUT, "stream-header", at,
                          "this header line cannot be read; expected %s", expected);
}

static strata_status read_kind(strata_slice rest, strata_place_in_file at,
                               strata_stream_header *header, strata_error *err)
{
    strata_stream_kind kind = STRATA_STREAM_RECORDS;
    while (kind <= STRATA_STREAM_ESTIMATES && !strata_stream_take_word(&rest, kind_names[kind])) {
        kind++;
    }
    uint64_t version = 0;
    if (kind > STRATA_STREAM_ESTIMATES || !strata_count_parse(rest, &version)) {
        return fail_line(err, at, "#strata, then records, cells or estimates, then a version");
    }
    if (version != STRATA_STREAM_VERSION) {
        return strata_fail_at(err, STRATA_E_INPUT, "stream-version", at,
                              "the stream is of version %llu, expected %d; make it again with this "
                              "version of strata",
                              (unsigned long long)version, STRATA_STREAM_VERSION);
    }
    header->kind = kind;
    header->version = STRATA_STREAM_VERSION;
    return STRATA_OK;
}

/* Puts one more "id digest" behind what the header has. */
static bool keep_schema(strata_slice rest, strata_stream_header *header)
{
    const char *between = header->schemas[0] != '\0' ? "; " : "";
    char *into = header->schemas + strlen(header->schemas);
    const size_t room = sizeof header->schemas - (size_t)(into - header->schemas);
    if (room <= sizeof "; ") {
        return true;
    }
    const size_t len = (size_t)snprintf(into, room, "%s", between);
    return strata_header_unescape(rest, into + len, room - len);
}

static bool keep_stage(strata_slice rest, strata_stream_header *header)
{
    if (header->stage_count == STRATA_STAGES_MAX) {
        return false;
    }
    char *into = header->stages[header->stage_count++];
    return strata_header_unescape(rest, into, sizeof header->stages[0]);
}

/* Any line but the first and those of tests. */
static bool keep_text(strata_slice rest, strata_stream_header *header)
{
    if (strata_stream_take_word(&rest, "#protection")) {
        return strata_header_unescape(rest, header->protection, sizeof header->protection);
    }
    if (strata_stream_take_word(&rest, "#key")) {
        return strata_header_unescape(rest, header->key_id, sizeof header->key_id);
    }
    if (strata_stream_take_word(&rest, "#race")) {
        return strata_header_unescape(rest, header->race_scheme, sizeof header->race_scheme);
    }
    if (strata_stream_take_word(&rest, "#plan")) {
        return strata_header_unescape(rest, header->plan, sizeof header->plan);
    }
    if (strata_stream_take_word(&rest, "#schema")) {
        return keep_schema(rest, header);
    }
    return strata_stream_take_word(&rest, "#stage") && keep_stage(rest, header);
}

/* A line about what tests and groups are, which goes to the dictionary.
 *  @param expected  out: what was read, for a message; NULL if it is no such line
 *  @param is_read   out: whether it could be read */
static strata_status read_declaration(strata_slice rest, strata_dictionary *dictionary,
                                      const char **expected, bool *is_read, strata_error *err)
{
    if (strata_stream_take_word(&rest, "#test")) {
        *expected = "assessment=... to label=... of a test";
        return strata_test_line_read(rest, dictionary, is_read, err);
    }
    if (strata_stream_take_word(&rest, "#definition")) {
        *expected = "assessment=... to label=... of a definition";
        return strata_definition_line_read(rest, dictionary, is_read, err);
    }
    if (strata_stream_take_word(&rest, "#el")) {
        *expected = "assessment=... to years=... of exits";
        return strata_exits_line_read(rest, dictionary, is_read, err);
    }
    return STRATA_OK;
}

bool strata_stream_is_declaration(strata_slice line)
{
    return strata_stream_take_word(&line, "#test") ||
           strata_stream_take_word(&line, "#definition") || strata_stream_take_word(&line, "#el");
}

strata_status strata_stream_header_read(strata_slice line, strata_place_in_file at,
                                        strata_stream_header *header, strata_dictionary *dictionary,
                                        strata_error *err)
{
    strata_slice rest = line;
    if (strata_stream_take_word(&rest, "#strata")) {
        return read_kind(rest, at, header, err);
    }
    const char *expected = NULL;
    bool is_read = false;
    STRATA_TRY(read_declaration(rest, dictionary, &expected, &is_read, err));
    if (expected == NULL) {
        is_read = keep_text(rest, header);
        expected = "one of #test #definition #el #schema #protection #key #race #plan #stage";
    }
    return is_read ? STRATA_OK : fail_line(err, at, expected);
}

static strata_status write_text(strata_sink *sink, const char *word, const char *text,
                                strata_error *err)
{
    if (text[0] == '\0') {
        return STRATA_OK;
    }
    STRATA_TRY(strata_sink_text(sink, word, err));
    STRATA_TRY(strata_header_escape(sink, text, false, err));
    return strata_sink_text(sink, "\n", err);
}

static strata_status write_schemas(strata_sink *sink, const char *schemas, strata_error *err)
{
    char pair[sizeof((strata_stream_header *)0)->schemas];
    const char *from = schemas;
    while (*from != '\0') {
        const char *end = strstr(from, "; ");
        const size_t len = end != NULL ? (size_t)(end - from) : strlen(from);
        memcpy(pair, from, len);
        pair[len] = '\0';
        STRATA_TRY(write_text(sink, "#schema ", pair, err));
        from += end != NULL ? len + 2 : len;
    }
    return STRATA_OK;
}

strata_status strata_stream_header_write_tests(strata_sink *sink, const strata_dictionary *tests,
                                               strata_error *err)
{
    const size_t count = tests != NULL ? strata_dictionary_test_count(tests) : 0;
    for (size_t at = 0; at < count; at++) {
        STRATA_TRY(strata_test_line_write(sink, tests, strata_dictionary_test_at(tests, at), err));
    }
    return tests != NULL ? strata_definition_lines_write(sink, tests, err) : STRATA_OK;
}

static strata_status write_rest(strata_sink *sink, const strata_stream_header *header,
                                strata_error *err)
{
    STRATA_TRY(write_text(sink, "#protection ", header->protection, err));
    STRATA_TRY(write_text(sink, "#key ", header->key_id, err));
    STRATA_TRY(write_text(sink, "#race ", header->race_scheme, err));
    STRATA_TRY(write_text(sink, "#plan ", header->plan, err));
    for (uint32_t at = 0; at < header->stage_count; at++) {
        STRATA_TRY(write_text(sink, "#stage ", header->stages[at], err));
    }
    return STRATA_OK;
}

strata_status strata_stream_header_write(strata_sink *sink, const strata_stream_header *header,
                                         const strata_dictionary *tests, strata_error *err)
{
    STRATA_TRY(strata_sink_format(sink, err, "#strata %s %d\n",
                                  strata_stream_kind_name(header->kind), STRATA_STREAM_VERSION));
    STRATA_TRY(write_schemas(sink, header->schemas, err));
    STRATA_TRY(strata_stream_header_write_tests(sink, tests, err));
    return write_rest(sink, header, err);
}

strata_status strata_stream_sniff(strata_source *source, strata_stream_kind *out, strata_error *err)
{
    const unsigned char *bytes = NULL;
    size_t got = 0;
    STRATA_TRY(strata_source_peek(source, &bytes, &got, err));
    *out = STRATA_STREAM_NONE;
    if (got >= STRATA_REC_MAGIC_BYTES &&
        memcmp(bytes, strata_rec_magic, STRATA_REC_MAGIC_BYTES) == 0) {
        *out = STRATA_STREAM_RECORDS_BINARY;
        return STRATA_OK;
    }
    for (strata_stream_kind kind = STRATA_STREAM_RECORDS; kind <= STRATA_STREAM_ESTIMATES; kind++) {
        char start[32];
        const int len = snprintf(start, sizeof start, "#strata %s ", kind_names[kind]);
        if (got >= (size_t)len && memcmp(bytes, start, (size_t)len) == 0) {
            *out = kind;
        }
    }
    return STRATA_OK;
}
