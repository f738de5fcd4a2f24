"""Makes the golden values of output layers that draw tokens with PyTorch, in float64 on one thread: the sampled softmax (Jean et al. 2015),
noise-contrastive estimation and negative sampling, forward and backward. README.md describes the file.

usage: python3 make_torch_sampled.py [folder]    (needs torch; the tests only read the JSON file it writes)
"""
import math

import torch

from torch_values.files import tensor, tensors, uniform, write

ORIGIN = "test/golden/make_torch_sampled.py"
VOCABULARY, WIDTH = 11, 6
LABELS = [[1, 7], [0, 2], [2, 10]]
SAMPLES = [0, 2, 5, 9]
#: Tokens that were drawn until four were different.
TRIES = 6


def rates():
    """The logarithms of how often each token is expected, where ranks are ids: ln(1 − (1 − p)^tries)."""
    p = [math.log((rank + 2) / (rank + 1)) / math.log(VOCABULARY + 1) for rank in range(VOCABULARY)]
    return torch.tensor([math.log(-math.expm1(TRIES * math.log1p(-each))) for each in p], dtype=torch.float64)


def case(kind, named):
    hidden, weight, bias = named.values()
    labels, samples, log_rates = torch.tensor(LABELS), torch.tensor(SAMPLES), rates()
    scores = hidden @ weight.T + bias
    right = scores.gather(-1, labels.unsqueeze(-1))
    drawn = scores[..., samples]
    if kind != "negative":
        right = right - log_rates[labels].unsqueeze(-1)
        drawn = drawn - log_rates[samples]
    is_right = samples == labels.unsqueeze(-1)
    if kind == "sampled":
        together = torch.cat([right, drawn.masked_fill(is_right, -math.inf)], -1)
        loss = -torch.log_softmax(together, -1)[..., 0].mean()
    else:
        logits = torch.cat([right, drawn], -1)
        targets = torch.zeros_like(logits)
        targets[..., 0] = 1
        each = torch.nn.functional.binary_cross_entropy_with_logits(logits, targets, reduction="none")
        counts = torch.cat([torch.ones_like(right), (~is_right).double()], -1)
        loss = (each * counts).sum(-1).mean()
    found = torch.autograd.grad(loss, list(named.values()))
    return {"type": kind, "loss": float(loss.detach()), "gradients": tensors(dict(zip(named, found)))}


torch.manual_seed(73)
shared = {
    "hidden": uniform(3, 2, WIDTH).requires_grad_(),
    "weight": uniform(VOCABULARY, WIDTH).requires_grad_(),
    "bias": uniform(VOCABULARY).requires_grad_(),
}
content = {"labels": LABELS, "samples": SAMPLES, "tries": TRIES, "rates": tensor(rates()), "values": tensors(shared)}
write("sampledSoftmax.json", 73, {**content, "cases": [case(kind, shared) for kind in ("sampled", "nce", "negative")]}, ORIGIN)
