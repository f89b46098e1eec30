/* The bytes of a source as they lie on the disk, and what their first ones say they are. */
#ifndef STRATA_IO_SOURCE_RAW_H
#define STRATA_IO_SOURCE_RAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "io/unpacker.h"

enum {
    STRATA_RAW_HEAD = 512 /* a tar is recognised by that many */
};

/** An open file, standard input, a member of an archive, or bytes in memory. Part of a
 * strata_source. */
typedef struct strata_raw {
    const char *name;           /* borrowed; for messages */
    int descriptor;             /* -1: a member or memory */
    bool is_owned;              /* the descriptor is closed with the source */
    bool is_regular;            /* a file with a name that can be opened again */
    strata_unpacker *member;    /* stands at the member; NULL: none. Closed with the source */
    const unsigned char *bytes; /* memory: bytes[size] */
    size_t chunk;               /* largest piece to hand out; SIZE_MAX: no limit */
    uint64_t size;              /* 0 if unknown */
    uint64_t position;          /* bytes handed out */
    uint64_t taken;             /* bytes of memory taken */
    bool is_at_end;             /* asked again, a terminal would want a second end of file */
    unsigned char head[STRATA_RAW_HEAD];
    size_t head_len; /* bytes of the start that were looked at */
    size_t head_at;  /* how many of them were handed out */
} strata_raw;

/** Opens raw->name, "-" being standard input; refuses directories.
 *  @return STRATA_OK or STRATA_E_INPUT; nothing to close then */
strata_status strata_raw_open(strata_raw *raw, const char *path,
                              strata_error *err) STRATA_NODISCARD;

/** Reads the first bytes and refuses formats that cannot be read, with advice.
 *  @param is_gzip  set if the bytes start as gzip does
 *  @return         STRATA_OK or STRATA_E_INPUT */
strata_status strata_raw_look(strata_raw *raw, bool *is_gzip, strata_error *err) STRATA_NODISCARD;

/** Refuses an archive where one file is expected.
 *  @return STRATA_OK or STRATA_E_INPUT ("format") */
strata_status strata_raw_refuse_archive(const strata_raw *raw, strata_error *err) STRATA_NODISCARD;

/** Up to room bytes, room >= 1; *got is 0 at the end and only there. */
strata_status strata_raw_read(strata_raw *raw, void *bytes, size_t room, size_t *got,
                              strata_error *err) STRATA_NODISCARD;

void strata_raw_close(strata_raw *raw);

#endif
