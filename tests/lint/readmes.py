"""Each folder of the code says in at most twelve lines what belongs there and what does not."""
import os

from tree import ROOT, finish, read

MOST_LINES = 12

folders = ["cmd", "tests"]
folders += sorted("lib/" + name for name in os.listdir(os.path.join(ROOT, "lib"))
                  if os.path.isdir(os.path.join(ROOT, "lib", name)))
problems = []
for folder in folders:
    path = folder + "/README.md"
    if not os.path.exists(os.path.join(ROOT, path)):
        problems.append(f"{path} is missing")
    elif read(path).count("\n") > MOST_LINES:
        problems.append(f"{path}: more than {MOST_LINES} lines")
finish(problems, "Keep it short: what belongs there, what does not, what a stage holds in memory.")
