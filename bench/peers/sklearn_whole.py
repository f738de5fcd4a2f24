"""tf-idf and a classical model of scikit-learn as a whole script: both tables read, vectors, fit, test part judged.

usage: sklearn_whole.py TRAIN.tsv TEST.tsv naive-bayes|linear-svm    columns id, document, label
"""
import sys

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import accuracy_score, f1_score
from sklearn.naive_bayes import MultinomialNB
from sklearn.svm import LinearSVC


def read(name):
    with open(name, encoding="utf8", newline="\n") as file:
        rows = [line.rstrip("\n").split("\t") for line in file][1:]
    return [row[1] for row in rows], [row[2] for row in rows]


train, test, model = sys.argv[1:]
(texts, labels), (unseen, right) = read(train), read(test)
vectorizer = TfidfVectorizer(ngram_range=(1, 2), min_df=2, token_pattern=r"(?u)\b\w+\b", lowercase=False)
fitted = {"naive-bayes": MultinomialNB, "linear-svm": LinearSVC}[model]().fit(vectorizer.fit_transform(texts), labels)
found = fitted.predict(vectorizer.transform(unseen))
print(f"accuracy {accuracy_score(right, found):.4f}, macro F1 {f1_score(right, found, average='macro'):.4f}")
