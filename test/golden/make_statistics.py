"""Makes statistics.json: tests, intervals, corrections and powers by scipy and statsmodels.

usage: python3 make_statistics.py [folder]    (Debian: python3-scipy, python3-statsmodels)
"""
import json
import sys
from pathlib import Path

import numpy as np
import scipy
import statsmodels
from scipy import special, stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import NormalIndPower, TTestIndPower
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

SEED = 1600
random = np.random.default_rng(SEED)


def tails():
    normal = [{"z": z, "tail": stats.norm.cdf(z)} for z in (-38, -8.5, -3, -1.959963984540054, -0.3, 0, 0.7, 1.5, 2.9, 6)]
    student = [
        {"t": t, "freedom": df, "tail": stats.t.cdf(t, df), "twoSided": 2 * stats.t.sf(abs(t), df)}
        for t in (-40, -2.5, -0.2, 0.9, 3.1) for df in (1, 2.7, 4, 11.3, 300)
    ]
    quantiles = [
        {"probability": q, "freedom": df, "t": stats.t.ppf(q, df)} for q in (0.001, 0.2, 0.8, 0.975) for df in (1, 2, 3.6, 20, 150)
    ]
    binomial = [
        {"most": k, "of": n, "probability": p, "tail": stats.binom.cdf(k, n, p)}
        for k, n, p in ((0, 5, 0.5), (3, 9, 0.5), (70, 180, 0.5), (4, 10, 0.1), (900, 2000, 0.5))
    ]
    beta = [{"x": x, "a": a, "b": b, "value": special.betainc(a, b, x)} for x, a, b in ((0.2, 0.5, 3), (0.9, 40, 2.5), (0.5, 200, 210))]
    return {"normal": normal, "student": student, "quantiles": quantiles, "binomial": binomial, "beta": beta}


def pairs():
    for first, other in ((0, 6), (3, 9), (10, 10), (25, 48), (120, 121), (1, 2)):
        table = [[300, first], [other, 40]]
        corrected = mcnemar(table, exact=False, correction=True)
        yield {
            "firstOnly": first, "otherOnly": other, "exact": mcnemar(table, exact=True).pvalue,
            "corrected": corrected.pvalue, "statistic": corrected.statistic,
        }


def seeds():
    for one, two, shift in ((2, 2, 1), (3, 3, 0.02), (3, 5, 0.01), (5, 4, 0), (10, 10, 0.006), (12, 12, 0.01)):
        a = random.normal(0.8, 0.01, one).round(4)
        b = random.normal(0.8 + shift, 0.02, two).round(4)
        welch = stats.ttest_ind(b, a, equal_var=False)
        compared = CompareMeans(DescrStatsW(b), DescrStatsW(a))
        low, high = compared.tconfint_diff(usevar="unequal")
        va, vb = a.var(ddof=1) / one, b.var(ddof=1) / two
        freedom = (va + vb) ** 2 / (va**2 / (one - 1) + vb**2 / (two - 1))
        permuted = stats.permutation_test(
            (a, b), lambda x, y, axis: np.abs(x.mean(axis=axis) - y.mean(axis=axis)), vectorized=True,
            alternative="greater", n_resamples=np.inf if one < 9 else 200_000, random_state=random)
        pooled = ((one - 1) * a.var(ddof=1) + (two - 1) * b.var(ddof=1)) / (one + two - 2)
        m = one + two - 2
        d = (b.mean() - a.mean()) / np.sqrt(pooled)
        yield {
            "first": a.tolist(), "other": b.tolist(), "t": welch.statistic, "p": welch.pvalue, "freedom": freedom,
            "low": low, "high": high, "permutation": permuted.pvalue, "isExact": one < 9, "d": d,
            "g": d * special.gamma(m / 2) / (np.sqrt(m / 2) * special.gamma((m - 1) / 2)),
        }


def corrections():
    for count in (1, 4, 10):
        ps = (random.random(count) ** 3).round(6)
        yield {"ps": ps.tolist(), "adjusted": multipletests(ps, method="holm")[1].tolist()}


def powers():
    power = TTestIndPower()
    groups = [
        {"effect": d, "count": n, "power": power.power(d, n, 0.05, ratio=1, alternative="two-sided")}
        for d in (0.1, 0.5, 1, 2.5) for n in (2, 3, 8, 30)
    ]
    needed = [
        {"effect": d, "needed": int(np.ceil(power.solve_power(d, None, 0.05, 0.8, ratio=1, alternative="two-sided")))}
        for d in (0.2, 0.4, 0.8, 1.1, 1.7)
    ]
    texts = [
        {"texts": 1000, "difference": d, "error": e, "needed": NormalIndPower().solve_power(d / (e * 1000**0.5), None, 0.05, 0.8, ratio=0)}
        for d, e in ((0.01, 0.008), (0.002, 0.006), (0.3, 0.5))
    ]
    return {"groups": groups, "needed": needed, "texts": texts}


def draws():
    """A difference of F1 on draws that are given, so that nothing is left to a generator."""
    count, resamples = 12, 40
    a, b = (np.column_stack([random.integers(0, 3, count), random.integers(2, 6, count)]) for _ in range(2))
    chosen = random.integers(0, count, (resamples, count))
    f1 = lambda rows: 2 * rows[..., 0].sum(-1) / rows[..., 1].sum(-1)
    differences = f1(b[chosen]) - f1(a[chosen])
    whole = f1(b) - f1(a)
    return {
        "a": a.tolist(), "b": b.tolist(), "chosen": chosen.ravel().tolist(), "draws": resamples, "difference": whole,
        "p": (int((np.abs(differences - differences.mean()) >= abs(whole)).sum()) + 1) / (resamples + 1),
        "error": differences.std(ddof=1), "low": np.sort(differences)[1], "high": np.sort(differences)[39],
    }


def exchanged():
    """All 2 ** 10 ways to exchange the outputs of two systems, for a mean."""
    count = 10
    a, b = random.normal(0, 1, count).round(3), random.normal(0.6, 1, count).round(3)
    signs = 1 - 2 * ((np.arange(2**count)[:, None] >> np.arange(count)) & 1)
    means = np.abs((signs * (b - a)).mean(1))
    return {"a": a.tolist(), "b": b.tolist(), "p": float((means >= abs((b - a).mean()) - 1e-12).mean())}


values = {
    "origin": "test/golden/make_statistics.py", "scipy": scipy.__version__, "statsmodels": statsmodels.__version__, "seed": SEED,
    "tails": tails(), "mcnemar": list(pairs()), "seeds": list(seeds()), "holm": list(corrections()), "power": powers(),
    "draws": draws(), "exchanged": exchanged(),
}
folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent)
lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in values.items()]
(folder / "statistics.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
