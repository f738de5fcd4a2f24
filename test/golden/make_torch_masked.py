"""Makes the golden values of masked language models with PyTorch, in float64 on one thread: texts with masks forward and backward.
README.md describes the file.

usage: python3 make_torch_masked.py [folder]    (needs torch; the tests only read the JSON file it writes)
"""
import math

import torch

from torch_values.files import randomize, tensor, tensors, uniform, write

ORIGIN = "test/golden/make_torch_masked.py"
VOCABULARY = 9
#: [time, batch] with padding 0 behind the second text; 4 is the mask.
IDS = [[4, 8], [5, 4], [7, 3], [4, 0], [6, 0]]
MASK = [[1, 1], [1, 1], [1, 1], [1, 0], [1, 0]]
#: Rows of [time * batch] that are asked for, and what stands there; the last one does not count.
PLACES = [0, 6, 3, 4, 0]
LABELS = [8, 5, 6, 7, -100]


def sinusoids(time, width):
    """Vaswani et al. 2017, 3.5, in single precision as the engine has them."""
    rates = torch.pow(10000.0, -torch.arange(0, width, 2) / width)
    angles = torch.arange(time).unsqueeze(1) * rates
    return torch.stack([torch.sin(angles), torch.cos(angles)], -1).reshape(time, width).float().double()


def head(vectors, width):
    """BertLMPredictionHead with its tanh form of gelu; the product is with the token vectors."""
    transform, norm = torch.nn.Linear(width, vectors), torch.nn.LayerNorm(vectors)
    randomize(transform)
    randomize(norm)
    named = {f"masked.transform.{key}": value for key, value in transform.named_parameters()}
    named |= {f"masked.norm.{key}": value for key, value in norm.named_parameters()}
    named["masked.output.bias"] = uniform(VOCABULARY).requires_grad_()

    def logits(states, table):
        rows = states.reshape(-1, width)[torch.tensor(PLACES)]
        hidden = norm(torch.nn.functional.gelu(transform(rows), approximate="tanh"))
        return hidden @ table.T + named["masked.output.bias"]

    return named, logits


def case(name, model, named, states, width, vectors):
    own, logits_of = head(vectors, width)
    named |= own
    logits = logits_of(states, named["embedding.weight"])
    loss = torch.nn.functional.cross_entropy(logits, torch.tensor(LABELS), ignore_index=-100)
    found = torch.autograd.grad(loss, list(named.values()))
    return {
        "name": name,
        "model": model,
        "parameters": tensors(named),
        "logProbabilities": tensor(torch.log_softmax(logits, -1)),
        "loss": float(loss.detach()),
        "gradients": tensors(dict(zip(named, found))),
    }


def transformer_case(positions):
    width, heads, feed_forward, layers = 8, 2, 12, 2
    stack = torch.nn.ModuleList(
        torch.nn.TransformerEncoderLayer(width, heads, feed_forward, 0.0, norm_first=True) for _ in range(layers)
    )
    last = torch.nn.LayerNorm(width)
    randomize(stack)
    randomize(last)
    named = {f"layers.{key}": value for key, value in stack.named_parameters()}
    named |= {f"norm.{key}": value for key, value in last.named_parameters()}
    named["embedding.weight"] = uniform(VOCABULARY, width).requires_grad_()
    x = named["embedding.weight"][torch.tensor(IDS)] * math.sqrt(width)
    if positions == "learned":
        named["positions.weight"] = uniform(len(IDS), width).requires_grad_()
        x = x + named["positions.weight"].unsqueeze(1)
    else:
        x = x + sinusoids(len(IDS), width).unsqueeze(1)
    padding = torch.tensor(MASK).T == 0
    for block in stack:
        x = block(x, src_key_padding_mask=padding)
    model = {"width": width, "heads": heads, "feedForward": feed_forward, "layers": layers, "norm": "pre"}
    return case(
        f"transformer, {positions}",
        {"type": "transformer", **model, "positions": positions, "activation": "relu"},
        *(named, last(x), width, width),
    )


def lstm_case():
    vectors, hidden = 4, 5
    stack = torch.nn.LSTM(vectors, hidden, bidirectional=True)
    randomize(stack)
    named = {f"recurrent.{key}": value for key, value in stack.named_parameters()}
    named["embedding.weight"] = uniform(VOCABULARY, vectors).requires_grad_()
    lengths = torch.tensor(MASK).sum(0)
    packed = torch.nn.utils.rnn.pack_padded_sequence(named["embedding.weight"][torch.tensor(IDS)], lengths)
    states, _ = torch.nn.utils.rnn.pad_packed_sequence(stack(packed)[0])
    model = {"type": "lstm", "embedding": vectors, "hidden": hidden, "layers": 1, "bidirectional": True}
    return case("lstm from both ends", model, named, states, 2 * hidden, vectors)


if __name__ == "__main__":
    torch.manual_seed(67)
    cases = [transformer_case("sinusoidal"), transformer_case("learned"), lstm_case()]
    content = {"vocabulary": VOCABULARY, "ids": IDS, "mask": MASK, "places": PLACES, "labels": LABELS}
    write("maskedModels.json", 67, {**content, "cases": cases}, ORIGIN)
