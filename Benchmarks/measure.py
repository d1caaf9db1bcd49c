#!/usr/bin/env python3
"""Builds a generated archive with Wireroom and with Hugo, and prints ratios.

measure.py BINARY WORK-FOLDER ARTICLES. Runs alternate, medians are quoted: what else the machine does hits both alike.
"""
import os, pathlib, shutil, statistics, subprocess, sys, time

binary, work, count = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve(), int(sys.argv[3])
here = pathlib.Path(__file__).resolve().parent
ROUNDS = 3

HUGO = {
    "hugo.toml": """baseURL = "http://localhost/"
title = "Bench"
disableKinds = ["taxonomy", "term", "sitemap", "robotsTXT", "404"]
[outputs]
home = ["HTML", "RSS"]
page = ["HTML"]
section = []
[services.rss]
limit = 50
[related]
includeNewer = true
threshold = 20
toLower = false
[[related.indices]]
name = "keywords"
weight = 100
""",
    "layouts/_default/single.html": """<!doctype html><title>{{ .Title }}</title><h1>{{ .Title }}</h1>{{ .Content }}
<ul>{{ range first 5 (.Site.RegularPages.Related .) }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</ul>""",
    "layouts/index.html": """<!doctype html><title>{{ .Title }}</title>{{ range first 50 .Site.RegularPages }}<p>{{ .Title }}{{ end }}""",
    "layouts/_default/list.html": "",
}


def timed(command, **options):
    """Wall seconds, processor seconds and peak memory in MB of a command."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **options)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    if status: sys.exit(f"{command[0]} failed: {errors.decode()[-500:]}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def row(name, ours, theirs, unit, rival):
    a, b = statistics.median(ours), statistics.median(theirs)
    print(f"{name:<34} wireroom {a:10.2f} {unit:<6} {rival} {b:10.2f} {unit:<6} ratio {a / b:.2f}", flush=True)


def builds():
    source, site = work / f"in-{count}", work / f"hugo-{count}"
    if not source.exists():
        subprocess.run([sys.executable, here / "generate.py", source, "-n", str(count), "--hugo", site], check=True)
    for name, text in HUGO.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    ours, theirs = [], []
    for _ in range(ROUNDS):
        for folder in (work / "out", work / "state", site / "public"): shutil.rmtree(folder, ignore_errors=True)
        ours.append(timed([binary, "build", "--input", source, "--output", work / "out", "--state", work / "state",
                           "--base-url", "http://localhost/", "--title", "Bench"]))
        theirs.append(timed([work / "venv/bin/hugo", "--quiet", "--source", site], env=os.environ | {"HUGO_CACHEDIR": str(work / "cache")}))
    print(f"cold build of {count} articles, related links and all (median of {ROUNDS}, runs alternate)")
    for index, (name, unit) in enumerate((("wall time", "s"), ("processor time", "s"), ("peak memory", "MB"))):
        row("  " + name, [run[index] for run in ours], [run[index] for run in theirs], unit, "hugo ")


builds()
