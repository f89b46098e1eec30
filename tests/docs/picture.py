"""The picture of the README is what strata prints: picture.py STRATA ROOT [--update].

Runs the command that the picture shows, draws its output as an SVG, and compares it with the file,
or writes the file with --update.
"""
import os
import subprocess
import sys
from xml.sax.saxutils import escape

STRATA, ROOT = sys.argv[1:3]
PICTURE = os.path.join(ROOT, "sample-data/gaps.svg")
SHOWN = ["strata tables students.csv.gz --by el --levels lea --grades all --measure gap_pct \\",
         "    --entities entities.csv --format text | grep -E '^all|place|Alder.* ela .*=(current|ever) .* 3 '"]
FONT_SIZE = 13
CHARACTER = 0.602 * FONT_SIZE  # width of one in a monospaced font
LINE = 18
MARGIN = 16


def output_lines():
    command = "\n".join(SHOWN).replace("\\\n", "").replace(" | ", " --quiet | ")
    path = os.path.dirname(STRATA) + os.pathsep + os.environ["PATH"]
    done = subprocess.run(["sh", "-c", command], cwd=os.path.join(ROOT, "sample-data"),
                          env=dict(os.environ, PATH=path, LC_ALL="C"), capture_output=True,
                          text=True, check=True)
    return done.stdout.splitlines()


def svg(lines):
    """The lines as a picture of a terminal; the first of the output is bold."""
    prompt = ["$ " + SHOWN[0]] + SHOWN[1:]
    width = round(max(map(len, prompt + lines)) * CHARACTER + 2 * MARGIN)
    height = (len(prompt) + len(lines)) * LINE + 2 * MARGIN
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
             f'width="{width}" height="{height}" role="img">',
             "<title>Gap in percentage points between students who speak only English and English "
             "learners, by year, with 95 % intervals, printed by strata</title>",
             f'<rect width="{width}" height="{height}" rx="6" fill="#f6f8fa"/>',
             f'<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" '
             f'font-size="{FONT_SIZE}" xml:space="preserve" fill="#1f2328">']
    for number, line in enumerate(prompt + lines):
        style = ' font-weight="bold"' if number == len(prompt) else ""
        style = ' fill="#57606a"' if number < len(prompt) else style
        parts.append(f'<text x="{MARGIN}" y="{MARGIN + number * LINE + FONT_SIZE}"{style}>'
                     f"{escape(line.rstrip())}</text>")
    return "\n".join(parts + ["</g>", "</svg>", ""])


def main():
    lines = output_lines()
    if len(lines) < 3:
        sys.exit("the command printed next to nothing")
    drawn = svg(lines)
    if "--update" in sys.argv:
        with open(PICTURE, "w", encoding="utf-8") as file:
            file.write(drawn)
        return 0
    with open(PICTURE, encoding="utf-8") as file:
        if file.read() == drawn:
            return 0
    print("sample-data/gaps.svg is not what strata prints; look at the change, then run:\n"
          "python3 tests/docs/picture.py build/dev/strata . --update")
    return 1


sys.exit(main())
