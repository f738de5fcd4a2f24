"""Writes vectors.json: queries and evaluations of gensim, PCA and trustworthiness of scikit-learn, Procrustes of SciPy."""
import base64, json, os, tempfile
import gensim, numpy as np, scipy, sklearn
from gensim.models import KeyedVectors
from scipy.linalg import orthogonal_procrustes
from sklearn.decomposition import PCA
from sklearn.manifold import trustworthiness

random = np.random.RandomState(7)
here = os.path.dirname(os.path.abspath(__file__))

def tensor(array):
    array = np.asarray(array, dtype=np.float64)
    return {"shape": list(array.shape), "data": base64.b64encode(array.astype("<f8").tobytes()).decode()}

# Words in groups with a common offset, so that analogies hold sometimes; some words in several cases.
kinds = ["king", "queen", "man", "woman", "prince", "princess", "Paris", "paris", "PARIS", "France", "Rome", "Italy"]
words = kinds + ["w%d" % i for i in range(200)] + ["Königin", "서울", "한국"]
base = random.randn(len(words), 16).astype(np.float32)
gender = random.randn(16).astype(np.float32)
royal = random.randn(16).astype(np.float32)
place = {w: i for i, w in enumerate(words)}
for w, parts in {"king": (royal, -gender), "queen": (royal, gender), "man": (-gender,), "woman": (gender,),
                 "prince": (royal, -gender), "princess": (royal, gender)}.items():
    base[place[w]] = 0.6 * base[place[w]] + sum(2 * part for part in parts)
for i in range(0, 200, 4):  # w(i) : w(i+1) as w(i+2) : w(i+3), more or less
    a, b, c, d = (place["w%d" % (i + j)] for j in range(4))
    base[d] = base[b] - base[a] + base[c] + (0.2 + i / 100) * random.randn(16)
vectors = KeyedVectors(16)
vectors.add_vectors(words, base)

pairs = ["# word pairs", "Word 1\tWord 2\tHuman"]
for i in range(60):
    a, b = random.choice(len(words), 2, replace=False)
    judgement = round(float(5 + 4 * vectors.similarity(words[a], words[b]) + random.randn()), 1)
    pairs.append("%s\t%s\t%s" % (words[a].upper() if i % 7 == 0 else words[a], words[b], judgement))
pairs += ["king\tunknownword\t3.0", "absent\tmissing\t1.5", "broken line", "königin\tseoul\t2", "paris\tFRANCE\t8.25"]
questions = [": family", "king queen man woman", "man woman king queen", "prince princess king queen", "king man queen woman"]
questions += [": numbered"] + ["w%d w%d w%d w%d" % (i, i + 1, i + 2, i + 3) for i in range(0, 200, 4)]
questions += [": odd", "Paris France Rome Italy", "paris france rome italy", "one two three", "king queen man nobody", "서울 한국 Paris France"]

def write(lines):
    path = tempfile.mktemp()
    with open(path, "w", encoding="utf8") as file:
        file.write("\n".join(lines) + "\n")
    return path

evaluations = []
for restrict in (300000, 170, 110):
    for ignore_case in (True, False):
        for dummy in (False, True):
            options = dict(restrict_vocab=restrict, case_insensitive=ignore_case, dummy4unknown=dummy)
            pearson, spearman, oov = vectors.evaluate_word_pairs(write(pairs), **options)
            score, sections = vectors.evaluate_word_analogies(write(questions), **options)
            evaluations.append({
                "restrictVocabulary": restrict, "ignoreCase": ignore_case, "unknown": "zero" if dummy else "skip",
                "pearson": [float(x) for x in pearson], "spearman": [float(x) for x in spearman], "unknownPercent": oov,
                "accuracy": float(score),
                "sections": [[s["section"], len(s["correct"]), len(s["correct"]) + len(s["incorrect"])] for s in sections[:-1]],
            })

def listed(found):
    return [[word, float(value)] for word, value in found]

queries = {
    "neighbors": {w: listed(vectors.most_similar(w, topn=8)) for w in ("king", "w17", "서울")},
    "add": listed(vectors.most_similar(positive=["queen", "man"], negative=["king"], topn=8)),
    "multiply": listed(vectors.most_similar_cosmul(positive=["queen", "man"], negative=["king"], topn=8)),
    "arithmetic": listed(vectors.most_similar(positive=[("w1", 0.5), ("w2", 2.0)], negative=[("w3", -1.5)], topn=8)),
    "odd": {"words": ["king", "queen", "prince", "w50"], "answer": vectors.doesnt_match(["king", "queen", "prince", "w50"])},
    "similarity": float(vectors.similarity("king", "queen")),
    "textSimilarity": float(vectors.n_similarity(["king", "man", "w5"], ["queen", "woman"])),
}

points = random.randn(90, 7) @ random.randn(7, 7)
pca = PCA(n_components=3, svd_solver="full").fit(points.astype(np.float32).astype(np.float64))
mapped = pca.transform(points.astype(np.float32).astype(np.float64))
noise = random.randn(90, 2)
trust = [{"neighbors": k, "map": name, "value": float(trustworthiness(points.astype(np.float32), m, n_neighbors=k))}
         for k in (1, 5, 12, 30) for name, m in (("pca", mapped[:, :2]), ("noise", noise))]
a, b = random.randn(40, 6), random.randn(40, 8)
rotation, _ = orthogonal_procrustes(b[:, :6], a)

with open(os.path.join(here, "vectors.json"), "w", encoding="utf8") as file:
    json.dump({
        "origin": "gensim %s, scikit-learn %s, SciPy %s" % (gensim.__version__, sklearn.__version__, scipy.__version__),
        "cases": [], "words": words, "vectors": tensor(base), "pairs": pairs, "questions": questions,
        "evaluations": evaluations, "queries": queries,
        "pca": {"points": tensor(points.astype(np.float32)), "positions": tensor(mapped), "explained": pca.explained_variance_ratio_.tolist()},
        "trustworthiness": {"noise": tensor(noise), "values": trust},
        "procrustes": {"a": tensor(a), "b": tensor(b[:, :6]), "rotation": tensor(rotation)},
    }, file, ensure_ascii=False)
