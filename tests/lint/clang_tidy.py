"""clang-tidy over every C file of the build: clang_tidy.py ROOT BUILD."""
import concurrent.futures
import json
import os
import subprocess
import sys

from tree import ROOT, finish

BUILD = sys.argv[2]
WORKERS = 2


def check(path):
    done = subprocess.run(
        ["clang-tidy", "--quiet", "-p", BUILD, "--extra-arg=-Wno-unknown-warning-option", path],
        capture_output=True, text=True, check=False)
    return done.stdout if done.returncode != 0 else ""


with open(os.path.join(BUILD, "compile_commands.json"), encoding="utf-8") as commands:
    paths = sorted({entry["file"] for entry in json.load(commands)})
with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
    problems = [text.strip() for text in pool.map(check, paths) if text]
finish([problem.replace(ROOT + "/", "") for problem in problems],
       "Mend the code; a suppression names its reason on the same line.")
