"""Makes the golden values of replaced-token detection (ELECTRA, Clark et al. 2020) with PyTorch, in float64 on one thread: texts with masks
through a generator, tokens drawn from it by inversion, and a discriminator, forward and backward. README.md describes the file.

usage: python3 make_torch_replaced.py [folder]    (needs torch; the tests only read the JSON file it writes)
"""
import math

import torch

from make_torch_masked import IDS, LABELS, MASK, PLACES, VOCABULARY, sinusoids
from torch_values.files import randomize, tensors, uniform, write

ORIGIN = "test/golden/make_torch_replaced.py"
WEIGHT = 50.0
#: For each place; the last one fills up.
DRAWS = [0.05, 0.5, 0.9, 0.3, 0.0]


def stack_of(width, heads, feed_forward, layers, prefix):
    stack = torch.nn.ModuleList(
        torch.nn.TransformerEncoderLayer(width, heads, feed_forward, 0.0, norm_first=True) for _ in range(layers)
    )
    last = torch.nn.LayerNorm(width)
    randomize(stack)
    randomize(last)
    named = {f"{prefix}layers.{key}": value for key, value in stack.named_parameters()}
    named |= {f"{prefix}norm.{key}": value for key, value in last.named_parameters()}

    def encode(x):
        x = x + sinusoids(len(IDS), width).unsqueeze(1)
        for block in stack:
            x = block(x, src_key_padding_mask=torch.tensor(MASK).T == 0)
        return last(x)

    return named, encode


def linear(named, name, inputs, outputs):
    layer = torch.nn.Linear(inputs, outputs)
    randomize(layer)
    named |= {f"{name}.{key}": value for key, value in layer.named_parameters()}
    return layer


def gelu(x):
    return torch.nn.functional.gelu(x, approximate="tanh")


def main():
    torch.manual_seed(71)
    width, heads, feed_forward, layers = 8, 2, 12, 2
    small = {"width": 4, "heads": 1, "feed_forward": 6, "layers": layers}
    named, discriminate = stack_of(width, heads, feed_forward, layers, "")
    table = named["embedding.weight"] = uniform(VOCABULARY, width).requires_grad_()
    transform, output = (linear(named, f"detector.{name}", width, size) for name, size in [("transform", width), ("output", 1)])
    generators, generate = stack_of(**small, prefix="generator.")
    named |= generators
    widen = linear(named, "generator.embedding_projection", width, small["width"])
    guess = linear(named, "generator.masked.transform", small["width"], width)
    norm = torch.nn.LayerNorm(width)
    randomize(norm)
    named |= {f"generator.masked.norm.{key}": value for key, value in norm.named_parameters()}
    bias = named["generator.masked.output.bias"] = uniform(VOCABULARY).requires_grad_()

    read, mask, places, labels = (torch.tensor(each) for each in (IDS, MASK, PLACES, LABELS))
    states = generate(widen(table[read] * math.sqrt(width))).reshape(-1, small["width"])[places]
    logits = norm(gelu(guess(states))) @ table.T + bias
    masked = torch.nn.functional.cross_entropy(logits, labels, ignore_index=-100)
    up_to = torch.softmax(logits, -1).cumsum(-1)
    drawn = (up_to <= torch.tensor(DRAWS).double().unsqueeze(1)).sum(-1)

    ids, original = read.clone().reshape(-1), read.clone().reshape(-1)
    counted = labels >= 0
    ids[places[counted]] = drawn[counted]
    original[places[counted]] = labels[counted]
    ids, original = ids.reshape(read.shape), original.reshape(read.shape)
    replaced = (ids != original).double()
    scores = output(gelu(transform(discriminate(table[ids] * math.sqrt(width))))).squeeze(-1)
    each = torch.nn.functional.binary_cross_entropy_with_logits(scores, replaced, reduction="none")
    detection = (each * mask).sum() / mask.sum()
    loss = masked + WEIGHT * detection
    found = torch.autograd.grad(loss, list(named.values()))
    content = {
        "weight": WEIGHT,
        "model": {
            "type": "transformer", "width": width, "heads": heads, "feedForward": feed_forward, "layers": layers,
            "norm": "pre", "positions": "sinusoidal", "activation": "relu",
        },
        "generator": 0.5,
        "draws": DRAWS,
        "drawn": drawn.tolist(),
        "replaced": replaced.int().tolist(),
        "parameters": tensors(named),
        "masked": float(masked.detach()),
        "detection": float(detection.detach()),
        "loss": float(loss.detach()),
        "gradients": tensors(dict(zip(named, found))),
    }
    texts = {"vocabulary": VOCABULARY, "ids": IDS, "mask": MASK, "places": PLACES, "labels": LABELS}
    write("replacedTokens.json", 71, {**texts, "cases": [content]}, ORIGIN)


main()
