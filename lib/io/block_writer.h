/* The end of a long file, written in blocks past the page cache by a thread of its own: nobody
 * waits for the disk, and a night's tables do not drive out of memory what others keep there. */
#ifndef STRATA_IO_BLOCK_WRITER_H
#define STRATA_IO_BLOCK_WRITER_H

#include <stddef.h>

enum {
    STRATA_BLOCK_ALIGN = 4096 /* where a file may be when blocks begin: a multiple of that */
};

typedef struct strata_block_writer strata_block_writer;

/** Writes on at the place where a regular file is. Call _end before anything else uses the
 *  descriptor.
 *  @param descriptor  borrowed; at a multiple of STRATA_BLOCK_ALIGN
 *  @return            yours to _end; NULL if this file, this system or the memory left does not
 *                     allow it: write as usual then */
strata_block_writer *strata_block_writer_new(int descriptor);

/** Adds bytes[len]; they are copied.
 *  @return 0, or the errno of a write since the last call: what follows is dropped */
int strata_block_writer_add(strata_block_writer *writer, const void *bytes, size_t len);

/** Waits until all is written, puts the descriptor back into its usual way and frees. NULL is fine.
 *  @return 0 or the errno of the first write that failed */
int strata_block_writer_end(strata_block_writer *writer);

#endif
