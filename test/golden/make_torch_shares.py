"""Makes the golden values of shares of tokens with PyTorch's autograd, in float64 on one thread: gradient times input and integrated
gradients by the token vectors themselves. README.md describes the file.

usage: python3 make_torch_shares.py [folder]    (needs torch; the tests only read the JSON file it writes)
"""
import torch

from make_torch_texts import CLASSES, EMBEDDING, LENGTHS, TIME, VOCABULARY, Classifier, Convolutions
from torch_values import classifiers
from torch_values.files import randomize, tensor, tensors, write

ORIGIN = "test/golden/make_torch_shares.py"
STEPS = 16


class Given(torch.nn.Module):
    """In place of an embedding: vectors that are there already."""

    def __init__(self, vectors):
        super().__init__()
        self.vectors = vectors

    def forward(self, _):
        return self.vectors


def shares_case(name, options, model, logits_of):
    randomize(model)
    weights = tensors({key.replace("convolutions.", ""): value for key, value in model.named_parameters()})
    ids = torch.randint(1, VOCABULARY, (TIME, len(LENGTHS)))
    for column, length in enumerate(LENGTHS):
        ids[length:, column] = 0
    targets = torch.randint(0, CLASSES, (len(LENGTHS),))
    vectors = model.embedding(ids).detach()
    rows = torch.arange(len(LENGTHS))

    def score(given):
        """The target's logit less the mean of the others', [batch]."""
        model.embedding = Given(given)
        logits = logits_of(model, ids)
        own = logits[rows, targets]
        return own - (logits.sum(1) - own) / (CLASSES - 1)

    def slope(scale):
        given = (scale * vectors).requires_grad_()
        return torch.autograd.grad(score(given).sum(), given)[0]

    gradient = (slope(1.0) * vectors).sum(2)
    integrated = sum(slope((step + 0.5) / STEPS) for step in range(STEPS)) / STEPS
    return {
        "name": name,
        "model": {"embedding": EMBEDDING, **options},
        "vocabulary": VOCABULARY,
        "classes": CLASSES,
        "ids": ids.tolist(),
        "lengths": LENGTHS,
        "targets": targets.tolist(),
        "weights": weights,
        "score": tensor(score(vectors)),
        "baseline": tensor(score(torch.zeros_like(vectors))),
        "gradient": tensor(gradient),
        "integrated": tensor((integrated * vectors).sum(2)),
    }


def make_shares():
    seed = 940
    torch.manual_seed(seed)
    idf = torch.ones(VOCABULARY)
    cases = []
    for pooling in ("max", "mean", "attention"):
        options = {"type": "cnn", "windows": [2, 3], "filters": 3, "layers": 2, "dilation": 1, "pooling": pooling}
        model = Classifier(pooling, convolutions=Convolutions([2, 3], 3, 2, 1))
        cases.append(shares_case(f"cnn-{pooling}", options, model, lambda m, ids: m(ids, LENGTHS, idf)))
    options = {"type": "bow", "pooling": "mean", "hiddenLayers": 2}
    cases.append(shares_case("bow-2hidden", options, Classifier("mean", 2), lambda m, ids: m(ids, LENGTHS, idf)))
    for cell in ("lstm", "gru"):
        for pooling in ("last", "max", "attention"):
            model = classifiers.Classifier(cell, 1, True, pooling, VOCABULARY, EMBEDDING, 3, CLASSES)
            options = {"type": cell, "hidden": 3, "layers": 1, "bidirectional": True, "pooling": pooling}
            cases.append(shares_case(f"{cell}-{pooling}", options, model, lambda m, ids: m(ids, LENGTHS)[0]))
    write("shares.json", seed, {"steps": STEPS, "cases": cases}, ORIGIN)


if __name__ == "__main__":
    make_shares()
