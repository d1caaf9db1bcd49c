#!/usr/bin/env python3
"""The commands of documents as a shell script. usage: blocks.py KIND FILE...

KIND is `sh` for what runs in a folder of its own, `sh system` for what runs as root on a machine of its own.
"""
import re, sys

kind, files = sys.argv[1], sys.argv[2:]
for name in files:
    text = open(name, encoding="utf-8").read()
    for number, block in enumerate(re.findall(rf"^```{kind}\n(.*?)^```$", text, re.S | re.M), 1):
        print(f"echo '== {name}, block {number}'\n{block}")
