"""Writes severalLabels.json: figures of scikit-learn for texts with several labels, random and degenerate."""
import json
import os
import random

import sklearn
from sklearn.metrics import accuracy_score, f1_score, hamming_loss, log_loss, precision_recall_fscore_support

random.seed(1)


def case(name, targets, probabilities, thresholds):
    given = [[int(p >= t) for p, t in zip(row, thresholds)] for row in probabilities]
    precision, recall, f1, support = precision_recall_fscore_support(targets, given, average=None, zero_division=0)
    flat = [value for row in targets for value in row]
    shares = [value for row in probabilities for value in row]
    return {
        "name": name, "targets": targets, "probabilities": probabilities, "thresholds": thresholds, "given": given,
        "accuracy": accuracy_score(targets, given),
        "microF1": f1_score(targets, given, average="micro", zero_division=0),
        "macroF1": f1_score(targets, given, average="macro", zero_division=0),
        "hammingLoss": hamming_loss(targets, given),
        "loss": log_loss(flat, shares, labels=[0, 1]),
        "precision": precision.tolist(), "recall": recall.tolist(), "f1": f1.tolist(), "support": support.tolist(),
    }


def drawn(texts, labels, right):
    targets = [[int(random.random() < 0.3) for _ in range(labels)] for _ in range(texts)]
    sure = lambda target: target if random.random() < right else 1 - target
    return targets, [[0.1 + 0.6 * sure(target) + 0.2 * random.random() for target in row] for row in targets]


cases = [
    case("three labels", *drawn(100, 3, 0.8), [0.5, 0.5, 0.5]),
    case("thresholds of their own", *drawn(80, 4, 0.7), [0.2, 0.75, 0.5, 0.9]),
    case("nothing given", [[1, 0], [0, 1], [0, 0]], [[0.1, 0.2], [0.3, 0.1], [0.2, 0.2]], [0.5, 0.5]),
    case("everything given", [[1, 0], [0, 1], [0, 0]], [[0.9, 0.8], [0.7, 0.9], [0.8, 0.8]], [0.5, 0.5]),
    case("all right", [[1, 0, 1], [0, 0, 0]], [[0.9, 0.1, 0.8], [0.2, 0.1, 0.4]], [0.5, 0.5, 0.5]),
    case("a label that no text has", [[1, 0], [1, 0]], [[0.9, 0.1], [0.2, 0.1]], [0.5, 0.5]),
]
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "severalLabels.json"), "w") as file:
    json.dump({"origin": "scikit-learn " + sklearn.__version__, "cases": cases}, file)
    file.write("\n")
