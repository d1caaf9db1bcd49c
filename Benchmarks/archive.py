#!/usr/bin/env python3
"""Measures the daemon on a warm archive: start, reconciliation scan, idleness, one changed file.

archive.py BINARY WORK-FOLDER ARTICLES. Processor times are of the daemon alone (/proc/PID/stat), all of its threads.
"""
import json, os, pathlib, shutil, signal, socket, statistics, subprocess, sys, time, urllib.request

binary, work, count = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve(), int(sys.argv[3])
here = pathlib.Path(__file__).resolve().parent
TICKS = os.sysconf("SC_CLK_TCK")
source, site, state = work / f"in-{count}", work / "archive-out", work / "archive-state"


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


PORT = free_port()
FLAGS = ["--input", str(source), "--output", str(site), "--state", str(state), "--base-url", "http://localhost/", "--title", "Bench"]


def processor(process):
    fields = open(f"/proc/{process.pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory(process):
    return next(int(line.split()[1]) for line in open(f"/proc/{process.pid}/status") if line.startswith("VmRSS")) / 1024


def get(path):
    return urllib.request.urlopen(f"http://127.0.0.1:{PORT}/{path}", timeout=10).read()


def wait(what, condition, seconds=600):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if condition(): return
        except OSError:
            pass
        time.sleep(0.002)
    sys.exit(f"never happened: {what}")


def is_idle():
    text = subprocess.run([binary, "status", "--json", "--state", str(state)], capture_output=True, text=True).stdout
    return text and json.loads(text)["state"] == "idle" and json.loads(text)["last_build"] is not None


def start():
    begin = time.monotonic()
    process = subprocess.Popen([binary, "serve", *FLAGS, "--listen", f"127.0.0.1:{PORT}"], stderr=open(work / "archive.log", "w"))
    wait("the feed is served", lambda: get("feed.atom"))
    served, used = time.monotonic() - begin, processor(process)
    wait("the first scan is over", is_idle)
    return process, served, used


def stop(process):
    process.send_signal(signal.SIGTERM)
    process.wait()


def scanning():
    """Seconds spent so far in scans of the incoming folder."""
    line = next(l for l in get("metrics").decode().splitlines() if l.startswith('wireroom_stage_seconds_sum{stage="scan"}'))
    return float(line.split()[-1])


def row(name, value, unit):
    print(f"  {name:<52} {value:10.3f} {unit}", flush=True)


if not source.exists():
    subprocess.run([sys.executable, here / "generate.py", source, "-n", str(count)], check=True)
if not (state / "archive.sqlite").exists():
    shutil.rmtree(site, ignore_errors=True)
    subprocess.run([binary, "build", *FLAGS], check=True, stdout=subprocess.DEVNULL)
print(f"a warm archive of {count} articles")
starts = []
for _ in range(3):
    process, served, used = start()
    starts.append((served, used, processor(process)))
    stop(process)
row("start until the feed is served, wall (median of 3)", statistics.median(s[0] for s in starts), "s")
row("start until the feed is served, processor", statistics.median(s[1] for s in starts), "s")
row("start and first scan, processor", statistics.median(s[2] for s in starts), "s")
process, _, _ = start()
try:
    scans, looks = [], []
    for _ in range(3):
        before, scanned = processor(process), scanning()
        subprocess.run([binary, "rebuild", "--state", str(state)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        scans.append(processor(process) - before)
        looks.append(scanning() - scanned)
    row("reconciliation of both folders, processor (median of 3)", statistics.median(scans), "s")
    row("of this the scan of the incoming folder, wall", statistics.median(looks), "s")
    time.sleep(2)
    before = processor(process)
    time.sleep(10)
    row("idle for 10 s, processor", processor(process) - before, "s")
    walls, used = [], []
    for number in range(20):
        marker = f"Bench marker {number} of {os.getpid()}"
        path = source / "0000" / f"bench-marker.txt"
        path.with_suffix(".part").write_text(f"{marker}\n\n" + f"The marker {number} tells how long a change takes to be published. " * 12 + "\n")
        before, begin = processor(process), time.monotonic()
        path.with_suffix(".part").rename(path)
        wait("the change is published", lambda: marker.encode() in (site / "feed.json").read_bytes())
        walls.append(time.monotonic() - begin)
        time.sleep(0.2)
        used.append(processor(process) - before)
    row("one changed file until the feed on disk, wall, median", statistics.median(walls), "s")
    row("one changed file, processor, mean", statistics.mean(used), "s")
    row("resident memory", memory(process), "MB")
finally:
    (source / "0000" / "bench-marker.txt").unlink(missing_ok=True)
    stop(process)
