/* Rows are sorted once for all lists: what is appended in order comes out in order. How long each
 * list gets is known from the tally, so that all have their room beforehand. */
#include "cube/tally_lists.h"

#include "base/alloc.h"

void strata_tally_lists_deinit(strata_tally_lists *lists)
{
    strata_free(lists->ends);
    strata_free(lists->members);
    *lists = (strata_tally_lists){.rows = NULL};
}

/* ---- sorting ---- */

enum {
    DIGIT_BITS = 11,
    DIGITS = 1 << DIGIT_BITS
};

/* The lowest score, and how far the highest is above it. */
static uint64_t range_of(const strata_tally_scores *scores, int64_t *low)
{
    int64_t high = scores->count > 0 ? scores->rows[0].score : 0;
    *low = high;
    for (size_t at = 0; at < scores->count; at++) {
        const int64_t score = scores->rows[at].score;
        *low = score < *low ? score : *low;
        high = score > high ? score : high;
    }
    return (uint64_t)high - (uint64_t)*low;
}

/* Sorts by one digit of how far the scores are above the lowest; equal ones keep their order. */
static void sort_digit(const strata_tally_score *from, size_t count, int64_t low, unsigned shift,
                       strata_tally_score *into)
{
    uint32_t first[DIGITS + 1] = {0};
    for (size_t at = 0; at < count; at++) {
        first[(((uint64_t)from[at].score - (uint64_t)low) >> shift) % DIGITS + 1]++;
    }
    for (unsigned digit = 1; digit < DIGITS; digit++) {
        first[digit] += first[digit - 1];
    }
    for (size_t at = 0; at < count; at++) {
        into[first[(((uint64_t)from[at].score - (uint64_t)low) >> shift) % DIGITS]++] = from[at];
    }
}

strata_status strata_tally_scores_sort(strata_tally_scores *scores, strata_tally_spare *spare,
                                       strata_error *err)
{
    int64_t low = 0;
    const uint64_t range = range_of(scores, &low);
    STRATA_TRY(
        strata_reserve(&spare->rows, &spare->room, scores->count + 1, sizeof *spare->rows, err));
    for (unsigned shift = 0; shift < 64 && range >> shift > 0; shift += DIGIT_BITS) {
        sort_digit(scores->rows, scores->count, low, shift, spare->rows);
        const strata_tally_spare sorted = *spare;
        *spare = (strata_tally_spare){scores->rows, scores->row_room};
        scores->rows = sorted.rows;
        scores->row_room = sorted.room;
    }
    return STRATA_OK;
}

/* ---- lists ---- */

/* How many scores the group of each atom of a line has, in `ends`. */
static void count_line(strata_tally_lists *lists, const strata_tally_frame *frame,
                       const strata_tally *tally, uint32_t line)
{
    const uint32_t *slots = tally->slots + (size_t)line * tally->shape.atoms;
    uint32_t *ends = lists->ends + (size_t)line * lists->group_count;
    for (uint32_t atom = 0; atom < tally->shape.atoms; atom++) {
        const uint32_t *counts = tally->counts + (size_t)slots[atom] * tally->shape.lanes;
        const uint32_t count = slots[atom] != 0 ? counts[STRATA_TALLY_WITH_SCORE] : 0;
        const uint32_t *first = &frame->atoms.first[atom];
        for (uint32_t at = first[0]; count > 0 && at < first[1]; at++) {
            ends[frame->atoms.groups[at]] += count;
        }
    }
}

/* Turns lengths into where the lists begin; returns where the last one ends. */
static size_t begin_lists(strata_tally_lists *lists, size_t count)
{
    uint32_t sum = 0;
    for (size_t at = 0; at < count; at++) {
        const uint32_t len = lists->ends[at];
        lists->ends[at] = sum;
        sum += len;
    }
    return sum;
}

/* Where the lists of a test end; NULL if the tally has none. */
static uint32_t *ends_of(const strata_tally_lists *lists, const strata_tally *tally, uint32_t test)
{
    const uint32_t line = tally->line_of[test];
    return line != 0 ? lists->ends + (size_t)(line - 1) * lists->group_count : NULL;
}

/* Appends a row to the lists of a test that the groups of an atom have. */
static void append(uint16_t *members, uint32_t *ends, const uint32_t *groups, uint32_t count,
                   uint16_t row)
{
    for (uint32_t at = 0; at < count; at++) {
        members[ends[groups[at]]++] = row;
    }
}

/* Appends a row to the lists of its groups, in its grade and in all grades. */
static void append_row(const strata_tally_lists *lists, const strata_tally_frame *frame,
                       const strata_tally *tally, uint16_t row)
{
    const strata_tally_score *one = &lists->rows[row];
    uint32_t *ends = ends_of(lists, tally, one->test);
    uint32_t *all_ends = ends_of(lists, tally, frame->tests.all_of[one->test]);
    for (uint32_t base = 0; base < frame->students.bases; base++) {
        const uint32_t *first = &frame->atoms.first[one->atoms[base]];
        const uint32_t *groups = frame->atoms.groups + first[0];
        append(lists->members, ends, groups, first[1] - first[0], row);
        if (all_ends != NULL) {
            append(lists->members, all_ends, groups, first[1] - first[0], row);
        }
    }
}

strata_status strata_tally_lists_make(strata_tally_lists *lists, const strata_tally_frame *frame,
                                      const strata_tally_scored *scored, unsigned track,
                                      strata_error *err)
{
    const strata_tally *tally = &scored->tallies[track];
    const size_t count = (size_t)tally->line_count * frame->students.group_count;
    lists->rows = scored->scores->rows;
    lists->group_count = frame->students.group_count;
    STRATA_TRY(strata_reserve(&lists->ends, &lists->end_room, count + 1, sizeof *lists->ends, err));
    memset(lists->ends, 0, count * sizeof *lists->ends);
    for (uint32_t line = 0; line < tally->line_count; line++) {
        count_line(lists, frame, tally, line);
    }
    const size_t members = begin_lists(lists, count);
    STRATA_TRY(strata_reserve(&lists->members, &lists->member_room, members + 1,
                              sizeof *lists->members, err));
    for (size_t row = 0; row < scored->scores->count; row++) {
        if ((lists->rows[row].marks & frame->tracks[track].mark) != 0) {
            append_row(lists, frame, tally, (uint16_t)row);
        }
    }
    return STRATA_OK;
}
