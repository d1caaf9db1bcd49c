#!/usr/bin/env python3
"""Article files in any number, deterministic: generate.py OUT [-n 10000] [--hugo SITE]

OUT gets page dumps and Markdown files in six layouts; --hugo writes the same articles as a Hugo site's content, with
tags to relate by. Words are drawn by Zipf's law from an invented vocabulary, topic words repeat within a story, so that
word statistics are like those of news.
"""
import argparse, datetime, itertools, pathlib, random

SYLLABLES = "bar cor den fal gil har jen kol lam mer nor pel quin ros sal tor ul ven wis yar zan bre cla dro fle".split()
FUNCTION = "the of and to in a is that for it was on with as at by from this be are or an which had not have".split()
KICKERS = ["Harbour", "Schools", "Energy", "Town hall", "Markets", "Science"]


def vocabulary(rng, size):
    words = set()
    while len(words) < size:
        words.add("".join(rng.choices(SYLLABLES, k=rng.randint(2, 4))))
    return sorted(words)


class Writer:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.words = vocabulary(self.rng, 20_000)
        self.rng.shuffle(self.words)
        self.weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(self.words))))

    def sentence(self, topic):
        words = []
        for _ in range(self.rng.randint(8, 24)):
            chance = self.rng.random()
            if chance < 0.42: words.append(self.rng.choice(FUNCTION))
            elif chance < 0.60: words.append(self.rng.choice(topic))
            else: words.append(self.rng.choices(self.words, cum_weights=self.weights)[0])
        return " ".join(words).capitalize() + "."

    def article(self, number):
        story = number // 3
        topic = random.Random(story).sample(self.words, 12)
        headline = " ".join(word.capitalize() for word in self.rng.sample(topic, 5)) + f" {number}"
        paragraphs = [" ".join(self.sentence(topic) for _ in range(self.rng.randint(3, 6))) for _ in range(self.rng.randint(5, 9))]
        date = datetime.datetime(2024, 1, 1) + datetime.timedelta(minutes=7 * number)
        return dict(number=number, headline=headline, paragraphs=paragraphs, date=date, tags=topic[:6], kicker=KICKERS[story % 6])


def text(article):
    date, body = article["date"], "\n\n".join(article["paragraphs"])
    match article["number"] % 3:
        case 0:
            menu = "Home\nNews\nSport\nWeather\nSign in\n\n"
            return f"{menu}{article['kicker']}\n\n{article['headline']}\n\nBy Ada Brandt\nPublished {date:%d %B %Y, %H:%M}\n\n{body}\n\nShare this article\n\nPrivacy\nTerms\n© {date:%Y} The Post\n"
        case 1:
            return f"{article['headline']}\n\n{article['kicker']}\n\n{article['headline']}\n\nUpdated {date:%Y-%m-%d %H:%M}\n\n{body}\n\nSources\n\n  1. 1.The Post(post.example)\n  2. 2.The Herald(herald.example)\n"
        case _:
            return f"PORT VELMAR (Wire) - {date:%d %b %Y}\n\n{article['headline']}\n\n{body}\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("-n", type=int, default=10_000)
    parser.add_argument("--hugo", type=pathlib.Path)
    options = parser.parse_args()
    writer = Writer(20_261_123)
    for number in range(options.n):
        article = writer.article(number)
        folder = options.out / f"{number // 1000:04d}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"article-{number}.txt").write_text(text(article), encoding="utf-8")
        if options.hugo:
            folder = options.hugo / "content" / "posts" / f"{number // 1000:04d}"
            folder.mkdir(parents=True, exist_ok=True)
            front = f"---\ntitle: \"{article['headline']}\"\ndate: {article['date']:%Y-%m-%dT%H:%M:%SZ}\nkeywords: [{', '.join(article['tags'])}]\n---\n\n"
            (folder / f"article-{number}.md").write_text(front + "\n\n".join(article["paragraphs"]) + "\n", encoding="utf-8")


if __name__ == "__main__": main()
