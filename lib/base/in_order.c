/* Every thread looks for what can be done next: take, work or make. Nobody is told what to do, so
 * nobody waits while there is something to do. */
#include "base/in_order.h"

#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <unistd.h>

#include "base/alloc.h"

typedef enum piece_state {
    PIECE_NONE,
    PIECE_MADE,
    PIECE_WORKED_ON,
    PIECE_DONE
} piece_state;

typedef struct piece {
    piece_state state;
    strata_status status;
    strata_error error;
} piece;

typedef struct crew {
    const strata_in_order_work *work;
    size_t threads;
    pthread_mutex_t lock; /* of everything below; open while one of the work's functions runs */
    pthread_cond_t changed;
    piece *pieces; /* pieces[work->slots]; piece n lies in slot n % slots */
    uint64_t made;
    uint64_t begun; /* the next piece to work on */
    uint64_t taken;
    bool is_making;
    bool is_taking;
    bool is_at_end; /* nothing more is made */
    bool is_given_up;
    strata_status status; /* of the piece at which it was given up */
    strata_error error;
} crew;

typedef struct member {
    crew *crew;
    size_t number;
} member;

static size_t slot_of(const crew *of, uint64_t number)
{
    return (size_t)(number % of->work->slots);
}

static piece *piece_at(const crew *of, uint64_t number)
{
    return &of->pieces[slot_of(of, number)];
}

static bool can_take(const crew *of)
{
    return !of->is_taking && of->taken < of->made && piece_at(of, of->taken)->state == PIECE_DONE;
}

static bool can_make(const crew *of)
{
    return !of->is_making && !of->is_at_end && of->made - of->taken < of->work->slots;
}

/* Whoever works has to have something to work on, so making comes before working while little is
 * made. */
static bool should_make(const crew *of)
{
    return can_make(of) && of->made - of->begun < of->threads;
}

static bool is_over(const crew *of)
{
    return of->is_given_up || (of->is_at_end && !of->is_making && of->taken == of->made);
}

static void unlock(crew *of)
{
    (void)pthread_mutex_unlock(&of->lock);
}

static void lock(crew *of)
{
    (void)pthread_mutex_lock(&of->lock);
}

static void tell_all(crew *of)
{
    (void)pthread_cond_broadcast(&of->changed);
}

/* Pieces that nobody has to work on. */
static void pass_over_done(crew *of)
{
    while (of->begun < of->made && piece_at(of, of->begun)->state == PIECE_DONE) {
        of->begun++;
    }
}

/* A piece that could not be made is there all the same: its failure is taken in its turn. */
static void make_one(crew *of)
{
    const uint64_t number = of->made;
    piece *next = piece_at(of, number);
    bool more = true;
    of->is_making = true;
    unlock(of);
    const strata_status status =
        of->work->make(of->work->context, slot_of(of, number), &more, &next->error);
    lock(of);
    of->is_making = false;
    of->is_at_end = of->is_at_end || !more || status != STRATA_OK;
    if (more || status != STRATA_OK) {
        next->status = status;
        next->state = status == STRATA_OK && of->work->work != NULL ? PIECE_MADE : PIECE_DONE;
        of->made++;
        pass_over_done(of);
    }
    tell_all(of);
}

static void work_on_one(crew *of, size_t worker)
{
    const uint64_t number = of->begun++;
    piece *at = piece_at(of, number);
    at->state = PIECE_WORKED_ON;
    pass_over_done(of);
    unlock(of);
    const strata_status status =
        of->work->work(of->work->context, worker, slot_of(of, number), &at->error);
    lock(of);
    at->status = status;
    at->state = PIECE_DONE;
    tell_all(of);
}

static void give_up(crew *of, const piece *failed)
{
    of->is_given_up = true;
    of->is_at_end = true;
    of->status = failed->status;
    of->error = failed->error;
}

static void take_one(crew *of)
{
    const uint64_t number = of->taken;
    piece *at = piece_at(of, number);
    of->is_taking = true;
    if (at->status == STRATA_OK) {
        unlock(of);
        const strata_status status =
            of->work->take(of->work->context, slot_of(of, number), &at->error);
        lock(of);
        at->status = status;
    }
    of->is_taking = false;
    of->taken++;
    at->state = PIECE_NONE;
    if (at->status != STRATA_OK) {
        give_up(of, at);
    }
    tell_all(of);
}

typedef enum step {
    STEP_TAKE,
    STEP_MAKE,
    STEP_WORK,
    STEP_WAIT
} step;

static step next_step(const crew *of)
{
    if (can_take(of)) {
        return STEP_TAKE;
    }
    const bool has_work = of->begun < of->made;
    if (should_make(of) || (can_make(of) && !has_work)) {
        return STEP_MAKE;
    }
    return has_work ? STEP_WORK : STEP_WAIT;
}

/* One thread's part, from the first piece to the last. */
static void *take_part(void *context)
{
    const member *self = context;
    crew *of = self->crew;
    lock(of);
    while (!is_over(of)) {
        switch (next_step(of)) {
        case STEP_TAKE:
            take_one(of);
            break;
        case STEP_MAKE:
            make_one(of);
            break;
        case STEP_WORK:
            work_on_one(of, self->number);
            break;
        case STEP_WAIT:
            (void)pthread_cond_wait(&of->changed, &of->lock);
            break;
        }
    }
    unlock(of);
    return NULL;
}

/* Signals are the business of the thread that was there before. */
static size_t start_others(member *members, pthread_t *threads, size_t count)
{
    sigset_t all;
    sigset_t before;
    (void)sigfillset(&all);
    (void)pthread_sigmask(SIG_SETMASK, &all, &before);
    size_t started = 1;
    while (started < count &&
           pthread_create(&threads[started], NULL, take_part, &members[started]) == 0) {
        started++;
    }
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

static void run_together(crew *of, member *members, pthread_t *threads)
{
    for (size_t at = 0; at < of->threads; at++) {
        members[at] = (member){.crew = of, .number = at};
    }
    const size_t started = start_others(members, threads, of->threads);
    (void)take_part(&members[0]);
    for (size_t at = 1; at < started; at++) {
        (void)pthread_join(threads[at], NULL);
    }
}

static strata_status run_crew(crew *of)
{
    member *members = strata_alloc_zero(of->threads, sizeof *members);
    pthread_t *threads = strata_alloc_zero(of->threads, sizeof *threads);
    strata_status status = STRATA_E_MEMORY;
    if (members != NULL && threads != NULL && pthread_mutex_init(&of->lock, NULL) == 0) {
        if (pthread_cond_init(&of->changed, NULL) == 0) {
            run_together(of, members, threads);
            (void)pthread_cond_destroy(&of->changed);
            status = of->is_given_up ? of->status : STRATA_OK;
        }
        (void)pthread_mutex_destroy(&of->lock);
    }
    strata_free(members);
    strata_free(threads);
    return status;
}

static strata_status run_alone(const strata_in_order_work *work, strata_error *err)
{
    for (size_t slot = 0;; slot = (slot + 1) % work->slots) {
        bool more = true;
        STRATA_TRY(work->make(work->context, slot, &more, err));
        if (!more) {
            return STRATA_OK;
        }
        if (work->work != NULL) {
            STRATA_TRY(work->work(work->context, 0, slot, err));
        }
        STRATA_TRY(work->take(work->context, slot, err));
    }
}

strata_status strata_in_order(size_t threads, const strata_in_order_work *work, strata_error *err)
{
    if (threads <= 1) {
        return run_alone(work, err);
    }
    crew of = {.work = work, .threads = threads};
    of.pieces = strata_alloc_zero(work->slots, sizeof *of.pieces);
    if (of.pieces == NULL) {
        return strata_fail_memory(err);
    }
    const strata_status status = run_crew(&of);
    strata_free(of.pieces);
    if (status == STRATA_E_MEMORY && !of.is_given_up) {
        return strata_fail_memory(err);
    }
    if (status != STRATA_OK) {
        (void)strata_fail_again(err, &of.error);
    }
    return status;
}

size_t strata_processors(void)
{
    const long count = sysconf(_SC_NPROCESSORS_ONLN); /* NOLINT(google-runtime-int): its type */
    if (count < 1) {
        return 1;
    }
    return count < STRATA_THREADS_MAX ? (size_t)count : STRATA_THREADS_MAX;
}
