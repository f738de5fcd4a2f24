"""Fits scikit-learn's classical models on a corpus and prints one JSON line: seconds to fit and accuracy of each.
usage: sklearn_linear.py sentence-polarity|nsmc FOLDER ROUNDS"""
import gzip, json, os, statistics, sys, time
import numpy
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import MultinomialNB
from sklearn.svm import LinearSVC

name, folder, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])

def polarity():
    parts = {False: ([], []), True: ([], [])}
    for y, ending in enumerate(["neg", "pos"]):
        with open(os.path.join(folder, "rt-polarity." + ending), encoding="latin1", newline="\n") as file:
            lines = [line.rstrip("\n") for line in file if line.strip()]
        for at, line in enumerate(lines):
            texts, ids = parts[at % 10 == 9]
            texts.append(line); ids.append(y)
    return parts[False], parts[True]

def reviews(part):
    with gzip.open(os.path.join(folder, part + ".tsv.gz"), "rt", encoding="utf8", newline="\n") as file:
        rows = [line.rstrip("\n").rstrip("\r").split("\t") for line in file][1:]
    return [row[1] for row in rows], [int(row[2]) for row in rows]

(train, y), (test, z) = polarity() if name == "sentence-polarity" else (reviews("train"), reviews("test"))
y, z = numpy.array(y), numpy.array(z)
start = time.process_time()
vectorizer = CountVectorizer(ngram_range=(1, 2), min_df=2, token_pattern=r"(?u)\b\w+\b", dtype=numpy.float64)
counts = vectorizer.fit_transform(train)
result = {"counting seconds": time.process_time() - start, "counting accuracy": counts.nnz}
unseen = vectorizer.transform(test)
weigh = TfidfTransformer().fit(counts)
weighted, unseen_weighted = weigh.transform(counts), weigh.transform(unseen)

class NbSvm:
    """Wang and Manning 2012 around LinearSVC."""
    def fit(self, x, y):
        p, q = (1 + numpy.asarray(x[y == k].sum(axis=0)).ravel() for k in (1, 0))
        r = numpy.log(p / p.sum()) - numpy.log(q / q.sum())
        scaled = csr_matrix((x.data * r[x.indices], x.indices, x.indptr), shape=x.shape)
        svm = LinearSVC().fit(scaled, y)
        w = svm.coef_[0]
        mean, prior = numpy.abs(w).mean(), numpy.log((y == 1).sum() / (y == 0).sum())
        self.w, self.b = r * (0.75 * mean + 0.25 * w), 0.75 * mean * prior + 0.25 * svm.intercept_[0]
        return self
    def score(self, x, y):
        return float(((x @ self.w + self.b > 0).astype(int) == y).mean())

for model, make, a, b in [("naive-bayes", MultinomialNB, counts, unseen), ("linear-svm", LinearSVC, weighted, unseen_weighted),
                          ("logistic-regression", LogisticRegression, weighted, unseen_weighted),
                          ("nb-svm", NbSvm, counts.sign(), unseen.sign())]:
    seconds = []
    for _ in range(rounds):
        start = time.process_time()
        fitted = make().fit(a, y)
        seconds.append(time.process_time() - start)
    result[model + " seconds"] = statistics.median(seconds)
    result[model + " accuracy"] = fitted.score(b, z)
print(json.dumps(result))
