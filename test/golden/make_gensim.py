"""Writes embedding-tables.json: sampling tables, Huffman codes and n-gram hashes of gensim."""
import json
import os
import random
import gensim
from gensim.models import Word2Vec
from gensim.models.fasttext_inner import ft_hash_bytes, compute_ngrams_bytes

random.seed(4)
BUCKETS = 2000


def tables(counts, sample):
    model = Word2Vec(min_count=1, hs=1, negative=5, sample=sample, vector_size=2)
    model.build_vocab_from_freq({f"w{i}": count for i, count in enumerate(counts)})
    words = range(len(model.wv))
    return {
        "sample": sample,
        "counts": [int(model.wv.get_vecattr(i, "count")) for i in words],
        "keep": [int(model.wv.get_vecattr(i, "sample_int")) for i in words],
        "cumulative": [int(value) for value in model.cum_table],
        "codes": ["".join(str(int(bit)) for bit in model.wv.get_vecattr(i, "code")) for i in words],
        "nodes": [[int(node) for node in model.wv.get_vecattr(i, "point")] for i in words],
    }


zipf = [max(1, int(20000 / (rank + 1.7))) for rank in range(400)]
ties = [random.choice([1, 2, 2, 3, 5, 8, 8, 8]) for _ in range(60)]
words = ["a", "of", "where", "naïve", "영화", "재미있었다", "𝒳y", "x" * 30]
golden = {
    "origin": f"gensim {gensim.__version__}",
    "tables": [tables(zipf, 1e-3), tables(zipf, 1e-5), tables(ties, 0.02), tables([9, 4], 1e-3)],
    "ngrams": [
        {"word": word, "min": low, "max": high, "buckets": BUCKETS,
         "rows": [int(ft_hash_bytes(ngram) % BUCKETS) for ngram in compute_ngrams_bytes(word, low, high)]}
        for word in words for low, high in [(3, 6), (1, 2), (2, 3)]
    ],
}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "embedding-tables.json"), "w") as file:
    json.dump(golden, file, ensure_ascii=False, separators=(",", ":"))
