"""The peers of bench/embeddings.ts: gensim trains, and judges vectors of anybody.

train <corpus> <vectors> <algorithm> <dimensions> <epochs> <workers> <seed>: prints JSON with raw words a second, by the clock and by CPU
judge <wordsim folder> <vectors>...: prints JSON, for each file the Spearman correlations with WordSim-353 and SimLex-999
overlap <vectors>...: prints JSON, for each pair of files the mean share of common words among the 10 nearest, by rank of the word
"""
import itertools
import json
import os
import resource
import sys
import time
import numpy as np
from gensim.models import KeyedVectors, Word2Vec

BANDS = [(0, 500), (500, 2000), (2000, 8000)]


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def train(corpus, target, algorithm, dimensions, epochs, workers, seed):
    alpha = 0.025 if algorithm == "skip-gram" else 0.05
    model = Word2Vec(vector_size=int(dimensions), window=5, min_count=5, workers=int(workers), sg=int(algorithm == "skip-gram"),
                     negative=5, sample=1e-3, seed=int(seed), alpha=alpha, min_alpha=1e-4)
    model.build_vocab(corpus_file=corpus)
    start, used = time.time(), cpu()
    _, raw = model.train(corpus_file=corpus, total_words=model.corpus_total_words, total_examples=model.corpus_count, epochs=int(epochs))
    seconds, used = time.time() - start, cpu() - used
    model.wv.save_word2vec_format(target)
    print(json.dumps({"words": raw, "perSecond": raw / seconds, "perCpuSecond": raw / used}))


def judge(folder, *files):
    tests = {"wordsim353": "wordsim353.tsv", "simlex999": "simlex999.txt"}
    for file in files:
        vectors = KeyedVectors.load_word2vec_format(file)
        found = {}
        for name, test in tests.items():
            _, spearman, unknown = vectors.evaluate_word_pairs(os.path.join(folder, test))
            found[name] = {"spearman": float(spearman[0]), "unknownPercent": unknown}
        print(json.dumps({"file": file, **found}))


def nearest(file):
    vectors = KeyedVectors.load_word2vec_format(file)
    matrix = vectors.get_normed_vectors()
    rows = {}
    for low, high in BANDS:
        for start in range(low, min(high, len(matrix)), 500):
            stop = min(start + 500, high, len(matrix))
            scores = matrix[start:stop] @ matrix[:30000].T
            best = np.argpartition(-scores, 11, axis=1)[:, :11]
            for row, found in zip(range(start, stop), best):
                rows[vectors.index_to_key[row]] = {vectors.index_to_key[i] for i in found if i != row}
    return vectors.index_to_key, rows


def overlap(*files):
    opened = {file: nearest(file) for file in files}
    for a, b in itertools.combinations(files, 2):
        (order, left), (_, right) = opened[a], opened[b]
        shares = []
        for low, high in BANDS:
            words = [word for word in order[low:high] if word in left and word in right]
            shares.append(float(np.mean([len(left[word] & right[word]) / 10 for word in words])) if words else None)
        print(json.dumps({"a": a, "b": b, "shares": shares}))


{"train": train, "judge": judge, "overlap": overlap}[sys.argv[1]](*sys.argv[2:])
