#!/usr/bin/env python3
"""Train the line model of page text and write its table.

  train.py BENCH FEATURES [--table TABLE.swift] [--folds FOLDER]

BENCH:    folder with extract/{chrome,inscriptis,main}/*.txt, extract/gold.jsonl, extract/gold_main.jsonl, multi/.
FEATURES: folder that `probe features FOLDER FEATURES/{chrome,inscriptis,main,multi}` filled; the features are computed
          by the product's own code, so that training and reading see the same bytes.
--folds:  also writes FOLDER/K.table, the model that has not seen the sites of fold K, for `probe read`, and
          FOLDER/folds.json, which page is in which fold: what evaluate.py measures unseen sites with.
The probe is built by `swift build -c release -Xswiftc -enable-testing --package-path Benchmarks/reading --product probe`.
Needs numpy, scipy, lightgbm, rapidfuzz.

Labels: a line is body when its tokens align with the gold body; a headline, date or byline line by its gold text.
Folds are by site. Stages: words and body on the pages with whole gold; with what these say of the pages that have only
snippet gold (many languages), words and headline again, then body, then headline, date and byline, each stage trained on
out-of-fold answers of the one before.
"""
import argparse, base64, json, os, re, sys, time, unicodedata, zlib
import numpy as np, lightgbm as lgb, scipy.sparse as sp, scipy.optimize as so
from rapidfuzz.distance import LCSseq

K = 5
TOK = re.compile(r'\w+', re.U)
FL = ('chrome', 'inscriptis', 'main')


def fold(site): return zlib.crc32(site.encode()) % K
def norm(s): return TOK.findall(s.lower())
def title(s):
    s = unicodedata.normalize('NFKC', s or '').casefold()
    s = s.replace('\u2019', "'").replace('\u2018', "'").replace('\u201c', '"').replace('\u201d', '"')
    return re.sub(r'\s+', ' ', re.sub(r'[\u2010-\u2015\u2212]', '-', s)).strip(' .\u2026|-')


def features(base):
    """Rows, pages (name, lines, first row), texts, word hashes and word counts as the probe wrote them."""
    pages, at = [], 0
    with open(base + '.idx', encoding='utf-8') as f:
        for l in f:
            name, count = l.rstrip('\n').split('\t')
            pages.append((name, range(int(count)), at)); at += int(count)
    with open(base + '.text', encoding='utf-8', newline='\n') as f: text = f.read().split('\n')[:at]
    X = np.fromfile(base + '.bin', dtype=np.uint8).reshape(at, -1)
    a = np.fromfile(base + '.words', dtype=np.uint32); words, nw, i = [], np.zeros(at, np.int64), 0
    for k in range(at):
        c = int(a[i]); nw[k] = a[i + 1]; words.append(a[i + 2:i + 2 + c]); i += 2 + c
    return X, pages, text, words, nw


def body_labels(texts, body):
    lt = [norm(x) for x in texts]; gt = norm(body); ids = {}
    number = lambda t: ids.setdefault(t, len(ids))
    a = [number(t) for x in lt for t in x]; b = [number(t) for t in gt]; match = [False] * len(a)
    for blk in LCSseq.opcodes(a, b):
        if blk.tag == 'equal':
            for k in range(blk.src_start, blk.src_end): match[k] = True
    shingles = {tuple(gt[k:k + 4]) for k in range(len(gt) - 3)}
    whole = {tuple(norm(x)) for x in body.split('\n')}; at = 0; out = []
    for x in lt:
        n = len(x)
        if n == 0: out.append(0.); continue
        f = sum(match[at:at + n]) / n
        if n >= 4:
            f = f * .3 + .7 * sum(tuple(x[k:k + 4]) in shingles for k in range(n - 3)) / (n - 3) if f > .3 else 0.
        else: f = 1. if f == 1. else 0.
        out.append(f); at += n
    return out


def contains(name, text):
    return len(name) > 0 and any(text[i:i + len(name)] == name for i in range(len(text) - len(name) + 1))


def load(bench, base, fl):
    X, pages, lines, words, nw = features(os.path.join(base, fl)); N = len(X)
    gold = 'multi/gold.jsonl' if fl == 'multi' else 'extract/gold_main.jsonl' if fl == 'main' else 'extract/gold.jsonl'
    gold = {g['id']: g for g in map(json.loads, open(os.path.join(bench, gold), encoding='utf-8'))}
    d = dict(X=X, pages=pages, words=words, nw=nw, gold=gold, text={}, f=np.zeros(N, np.int32), n=np.zeros(N, np.int32),
             y=np.zeros(N, np.float32), w=np.zeros(N, np.float32))
    for k in ('title', 'date', 'byline'): d[k] = np.zeros(N, np.float32); d['has_' + k] = np.zeros(N, bool)
    for name, ix, pos in pages:
        g = gold.get(name); text = lines[pos:pos + len(ix)]; d['text'][name] = text
        if g is None: continue
        s = slice(pos, pos + len(ix)); d['f'][s] = fold(g['site'])
        L = [len(TOK.findall(text[i])) for i in ix]; d['n'][s] = L
        if g.get('body'):
            lab = body_labels(text, g['body']); total = len(TOK.findall(g['body'])) + 1
            d['y'][s] = [lab[i] for i in ix]; d['w'][s] = [min(1., ((n + 1.5) if n else .2) / total) for n in L]
        want = {title(x) for x in (g.get('titles') or [g.get('title') or ''])} - {''}
        dates = norm(g.get('date_line') or ''); author = norm(g.get('author') or '')
        for j, i in enumerate(ix):
            if L[j] > 60: continue
            t = norm(text[i])
            if want and title(text[i]) in want: d['title'][pos + j] = 1
            if dates and g.get('published') and any(c.isdigit() for c in text[i]) and (
                    contains(t, dates) and len(t) * 3 >= len(dates) or contains(dates, t) or contains(t, dates) and len(t) >= 3): d['date'][pos + j] = 1
            if author and len(t) <= len(author) + 14 and contains(author, t): d['byline'][pos + j] = 1
        for k in ('title', 'date', 'byline'): d['has_' + k][s] = d[k][s].any()
        if fl == 'multi': d['has_title'][s] = False; d['has_byline'][s] = False
        # Pages that state no date near the headline teach what is not one.
        if g.get('nodate'): d['has_date'][s] = True
    return d


# words -----------------------------------------------------------------------------------------------------------------
def matrix(d, index):
    r, c = [], []
    for i, a in enumerate(d['words']):
        for x in a.tolist():
            j = index.get(x)
            if j is not None: r.append(i); c.append(j)
    return sp.csr_matrix((np.ones(len(r), np.float32), (r, c)), shape=(len(d['y']), len(index)))


def word_weights(M, y, w, l2=2e-5):
    w = w / w.sum(); A = sp.diags(1 / np.sqrt(np.maximum(np.asarray(M.sum(1)).ravel(), 1))) @ M
    def loss(t):
        z = A @ t[:-1] + t[-1]; p = 1 / (1 + np.exp(-z))
        g = w * (p - y)
        return (w * (np.logaddexp(0, z) - y * z)).sum() + l2 * (t[:-1] ** 2).sum() / 2, np.concatenate([A.T @ g + l2 * t[:-1], [g.sum()]])
    t = so.minimize(loss, np.zeros(M.shape[1] + 1), jac=True, method='L-BFGS-B', options=dict(maxiter=50)).x
    return np.clip(np.round(t[:-1] * 12), -127, 127).astype(np.int64)


def word_features(M, q, nw, pages):
    s = np.asarray(M @ q).ravel().astype(np.int64); c = np.maximum(nw, 1)
    half = lambda a, b: np.clip(128 + np.sign(a) * (np.abs(a) // b), 0, 255)
    out = np.zeros((len(s), 5), np.uint8); out[:, 0] = half(s, c); out[:, 1] = half(s, 8)
    for _, ix, pos in pages:
        L = len(ix); a = np.concatenate([[0], np.cumsum(s[pos:pos + L])]); b = np.concatenate([[0], np.cumsum(c[pos:pos + L])]); i = np.arange(L)
        for k, (lo, hi) in enumerate(((np.maximum(i - 6, 0), i), (i + 1, np.minimum(i + 7, L)), (np.maximum(i - 2, 0), np.minimum(i + 3, L)))):
            out[pos:pos + L, 2 + k] = half(a[hi] - a[lo], np.maximum(b[hi] - b[lo], 1))
    return out


def learn_words(D, taught):
    """Out-of-fold word features in d['lex']; the weights without each fold, and of all data."""
    def weights(keep):
        pick = lambda key: [d[key][keep(d) & d.get('keep', True)] for d in taught.values()]
        return word_weights(sp.vstack(pick('M')), np.concatenate(pick('y')), np.concatenate(pick('w')))
    found = []
    for k in range(K):
        q = weights(lambda d: d['f'] != k); found.append(q)
        for d in D.values(): s = d['f'] == k; d['lex'][s] = word_features(d['M'], q, d['nw'], d['pages'])[s]
    return found + [weights(lambda d: np.ones(len(d['y']), bool))]


# context of a first answer ------------------------------------------------------------------------------------------------
def scale(v):
    v = np.asarray(v, dtype=np.int64); o = np.floor(np.log2(np.maximum(v, 1))).astype(np.int64)
    return np.where(v < 8, np.maximum(v, 0), np.minimum(8 * (o - 2) + ((v >> np.maximum(o - 3, 0)) & 7), 254)).astype(np.uint8)


def around(q, n):
    q = q.astype(np.int64); n = np.minimum(n.astype(np.int64), 200); L = len(q); i = np.arange(L); padded = np.concatenate([np.zeros(6, np.int64), q, np.zeros(6, np.int64)])
    cols = [q] + [padded[6 + s:6 + s + L] for k in range(1, 7) for s in (-k, k)]
    m = q * n; cm = np.concatenate([[0], np.cumsum(m)]); cn = np.concatenate([[0], np.cumsum(n)])
    for r in (3, 8, 20):
        lo = np.maximum(i - r, 0); hi = np.minimum(i + 1 + r, L)
        cols += [(cm[i] - cm[lo]) // np.maximum(cn[i] - cn[lo], 1), (cm[hi] - cm[i + 1]) // np.maximum(cn[hi] - cn[i + 1], 1)]
        if r == 20: cols += [scale((cm[i] - cm[lo]) // 255), scale((cm[hi] - cm[i + 1]) // 255)]
    T = max(cm[L], 1); cols += [np.minimum(cm[i] * 64 // T, 255), scale(np.full(L, cm[L] // 255)), np.full(L, cm[L] // max(cn[L], 1))]
    s = np.flatnonzero(q >= 128)
    if len(s): cols += [scale(np.maximum(s[0] - i, 0)), scale(np.maximum(i - s[0], 0)), scale(np.maximum(i - s[-1], 0))]
    else: cols += [np.full(L, 255)] * 3
    def runs(q, n):
        a = np.zeros(L, np.int64); b = np.zeros(L, np.int64); c = w = 0
        for k in range(L):
            a[k] = c; b[k] = w
            c, w = (c + 1, w + n[k]) if q[k] < 64 else (0, 0)
        return a, b
    a, b = runs(q, n); cols += [scale(a), scale(b)]; a, b = runs(q[::-1], n[::-1]); cols += [scale(a[::-1]), scale(b[::-1])]
    return np.stack([np.asarray(c) for c in cols], 1).astype(np.uint8)


def agreement(d, name_pages):
    """How much of a line's content the body talks about; as LineScores.addAgreement."""
    out = np.zeros((len(d['y']), 4), np.uint8); q = quantised(d['p'])
    for _, ix, pos in name_pages:
        uses = {}
        rows = [[x >> 1 & 16383 for x in d['words'][pos + j].tolist() if not x & 1] for j in range(len(ix))]
        for j, r in enumerate(rows):
            if q[pos + j] >= 128:
                for x in r: uses[x] = min(uses.get(x, 0) + 1, 255)
        sums = []; best = 1
        for j, r in enumerate(rows):
            u = [uses.get(x, 0) for x in r]; c = len(u); shared = sum(v > 0 for v in u); total = sum(min(v, 15) for v in u)
            out[pos + j, :3] = (int(scale(shared)), 255 if c == 0 else shared * 32 // c, 255 if c == 0 else total * 8 // c)
            sums.append(total if q[pos + j] < 128 and c <= 30 else 0); best = max(best, sums[-1])
        for j in range(len(ix)): out[pos + j, 3] = sums[j] * 64 // best
    return out


def quantised(p): return np.round(np.clip(p, 0, 1) * 255).astype(np.uint8)
def best_line(d, p, pos, L):
    q = np.where(d['short'][pos:pos + L], p[pos:pos + L].astype(np.int64), -1); return int(np.argmax(q))


# Up to sixteen leaves, which is what the product asks fastest.
HEAD = dict(objective='binary', learning_rate=.08, num_leaves=16, min_data_in_leaf=12, feature_fraction=.4, bagging_fraction=.8, bagging_freq=1,
            lambda_l2=4, verbose=-1, num_threads=1, seed=7, deterministic=True, force_row_wise=True)
BODY = dict(objective='cross_entropy', learning_rate=.12, num_leaves=16, min_data_in_leaf=60, feature_fraction=.5, bagging_fraction=.8, bagging_freq=1,
            lambda_l2=5, verbose=-1, num_threads=1, min_sum_hessian_in_leaf=1e-4, seed=7, deterministic=True, force_row_wise=True)


def fit(D, key, y, select, weight, par, rounds, keep):
    X, Y, Z = [], [], []
    for fl, d in D.items():
        s = select(fl, d) & keep(d); X.append(d[key][s]); Y.append(d[y][s]); Z.append(weight(d)[s])
    Z = np.concatenate(Z)
    return lgb.train(par, lgb.Dataset(np.vstack(X), np.concatenate(Y), weight=Z * len(Z) / Z.sum()), rounds)


def stage(D, key, y, select, weight, par, rounds, out):
    """Out-of-fold answers in d[out]; the models without each fold, and that of all data."""
    models = []
    for d in D.values(): d[out] = np.zeros(len(d['y']))
    for k in range(K):
        m = fit(D, key, y, select, weight, par, rounds, lambda d: d['f'] != k); models.append(m)
        for d in D.values():
            s = d['f'] == k; d[out][s] = m.predict(d[key][s])
    return models + [fit(D, key, y, select, weight, par, rounds, lambda d: np.ones(len(d['y']), bool))]


def vocabulary(D):
    """Hashes of words that a dozen sites use."""
    sites = {}
    for d in D.values():
        for name, ix, pos in d['pages']:
            if ix and name in d['gold']:
                for w in np.unique(np.concatenate(d['words'][pos:pos + len(ix)])).tolist(): sites.setdefault(w, set()).add(d['gold'][name]['site'])
    return sorted(k for k, v in sites.items() if len(v) >= 12)


def teach(d):
    """Labels for pages with snippet gold: the first model's answers, corrected where a line holds a snippet."""
    fold_space = lambda s: re.sub(r'\s+', ' ', s or '').strip()
    d['y'] = np.clip(d['p'], 0, 1).astype(np.float32); d['w'] = np.zeros(len(d['y']), np.float32)
    for name, ix, pos in d['pages']:
        g = d['gold'].get(name); L = len(ix)
        if not L or g is None: continue
        total = float((d['y'][pos:pos + L] * d['n'][pos:pos + L]).sum()) + 100
        d['w'][pos:pos + L] = .5 * np.minimum(1, (d['n'][pos:pos + L] + 1.5) / total)
        for key, value in (('must', 1.), ('mustnot', 0.)):
            for x in g.get(key) or []:
                x = fold_space(x)
                for j, i in enumerate(ix):
                    if x in fold_space(d['text'][name][i]): d['y'][pos + j] = value; d['w'][pos + j] = min(1., d['w'][pos + j] * 4 + .02)


# table --------------------------------------------------------------------------------------------------------------------
def forest_bytes(m):
    out = bytearray(); trees = m.dump_model()['tree_info']; out += len(trees).to_bytes(2, 'little')
    for t in trees:
        nodes, leaves = [], []
        def walk(n):
            if 'split_index' in n:
                me = len(nodes); nodes.append(None); assert n['decision_type'] == '<='
                l = walk(n['left_child']); r = walk(n['right_child'])
                nodes[me] = (n['split_feature'], min(255, int(np.floor(n['threshold']))), l, r); return me
            leaves.append(int(np.clip(round(n['leaf_value'] * 4096), -32768, 32767))); return 128 + len(leaves) - 1
        walk(t['tree_structure']); out.append(len(leaves))
        for n in nodes: out += bytes(n)
        for v in leaves: out += int(v).to_bytes(2, 'little', signed=True)
    return bytes(out)


def table(path, parts):
    with open(path, 'w') as f:
        f.write('/// The line model\'s weights, written by `Benchmarks/reading/train.py`: base64 of what `LineModel` reads.\nenum LineModelTable {\n')
        for name, data in parts.items():
            text = base64.b64encode(data).decode(); f.write(f'  static let {name}: StaticString = """\n')
            rows = [text[i:i + 94] for i in range(0, len(text), 94)]
            f.write('\n'.join('    ' + r + '\\' for r in rows[:-1]) + ('\n' if len(rows) > 1 else '') + '    ' + rows[-1] + '\n    """\n')
        f.write('}\n')


def binary(path, parts):
    with open(path, 'wb') as f:
        for data in parts.values(): f.write(len(data).to_bytes(4, 'little') + data)


def best_right(d, head, p):
    ok = n = 0
    for _, ix, pos in d['pages']:
        s = slice(pos, pos + len(ix))
        if ix and d[head][s].any(): n += 1; ok += d[head][pos + best_line(d, d[p] * 1e6, pos, len(ix))] > 0
    return f'{ok / max(n, 1):.3f} of {n}'


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('bench'); ap.add_argument('features'); ap.add_argument('--table'); ap.add_argument('--folds'); ap.add_argument('--dump')
    o = ap.parse_args(); clock = time.time()
    def say(*a): print(f'{time.time() - clock:6.0f} s', *a, flush=True)
    D = {fl: load(o.bench, o.features, fl) for fl in FL + ('multi',)}; X = {fl: D[fl] for fl in FL}
    for d in D.values(): d['short'] = (d['n'] >= 1) & (d['X'][:, 0] <= 48); d['lex'] = np.zeros((len(d['y']), 5), np.uint8)
    say('read', {fl: len(d['y']) for fl, d in D.items()})
    def words(taught):
        vocab = vocabulary(taught); index = {k: i for i, k in enumerate(vocab)}
        for d in D.values(): d['M'] = matrix(d, index)
        weights = learn_words(D, taught)
        for d in D.values(): d['A'] = np.hstack([d['X'], d['lex']])
        say('words', len(vocab)); return vocab, weights
    one = lambda d: np.ones(len(d['y'])); models = {}
    words(X)
    for d in D.values(): d['p'] = np.zeros(len(d['y']))
    for k in range(K):
        m = fit(X, 'A', 'y', lambda fl, d: np.ones(len(d['y']), bool), lambda d: d['w'] + 1e-9, BODY, 120, lambda d: d['f'] != k)
        d = D['multi']; s = d['f'] == k; d['p'][s] = m.predict(d['A'][s])
    teach(D['multi']); say('pages with snippet gold are labelled')
    vocab, weights = words(D)
    models['first'] = stage(D, 'A', 'title', lambda fl, d: d['has_title'] & d['short'], one, HEAD, 60, 'p0')
    for d in D.values():
        t = np.zeros((len(d['y']), 2), np.uint8); q = np.where(d['short'], quantised(d['p0']), 0)
        for _, ix, pos in d['pages']:
            if ix: t[pos:pos + len(ix), 0] = np.clip(np.arange(len(ix)) - best_line(d, q, pos, len(ix)) + 128, 0, 255)
        t[:, 1] = q; d['B'] = np.hstack([d['A'], t])
    say('headline, first: best line right', {fl: best_right(d, 'title', 'p0') for fl, d in X.items()})
    models['body'] = stage(D, 'B', 'y', lambda fl, d: np.ones(len(d['y']), bool), lambda d: d['w'] + 1e-9, BODY, 160, 'p'); say('body')
    for d in D.values():
        d['C'] = np.hstack([d['B'], np.vstack([around(quantised(d['p'][pos:pos + len(ix)]), d['nw'][pos:pos + len(ix)]) for _, ix, pos in d['pages'] if ix]), agreement(d, d['pages'])])
    for head, rounds in (('title', 120), ('date', 100), ('byline', 100)):
        models[head] = stage(D, 'C', head, lambda fl, d: d['has_' + head] & d['short'], one, HEAD, rounds, 'p_' + head)
        say(head, 'best line right', {fl: best_right(d, head, 'p_' + head) for fl, d in D.items()})
    packed = lambda w: len(vocab).to_bytes(2, 'little') + b''.join(int(k).to_bytes(4, 'little') for k in vocab) + w.astype(np.int8).tobytes()
    parts = lambda k: {'words': packed(weights[k]), **{name: forest_bytes(m[k]) for name, m in models.items()}}
    if o.table: table(o.table, parts(K)); say('table written')
    if o.folds:
        os.makedirs(o.folds, exist_ok=True)
        for k in range(K): binary(os.path.join(o.folds, f'{k}.table'), parts(k))
        json.dump({fl: {name: fold(d['gold'][name]['site']) for name, _, _ in d['pages'] if name in d['gold']} for fl, d in D.items()},
                  open(os.path.join(o.folds, 'folds.json'), 'w'))
    if o.dump:
        import pickle; pickle.dump({fl: {k: d[k] for k in ('p', 'p0', 'p_title', 'p_date', 'p_byline', 'pages', 'n', 'gold', 'text', 'title', 'date', 'byline', 'short', 'C', 'f', 'has_title')} for fl, d in D.items()}, open(o.dump, 'wb'), protocol=4)


if __name__ == '__main__': main()
