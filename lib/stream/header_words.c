/* Words and values, separated by one blank. */
#include "stream/header_words.h"

#include <string.h>

#include "base/number.h"
#include "stream/header_text.h"

strata_status strata_header_words_write(strata_sink *sink, const strata_header_words *line,
                                        const char *const *values, strata_error *err)
{
    STRATA_TRY(strata_sink_text(sink, line->kind, err));
    for (size_t word = 0; word < line->count; word++) {
        STRATA_TRY(strata_sink_text(sink, " ", err));
        STRATA_TRY(strata_sink_text(sink, line->words[word], err));
        STRATA_TRY(strata_header_escape(sink, values[word], true, err));
    }
    return strata_sink_text(sink, "\n", err);
}

bool strata_header_words_split(strata_slice text, const strata_header_words *line,
                               strata_slice *values)
{
    size_t at = 0;
    for (size_t word = 0; word < line->count; word++) {
        const size_t len = strlen(line->words[word]);
        if (text.len - at < len || memcmp(text.text + at, line->words[word], len) != 0) {
            return false;
        }
        at += len;
        const char *blank = at < text.len ? memchr(text.text + at, ' ', text.len - at) : NULL;
        const size_t end = blank != NULL ? (size_t)(blank - text.text) : text.len;
        if ((blank == NULL) != (word + 1 == line->count)) {
            return false;
        }
        values[word] = (strata_slice){text.text + at, end - at};
        at = end + 1;
    }
    return true;
}

bool strata_header_read_number(strata_slice text, uint64_t most, uint64_t *out)
{
    return strata_count_parse(text, out) && *out <= most;
}

strata_status strata_header_read_text(strata_slice text, strata_dictionary *dictionary,
                                      uint32_t *out, bool *is_text, strata_error *err)
{
    char plain[STRATA_HEADER_TEXT];
    if (!*is_text || !strata_header_unescape(text, plain, sizeof plain)) {
        *is_text = false;
        return STRATA_OK;
    }
    return strata_intern_add(strata_dictionary_texts(dictionary), plain, strlen(plain), out, err);
}
