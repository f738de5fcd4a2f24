"""Conditional random fields over features: loss, gradients, marginals and best sequences by adding up all sequences that may be; and the
least value of the penalised loss, found by PyTorch's own L-BFGS."""
import itertools

import torch

from .files import tensor, uniform, write

L2 = 0.3


def allowed_paths(length, tags, follows, begins, ends):
    for path in itertools.product(range(tags), repeat=length):
        if begins[path[0]] and ends[path[-1]] and all(follows[a][b] for a, b in zip(path, path[1:])):
            yield path


def emissions_of(sentence, starts, tags_of, weights, tags):
    rows = []
    for attributes in sentence:
        row = torch.zeros(tags)
        for attribute in attributes:
            for k in range(starts[attribute], starts[attribute + 1]):
                row = row + weights[k] * torch.nn.functional.one_hot(torch.tensor(tags_of[k]), tags)
        rows.append(row)
    return torch.stack(rows)


def score(emissions, transitions, path):
    total = sum(emissions[t, tag] for t, tag in enumerate(path))
    return total + sum(transitions[a, b] for a, b in zip(path, path[1:]))


def case(name, tags, attributes, lengths, forbidden=(), no_begin=(), no_end=()):
    follows = [[0 if (a, b) in forbidden else 1 for b in range(tags)] for a in range(tags)]
    begins = [0 if tag in no_begin else 1 for tag in range(tags)]
    ends = [0 if tag in no_end else 1 for tag in range(tags)]
    draw = lambda below: int(torch.randint(below, (1,)))
    # Some attributes go with all tags, some with a few, one with none.
    tags_of, starts = [], [0]
    for attribute in range(attributes):
        own = sorted({draw(tags) for _ in range(1 + draw(tags))}) if attribute else list(range(tags))
        tags_of += own if attribute != attributes - 1 else []
        starts.append(len(tags_of))
    sentences = [[sorted({draw(attributes) for _ in range(4)}) for _ in range(length)] for length in lengths]
    paths = [list(allowed_paths(length, tags, follows, begins, ends)) for length in lengths]
    gold = [list(every[draw(len(every))]) for every in paths]
    weights = uniform(len(tags_of), scale=2).requires_grad_()
    transitions = uniform(tags, tags, scale=2).requires_grad_()

    def loss():
        total = torch.zeros(())
        for sentence, every, right in zip(sentences, paths, gold):
            emissions = emissions_of(sentence, starts, tags_of, weights, tags)
            totals = torch.stack([score(emissions, transitions, path) for path in every])
            total = total + torch.logsumexp(totals, 0) - score(emissions, transitions, right)
        return total

    value = loss()
    gradients = torch.autograd.grad(value, [weights, transitions])
    given = {"weights": tensor(weights), "transitions": tensor(transitions)}
    marginals, best = [], []
    for sentence, every in zip(sentences, paths):
        emissions = emissions_of(sentence, starts, tags_of, weights, tags).detach().requires_grad_()
        totals = torch.stack([score(emissions, transitions, path) for path in every])
        marginals.append(tensor(torch.autograd.grad(torch.logsumexp(totals, 0), emissions)[0]))
        ranked = sorted(zip(totals.tolist(), every), key=lambda each: -each[0])
        best.append([[value_of, list(path)] for value_of, path in ranked[:4]])

    with torch.no_grad():
        weights.zero_()
        transitions.zero_()
    optimizer = torch.optim.LBFGS([weights, transitions], max_iter=300, tolerance_grad=1e-11, tolerance_change=1e-15, line_search_fn="strong_wolfe")
    mask = torch.tensor(follows, dtype=torch.float64)

    def penalised():
        return loss() + L2 * ((weights**2).sum() + ((transitions * mask) ** 2).sum())

    def closure():
        optimizer.zero_grad()
        result = penalised()
        result.backward()
        return result

    optimizer.step(closure)
    return {
        "name": name, "tags": tags, "follows": follows, "begins": begins, "ends": ends, "starts": starts, "featureTags": tags_of,
        "sentences": sentences, "gold": gold, **given, "loss": value.item(),
        "weightGradient": tensor(gradients[0]), "transitionGradient": tensor(gradients[1]), "marginals": marginals, "best": best,
        "least": penalised().item(), "leastWeights": tensor(weights), "leastTransitions": tensor(transitions * mask),
    }


def make_features():
    seed = 900
    torch.manual_seed(seed)
    cases = [
        case("plain", 3, 6, [4, 1, 3]),
        case("even", 4, 8, [3, 2]),
        case("forbidden", 5, 9, [4, 2, 3], forbidden={(0, 1), (2, 2), (4, 3)}, no_begin={1}, no_end={3}),
        case("more-than-a-block", 9, 12, [3, 3, 1]),
    ]
    write("crf.json", seed, {"l2": L2, "cases": cases})
