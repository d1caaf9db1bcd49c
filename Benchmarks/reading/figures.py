#!/usr/bin/env python3
"""Print the figures of docs/reading.md, as rows of its table.

  figures.py BENCH SCORE WIREROOM

BENCH: as for train.py, with the pages' HTML in extract/html.tar.xz and the date lines in dates.jsonl; SCORE: the folder of the
scorers, score_extract.py, score_multi.py and score_dates.py; WIREROOM: the program. Takes some two minutes.
"""
import json, pathlib, subprocess, sys, tarfile, tempfile

bench, score, wireroom = map(pathlib.Path, sys.argv[1:4])
CAPTURED = "2026-06-01T00:00:00Z"


def answers(*arguments):
    run = subprocess.run([wireroom.resolve(), *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return [json.loads(line) for line in run.stdout.decode().splitlines()]


def read(folder):
    return [dict(answer, id=pathlib.PurePath(answer["path"]).stem, author=", ".join(answer.get("authors") or []) or None)
            for answer in answers("inspect", "--jsonl", "--at", CAPTURED, folder)]


def scored(script, gold, rows, *options):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
        file.flush()
        return subprocess.run([sys.executable, score / script, gold, file.name, *options], stdout=subprocess.PIPE, check=True).stdout.decode()


def pages(name, folder, gold):
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        scored("score_extract.py", bench / "extract" / gold, read(folder), "--quiet", "--json", out.name)
        found = json.load(out)
    body, published = found["body"], found["published"]
    print(f"| {name} | {body['f1']:.3f} | {body['worst1']:.3f} | {found['title']['exact']:.3f} | {published['right']:.3f}, "
          f"{published['wrong']:.3f} | {published['falsepos']:.3f} | {found['author']['fuzzy']:.3f} |", flush=True)


for name, folder, gold in [("page text", "chrome", "gold.jsonl"), ("other dump", "inscriptis", "gold.jsonl"), ("main column", "main", "gold_main.jsonl")]:
    pages(name, bench / "extract" / folder, gold)
with tempfile.TemporaryDirectory() as folder:
    with tarfile.open(bench / "extract" / "html.tar.xz") as archive:
        archive.extractall(folder)
    pages("HTML", pathlib.Path(folder) / "html", "gold.jsonl")
print(scored("score_multi.py", bench / "multi" / "gold.jsonl", read(bench / "multi" / "txt")), flush=True)
print(scored("score_dates.py", bench / "dates.jsonl", answers("when", "--jsonl", bench / "dates.jsonl")))
