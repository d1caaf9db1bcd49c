#!/usr/bin/env python3
"""2,000 idle connections, 200 slow ones and 64 busy ones on one server; checks that the busy ones notice nothing.

crowd.py BINARY WORK-FOLDER [SECONDS]. Half of the slow ones send a request byte by byte, the others read their answer so. Exits 1
when a busy client got an error, when the server's memory grew beyond bounds, or when a descriptor did not come back.
"""
import asyncio, os, pathlib, re, resource, signal, socket, subprocess, sys, time, urllib.request

binary, work = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 60
here = pathlib.Path(__file__).resolve().parent
IDLE, SLOW, BUSY = 2000, 200, 64
# What 2,264 connections may cost beside the documents: some 20 KB each.
MEMORY_MB = 48
REQUEST = b"GET /feed.atom HTTP/1.1\r\nHost: localhost\r\nUser-Agent: crowd\r\n\r\n"


class Server:
    def __init__(self):
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            self.port = listener.getsockname()[1]
        folder = work / "crowd"
        self.process = subprocess.Popen(
            [binary, "serve", "--input", here.parent / "Config/samples", "--output", folder / "out", "--state", folder / "state",
             "--base-url", "http://localhost/", "--listen", f"127.0.0.1:{self.port}"], stderr=subprocess.DEVNULL)
        for _ in range(600):
            try:
                self.feed = urllib.request.urlopen(f"http://127.0.0.1:{self.port}/feed.atom", timeout=5).read()
                break
            except OSError:
                time.sleep(0.1)
        else:
            sys.exit("the server does not answer")
        time.sleep(2)

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def memory(self):
        """Resident megabytes, now and at most so far."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return [int(re.search(rf"{name}:\s+(\d+)", status).group(1)) / 1024 for name in ("VmRSS", "VmHWM")]


async def idle(port, end):
    """A connection that asks once and then keeps quiet; opened again when the server closes it."""
    while time.monotonic() < end:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            return await asyncio.sleep(0.5)
        try:
            await asyncio.wait_for(reader.read(), max(0.1, end - time.monotonic()))
        except (OSError, asyncio.TimeoutError):
            pass
        writer.close()


async def slow_writer(port, end):
    while time.monotonic() < end:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            for byte in REQUEST:
                if time.monotonic() >= end or reader.at_eof(): break
                writer.write(bytes([byte]))
                await writer.drain()
                await asyncio.sleep(1)
        except OSError:
            pass
        writer.close()


async def slow_reader(port, end):
    loop = asyncio.get_running_loop()
    while time.monotonic() < end:
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.setblocking(False)
        try:
            await loop.sock_connect(connection, ("127.0.0.1", port))
            await loop.sock_sendall(connection, REQUEST * 20)
            while time.monotonic() < end and await loop.sock_recv(connection, 256):
                await asyncio.sleep(1)
        except OSError:
            pass
        connection.close()


async def busy(server, end, times, errors):
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    while time.monotonic() < end:
        start = time.monotonic()
        try:
            writer.write(REQUEST)
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(re.search(rb"Content-Length: (\d+)", head).group(1))
            body = await reader.readexactly(length)
            if not head.startswith(b"HTTP/1.1 200 ") or body != server.feed: errors.append(head[:60])
        except (OSError, asyncio.IncompleteReadError) as error:
            errors.append(repr(error))
            reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        times.append(time.monotonic() - start)
    writer.close()


async def run(server):
    end = time.monotonic() + seconds
    times, errors, crowd = [], [], []
    crowd += [asyncio.create_task(idle(server.port, end)) for _ in range(IDLE)]
    crowd += [asyncio.create_task(slow_writer(server.port, end)) for _ in range(SLOW // 2)]
    crowd += [asyncio.create_task(slow_reader(server.port, end)) for _ in range(SLOW // 2)]
    await asyncio.sleep(min(3, seconds / 4))
    work_done = asyncio.gather(*(busy(server, end, times, errors) for _ in range(BUSY)))
    await asyncio.sleep(seconds / 2)
    print(f"in the middle: {server.descriptors()} descriptors, {server.memory()[0]:.1f} MB resident", flush=True)
    await work_done
    await asyncio.gather(*crowd, return_exceptions=True)
    return times, errors


def main():
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    work.mkdir(parents=True, exist_ok=True)
    server = Server()
    try:
        before, (resident, _) = server.descriptors(), server.memory()
        print(f"{IDLE} idle, {SLOW} slow and {BUSY} busy connections for {seconds:.0f} s; before: {before} descriptors, {resident:.1f} MB")
        times, errors = asyncio.run(run(server))
        for _ in range(100):
            if server.descriptors() <= before: break
            time.sleep(0.1)
        after, peak = server.descriptors(), server.memory()[1]
        times.sort()
        print(f"busy: {len(times)} requests, {len(errors)} errors; median {times[len(times) // 2] * 1000:.1f} ms, "
              f"99th percentile {times[len(times) * 99 // 100] * 1000:.1f} ms, worst {times[-1] * 1000:.0f} ms")
        print(f"memory: peak {peak:.1f} MB, {peak - resident:.1f} more than before; descriptors after: {after}")
        for error in errors[:5]: print("error:", error)
        held = not errors and peak - resident <= MEMORY_MB and after <= before
        print("held" if held else "NOT HELD")
        return 0 if held else 1
    finally:
        server.process.send_signal(signal.SIGTERM)
        server.process.wait()


sys.exit(main())
