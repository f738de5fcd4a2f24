"""Makes sampling.json: what temperature, top-k, top-p, min-p and typical sampling leave of a distribution, in float64. Each rule is
written as the logits warper of Hugging Face's transformers is (generation/logits_process.py), over the whole vocabulary with -inf
for what it removes, and they are applied in the order of its generate().

usage: python3 test/golden/make_sampling.py    (needs numpy)
"""
import json
import pathlib

import numpy as np

SEED = 1400
random = np.random.default_rng(SEED)


def softmax(scores):
    weights = np.exp(scores - scores.max())
    return weights / weights.sum()


def warp_temperature(scores, temperature):
    return scores / temperature


def warp_top_k(scores, top_k):
    top_k = min(top_k, scores.size)
    return np.where(scores < np.sort(scores)[-top_k], -np.inf, scores)


def warp_top_p(scores, top_p):
    order = np.argsort(scores, kind="stable")  # ascending
    remove = np.cumsum(softmax(scores[order])) <= 1 - top_p
    remove[-1] = False
    result = scores.copy()
    result[order[remove]] = -np.inf
    return result


def warp_min_p(scores, min_p):
    probabilities = softmax(scores)
    return np.where(probabilities < min_p * probabilities.max(), -np.inf, scores)


def warp_typical(scores, mass):
    probabilities = softmax(scores)
    with np.errstate(divide="ignore", invalid="ignore"):
        normalized = np.log(probabilities)
        entropy = -np.nansum(normalized * probabilities)
        shifted = np.abs(-normalized - entropy)
    order = np.argsort(shifted, kind="stable")
    last = min((np.cumsum(probabilities[order]) < mass).sum(), scores.size - 1)
    return np.where(shifted > shifted[order][last], -np.inf, scores)


def case(size, scale, **rules):
    logits = random.normal(size=size) * scale
    scores = logits - logits.max() - np.log(np.exp(logits - logits.max()).sum())
    scores = scores.astype(np.float32).astype(np.float64)  # as the decoder is given them
    kept = warp_temperature(scores, rules.get("temperature", 1))
    if rules.get("topK", 0) > 0:
        kept = warp_top_k(kept, rules["topK"])
    if rules.get("topP", 1) < 1:
        kept = warp_top_p(kept, rules["topP"])
    if rules.get("minP", 0) > 0:
        kept = warp_min_p(kept, rules["minP"])
    if rules.get("typical", 1) < 1:
        kept = warp_typical(kept, rules["typical"])
    probabilities = softmax(kept)
    tokens = np.flatnonzero(kept > -np.inf)
    return {
        "rules": {"temperature": 1, "topK": 0, "topP": 1, **rules},
        "logProbabilities": scores.tolist(),
        "tokens": tokens.tolist(),
        "probabilities": probabilities[tokens].tolist(),
    }


cases = [
    case(12, 1),
    case(12, 2, temperature=0.5),
    case(12, 2, temperature=1.7),
    *(case(40, 2, topK=k) for k in (1, 5, 40, 100)),
    *(case(40, 2, topP=p) for p in (0.01, 0.3, 0.9, 0.999)),
    *(case(40, 2, minP=p) for p in (0.02, 0.1, 1)),
    *(case(40, 2, typical=mass) for mass in (0.05, 0.2, 0.9, 0.99)),
    case(40, 2, temperature=0.7, topK=20, topP=0.9),
    case(40, 2, temperature=1.3, topP=0.95, minP=0.05),
    case(40, 2, topK=15, typical=0.8),
    case(200, 3, temperature=1.5, topK=50, topP=0.95, minP=0.01, typical=0.9),
    case(200, 1, temperature=0.8, topK=100, topP=0.8, minP=0.1, typical=0.5),
]
rows = ",\n".join(json.dumps(row) for row in cases)
origin = json.dumps({"origin": "test/golden/make_sampling.py", "seed": SEED, "dtype": "float64"})[1:-1]
pathlib.Path(__file__).with_name("sampling.json").write_text(f'{{{origin}, "cases": [\n{rows}\n]}}\n')
