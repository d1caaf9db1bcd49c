#!/usr/bin/env python3
"""How fast the embedded hub tells 1,000 subscribers, 5 % of them dead and 5 % slow, beside curl posting the same feed to the live ones.

usage: fanout.py WIREROOM [FOLDER]

Each subscriber has a loopback address of its own. Timed from the rename of a new article into the incoming folder
to the moment at which 95 % of the live subscribers have the whole feed; the median of five articles.
"""
import asyncio, json, os, signal, subprocess, sys, tempfile, time, urllib.parse, urllib.request

SIZE, SLOW_SECONDS = 1000, 4
DEAD = {n for n in range(SIZE) if n % 20 == 7}
SLOW = {n for n in range(SIZE) if n % 20 == 13}
LIVE = [n for n in range(SIZE) if n not in DEAD]


class Crowd:
    """Answers for all subscribers, and notes when each got what."""

    def __init__(self):
        self.got, self.dead = {}, False

    async def serve(self, reader, writer):
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            method, target = head.split(" ", 2)[:2]
            path, _, query = target.partition("?")
            number = int(path[1:] or 0)
            if self.dead and number in DEAD:
                writer.transport.abort()
                return
            if method == "GET":
                body = urllib.parse.parse_qs(query)["hub.challenge"][0].encode()
            else:
                length = next(int(l.split(":")[1]) for l in head.split("\r\n") if l.lower().startswith("content-length"))
                await reader.readexactly(length)
                self.got.setdefault(number, []).append(time.monotonic())
                body = b""
                if number in SLOW:
                    await asyncio.sleep(SLOW_SECONDS)
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % len(body) + body)
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def reached(self, share, timeout=60):
        """When that share of the live subscribers had got something."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            times = sorted(self.got[n][0] for n in LIVE if n in self.got)
            if len(times) >= share * len(LIVE):
                return times[int(share * len(LIVE)) - 1]
            await asyncio.sleep(0.005)
        raise TimeoutError(f"{len(self.got)} of {len(LIVE)} reached")


def article(number):
    return (f"District {number} opens a library\n\nThe library of district {number} holds {number * 17 + 40} thousand books, "
            "the clerk said at the opening. " + "Neighbours had waited for it for many years, and came in large numbers. " * 40 + "\n")


def post(base, fields):
    data = urllib.parse.urlencode(fields).encode()
    for _ in range(200):
        try:
            with urllib.request.urlopen(base + "hub", data, timeout=10) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            if error.code != 503 and error.code != 404:
                raise
            time.sleep(0.1)
    raise TimeoutError("the hub takes no request")


def status(binary, folder):
    text = subprocess.run([binary, "status", "--json", "--state", folder + "/state"], capture_output=True, text=True).stdout
    return json.loads(text)["embedded_hub"] if text else {}


def drop(folder, number):
    path = f"{folder}/in/{number}.txt"
    with open(path + ".part", "w") as file:
        file.write(article(number))
    started = time.monotonic()
    os.rename(path + ".part", path)
    return started


async def measure(binary, folder):
    crowd = Crowd()
    server = await asyncio.start_server(crowd.serve, "0.0.0.0", 0, backlog=4096)
    port = server.sockets[0].getsockname()[1]
    probe = await asyncio.start_server(lambda r, w: None, "127.0.0.1", 0)
    own = probe.sockets[0].getsockname()[1]
    probe.close()
    base = f"http://127.0.0.1:{own}/"
    for name in ("in", "out", "state"):
        os.makedirs(f"{folder}/{name}")
    with open(folder + "/wireroom.yaml", "w") as file:
        file.write(f"site: {{title: Fan-out, base_url: '{base}', authority: bench.example}}\n"
                   "input: {directories: [in]}\noutput: {directory: out}\nstate: {directory: state}\n"
                   f"server: {{listen: '127.0.0.1:{own}'}}\n"
                   "push: {embedded_hub: {allow_networks: [127.0.0.0/8]}}\nlog: {level: error}\n")
    for number in range(30):
        drop(folder, number)
    daemon = subprocess.Popen([binary, "serve", "--config", folder + "/wireroom.yaml"])
    callbacks = {n: f"http://127.1.{n // 250}.{n % 250 + 1}:{port}/{n}" for n in range(SIZE)}
    try:
        topic = base + "feed.atom"
        await asyncio.sleep(2)
        for callback in callbacks.values():
            await asyncio.to_thread(post, base, {"hub.mode": "subscribe", "hub.topic": topic, "hub.callback": callback})
        while (await asyncio.to_thread(status, binary, folder)).get("subscriptions") != SIZE:
            await asyncio.sleep(0.2)
        crowd.dead = True
        ours, whole, cpu = [], [], []
        for round in range(5):
            crowd.got = {}
            before = processor_seconds(daemon.pid)
            started = drop(folder, 100 + round)
            ours.append(await crowd.reached(0.95) - started)
            whole.append(await crowd.reached(1) - started)
            await asyncio.sleep(SLOW_SECONDS + 1)
            cpu.append(processor_seconds(daemon.pid) - before)
            twice = [n for n in LIVE if len(crowd.got[n]) > 1]
            assert not twice, f"{len(twice)} got it twice"
        peer = []
        feed = folder + "/out/feed.atom"
        with open(folder + "/urls", "w") as file:
            file.writelines(f'url = "{callbacks[n]}"\noutput = /dev/null\n' for n in LIVE)
        for round in range(5):
            crowd.got = {}
            started = time.monotonic()
            curl = await asyncio.create_subprocess_exec(
                "curl", "-sZ", "--parallel-max", "256", "--data-binary", "@" + feed, "-K", folder + "/urls",
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            peer.append(await crowd.reached(0.95) - started)
            await curl.wait()
        print(f"subscribers {SIZE}, dead {len(DEAD)}, slow {len(SLOW)} ({SLOW_SECONDS} s), feed {os.path.getsize(feed)} bytes")
        print(f"95 % of the live ones have it after {median(ours):.2f} s (rounds {rounded(ours)}), all after {median(whole):.2f} s; "
              f"nobody twice; processor {median(cpu):.2f} s a round; memory {memory(daemon.pid)} MiB")
        print(f"curl -Z posts the same to the live ones: 95 % after {median(peer):.2f} s; ratio {median(ours) / median(peer):.2f}")
    finally:
        daemon.send_signal(signal.SIGTERM)
        daemon.wait()


def processor_seconds(pid):
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid):
    return next(int(l.split()[1]) // 1024 for l in open(f"/proc/{pid}/status") if l.startswith("VmRSS"))


def median(values):
    return sorted(values)[len(values) // 2]


def rounded(values):
    return " ".join(f"{v:.2f}" for v in values)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=sys.argv[2] if len(sys.argv) > 2 else None) as folder:
        asyncio.run(measure(os.path.abspath(sys.argv[1]), folder))
