#!/usr/bin/env python3
"""Ingest holds one batch in memory whatever the file's size: memory_of_ingest.py STRATA SMALL LARGE [TO]

Student files of SMALL and of LARGE megabytes are made on the way into a pipe, never on a disk, and read
by `strata ingest -`; the larger one may take at most a tenth more memory. Every student is another one, in
the same few hundred schools. TO is where the records go, /dev/null unless given.

The files come from a process of their own, memory_of_ingest.py --feed MEGABYTES: what a parent holds when
it starts a program counts as memory of that program.
"""
import os
import subprocess
import sys
import tempfile
import time

HEADER = "year,lea,school,student,subject,grade,scale_score,level,el,race,frl,swd,gender\n"
CHUNK_ROWS = 20000
PLACE = b"@@@@@@@"  # of the chunk's number, a part of every student's identifier
EL = ("current", "reclassified", "english_only", "initially_fluent")
RACE = ("hispanic", "white", "asian", "black", "two_or_more")


def chunk():
    """Rows whose students differ; PLACE makes them differ from those of other chunks."""
    rows = []
    for i in range(CHUNK_ROWS):
        level = 1 + i * 7 % 4
        rows.append("%d,%07d,%07d,%s%05d,%s,%02d,%d,%d,%s,%s,%s,%s,%s\n" % (
            2019 + i % 5, 1900000 + i % 40, 6000000 + i % 300, PLACE.decode(), i,
            ("ela", "math")[i % 2], 3 + i % 6, 2300 + 80 * level + i % 70, level, EL[i % 4],
            RACE[i * 3 % 5], ("yes", "no")[i // 2 % 2], ("yes", "no")[i % 9 > 0],
            ("female", "male")[i // 3 % 2]))
    return "".join(rows).encode()


def feed(megabytes):
    """Writes whole chunks up to about that size to standard output."""
    rows = chunk()
    out = sys.stdout.buffer
    written = out.write(HEADER.encode())
    count = 0
    while count == 0 or written + len(rows) <= megabytes * 1000 * 1000:
        written += out.write(rows.replace(PLACE, b"%07d" % count))
        count += 1
    out.flush()


def measure(strata, key, megabytes, to):
    """Peak memory of an ingest in KiB."""
    start = time.monotonic()
    with subprocess.Popen([sys.executable, "-B", __file__, "--feed", str(megabytes)],
                          stdout=subprocess.PIPE) as feeder:
        child = subprocess.Popen([strata, "ingest", "-", "--key", key, "-q", "-o", to],
                                 stdin=feeder.stdout)
        feeder.stdout.close()
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - start
    if child.returncode != 0 or feeder.returncode != 0:
        sys.exit("ingest: exit %d, its input: exit %d" % (child.returncode, feeder.returncode))
    print("%d MB: %.1f s, %.0f MB/s (%.1f s of the program's own), %d KiB at most" % (
        megabytes, seconds, megabytes / seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss),
        flush=True)
    return usage.ru_maxrss


def main():
    if len(sys.argv) == 3 and sys.argv[1] == "--feed":
        feed(int(sys.argv[2]))
        return 0
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    strata, small, large = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    to = sys.argv[4] if len(sys.argv) == 5 else "/dev/null"
    with tempfile.TemporaryDirectory() as folder:
        key = os.path.join(folder, "key")
        subprocess.run([strata, "key", "new", key], check=True, capture_output=True)
        peaks = [measure(strata, key, megabytes, to) for megabytes in (small, large)]
    growth = peaks[1] / peaks[0] - 1
    print("memory grows by %.1f %%" % (100 * growth))
    return 0 if growth < 0.1 else 1


if __name__ == "__main__":
    sys.exit(main())
