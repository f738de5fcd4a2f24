"""Writes classification.json: figures of scikit-learn for random and degenerate predictions."""
import json, os, random
import sklearn
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score, precision_recall_fscore_support

random.seed(1)

def case(name, classes, actual, predicted):
    labels = list(range(classes))
    precision, recall, f1, support = precision_recall_fscore_support(actual, predicted, labels=labels, zero_division=0)
    return {
        "name": name, "classes": classes, "actual": actual, "predicted": predicted,
        "accuracy": accuracy_score(actual, predicted),
        "macroF1": f1_score(actual, predicted, average="macro", zero_division=0),
        "precision": precision.tolist(), "recall": recall.tolist(), "f1": f1.tolist(), "support": support.tolist(),
        "confusion": confusion_matrix(actual, predicted, labels=labels).tolist(),
    }

def noisy(classes, count, right):
    actual = [random.randrange(classes) for _ in range(count)]
    return actual, [a if random.random() < right else random.randrange(classes) for a in actual]

cases = [
    case("binary", 2, *noisy(2, 200, 0.7)),
    case("five classes", 5, *noisy(5, 300, 0.5)),
    case("all right", 3, [0, 1, 2, 0], [0, 1, 2, 0]),
    case("all wrong", 2, [0, 0, 1], [1, 1, 0]),
    case("one class never predicted", 3, [0, 1, 2, 2], [0, 1, 1, 0]),
    case("one class predicted but absent", 3, [0, 1, 1], [0, 2, 1]),
    case("one class neither predicted nor present", 3, [0, 1, 1], [0, 0, 1]),
    case("everything in one class", 4, [0, 1, 2, 3, 3], [3, 3, 3, 3, 3]),
    case("one example", 2, [1], [1]),
]
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "classification.json"), "w") as file:
    json.dump({"origin": "scikit-learn " + sklearn.__version__, "cases": cases}, file)
