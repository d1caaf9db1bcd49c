#!/usr/bin/env python3
"""Builds a generated archive with Wireroom and with Hugo, serves a feed by Wireroom and by nginx, and prints ratios.

measure.py BINARY WORK-FOLDER ARTICLES. Runs alternate, medians are quoted: what else the machine does hits both alike.
"""
import os, pathlib, re, shutil, signal, socket, statistics, subprocess, sys, time, urllib.request

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


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def answers(port):
    for _ in range(600):
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{port}/feed.atom", timeout=5).headers["ETag"]
        except OSError:
            time.sleep(0.1)
    sys.exit(f"nothing answers on port {port}")


def load(port, *headers):
    arguments = ["taskset", "-c", "1", "wrk", "-t1", "-c16", "-d4s"]
    for header in headers: arguments += ["-H", header]
    text = subprocess.run([*arguments, f"http://127.0.0.1:{port}/feed.atom"], check=True, capture_output=True, text=True).stdout
    return float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1))


def serving():
    ours, theirs = free_port(), free_port()
    conf = work / "nginx.conf"
    conf.write_text(f"""worker_processes 1; daemon off; pid {work}/nginx.pid; error_log {work}/nginx.log;
events {{ worker_connections 1024; }}
http {{ access_log off; sendfile on; keepalive_requests 1000000; gzip_static on; types {{ application/atom+xml atom; }}
client_body_temp_path {work}/t1; proxy_temp_path {work}/t2; fastcgi_temp_path {work}/t3; uwsgi_temp_path {work}/t4; scgi_temp_path {work}/t5;
server {{ listen 127.0.0.1:{theirs}; root {work}/out; }} }}""")
    empty = work / "empty"
    empty.mkdir(exist_ok=True)
    processes = [
        subprocess.Popen(["taskset", "-c", "0", binary, "serve", "--input", str(work / f"in-{count}"), "--output", str(work / "out"),
                          "--state", str(work / "state"), "--base-url", "http://localhost/", "--title", "Bench",
                          "--listen", f"127.0.0.1:{ours}"], stderr=subprocess.DEVNULL),
        subprocess.Popen(["taskset", "-c", "0", "/usr/sbin/nginx", "-c", str(conf)], stderr=subprocess.DEVNULL)]
    try:
        tags = {port: answers(port) for port in (ours, theirs)}
        time.sleep(5)
        size = (work / "out/feed.atom").stat().st_size
        print(f"requests a second of /feed.atom ({size} bytes), server on one core, 16 connections (median of {ROUNDS})")
        for name, headers in (("  200, identity", lambda port: []), ("  200, gzip", lambda port: ["Accept-Encoding: gzip"]),
                              ("  304", lambda port: [f"If-None-Match: {tags[port]}"])):
            rounds = [(load(ours, *headers(ours)), load(theirs, *headers(theirs))) for _ in range(ROUNDS)]
            row(name, [a for a, _ in rounds], [b for _, b in rounds], "req/s", "nginx")
    finally:
        for process in processes:
            process.send_signal(signal.SIGTERM)
            process.wait()


builds()
serving()
