/* Runs of ordinary characters, and an escape in between now and then. */
#include "io/json_text.h"

enum {
    ESCAPE_BYTES = 6
};

/* The escape of c in out, its length returned; 0 if c stands for itself. */
static size_t escape(unsigned char c, char out[ESCAPE_BYTES])
{
    static const char digits[] = "0123456789abcdef";
    out[0] = '\\';
    if (c == '"' || c == '\\') {
        out[1] = (char)c;
        return 2;
    }
    out[1] = 'u';
    out[2] = '0';
    out[3] = '0';
    out[4] = digits[c >> 4];
    out[5] = digits[c & 15];
    return c < 0x20 ? ESCAPE_BYTES : 0;
}

/* Writes the ordinary characters at the start of text and the escape behind them, if there is one.
 * *done is how many bytes of text that was. */
static strata_status write_run(strata_sink *sink, strata_slice text, size_t *done,
                               strata_error *err)
{
    char escaped[ESCAPE_BYTES];
    size_t len = 0;
    size_t run = 0;
    while (run < text.len && len == 0) {
        len = escape((unsigned char)text.text[run], escaped);
        run += len == 0 ? 1 : 0;
    }
    *done = run + (len > 0 ? 1 : 0);
    STRATA_TRY(strata_sink_write(sink, text.text, run, err));
    return strata_sink_write(sink, escaped, len, err);
}

strata_status strata_json_write_string(strata_sink *sink, strata_slice text, strata_error *err)
{
    STRATA_TRY(strata_sink_write(sink, "\"", 1, err));
    while (text.len > 0) {
        size_t done = 0;
        STRATA_TRY(write_run(sink, text, &done, err));
        text.text += done;
        text.len -= done;
    }
    return strata_sink_write(sink, "\"", 1, err);
}
