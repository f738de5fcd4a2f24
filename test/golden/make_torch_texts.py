"""Makes the golden values of convolutions, bags of words and the losses of texts with PyTorch, in float64 on one thread: full
forward and backward passes. README.md describes every file.

usage: python3 make_torch_texts.py [folder]    (needs torch; the tests only read the JSON files it writes)
"""
import math

import torch

from torch_values.files import randomize, tensor, tensors, uniform, write

ORIGIN = "test/golden/make_torch_texts.py"
VOCABULARY, EMBEDDING, CLASSES, TIME = 9, 4, 3, 6
LENGTHS = [4, 6, 1, 3]


class Convolutions(torch.nn.Module):
    """Layers of `Conv1d` with padding="same", windows side by side, ReLU; padding is 0 to every layer."""

    def __init__(self, windows, filters, layers, dilation):
        super().__init__()
        self.dilation = dilation
        width = filters * len(windows)
        self.width = width
        self.layers = torch.nn.ModuleList(
            torch.nn.ModuleDict(
                {
                    f"window{window}": torch.nn.Conv1d(
                        EMBEDDING if layer == 0 else width, filters, window, padding="same", dilation=dilation**layer
                    )
                    for window in windows
                }
            )
            for layer in range(layers)
        )

    def forward(self, states, valid):
        for layer in self.layers:
            seen = (states * valid[:, :, None]).permute(1, 2, 0)  # [batch, inputs, time]
            states = torch.relu(torch.cat([each(seen) for each in layer.values()], 1)).permute(2, 0, 1)
        return states


class Classifier(torch.nn.Module):
    """Embedding, convolutions where there are any, pooling, hidden layers with ReLU, linear."""

    def __init__(self, pooling, hidden=0, convolutions=None):
        super().__init__()
        self.pooling = pooling
        self.embedding = torch.nn.Embedding(VOCABULARY, EMBEDDING)
        self.convolutions = convolutions
        width = convolutions.width if convolutions else EMBEDDING
        if pooling == "attention":
            self.attention = torch.nn.Linear(width, width)
            self.attention.vector = torch.nn.Parameter(torch.zeros(width))
        self.hidden = torch.nn.ModuleList(torch.nn.Linear(width, width) for _ in range(hidden))
        self.output = torch.nn.Linear(width, CLASSES)

    def pool(self, states, valid, importance, pooling=None):
        pooling = pooling or self.pooling
        if pooling == "first":
            return states[0]
        if pooling == "max":
            return states.masked_fill(~valid[:, :, None], -math.inf).max(0).values
        if pooling == "attention":
            scores = torch.tanh(self.attention(states)) @ self.attention.vector  # [time, batch]
            weights = torch.softmax(scores.masked_fill(~valid, -math.inf), dim=0)
            return (weights[:, :, None] * states).sum(0)
        weights = valid * (importance if pooling == "idf" else torch.ones_like(importance))
        total = (states * weights[:, :, None]).sum(0)
        return total if pooling == "sum" else total / weights.sum(0)[:, None]

    def states(self, ids, lengths):
        valid = torch.arange(ids.shape[0])[:, None] < torch.tensor(lengths)[None, :]  # [time, batch]
        states = self.embedding(ids)
        return (self.convolutions(states, valid) if self.convolutions else states), valid

    def vectors(self, ids, lengths, idf):
        """The vector of each text, pooled in every way."""
        states, valid = self.states(ids, lengths)
        ways = dict.fromkeys([self.pooling, "mean", "max", "first"])
        return {way: self.pool(states, valid, idf[ids], way) for way in ways}

    def forward(self, ids, lengths, idf):
        states, valid = self.states(ids, lengths)
        x = self.pool(states, valid, idf[ids])
        for layer in self.hidden:
            x = torch.relu(layer(x))
        return self.output(x)


def classifier_case(name, options, model):
    randomize(model)
    ids = torch.randint(1, VOCABULARY, (TIME, len(LENGTHS)))
    ids[1, 1] = ids[0, 1]  # an id twice in one text: its embedding gradient is a sum
    for column, length in enumerate(LENGTHS):
        ids[length:, column] = 0
    targets = torch.randint(0, CLASSES, (len(LENGTHS),))
    idf = 1 + torch.rand(VOCABULARY)
    logits = model(ids, LENGTHS, idf)
    loss = torch.nn.functional.cross_entropy(logits, targets)
    loss.backward()
    names = {key: key.replace("convolutions.", "") for key, _ in model.named_parameters()}
    weights = {names[key]: value for key, value in model.named_parameters()}
    if options["pooling"] == "idf":
        weights["idf.weight"] = idf[:, None]
    return {
        "name": name,
        "model": {"embedding": EMBEDDING, **options},
        "vocabulary": VOCABULARY,
        "classes": CLASSES,
        "ids": ids.tolist(),
        "lengths": LENGTHS,
        "targets": targets.tolist(),
        "weights": tensors(weights),
        "logits": tensor(logits),
        "vectors": tensors(model.vectors(ids, LENGTHS, idf)),
        "loss": loss.item(),
        "gradients": tensors({names[key]: value.grad for key, value in model.named_parameters()}),
    }


def make_classifiers():
    seed = 900
    torch.manual_seed(seed)
    cases = []
    for pooling in ("max", "mean", "attention"):
        for windows, layers, dilation in (([3, 4, 5], 1, 1), ([2, 3], 2, 1), ([3, 2], 3, 2), ([1], 1, 1), ([8], 1, 1)):
            options = {"type": "cnn", "windows": windows, "filters": 3, "layers": layers, "dilation": dilation, "pooling": pooling}
            name = f"cnn-{'-'.join(map(str, windows))}-{layers}layers-dilation{dilation}-{pooling}"
            convolutions = Convolutions(windows, 3, layers, dilation)
            cases.append(classifier_case(name, options, Classifier(pooling, convolutions=convolutions)))
    for pooling in ("mean", "sum", "idf", "max", "attention"):
        for hidden in (0, 2):
            options = {"type": "bow", "pooling": pooling, "hiddenLayers": hidden}
            cases.append(classifier_case(f"bow-{pooling}-{hidden}hidden", options, Classifier(pooling, hidden)))
    write("classifier-texts.json", seed, {"cases": cases}, ORIGIN)


def loss_case(name, scores, loss, **more):
    loss.backward()
    return {"name": name, "scores": tensor(scores), "loss": loss.item(), "gradient": tensor(scores.grad), **more}


def make_losses():
    seed = 910
    torch.manual_seed(seed)
    cases = []
    classes = torch.tensor([0, 2, 1, 2, 2])
    weights = [0.5, 3.0, 1.25]
    for scale in (2, 400):
        scores = uniform(5, 3, scale=scale).requires_grad_()
        loss = torch.nn.functional.cross_entropy(scores, classes, weight=torch.tensor(weights))
        cases.append(loss_case(f"weighted-{scale}", scores, loss, kind="weighted", classes=classes.tolist(), weights=weights))
    targets = torch.tensor([[1.0, 0, 1], [0, 0, 0], [1, 1, 1], [0, 1, 0], [0, 0, 1]])
    for scale in (2, 400):
        scores = uniform(5, 3, scale=scale).requires_grad_()
        loss = torch.nn.functional.binary_cross_entropy_with_logits(scores, targets)
        cases.append(loss_case(f"several-{scale}", scores, loss, kind="several", targets=tensor(targets)))
    for scale in (2, 8):  # further apart the difference of two σ loses its digits
        scores = uniform(5, 1, scale=scale).requires_grad_()
        first, gaps = uniform(1, scale=2).requires_grad_(), uniform(2, scale=2).requires_grad_()
        distances = torch.nn.functional.softplus(gaps)
        borders = torch.cat([first, first - torch.cumsum(distances, 0)])
        above = torch.sigmoid(scores + borders)  # P(y > k)
        whole = torch.cat([torch.ones(5, 1), above, torch.zeros(5, 1)], 1)
        shares = whole[:, :-1] - whole[:, 1:]
        targets = torch.tensor([0, 3, 1, 2, 2])
        loss = -torch.log(shares[torch.arange(5), targets]).mean()
        case = loss_case(f"ordinal-{scale}", scores, loss, kind="ordinal", classes=targets.tolist())
        case["parameters"] = tensors({"first": first, "gaps": gaps})
        case["gradients"] = tensors({"first": first.grad, "gaps": gaps.grad})
        cases.append(case)
    write("textLosses.json", seed, {"cases": cases}, ORIGIN)


make_classifiers()
make_losses()
