#!/usr/bin/env python3
"""Serves one feed by Wireroom and by nginx, each with one worker on the same core, and prints ratios.

serving.py BINARY WORK-FOLDER. The load runs on a second core, in turns, so that what else the machine does hits both alike;
medians are quoted. Requests a second is what a reader sees; processor time a request is what it costs, and the steadier figure.
"""
import os, pathlib, re, signal, socket, statistics, subprocess, sys, time, urllib.request

binary, work = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
here = pathlib.Path(__file__).resolve().parent
ROUNDS, SECONDS, CONNECTIONS = 5, 2, 16
TICKS = os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def answers(port):
    """The feed's entity tag, once the server on `port` answers."""
    for _ in range(600):
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{port}/feed.atom", timeout=5).headers["ETag"]
        except OSError:
            time.sleep(0.1)
    sys.exit(f"nothing answers on port {port}")


def processor_seconds(process):
    """Of a process and its children, which nginx's worker is."""
    children = pathlib.Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    total = 0
    for pid in [str(process.pid), *children]:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def load(process, port, headers, script=None):
    """Requests a second, and microseconds of the server's processor time a request."""
    arguments = ["taskset", "-c", "1", "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s"]
    if script: arguments += ["-s", script]
    for header in headers: arguments += ["-H", header]
    before = processor_seconds(process)
    text = subprocess.run([*arguments, f"http://127.0.0.1:{port}/feed.atom"], check=True, capture_output=True, text=True).stdout
    spent = processor_seconds(process) - before
    if re.search(r"Socket errors|Non-2xx", text):
        sys.exit(f"errors under load:\n{text}")
    requests = int(re.search(r"(\d+) requests in", text).group(1))
    return float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1)), spent / requests * 1e6


def prepare():
    """An archive whose feed is some 50 KB, published; the folder of its documents."""
    source, out = work / "serve-in", work / "serve-out"
    if not source.exists():
        subprocess.run([sys.executable, here / "generate.py", source, "-n", "300"], check=True)
    settings = work / "serve.yaml"
    settings.write_text(f"""site: {{title: Bench, base_url: "http://localhost/"}}
input: {{directories: ["{source}"]}}
output: {{directory: "{out}"}}
state: {{directory: "{work / 'serve-state'}"}}
feeds: [{{name: main, max_bytes: 50KB}}]
""")
    subprocess.run([binary, "build", "--config", settings], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return settings, out


def main():
    work.mkdir(parents=True, exist_ok=True)
    settings, out = prepare()
    ours, theirs = free_port(), free_port()
    conf = work / "nginx.conf"
    conf.write_text(f"""worker_processes 1; daemon off; pid {work}/nginx.pid; error_log {work}/nginx.log; user root;
events {{ worker_connections 1024; }}
http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; gzip_static on; open_file_cache max=100;
types {{ application/atom+xml atom; }}
client_body_temp_path {work}/t1; proxy_temp_path {work}/t2; fastcgi_temp_path {work}/t3; uwsgi_temp_path {work}/t4; scgi_temp_path {work}/t5;
server {{ listen 127.0.0.1:{theirs}; root {out}; }} }}""")
    unlike = work / "unlike.lua"
    unlike.write_text('n = 0\nfunction request() n = n + 1; return wrk.format("GET", "/feed.atom?" .. n) end\n')
    processes = [
        subprocess.Popen(["taskset", "-c", "0", binary, "serve", "--config", settings, "--listen", f"127.0.0.1:{ours}"],
                         stderr=subprocess.DEVNULL),
        subprocess.Popen(["taskset", "-c", "0", "/usr/sbin/nginx", "-c", str(conf)], stderr=subprocess.DEVNULL)]
    try:
        tags = {port: answers(port) for port in (ours, theirs)}
        time.sleep(3)  # the first scan is not what is measured
        size, packed = (out / "feed.atom").stat().st_size, (out / "feed.atom.gz").stat().st_size
        print(f"/feed.atom ({size} bytes, gzip {packed}), server on one core, {CONNECTIONS} connections (median of {ROUNDS} rounds in turns)")
        # Wireroom keeps the answers of the running second; the last rows are of requests none of which it can have answered.
        gzip, tag = lambda port: ["Accept-Encoding: gzip"], lambda port: [f"If-None-Match: {tags[port]}"]
        for name, headers, script in (("200, identity", lambda port: [], None), ("200, gzip", gzip, None), ("304", tag, None),
                                      ("200, gzip, unlike", gzip, unlike), ("304, unlike", tag, unlike)):
            rounds = [[load(process, port, headers(port), script) for process, port in zip(processes, (ours, theirs))]
                      for _ in range(ROUNDS)]
            rate = [statistics.median(pair[side][0] for pair in rounds) for side in (0, 1)]
            cost = [statistics.median(pair[side][1] for pair in rounds) for side in (0, 1)]
            print(f"  {name:<17} wireroom {rate[0]:8.0f} req/s {cost[0]:5.1f} us   nginx {rate[1]:8.0f} req/s {cost[1]:5.1f} us   "
                  f"ratio {rate[0] / rate[1]:.2f}, processor time {cost[0] / cost[1]:.2f}", flush=True)
    finally:
        for process in processes:
            process.send_signal(signal.SIGTERM)
            process.wait()


main()
