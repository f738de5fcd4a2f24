"""Writes numberFigures.json: correlations of SciPy, errors, ridge regression and Matthews' correlation of scikit-learn.

usage: python3 make_sklearn_numbers.py [folder]
"""
import json
import os
import random
import sys

import numpy
import scipy
import sklearn
from scipy.stats import pearsonr, spearmanr
from sklearn.linear_model import Ridge
from sklearn.metrics import f1_score, matthews_corrcoef, mean_absolute_error, mean_squared_error

FOLDER = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
random.seed(3)


def figures(name, right, given):
    return {
        "name": name, "right": right, "given": given,
        "pearson": float(pearsonr(given, right)[0]), "spearman": float(spearmanr(given, right)[0]),
        "meanSquaredError": float(mean_squared_error(right, given)),
        "rootMeanSquaredError": float(mean_squared_error(right, given) ** 0.5),
        "meanAbsoluteError": float(mean_absolute_error(right, given)),
    }


noisy = [random.gauss(0, 1) for _ in range(40)]
cases = [
    figures("noisy", noisy, [y + random.gauss(0, 0.7) for y in noisy]),
    figures("with ties", [float(i % 5) for i in range(30)], [float((i * 7) % 6) / 2 for i in range(30)]),
    figures("far from 0", [1e6 + i for i in range(12)], [1e6 + (i * 5) % 12 for i in range(12)]),
    figures("falling", [1.0, 2.0, 4.0, 8.0], [-1.0, -3.0, -2.0, -9.0]),
]
rows = [[(random.random() if random.random() < 0.4 else 0.0) for _ in range(6)] for _ in range(25)]
numbers = [3 + sum(row[:3]) - 2 * row[4] + random.gauss(0, 0.1) for row in rows]
fits = []
for alpha in (0.0, 1.0, 10.0):
    model = Ridge(alpha=alpha, solver="cholesky", tol=1e-12).fit(numpy.array(rows), numpy.array(numbers))
    fits.append({"alpha": alpha, "coefficients": model.coef_.tolist(), "intercept": float(model.intercept_)})
labelled = []
for classes in (2, 3, 5):
    actual = [random.randrange(classes) for _ in range(60)]
    predicted = [y if random.random() < 0.6 else random.randrange(classes) for y in actual]
    labelled.append({
        "classes": classes, "actual": actual, "predicted": predicted,
        "matthews": float(matthews_corrcoef(actual, predicted)),
        "f1": float(f1_score(actual, predicted, average=None)[-1]),
    })
head = {"origin": "test/golden/make_sklearn_numbers.py", "scipy": scipy.__version__, "sklearn": sklearn.__version__}
content = {**head, "cases": cases, "labelled": labelled, "ridge": {"rows": rows, "numbers": numbers, "fits": fits}}
with open(os.path.join(FOLDER, "numberFigures.json"), "w", encoding="utf-8", newline="\n") as file:
    file.write(json.dumps(content, indent=1) + "\n")
