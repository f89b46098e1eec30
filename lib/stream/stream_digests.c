/* Rows keep a digest of their own: equal results give equal hashes, wherever they come from. */
#include "stream/stream_digests.h"

strata_status strata_stream_digests_init(strata_stream_digests *digests, strata_error *err)
{
    digests->rows = strata_digest_new();
    digests->marks = strata_digest_new();
    return digests->rows != NULL && digests->marks != NULL ? STRATA_OK : strata_fail_memory(err);
}

void strata_stream_digests_deinit(strata_stream_digests *digests)
{
    strata_digest_free(digests->rows);
    strata_digest_free(digests->marks);
    *digests = (strata_stream_digests){0};
}

void strata_stream_digests_mark(const strata_stream_digests *digests, strata_slice line)
{
    strata_digest_add(digests->marks, line.text, line.len);
    strata_digest_add(digests->marks, "\n", 1);
}

void strata_stream_digests_text(const strata_stream_digests *digests, strata_trailer *trailer)
{
    strata_digest_text(digests->rows, trailer->digest);
    strata_digest_text(digests->marks, trailer->marks);
}

static strata_status fail(strata_place_in_file at, const char *what, strata_error *err)
{
    return strata_fail_at(err, STRATA_E_INPUT, "stream-hash", at, "%s", what);
}

strata_status strata_stream_digests_check(const strata_stream_digests *digests,
                                          const strata_trailer *read, strata_place_in_file at,
                                          strata_error *err)
{
    strata_trailer found = {0};
    strata_stream_digests_text(digests, &found);
    if (strcmp(found.digest, read->digest) != 0) {
        return fail(at,
                    "the hash of the rows is not that of the #end line; the stream was changed "
                    "after it was written",
                    err);
    }
    if (read->marks[0] == '\0') {
        return fail(at,
                    "the #end line has no hash of the lines that start with #; the stream was made "
                    "by an earlier strata or changed since; make it again",
                    err);
    }
    return strcmp(found.marks, read->marks) == 0
               ? STRATA_OK
               : fail(at,
                      "the hash of the lines that start with # is not that of the #end line; one "
                      "of them was changed, lost or added after the stream was written",
                      err);
}
