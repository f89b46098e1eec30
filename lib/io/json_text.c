/* Runs of ordinary characters, and an escape in between now and then. */
#include "io/json_text.h"

/* The escape of c in out[8], its length returned; 0 if c stands for itself. */
static size_t escape(unsigned char c, char *out)
{
    static const char digits[] = "0123456789abcdef";
    if (c == '"' || c == '\\') {
        out[0] = '\\';
        out[1] = (char)c;
        return 2;
    }
    if (c < 0x20) {
        memcpy(out, "\\u00", 4);
        out[4] = digits[c >> 4];
        out[5] = digits[c & 15];
        return 6;
    }
    return 0;
}

strata_status strata_json_write_string(strata_sink *sink, strata_slice text, strata_error *err)
{
    STRATA_TRY(strata_sink_write(sink, "\"", 1, err));
    size_t run = 0; /* where the run of ordinary characters starts */
    for (size_t at = 0; at < text.len; at++) {
        char escaped[8];
        const size_t len = escape((unsigned char)text.text[at], escaped);
        if (len > 0) {
            STRATA_TRY(strata_sink_write(sink, text.text + run, at - run, err));
            STRATA_TRY(strata_sink_write(sink, escaped, len, err));
            run = at + 1;
        }
    }
    if (run < text.len) {
        STRATA_TRY(strata_sink_write(sink, text.text + run, text.len - run, err));
    }
    return strata_sink_write(sink, "\"", 1, err);
}
