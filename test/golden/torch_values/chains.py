"""Linear-chain conditional random fields: partition, scores, gradients, and the best sequences by trying all there are."""
import itertools

import torch

from .files import tensor, tensors, uniform, write

IMPOSSIBLE = -50.0  # what the tested code adds to what may not be


def score(p, emissions, path):
    total = p["begin"][path[0]] + p["end"][path[-1]] + sum(emissions[t, tag] for t, tag in enumerate(path))
    return total + sum(p["transitions"][a, b] for a, b in zip(path, path[1:]))


def partition(p, emissions):
    """By the definition of the sum in log space; `everything` below adds up all sequences instead."""
    alpha = p["begin"] + emissions[0]
    for emission in emissions[1:]:
        alpha = torch.logsumexp(alpha.unsqueeze(1) + p["transitions"], 0) + emission
    return torch.logsumexp(alpha + p["end"], 0)


def everything(p, emissions):
    tags = emissions.shape[1]
    paths = itertools.product(range(tags), repeat=len(emissions))
    return sorted(((score(p, emissions, path).item(), path) for path in paths), key=lambda each: -each[0])


def case(name, tags, lengths, forbidden=()):
    time, batch = max(lengths), len(lengths)
    p = {"begin": uniform(tags, scale=2), "end": uniform(tags, scale=2), "transitions": uniform(tags, tags, scale=2)}
    for value in p.values():
        value.requires_grad_()
    emissions = uniform(time, batch, tags, scale=3).requires_grad_()
    used = dict(p)
    follows = [[1 if (a, b) not in forbidden else 0 for b in range(tags)] for a in range(tags)]
    if forbidden:
        used["transitions"] = p["transitions"] + IMPOSSIBLE * (1 - torch.tensor(follows, dtype=torch.float64))
    sentences = [emissions[:length, b] for b, length in enumerate(lengths)]
    totals = torch.stack([partition(used, sentence) for sentence in sentences])
    best, paths = [], []
    for b, sentence in enumerate(sentences):
        every = everything(used, sentence)
        exact = torch.logsumexp(torch.tensor([value for value, _ in every]), 0)
        assert abs(exact - totals[b]) < 1e-9
        allowed = [[value, list(path)] for value, path in every if value > every[0][0] + IMPOSSIBLE / 2]
        best.append(allowed[:5])
        paths.append(every[min(2, len(allowed) - 1)][1])
    scores = torch.stack([score(used, sentence, path) for sentence, path in zip(sentences, paths)])
    loss = (totals - scores).sum() / sum(lengths)
    named = {"emissions": emissions, **p}
    found = torch.autograd.grad(loss, list(named.values()), retain_graph=True, allow_unused=True)
    gradients = {key: torch.zeros_like(named[key]) if g is None else g for key, g in zip(named, found)}
    marginal = torch.autograd.grad(totals.sum(), emissions)[0]  # d log Z / d emission is the probability of the tag
    padded = [[paths[b][t] if t < lengths[b] else 0 for b in range(batch)] for t in range(time)]
    return {
        "name": name, "lengths": list(lengths), "follows": follows, "parameters": tensors(p),
        "emissions": tensor(emissions), "path": padded, "partition": tensor(totals), "scores": tensor(scores),
        "loss": loss.item(), "gradients": tensors(gradients), "marginals": tensor(marginal), "best": best,
    }


def make_chains():
    seed = 700
    torch.manual_seed(seed)
    cases = [
        case("plain", 3, [5, 4, 1]),
        case("of-one-token", 4, [1, 1]),
        case("forbidden", 4, [5, 5, 2], forbidden={(0, 2), (1, 2), (3, 0), (2, 3)}),
    ]
    write("linearChain.json", seed, {"cases": cases})
