"""Makes golden values of CIDEr-D, written out in plain Python from the definition in coco-caption (cider_scorer.py): document frequencies by
picture, n-grams of one to four words, the clipped product, the Gaussian of lengths in bigrams, times ten.

usage: python3 make_cider.py [folder]
"""
import json
import math
import os
import random
import sys
from collections import Counter

FOLDER = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
SEED = 20261130


def ngrams(words):
    return Counter(tuple(words[i : i + n]) for n in range(1, 5) for i in range(len(words) - n + 1))


def cider_d(captions, references):
    frequency = Counter()
    for own in references:
        frequency.update({gram for text in own for gram in ngrams(text.split())})
    pictures = math.log(len(references))

    def vector(text):
        counts = ngrams(text.split())
        weights = [{}, {}, {}, {}]
        for gram, count in counts.items():
            weights[len(gram) - 1][gram] = count * (pictures - math.log(max(1.0, frequency[gram])))
        norms = [math.sqrt(sum(x * x for x in order.values())) for order in weights]
        return weights, norms, sum(count for gram, count in counts.items() if len(gram) == 2)

    scores = []
    for caption, own in zip(captions, references):
        mine, my_norms, my_length = vector(caption)
        total = 0.0
        for text in own:
            theirs, their_norms, their_length = vector(text)
            for n in range(4):
                value = sum(min(x, theirs[n].get(gram, 0)) * theirs[n].get(gram, 0) for gram, x in mine[n].items())
                if my_norms[n] * their_norms[n] != 0:
                    value /= my_norms[n] * their_norms[n]
                total += value * math.exp(-((my_length - their_length) ** 2) / (2 * 6.0**2)) / 4
        scores.append(10 * total / len(own))
    return scores


random.seed(SEED)
WORDS = "a red blue large small circle square cross above below 원 위에 있다".split()
references = [[" ".join(random.choices(WORDS, k=random.randint(1, 9))) for _ in range(random.randint(1, 4))] for _ in range(12)]
captions = [random.choice(own) if i % 3 == 0 else " ".join(random.choices(WORDS, k=random.randint(0, 9))) for i, own in enumerate(references)]
case = {"captions": captions, "references": references, "scores": cider_d(captions, references)}
with open(os.path.join(FOLDER, "cider.json"), "w", encoding="utf-8") as file:
    head = {"origin": "test/golden/make_cider.py", "seed": SEED}
    file.write(json.dumps({**head, "cases": [case]}, ensure_ascii=False) + "\n")
