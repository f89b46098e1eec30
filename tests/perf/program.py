"""A program that is run and timed: strata, or a peer."""
import os
import statistics
import subprocess
import time


def timed(command, stdin=None, env=None):
    """Wall and cpu seconds and peak memory in MB of a command; env adds to the environment."""
    before = time.monotonic()
    child = subprocess.Popen(command, stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
                             stdout=subprocess.DEVNULL, env={**os.environ, **(env or {})})
    if stdin:
        child.stdin.write(stdin.encode())
        child.stdin.close()
    _, status, used = os.wait4(child.pid, 0)
    wall = time.monotonic() - before
    if status != 0:
        raise RuntimeError(f"{' '.join(command[:2])} ended with {status}")
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


class Program:
    """One way to do a job. `out` is the table it writes, None if nothing is to be compared."""

    def __init__(self, name, command, stdin=None, out=None, env=None):
        self.name, self.command, self.stdin, self.out, self.env = name, command, stdin, out, env
        self.runs = []

    def run(self):
        """Each run writes a new file: giving back the room of the last one is not part of it."""
        if self.out and os.path.exists(self.out):
            os.unlink(self.out)
        self.runs.append(timed(self.command, self.stdin, self.env))

    def median(self, at):
        return statistics.median(run[at] for run in self.runs)
