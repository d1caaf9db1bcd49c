#!/usr/bin/env python3
"""Train the block model of HTML pages and write its table.

  train_blocks.py GOLD.jsonl FEATURES.jsonl TABLE.swift [--check]

GOLD:     one page a line: id, site, body.
FEATURES: one block a line, {id, h: index of the headline's block, t: text, f: [features]}, as `block_features.swift`
          beside this prints them for a folder of pages: the product's own code computes them.
TABLE:    Sources/Normalize/HTML/BlockWeights.swift. --check prints cross-validated figures as well.

A block is the article's when at least half of its runs of four words are in the gold body; shorter blocks when they are
a line of it, or lie in it between blocks that are. Each page weighs the same. Folds are by site.
Needs numpy and lightgbm; seeds are fixed, so the same input gives the same table.
"""
import argparse, collections, json, random, re
import numpy as np, lightgbm as lgb

TOK = re.compile(r'\w+')
PARAMS = dict(objective='binary', num_leaves=20, learning_rate=0.09, min_data_in_leaf=60, feature_fraction=.4,
              bagging_fraction=.7, bagging_freq=1, lambda_l2=5, verbose=-1, num_threads=1, seed=1, max_bin=63)
TREES, FOLDS = 120, 5


def rows(path): return [json.loads(l) for l in open(path, encoding='utf-8') if l.strip()]


def labels(blocks, body):
    words = TOK.findall(body)
    grams = {n: {tuple(words[i:i+n]) for i in range(len(words)-n+1)} for n in (1, 2, 3, 4)}
    lines = {' '.join(TOK.findall(x)) for x in body.split('\n')}
    found = []
    for b in blocks:
        t = TOK.findall(b['t'])
        if len(t) >= 4: found.append(sum(tuple(t[i:i+4]) in grams[4] for i in range(len(t)-3))/(len(t)-3))
        elif not t: found.append(0.)
        elif ' '.join(t) in lines: found.append(1.)
        else: found.append(None if tuple(t) in grams[len(t)] else 0.)
    sure = [i for i, x in enumerate(found) if x is not None and len(TOK.findall(blocks[i]['t'])) >= 4]
    for i, x in enumerate(found):
        if x is None:
            before = max((j for j in sure if j < i), default=None); after = min((j for j in sure if j > i), default=None)
            found[i] = float(before is not None and after is not None and found[before] > .5 and found[after] > .5)
    return [float(x > .5) for x in found]


def table(model, path):
    tokens = []
    for tree in model.dump_model()['tree_info']:
        stack = [tree['tree_structure']]
        while stack:
            n = stack.pop()
            if 'leaf_value' in n and 'split_feature' not in n: tokens.append('=%d' % round(n['leaf_value']*1000)); continue
            tokens.append('%d:%.5g' % (n['split_feature'], n['threshold'])); stack += [n['right_child'], n['left_child']]
    lines, line = [], '   '
    for t in tokens:
        if len(line)+1+len(t) > 97: lines.append(line); line = '   '
        line += ' '+t
    head = '''/// The trained trees of `BlockModel`, made by `Benchmarks/reading/train_blocks.py`; not written by hand.
///
/// In preorder: `feature:threshold` is a fork, its first branch taken where the feature is at most the threshold;
/// `=value` is a leaf, in thousandths of log odds.
enum BlockWeights {
  static let trees = """
'''
    open(path, 'w').write(head+'\n'.join(lines+[line])+'\n    """\n}\n')


def shingles(text):
    t = TOK.findall(text); return collections.Counter(tuple(t[i:i+4]) for i in range(max(1, len(t)-3)) if t)


def figures(pages, gold, likelihood):
    p, r = [], []
    for i, (start, blocks) in pages.items():
        a = shingles(gold[i]['body'])
        b = shingles('\n'.join(x['t'] for k, x in enumerate(blocks) if likelihood[start+k] >= .5))
        hit = sum((a & b).values())
        if b: p.append(hit/sum(b.values()))
        if a: r.append(hit/sum(a.values()))
    p, r = np.mean(p), np.mean(r)
    return f'precision {p:.4f} recall {r:.4f} F1 {2*p*r/(p+r):.4f}'


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for n in ('gold', 'features', 'table'): a.add_argument(n)
    a.add_argument('--check', action='store_true'); o = a.parse_args()
    gold = {g['id']: g for g in rows(o.gold)}; by_page = collections.OrderedDict()
    for b in rows(o.features):
        if b['id'] in gold: by_page.setdefault(b['id'], []).append(b)
    X, Y, W, D, pages = [], [], [], [], collections.OrderedDict()
    for k, (i, blocks) in enumerate(by_page.items()):
        y = labels(blocks, gold[i]['body']); pages[i] = (len(X), blocks)
        total = sum(len(TOK.findall(b['t'])) for b, l in zip(blocks, y) if l) or 100
        for j, (b, l) in enumerate(zip(blocks, y)):
            X.append(b['f']); Y.append(l); D.append(k)
            W.append(0. if j == b['h'] else min(len(TOK.findall(b['t'])), total)/total+.002)
    X, Y, W, D = np.array(X, dtype=np.float32), np.array(Y), np.array(W), np.array(D)
    fit = lambda m: lgb.train(PARAMS, lgb.Dataset(X[m], label=Y[m], weight=W[m]), TREES)
    table(fit(np.ones(len(Y), bool)), o.table)
    if not o.check: return
    sites = [gold[i].get('site') or i for i in by_page]; order = sorted(set(sites)); random.Random(3).shuffle(order)
    fold = {s: n % FOLDS for n, s in enumerate(order)}; F = np.array([fold[sites[k]] for k in D]); out = np.zeros(len(Y))
    for f in range(FOLDS): out[F == f] = fit(F != f).predict(X[F == f])
    print('cross-validated:', figures(pages, gold, out))


if __name__ == '__main__': main()
