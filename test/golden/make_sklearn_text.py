"""Writes vectorizers.json and linear.json: vectors and classical models of scikit-learn on small made-up corpora."""
import json, os, random, re, unicodedata
import numpy, sklearn
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import MultinomialNB
from sklearn.svm import LinearSVC

here = os.path.dirname(os.path.abspath(__file__))
random.seed(1)
origin = f"scikit-learn {sklearn.__version__}, NumPy {numpy.__version__}"

odd = [
    "The film was good, and the end was very good indeed!", "A dull, dull film; I don't like it.",
    "영화 정말 재미있어요 ㅋㅋㅋ 영화 또 보고 싶다", "이 영화 진짜 별로 였다. 별로!", "", "   \t ", "a b c d",
    "İstanbul'da DİYARBAKIR ve İZMİR", "ΟΔΥΣΣΕΥΣ ΣΟΦΟΣ ὈΔΥΣΣΕΎΣ", "cafe\u0301 café naïve nai\u0308ve",
    "x_1 x_2 __init__ snake_case 3.14 2nd ½ Ⅷ ٣٤", "emoji 😀😀 𝒜𝒷𝒸 𝟘𝟙 \ud7a4 \uff21\uff22", "日本語 テキスト です。 中文",
    "tab\tand\nnew line\r\nand\u00a0no-break\u3000wide", "mail@example.org http://x.y/z?q=1&r=2", "good good good bad",
]
syllables = "ka to mi re su no la pe vi do za fu".split()
words = [a + b for a in syllables for b in syllables]

def made(count, seed):
    r = random.Random(seed)
    return [" ".join(words[int(len(words) * r.random() ** 2)] for _ in range(r.randrange(1, 15))) for _ in range(count)]

corpora = {"odd": odd, "made": made(300, 7)}

def rows(matrix):
    matrix = matrix.tocsr().copy()
    matrix.sort_indices()
    return {"shape": list(matrix.shape), "starts": matrix.indptr.tolist(), "indices": matrix.indices.tolist(),
            "values": [float(v) for v in matrix.data]}

def vector_case(corpus, **options):
    """Counts, then tf-idf, of a corpus; `unseen` is the other corpus in the same vocabulary."""
    count_keys = ("ngram_range", "min_df", "max_df", "max_features", "token_pattern", "lowercase")
    counting = {k: v for k, v in options.items() if k in count_keys}
    weighted = TfidfVectorizer(**options)
    counts = CountVectorizer(**counting)
    c, t = counts.fit_transform(corpora[corpus]), weighted.fit_transform(corpora[corpus])
    return {"corpus": corpus, "options": options, "features": counts.get_feature_names_out().tolist(),
            "counts": rows(c), "tfidf": rows(t), "unseen": rows(weighted.transform(odd[:4] + corpora["made"][:20]))}

vector_cases = [vector_case("odd"), vector_case("odd", lowercase=False), vector_case("odd", token_pattern=r"(?u)\b\w+\b"),
    vector_case("odd", token_pattern=r"\w+(?:'\w+)?|[^\w\s]"),
    vector_case("odd", token_pattern=r"(?u)(\w+)@"), vector_case("odd", ngram_range=(1, 3)),
    vector_case("odd", ngram_range=(2, 2), sublinear_tf=True), vector_case("odd", norm="l1"),
    vector_case("odd", norm=None, smooth_idf=False), vector_case("odd", use_idf=False), vector_case("odd", min_df=2),
    vector_case("made", min_df=3, max_df=0.2), vector_case("made", min_df=0.02, max_df=60),
    vector_case("made", ngram_range=(1, 2), max_features=100, sublinear_tf=True),
    vector_case("made", ngram_range=(1, 2), min_df=2, max_features=333), vector_case("made", max_features=17)]
for case in vector_cases:
    if case["options"].get("norm", "l2") is None: case["options"]["norm"] = "none"

# Keras' Tokenizer, written out from its documented rules (Keras itself is not needed to run this).
def keras_words(text, filters='!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n'):
    return [w for w in text.lower().translate({ord(c): " " for c in filters}).split(" ") if w]

def keras_case(num_words, oov):
    texts = [t for t in odd + corpora["made"][:30]]
    unseen = ["good film about nothing", "kaka kato unseen"]
    counts, docs = {}, {}
    for text in texts:
        for w in keras_words(text): counts[w] = counts.get(w, 0) + 1
        for w in set(keras_words(text)): docs[w] = docs.get(w, 0) + 1
    order = ([oov] if oov else []) + [w for w, _ in sorted(counts.items(), key=lambda p: -p[1])]
    index = dict(zip(order, range(1, len(order) + 1)))
    def sequence(text):
        out = []
        for w in keras_words(text):
            i = index.get(w)
            if i is None or (num_words and i >= num_words):
                if oov: out.append(index[oov])
            else: out.append(i)
        return out
    columns = num_words or len(index) + 1
    index_docs = {index[w]: d for w, d in docs.items()}
    matrices = {}
    for mode in ("binary", "count", "freq", "tfidf"):
        m = numpy.zeros((len(texts + unseen), columns))
        for r, text in enumerate(texts + unseen):
            s = sequence(text)
            for j in set(s):
                if j >= columns: continue
                c = s.count(j)
                m[r, j] = {"binary": 1, "count": c, "freq": c / len(s),
                           "tfidf": (1 + numpy.log(c)) * numpy.log(1 + len(texts) / (1 + index_docs.get(j, 0)))}[mode]
        from scipy.sparse import csr_matrix
        matrices[mode] = rows(csr_matrix(m))
    return {"numWords": num_words or 0, "oovToken": oov, "texts": texts, "unseen": unseen,
            "wordIndex": list(index.items()), "sequences": [sequence(t) for t in texts + unseen], "matrices": matrices}

def one_hot_case(max_length):
    """The rows of to_categorical(pad_sequences(..., padding="post", truncating="post")) of each text, laid end to end;
    index 0, the filling, left out. Entries as (place from 1, word), features in the order of scikit-learn's vocabulary."""
    texts = odd + corpora["made"][:10]
    cut = [re.findall(r"\w+", t.lower())[:max_length] for t in texts]
    names = sorted({w for ws in cut for w in ws})
    index = {w: i + 1 for i, w in enumerate(names)}
    padded = numpy.zeros((len(texts), max_length), dtype=int)
    for r, ws in enumerate(cut): padded[r, : len(ws)] = [index[w] for w in ws]
    flat = numpy.eye(len(names) + 1)[padded]
    flat[:, :, 0] = 0
    flat = flat.reshape(len(texts), -1)
    labels = [f"{c // (len(names) + 1) + 1}:{names[c % (len(names) + 1) - 1]}" for c in range(flat.shape[1])]
    used = sorted((c for c in range(flat.shape[1]) if flat[:, c].any()), key=lambda c: labels[c])
    from scipy.sparse import csr_matrix
    return {"texts": texts, "maxLength": max_length, "features": [labels[c] for c in used], "rows": rows(csr_matrix(flat[:, used]))}

def ranges(test):
    """[first, last] of the code points that pass, by rising value."""
    out = []
    for cp in range(0x110000):
        if 0xD800 <= cp < 0xE000 or not test(chr(cp)): continue
        if out and out[-1][1] == cp - 1: out[-1][1] = cp
        else: out.append([cp, cp])
    return out

with open(os.path.join(here, "vectorizers.json"), "w") as file:
    json.dump({"origin": origin, "corpora": corpora, "cases": vector_cases,
               "keras": [keras_case(None, None), keras_case(10, None), keras_case(10, "<OOV>"), keras_case(None, "good")],
               "oneHot": one_hot_case(6),
               "unicode": unicodedata.unidata_version, "word": ranges(lambda c: re.match(r"\w", c)),
               "space": ranges(lambda c: re.match(r"\s", c)), "digit": ranges(lambda c: re.match(r"\d", c)),
               "unassigned": ranges(lambda c: unicodedata.category(c) == "Cn")}, file)

# Classical models: texts of a class prefer some words.
def labelled(count, classes, seed):
    r = random.Random(seed)
    texts, ids = [], []
    for _ in range(count):
        k = r.randrange(classes)
        pool = words[k * 12 : k * 12 + 30] + words[:40]
        texts.append(" ".join(r.choice(pool) for _ in range(r.randrange(3, 12))))
        ids.append(k)
    return texts, ids

def nb_svm(x, y, classes, C, alpha, beta):
    """Wang and Manning 2012, one class against the rest; one output where there are two classes."""
    x = (x > 0).astype(float)
    weights, intercepts = [], []
    for k in ([1] if classes == 2 else range(classes)):
        positive = numpy.asarray(y) == k
        p = alpha + numpy.asarray(x[positive].sum(axis=0)).ravel()
        q = alpha + numpy.asarray(x[~positive].sum(axis=0)).ravel()
        r = numpy.log((p / p.sum()) / (q / q.sum()))
        svm = LinearSVC(C=C, tol=1e-9, max_iter=100000).fit(x.multiply(r).tocsr(), positive)
        w = svm.coef_[0]
        mean = numpy.abs(w).sum() / len(w)
        weights.append(r * ((1 - beta) * mean + beta * w))
        prior = numpy.log(positive.sum() / (~positive).sum())
        intercepts.append((1 - beta) * mean * prior + beta * svm.intercept_[0])
    return numpy.array(weights), numpy.array(intercepts)

def linear_case(classes, seed, C, alpha):
    texts, y = labelled(160, classes, seed)
    vectorizer = TfidfVectorizer(ngram_range=(1, 2), min_df=2)
    x = vectorizer.fit_transform(texts)
    counts = CountVectorizer(ngram_range=(1, 2), min_df=2).fit_transform(texts)
    bayes = MultinomialNB(alpha=alpha).fit(counts, y)
    svm = LinearSVC(C=C, tol=1e-9, max_iter=100000).fit(x, y)
    logistic = LogisticRegression(C=C, tol=1e-10, max_iter=1000, solver="newton-cg").fit(x, y)
    weights, intercepts = nb_svm(counts, y, classes, C, alpha, 0.25)
    model = lambda w, b: {"coefficients": numpy.asarray(w).tolist(), "intercept": numpy.asarray(b).tolist()}
    return {"classes": classes, "C": C, "alpha": alpha, "y": y, "counts": rows(counts), "tfidf": rows(x),
            "bayes": {**model(bayes.feature_log_prob_, bayes.class_log_prior_), "logProbabilities": bayes.predict_log_proba(counts).tolist()},
            "svm": model(svm.coef_, svm.intercept_),
            "logistic": {**model(logistic.coef_, logistic.intercept_), "logProbabilities": logistic.predict_log_proba(x).tolist()},
            "nbSvm": model(weights, intercepts)}

with open(os.path.join(here, "linear.json"), "w") as file:
    json.dump({"origin": origin, "cases": [linear_case(2, 1, 1, 1), linear_case(2, 2, 10, 0.1), linear_case(4, 3, 1, 0.5),
                                            linear_case(3, 4, 0.1, 1)]}, file)
