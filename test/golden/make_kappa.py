"""Makes kappa.json: Cohen's kappa by scikit-learn, its standard error and interval by statsmodels.

usage: python3 make_kappa.py [folder]    (scikit-learn, statsmodels)
"""
import json
import sys
from pathlib import Path

import numpy as np
import sklearn
import statsmodels
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import cohens_kappa

SEED = 1800
random = np.random.default_rng(SEED)

TABLES = [
    [[75, 1, 4], [5, 4, 1], [0, 0, 10]],  # Fleiss, Levin and Paik 2003, table 18.1
    [[20, 5], [10, 15]],
    [[45, 15], [25, 15]],
    [[0, 9], [7, 0]],
    [[10, 0, 0], [0, 5, 0], [0, 0, 1]],
    [[30, 2, 0], [0, 0, 0], [1, 0, 3]],
    random.integers(0, 40, (5, 5)).tolist(),
    (random.integers(0, 5, (8, 8)) + np.diag(random.integers(20, 60, 8))).tolist(),
]


def case(table):
    first, other = [], []
    for i, row in enumerate(table):
        for j, count in enumerate(row):
            first += [i] * count
            other += [j] * count
    found = cohens_kappa(np.array(table))
    return {
        "counts": table, "kappa": float(cohen_kappa_score(first, other)), "standardError": float(found.std_kappa),
        "low": float(found.kappa_low), "high": float(found.kappa_upp),
    }


made = f"scikit-learn {sklearn.__version__}, statsmodels {statsmodels.__version__}, seed {SEED}"
lines = ",\n".join(json.dumps(case(table)) for table in TABLES)
folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
(folder / "kappa.json").write_text(f'{{"made": {json.dumps(made)}, "cases": [\n{lines}\n]}}\n')
