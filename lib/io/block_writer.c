/* A ring of blocks: one is filled while the thread writes those that are full, so many that whoever
 * fills them need not wait where the disk is slow for a moment. Direct writes want whole aligned
 * blocks; the last bytes of the file go the usual way. */
/* O_DIRECT is no part of POSIX. */
/* NOLINTNEXTLINE(bugprone-reserved-identifier,readability-identifier-naming) */
#define _GNU_SOURCE
#include "io/block_writer.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "io/descriptor.h"

enum {
    BLOCK_BYTES = 1024 * 1024,
    BLOCKS = 4
};

struct strata_block_writer {
    int descriptor;
    int flags; /* of the descriptor before */
    pthread_t thread;
    pthread_mutex_t lock; /* of what the threads share: */
    pthread_cond_t changed;
    unsigned waiting; /* blocks that are full and not yet written */
    bool is_last;     /* nothing follows */
    int failure;      /* errno of the first write that failed; 0 */
    bool is_direct;   /* of the thread alone, as long as it runs, as is the next: */
    unsigned full;    /* the block to write, as soon as one waits */
    unsigned filling; /* the caller's block */
    size_t len;       /* bytes in it */
    char *blocks;     /* blocks[BLOCKS * BLOCK_BYTES], aligned */
    char *memory;     /* they are in */
};

static char *block_at(const strata_block_writer *writer, unsigned number)
{
    return writer->blocks + (size_t)number * BLOCK_BYTES;
}

static int set_direct(int descriptor, int flags, bool is_direct)
{
#ifdef O_DIRECT
    return fcntl(descriptor, F_SETFL, is_direct ? flags | O_DIRECT : flags);
#else
    (void)descriptor;
    (void)flags;
    errno = ENOTSUP;
    return is_direct ? -1 : 0;
#endif
}

/* What the device did not take whole or refuses as badly aligned goes the usual way, as does
 * everything after it. */
static int write_block(strata_block_writer *writer)
{
    const char *block = block_at(writer, writer->full);
    size_t done = 0;
    if (writer->is_direct) {
        const ssize_t count = write(writer->descriptor, block, BLOCK_BYTES);
        done = count > 0 ? (size_t)count : 0;
        if (done < BLOCK_BYTES) {
            writer->is_direct = false;
            if (set_direct(writer->descriptor, writer->flags, false) != 0) {
                return errno;
            }
        }
    }
    return strata_descriptor_write(writer->descriptor, block + done, BLOCK_BYTES - done);
}

static void *write_blocks(void *context)
{
    strata_block_writer *writer = context;
    (void)pthread_mutex_lock(&writer->lock);
    while (writer->waiting > 0 || !writer->is_last) {
        if (writer->waiting == 0) {
            (void)pthread_cond_wait(&writer->changed, &writer->lock);
            continue;
        }
        (void)pthread_mutex_unlock(&writer->lock);
        const int failure = write_block(writer);
        writer->full = (writer->full + 1) % BLOCKS;
        (void)pthread_mutex_lock(&writer->lock);
        writer->waiting--;
        if (writer->failure == 0) {
            writer->failure = failure;
        }
        (void)pthread_cond_signal(&writer->changed);
    }
    (void)pthread_mutex_unlock(&writer->lock);
    return NULL;
}

/* Signals are for the threads that were there before. */
static bool start_thread(strata_block_writer *writer)
{
    sigset_t all;
    sigset_t before;
    (void)sigfillset(&all);
    (void)pthread_sigmask(SIG_SETMASK, &all, &before);
    const bool is_started = pthread_create(&writer->thread, NULL, write_blocks, writer) == 0;
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    return is_started;
}

static bool start_sharing(strata_block_writer *writer)
{
    if (pthread_mutex_init(&writer->lock, NULL) != 0) {
        return false;
    }
    if (pthread_cond_init(&writer->changed, NULL) == 0) {
        if (start_thread(writer)) {
            return true;
        }
        (void)pthread_cond_destroy(&writer->changed);
    }
    (void)pthread_mutex_destroy(&writer->lock);
    return false;
}

static void free_writer(strata_block_writer *writer)
{
    strata_free(writer->memory);
    strata_free(writer);
}

static char *align(char *memory)
{
    return memory + (STRATA_BLOCK_ALIGN - (uintptr_t)memory % STRATA_BLOCK_ALIGN);
}

strata_block_writer *strata_block_writer_new(int descriptor)
{
    const int flags = fcntl(descriptor, F_GETFL);
    if (flags < 0 || set_direct(descriptor, flags, true) != 0) {
        return NULL;
    }
    strata_block_writer *writer = strata_alloc_zero(1, sizeof *writer);
    if (writer != NULL) {
        writer->descriptor = descriptor;
        writer->flags = flags;
        writer->is_direct = true;
        writer->memory = strata_alloc(BLOCKS * BLOCK_BYTES + STRATA_BLOCK_ALIGN);
        if (writer->memory != NULL) {
            writer->blocks = align(writer->memory);
            if (start_sharing(writer)) {
                return writer;
            }
        }
        free_writer(writer);
    }
    (void)set_direct(descriptor, flags, false); /* worked a moment ago */
    return NULL;
}

/* Gives the full block away and goes on with the next one. */
static int hand_over(strata_block_writer *writer)
{
    (void)pthread_mutex_lock(&writer->lock);
    while (writer->waiting == BLOCKS - 1) {
        (void)pthread_cond_wait(&writer->changed, &writer->lock);
    }
    const int failure = writer->failure;
    if (failure == 0) {
        writer->filling = (writer->filling + 1) % BLOCKS;
        writer->waiting++;
        (void)pthread_cond_signal(&writer->changed);
    }
    (void)pthread_mutex_unlock(&writer->lock);
    writer->len = 0;
    return failure;
}

int strata_block_writer_add(strata_block_writer *writer, const void *bytes, size_t len)
{
    const char *from = bytes;
    while (len > 0) {
        const size_t room = BLOCK_BYTES - writer->len;
        const size_t piece = len < room ? len : room;
        memcpy(block_at(writer, writer->filling) + writer->len, from, piece);
        writer->len += piece;
        from += piece;
        len -= piece;
        if (writer->len == BLOCK_BYTES) {
            const int failure = hand_over(writer);
            if (failure != 0) {
                return failure;
            }
        }
    }
    return 0;
}

static void stop_thread(strata_block_writer *writer)
{
    (void)pthread_mutex_lock(&writer->lock);
    writer->is_last = true;
    (void)pthread_cond_signal(&writer->changed);
    (void)pthread_mutex_unlock(&writer->lock);
    (void)pthread_join(writer->thread, NULL);
    (void)pthread_cond_destroy(&writer->changed);
    (void)pthread_mutex_destroy(&writer->lock);
}

int strata_block_writer_end(strata_block_writer *writer)
{
    if (writer == NULL) {
        return 0;
    }
    stop_thread(writer);
    int failure = writer->failure;
    if (set_direct(writer->descriptor, writer->flags, false) != 0 && failure == 0) {
        failure = errno;
    }
    if (failure == 0) {
        failure = strata_descriptor_write(writer->descriptor, block_at(writer, writer->filling),
                                          writer->len);
    }
    free_writer(writer);
    return failure;
}
