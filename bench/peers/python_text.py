"""What `nlp-lab tokenize` and `corpus stats` do, as one writes it in plain Python: words and marks with their counts and places; or words,
n-grams, lengths, duplicates and labels of a table.

usage: python_text.py tokenize FILE | stats TABLE.tsv    columns id, document, label
"""
import re
import sys
from collections import Counter

WORD = re.compile(r"\w+|[^\w\s]")


def tokenize(name):
    counts, tokens, unknown = Counter(), [], 0
    with open(name, encoding="utf8") as file:
        for line in file:
            found = [(match.group(), match.start(), match.end()) for match in WORD.finditer(line)]
            counts.update(token for token, _, _ in found)
            tokens.append(found)
    ids = {token: i for i, (token, _) in enumerate(counts.most_common(20_000), 4)}
    for found in tokens:
        unknown += sum(token not in ids for token, _, _ in found)
    print(f"{sum(counts.values())} tokens, {len(counts)} different ones, {unknown} unknown")


def stats(name):
    words, ngrams, labels, lengths, seen, again, characters = Counter(), Counter(), Counter(), Counter(), set(), 0, 0
    with open(name, encoding="utf8", newline="\n") as file:
        next(file)
        for line in file:
            _, text, label = line.rstrip("\n").split("\t")
            found = text.split()
            words.update(found)
            for n in (2, 3):
                ngrams.update(zip(*(found[i:] for i in range(n))))
            labels[label] += 1
            lengths[len(found)] += 1
            characters += len(text)
            again += text in seen
            seen.add(text)
    print(f"{sum(words.values())} words, {len(words)} different ones, {len(ngrams)} n-grams, {again} duplicates")


{"tokenize": tokenize, "stats": stats}[sys.argv[1]](sys.argv[2])
