#!/usr/bin/env python3
"""Measure the whole reader on sites that its weights have not seen.

  evaluate.py BENCH FOLDS PROBE SCORE [FLAVOUR...]

BENCH: as for train.py; FOLDS: what train.py --folds wrote; PROBE: the probe's binary; SCORE: the folder of the scorers,
score_extract.py and score_multi.py. Each page is read by the weights of the fold that holds its site, rules and all.
"""
import json, os, subprocess, sys, tempfile

bench, folds, probe, score = sys.argv[1:5]
pages = json.load(open(os.path.join(folds, 'folds.json')))
for flavour in sys.argv[5:] or ['chrome', 'inscriptis', 'main', 'multi']:
    folder = os.path.join(bench, 'multi/txt' if flavour == 'multi' else 'extract/' + flavour)
    gold = os.path.join(bench, 'multi/gold.jsonl' if flavour == 'multi' else
                        'extract/gold_main.jsonl' if flavour == 'main' else 'extract/gold.jsonl')
    out = os.path.join(folds, flavour + '.jsonl')
    with open(out, 'wb') as f:
        for k in range(5):
            names = '\n'.join(n for n, fold in pages[flavour].items() if fold == k) + '\n'
            f.write(subprocess.run([probe, 'read', os.path.join(folds, f'{k}.table'), folder], input=names.encode(),
                                   stdout=subprocess.PIPE, check=True).stdout)
    script = 'score_multi.py' if flavour == 'multi' else 'score_extract.py'
    print(flavour, subprocess.run([sys.executable, os.path.join(score, script), gold, out], stdout=subprocess.PIPE, check=True).stdout.decode(), flush=True)
