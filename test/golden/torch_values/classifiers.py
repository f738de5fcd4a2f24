"""Whole classifiers on recurrent layers: logits, losses and gradients."""
import math

import torch

from .files import randomize, tensor, tensors, write
from .recurrent import CELLS, run_recurrent


class Classifier(torch.nn.Module):
    """Embedding, recurrent layers, pooling, linear. With y_t [batch, D] the output of the top layer at step t:

    last       the top layer's final h of each direction, side by side: forward at the last valid step, backward at step 0
    mean, max  over the valid steps
    attention  s_t = v . tanh(W y_t + b);  a = softmax of s over the valid steps;  sum over t of a_t y_t
               W = attention.weight [D, D], b = attention.bias [D], v = attention.vector [D]
    """

    def __init__(self, cell, layers, bidirectional, pooling, vocabulary, embedding, hidden, classes):
        super().__init__()
        width = hidden * (2 if bidirectional else 1)
        self.pooling = pooling
        self.embedding = torch.nn.Embedding(vocabulary, embedding)
        self.recurrent = CELLS[cell](embedding, hidden, layers, bidirectional=bidirectional)
        if pooling == "attention":
            self.attention = torch.nn.Linear(width, width)
            self.attention.vector = torch.nn.Parameter(torch.zeros(width))
        self.output = torch.nn.Linear(width, classes)

    def forward(self, ids, lengths):
        output, states = run_recurrent(self.recurrent, self.embedding(ids), lengths)
        valid = torch.arange(ids.shape[0])[:, None] < torch.tensor(lengths)[None, :]  # [time, batch]
        weights = None
        if self.pooling == "last":
            directions = 2 if self.recurrent.bidirectional else 1
            pooled = torch.cat(list(states[0][-directions:]), dim=1)
        elif self.pooling == "mean":
            pooled = (output * valid[:, :, None]).sum(0) / torch.tensor(lengths)[:, None]
        elif self.pooling == "max":
            pooled = output.masked_fill(~valid[:, :, None], -math.inf).max(0).values
        else:
            scores = torch.tanh(self.attention(output)) @ self.attention.vector  # [time, batch]
            weights = torch.softmax(scores.masked_fill(~valid, -math.inf), dim=0)
            pooled = (weights[:, :, None] * output).sum(0)
        return self.output(pooled), weights  # [batch, classes]


def classifier_case(cell, layers, bidirectional, pooling):
    vocabulary, embedding, hidden, classes, time, batch = 9, 4, 3, 3, 6, 4
    model = Classifier(cell, layers, bidirectional, pooling, vocabulary, embedding, hidden, classes)
    randomize(model)
    lengths = [4, 6, 1, 3]
    ids = torch.randint(1, vocabulary, (time, batch))
    ids[1, 1] = ids[0, 1]  # an id twice in one text: its embedding gradient is a sum
    for column, length in enumerate(lengths):
        ids[length:, column] = 0
    targets = torch.randint(0, classes, (batch,))
    logits, weights = model(ids, lengths)
    loss = torch.nn.functional.cross_entropy(logits, targets)
    loss.backward()
    case = {
        "name": f"{cell}-{layers}layer-{'bidirectional' if bidirectional else 'forward'}-{pooling}",
        "model": {
            "type": cell,
            "embedding": embedding,
            "hidden": hidden,
            "layers": layers,
            "bidirectional": bidirectional,
            "pooling": pooling,
        },
        "vocabulary": vocabulary,
        "classes": classes,
        "ids": ids.tolist(),
        "lengths": lengths,
        "targets": targets.tolist(),
        "weights": tensors(dict(model.named_parameters())),
        "logits": tensor(logits),
        "loss": loss.item(),
        "gradients": tensors({name: parameter.grad for name, parameter in model.named_parameters()}),
    }
    if weights is not None:
        case["attention"] = tensor(weights)
    return case


def make_classifiers():
    for number, cell in enumerate(CELLS):
        seed = 600 + number
        torch.manual_seed(seed)
        cases = [
            classifier_case(cell, layers, bidirectional, pooling)
            for layers in (1, 2)
            for bidirectional in (False, True)
            for pooling in ("last", "mean", "max", "attention")
        ]
        write(f"classifier-{cell}.json", seed, {"cases": cases})
