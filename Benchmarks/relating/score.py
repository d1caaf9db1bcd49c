#!/usr/bin/env python3
"""How well a binary relates articles whose stories and topics are known: score.py BINARY LABELLED.jsonl

A line an article: {"id", "set", "title" or null, "text", "date" or null, "story" or null, "topic" or null}. Each set becomes an
archive of its own: Markdown files, `wireroom build`, `wireroom links --jsonl --raw`. Printed for every set and as plain means:
nDCG@5 of the nearest articles by story, precision of the first five by topic, and BCubed F of the stories found.
"""
import collections, json, math, pathlib, re, statistics, subprocess, sys, tempfile

binary, labelled = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]


def run(*arguments):
    return subprocess.run([binary, *map(str, arguments)], check=True, capture_output=True, text=True).stdout


def answers(folder, articles):
    """By id: the ids of the nearest articles, best first, and the story."""
    (folder / "in").mkdir(parents=True)
    for article in articles:
        title = article["title"] or re.split(r"(?<=[.!?])\s", article["text"].strip(), maxsplit=1)[0][:120]
        date = f"date: {article['date']}\n" if article.get("date") else ""
        body = re.sub(r"(?m)^([#>*+-]|\d+\.)", r"\\\1", article["text"])
        (folder / "in" / f"{article['id']}.md").write_text(f"---\ntitle: {json.dumps(title)}\n{date}---\n\n{body}\n", encoding="utf-8")
    common = ["--input", folder / "in", "--output", folder / "out", "--state", folder / "state", "--base-url", "http://localhost/"]
    run("build", *common)
    found = {}
    for line in run("links", "--jsonl", "--raw", "--limit", 20, *common).splitlines():
        link = json.loads(line)
        found[pathlib.Path(link["path"]).stem] = ([pathlib.Path(near["path"]).stem for near in link["nearest"]], link["story"])
    return found


def gain(hits): return sum(1 / math.log2(place + 2) for place, hit in enumerate(hits) if hit)


def score(articles, found):
    known = {article["id"]: article for article in articles}
    sizes = {kind: collections.Counter(article[kind] for article in articles) for kind in ("story", "topic")}
    ndcg, precision = [], []
    for article in articles:
        nearest = [known[other] for other in found[article["id"]][0] if other in known][:5]
        others = sizes["story"][article["story"]] - 1
        if article["story"] and others:
            ndcg.append(gain(other["story"] == article["story"] for other in nearest) / gain([True] * min(5, others)))
        if article["topic"] and sizes["topic"][article["topic"]] > 5:
            precision.append(sum(other["topic"] == article["topic"] for other in nearest) / 5)
    if not ndcg: return {"P@5": statistics.mean(precision)}
    gold = {id: article["story"] or id for id, article in known.items()}
    both = collections.Counter((gold[id], found[id][1]) for id in known)
    golds, stories = collections.Counter(gold.values()), collections.Counter(found[id][1] for id in known)
    purity = statistics.mean(both[gold[id], found[id][1]] / stories[found[id][1]] for id in known)
    recall = statistics.mean(both[gold[id], found[id][1]] / golds[gold[id]] for id in known)
    return {"nDCG@5": statistics.mean(ndcg), "BCubed F": 2 * purity * recall / (purity + recall)}


sets = collections.defaultdict(list)
for line in open(labelled, encoding="utf-8", newline="\n"):
    article = json.loads(line)
    sets[article["set"]].append(article)
means = collections.defaultdict(list)
for name, articles in sets.items():
    with tempfile.TemporaryDirectory() as folder:
        scores = score(articles, answers(pathlib.Path(folder), articles))
    print(f"{name:<12}", "  ".join(f"{kind} {value:.3f}" for kind, value in scores.items()), flush=True)
    for kind, value in scores.items(): means[kind].append(value)
print(f"{'mean':<12}", "  ".join(f"{kind} {statistics.mean(values):.3f}" for kind, values in means.items()))
