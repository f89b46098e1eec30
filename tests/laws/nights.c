/* A region that publishes every night, while corrections come in late: an attacker who keeps all
 * that was ever printed finds nothing out. A night is written down from what was printed of it; the
 * students behind it are known here, and are used to say which of two nights' numbers are the same,
 * which is more than he can know. */
#include "history_region.h"
#include "nights_everything.h"
#include "protect/audit.h"
#include "random_records.h"

enum {
    NIGHTS = 20,
    YEAR = 120, /* nights, then there are other students */
    RELEASES = 400,
    MIN_N = 10
};

/* What the attacker has of one night that was not as one before. */
typedef struct night {
    strata_cellset *counts; /* of the students that were published */
    bool *hidden;           /* hidden[counts->count] */
    int year;
} night;

typedef struct nights {
    char state[TEST_PATH_SIZE];
    strata_policy_rules *rules;
    uint64_t chance;
    days_region now;
    days_region published;
    bool has_published;
    strata_cellset *last; /* rows of the last night */
    night all[RELEASES];
    size_t count;
    size_t held;
    size_t kept;
    size_t moves;  /* numbers of two nights that were compared and differ */
    size_t hidden; /* numbers that are hidden and safe, in all audits */
    size_t open;   /* neither found out nor shown to be safe, in the time given */
} nights;

/* ---- what happens ---- */

static uint64_t draw(nights *of, uint64_t below)
{
    of->chance ^= of->chance << 13;
    of->chance ^= of->chance >> 7;
    of->chance ^= of->chance << 17;
    return of->chance % below;
}

static uint64_t *some_students(nights *of)
{
    return &of->now.students[draw(of, DAYS_SCHOOLS)][draw(of, DAYS_RACES)][draw(of, 2)]
                            [draw(of, DAYS_LEVELS)];
}

/* One student comes, goes, or gets another level, school or group. */
static void correct(nights *of)
{
    uint64_t *from = some_students(of);
    uint64_t *to = some_students(of);
    const uint64_t kind = draw(of, 3);
    *from -= kind != 0 && *from > 0 ? 1 : 0;
    *to += kind != 1 ? 1 : 0;
}

/* A class comes in late, or a file that was wrong is taken back: students of one kind. */
static void deliver(nights *of)
{
    of->now = of->has_published ? of->published : of->now;
    uint64_t *students = some_students(of);
    const uint64_t by = MIN_N + draw(of, MIN_N);
    if (draw(of, 2) == 0 || *students < by) {
        *students += by;
    } else {
        *students -= by;
    }
}

static void happen(nights *of, size_t day)
{
    const uint64_t kind = draw(of, 12);
    if (day % YEAR == 0) {
        of->now = days_first();
        of->now.year += (int)(day / YEAR);
        of->has_published = false;
    } else if (kind < 5) {
        correct(of);
    } else if (kind < 8) {
        of->now = of->published; /* what was late turned out to be wrong */
    } else if (kind < 10) {
        deliver(of);
    } else if (kind == 10) {
        of->now.more[draw(of, DAYS_SCHOOLS)] += 25; /* a score without a level */
    }
}

/* ---- what is printed ---- */

static const strata_cell *row_of(const strata_cellset *rows, const strata_cellset *of, size_t at)
{
    strata_cell_key key = of->cells[at].key;
    uint32_t *const texts[] = {&key.population, &key.lea,   &key.school,  &key.assessment,
                               &key.subject,    &key.grade, &key.variable};
    for (size_t text = 0; text < sizeof texts / sizeof texts[0]; text++) {
        const char *word = strata_cellset_text(of, *texts[text]);
        *texts[text] =
            strata_intern_find(strata_dictionary_texts(rows->dictionary), word, strlen(word));
    }
    return strata_cellset_find(rows, &key);
}

/* The students behind the rows are those that were published last, or those of tonight. */
static bool fits(const strata_cellset *rows, const days_region *region)
{
    strata_cellset *counts = days_set(region);
    bool fit = true;
    size_t found = 0;
    for (size_t at = 0; at < counts->count; at++) {
        const strata_cell *row = row_of(rows, counts, at);
        found += row != NULL ? 1 : 0;
        fit = fit && row != NULL &&
              (!strata_cell_is_shown(row) || row->n_scored == counts->cells[at].n_scored);
    }
    for (size_t at = 0; at < rows->count; at++) {
        found -= rows->cells[at].key.stat == STRATA_STAT_COUNTS ? 1 : 0;
    }
    strata_cellset_free(counts);
    return fit && found == 0;
}

static void write_down(nights *of, const strata_cellset *rows)
{
    night *tonight = &of->all[of->count++];
    assert_true(of->count < RELEASES);
    *tonight = (night){.counts = days_set(&of->now), .year = of->now.year};
    tonight->hidden = strata_alloc_zero(tonight->counts->count + 1, sizeof(bool));
    assert_non_null(tonight->hidden);
    for (size_t at = 0; at < tonight->counts->count; at++) {
        const strata_cell *row = row_of(rows, tonight->counts, at);
        assert_non_null(row);
        tonight->hidden[at] = !strata_cell_is_shown(row);
    }
}

/* Whether anything is printed otherwise than the night before, but for the word that it is held. */
static bool is_as_before(const nights *of, const strata_cellset *rows)
{
    if (of->last == NULL || of->last->count != rows->count) {
        return false;
    }
    bool same = true;
    for (size_t at = 0; at < rows->count && same; at++) {
        strata_cell a = of->last->cells[at];
        strata_cell b = rows->cells[at];
        a.key = b.key; /* in the same order, of the same texts by other numbers */
        a.has = (uint16_t)(a.has & ~(unsigned)STRATA_IS_HELD);
        b.has = (uint16_t)(b.has & ~(unsigned)STRATA_IS_HELD);
        same = strata_cell_equal(&a, &b);
    }
    return same;
}

static void publish(nights *of, size_t at)
{
    strata_protect_report report = {0};
    strata_cellset *set = days_set(&of->now);
    assert_int_equal(days_publish(of->state, of->rules, set, (unsigned)at, &report), STRATA_OK);
    if (report.held > 0) {
        of->held++;
        assert_true(is_as_before(of, set));
        assert_true(fits(set, &of->published));
    } else {
        assert_true(fits(set, &of->now));
        of->kept += is_as_before(of, set) ? 1 : 0;
        write_down(of, set);
        of->published = of->now;
        of->has_published = true;
    }
    strata_cellset_free(of->last);
    of->last = set;
}

/* ---- two nights ---- */

static void compare_counts(nights *of, uint64_t a, uint64_t b)
{
    const uint64_t by = a > b ? a - b : b - a;
    assert_true(by == 0 || by >= MIN_N);
    of->moves += by > 0 ? 1 : 0;
}

/* Every count of a cell that is shown, of which nothing else is known here. */
static void compare_cells(nights *of, const strata_cell *a, const strata_cell *b)
{
    compare_counts(of, a->n_scored, b->n_scored);
    for (unsigned from = 0; from < DAYS_LEVELS; from++) {
        uint64_t in_a = 0;
        uint64_t in_b = 0;
        for (unsigned to = from; to < DAYS_LEVELS; to++) {
            in_a += a->levels[to];
            in_b += b->levels[to];
            compare_counts(of, in_a, in_b);
        }
    }
}

static void compare_nights(nights *of, const night *a, const night *b)
{
    for (size_t at = 0; a->year == b->year && at < a->counts->count; at++) {
        const strata_cell *other = row_of(b->counts, a->counts, at);
        const size_t number = other != NULL ? (size_t)(other - b->counts->cells) : 0;
        if (other != NULL) {
            assert_int_equal(a->hidden[at], b->hidden[number]);
        }
        if (other != NULL && !a->hidden[at]) {
            compare_cells(of, &a->counts->cells[at], other);
        }
    }
}

/* ---- all nights ---- */

static strata_unknowns *unknowns_of(const nights *of, const night *tonight)
{
    strata_primary primary;
    strata_unknowns *unknowns = NULL;
    assert_int_equal(strata_primary_mark(of->rules, tonight->counts, &primary, NULL), STRATA_OK);
    assert_int_equal(strata_unknowns_new(of->rules, tonight->counts, &primary, &unknowns, NULL),
                     STRATA_OK);
    strata_primary_deinit(&primary);
    strata_unknowns_hide(unknowns, tonight->hidden);
    return unknowns;
}

static void attack(nights *of, const everything *all)
{
    const strata_audit_options options = {.width = STRATA_WIDTH_DEFAULT,
                                          .widths = all->width,
                                          .truth = all->truth, /* helps to find tables only */
                                          .no_trials = true};
    strata_audit *audit = NULL;
    assert_int_equal(strata_audit_run(all->release, &options, &audit, NULL), STRATA_OK);
    for (uint32_t at = 0; at < all->count; at++) {
        const strata_finding finding = strata_audit_finding(audit, at);
        if (all->width[at] > 0 &&
            (finding.verdict == STRATA_VERDICT_EXACT || finding.verdict == STRATA_VERDICT_NARROW)) {
            fail_msg("%s: %" PRId64 " to %" PRId64, strata_release_cell_id(all->release, at),
                     finding.lo, finding.hi);
        }
        of->hidden += all->width[at] > 0 ? 1 : 0;
        of->open += all->width[at] > 0 && finding.verdict == STRATA_VERDICT_UNPROVEN ? 1 : 0;
    }
    strata_audit_free(audit);
}

/* Attacks the nights of one year from one to another, together. */
static void attack_nights(nights *of, size_t first, size_t end)
{
    everything all = {.release = strata_release_new(), .ids = strata_intern_new()};
    strata_unknowns *unknowns[RELEASES] = {NULL};
    assert_non_null(all.release);
    assert_non_null(all.ids);
    for (size_t at = first; at < end; at++) {
        unknowns[at] = unknowns_of(of, &of->all[at]);
        for (uint32_t number = 0; number < unknowns[at]->release->cell_count; number++) {
            everything_add_number(&all, unknowns[at], number, of->all[at].hidden);
        }
    }
    everything_add_cells(&all);
    for (size_t at = first; at < end; at++) {
        everything_add_sums(&all, unknowns[at], at);
        strata_unknowns_free(unknowns[at]);
    }
    assert_int_equal(strata_release_finish(all.release, NULL), STRATA_OK);
    attack(of, &all);
    strata_release_free(all.release);
    strata_intern_free(all.ids);
    strata_free(all.cells);
    strata_free(all.truth);
    strata_free(all.width);
}

static void attack_all(nights *of)
{
    size_t first = 0;
    for (size_t at = 0; at < of->count; at++) {
        attack_nights(of, at, at + 1);
        for (size_t other = 0; other < at; other++) {
            compare_nights(of, &of->all[other], &of->all[at]);
        }
        if (at + 1 == of->count || of->all[at + 1].year != of->all[at].year) {
            attack_nights(of, first, at + 1);
            first = at + 1;
        }
    }
}

/* ---- the law ---- */

static void end(nights *of)
{
    for (size_t at = 0; at < of->count; at++) {
        strata_cellset_free(of->all[at].counts);
        strata_free(of->all[at].hidden);
    }
    strata_cellset_free(of->last);
    strata_policy_rules_free(of->rules);
    days_remove(of->state);
}

static void test_nights(void **state)
{
    const size_t how_many = *(const size_t *)*state;
    static nights of;
    of = (nights){.rules = test_preset("generic-10"), .chance = random_first_seed() * 2 + 1};
    test_folder_make(of.state);
    for (size_t at = 0; at < how_many; at++) {
        happen(&of, at);
        publish(&of, at);
    }
    attack_all(&of);
    print_message("%zu nights: %zu held, %zu published, of these %zu as before; %zu numbers moved; "
                  "%zu hidden numbers, %zu of them open\n",
                  how_many, of.held, of.count, of.kept, of.moves, of.hidden, of.open);
    assert_true(of.held > 0 && of.count > of.kept + 1 && of.moves > 0);
    assert_true(of.open * 20 < of.hidden);
    end(&of);
}

int main(int argc, char **argv)
{
    size_t count =
        argc > 2 && strcmp(argv[1], "--count") == 0 ? strtoul(argv[2], NULL, 10) : NIGHTS;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(test_nights, &count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
