#!/usr/bin/env python3
"""Pages to measure reading with: pages.py OUT [-n 400]. Deterministic.

Each is an article of generate.py among the debris of a page, as text and as HTML: menus, teasers, comments, a foot. A filled
line of the text has some 70 bytes, as the text of real pages has.
"""
import argparse, html, pathlib, random, sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from generate import Writer

MENU = "Home News Sport Weather Opinion Business Culture Science Travel Video Podcasts Newsletters Jobs Subscribe Contact".split()
FOOT = ["Privacy policy", "Terms of use", "Cookie settings", "Advertise", "About us", "Careers", "Site map", "Accessibility"]


def page(writer, number):
    rng, article = random.Random(number), writer.article(number)
    words = lambda low, high: " ".join(rng.choices(writer.words, cum_weights=writer.weights, k=rng.randint(low, high))).capitalize()
    menu = [" ".join(rng.sample(MENU, rng.randint(1, 2))) for _ in range(50)]
    teasers = [words(5, 10) for _ in range(24)]
    comments = [f"{words(1, 2)} {rng.randint(2, 23)} hours ago\n{words(8, 30)}.\nReply" for _ in range(6)]
    date = f"{article['date']:%d %B %Y, %H:%M}"
    text = "\n".join(menu + [article["headline"], "By Ada Brandt", f"Published {date}", ""] + [p + "\n" for p in article["paragraphs"]]
                     + ["Share this article", "Related News"] + teasers + comments + FOOT + [f"© {article['date']:%Y} The Post"]) + "\n"
    link = lambda name: f'<li class="item"><a class="link" href="/{name.lower().replace(" ", "-")}">{html.escape(name)}</a></li>'
    markup = (f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{article["headline"]} | The Post</title></head><body>'
              f'<nav class="menu"><ul>{"".join(map(link, menu))}</ul></nav><main><article><h1>{article["headline"]}</h1>'
              f'<p class="byline">By Ada Brandt</p><time datetime="{article["date"]:%Y-%m-%dT%H:%M:%SZ}">{date}</time>'
              + "".join(f"<p>{p}</p>" for p in article["paragraphs"]) + f'</article><aside class="related"><ul>{"".join(map(link, teasers))}</ul></aside>'
              + "".join(f'<div class="comment"><p>{c}</p></div>' for c in comments)
              + f'</main><footer><ul>{"".join(map(link, FOOT))}</ul></footer></body></html>\n')
    return text, markup


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("-n", type=int, default=400)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    writer = Writer(20_261_123)
    for number in range(options.n):
        text, markup = page(writer, number)
        (options.out / f"page-{number}.txt").write_text(text, encoding="utf-8")
        (options.out / f"page-{number}.html").write_text(markup, encoding="utf-8")


main()
