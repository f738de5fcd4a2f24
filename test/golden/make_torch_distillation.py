"""Makes the golden values of what students learn from a teacher with PyTorch, in float64 on one thread: losses of shares and of
scores, of the shares of tags in a linear chain, whose probabilities are sums over all sequences, and of hidden states. README.md
describes the file.

usage: python3 make_torch_distillation.py [folder]    (needs torch; the tests only read the JSON file it writes)
"""
import itertools

import torch
from torch.nn.functional import binary_cross_entropy, cosine_similarity, kl_div, log_softmax, mse_loss, normalize, softmax

from torch_values.chains import score
from torch_values.files import tensor, tensors, uniform, write

ORIGIN = "test/golden/make_torch_distillation.py"
ROWS, CLASSES = 6, 4


def shares(student, teacher, temperature):
    """Hinton et al. 2015 by PyTorch's own divergence, of each row."""
    return temperature**2 * kl_div(
        log_softmax(student / temperature, -1), softmax(teacher / temperature, -1), reduction="none"
    ).sum(-1)


def each_label(student, teacher, temperature):
    """The divergence of yes and no: the cross entropy less the teacher's own entropy."""
    taught, said = torch.sigmoid(teacher / temperature), torch.sigmoid(student / temperature)
    cross = binary_cross_entropy(said, taught, reduction="none")
    own = binary_cross_entropy(taught, taught, reduction="none")
    return temperature**2 * (cross - own).mean(-1)


def scores(student, teacher, _):
    student, teacher = (x - x.mean(-1, keepdim=True) for x in (student, teacher))
    return mse_loss(student, teacher, reduction="none").mean(-1)


def scores_of_each(student, teacher, _):
    return mse_loss(student, teacher, reduction="none").mean(-1)


KINDS = {
    "divergence": (shares, False),
    "logits": (scores, False),
    "divergence-several": (each_label, True),
    "logits-several": (scores_of_each, True),
}


def row_case(kind, temperature, counts=None):
    rows, several = KINDS[kind]
    student, teacher = uniform(ROWS, CLASSES, scale=4).requires_grad_(), uniform(ROWS, CLASSES, scale=4)
    losses = rows(student, teacher, temperature)
    kept = torch.tensor(counts if counts else [1.0] * ROWS)
    loss = (losses * kept).sum() / kept.sum()
    (gradient,) = torch.autograd.grad(loss, student)
    named = f"{kind}, temperature {temperature}" + (", some rows" if counts else "")
    return {
        "name": named, "loss": kind.split("-")[0], "several": several, "temperature": temperature,
        **({"counts": counts} if counts else {}), "student": tensor(student), "teacher": tensor(teacher),
        "value": loss.item(), "gradient": tensor(gradient),
    }


def chain_marginals(p, emissions):
    """ln p(tag) of each token by adding up all sequences."""
    length, tags = emissions.shape
    paths = list(itertools.product(range(tags), repeat=length))
    all_scores = torch.stack([score(p, emissions, path) for path in paths])
    of = lambda t, tag: [i for i, path in enumerate(paths) if path[t] == tag]
    sums = [[torch.logsumexp(all_scores[of(t, tag)], 0) for tag in range(tags)] for t in range(length)]
    return torch.stack([torch.stack(row) for row in sums]) - torch.logsumexp(all_scores, 0)


def chain_case(temperature):
    lengths, tags = [4, 3, 1], 3
    time, batch = max(lengths), len(lengths)
    p = {"begin": uniform(tags, scale=2), "end": uniform(tags, scale=2), "transitions": uniform(tags, tags, scale=2)}
    for value in p.values():
        value.requires_grad_()
    emissions = uniform(time, batch, tags, scale=3).requires_grad_()
    teacher = uniform(time, batch, tags, scale=3)
    student = torch.cat([chain_marginals(p, emissions[:length, b]) for b, length in enumerate(lengths)])
    taught = torch.cat([teacher[:length, b] for b, length in enumerate(lengths)])
    loss = shares(student, taught, temperature).mean()
    named = {"emissions": emissions, **p}
    gradients = dict(zip(named, torch.autograd.grad(loss, list(named.values()))))
    return {
        "name": f"a chain, temperature {temperature}", "temperature": temperature, "lengths": lengths,
        "parameters": tensors(p), "emissions": tensor(emissions), "teacher": tensor(teacher),
        "value": loss.item(), "gradients": tensors(gradients),
    }


def resemblance(student, teacher):
    """Tung and Mori 2019, whose b squared is b here: of one text after the other, [rows, width] each."""
    student, teacher = (normalize(x @ x.T, p=2, dim=1) for x in (student, teacher))
    return ((student - teacher) ** 2).sum(1)


def direction(student, teacher):
    """Sanh et al. 2019."""
    return 1 - cosine_similarity(student, teacher, dim=1)


STATES = {"similarity": (resemblance, 5), "cosine": (direction, 3)}


def state_case(loss, lengths):
    """Of sequences so long, or without lengths of rows of a batch."""
    rows, width = STATES[loss]
    axes = (4, len(lengths)) if lengths else (ROWS,)
    student, teacher = uniform(*axes, 3, scale=2).requires_grad_(), uniform(*axes, width, scale=2)
    texts = [(student[:n, b], teacher[:n, b]) for b, n in enumerate(lengths)] if lengths else [(student, teacher)]
    value = torch.cat([rows(*text) for text in texts]).mean()
    (gradient,) = torch.autograd.grad(value, student)
    return {
        "name": f"{loss} of states" + (" of tokens" if lengths else ""), "loss": loss,
        **({"lengths": lengths} if lengths else {}), "student": tensor(student), "teacher": tensor(teacher),
        "value": value.item(), "gradient": tensor(gradient),
    }


if __name__ == "__main__":
    seed = 1400
    torch.manual_seed(seed)
    rows = [row_case(kind, temperature) for kind in KINDS for temperature in (1, 2.5)]
    rows.append(row_case("divergence", 2, [1.0, 0, 1, 1, 0, 0]))
    chains = [chain_case(temperature) for temperature in (1, 2)]
    states = [state_case(loss, lengths) for loss in STATES for lengths in (None, [4, 2, 1])]
    write("distillation.json", seed, {"chains": chains, "states": states, "cases": rows}, ORIGIN)
