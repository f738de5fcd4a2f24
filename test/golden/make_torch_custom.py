"""Makes the golden values of the models in samples/custom with PyTorch, in float64 on one thread: logits, loss and every gradient of a
classifier on each of them, without dropout. README.md describes the file.

usage: python3 make_torch_custom.py [folder]    (needs torch; the tests only read the JSON file it writes)
"""
import torch

from torch_values.files import tensor, tensors, uniform, write

ORIGIN = "test/golden/make_torch_custom.py"
VOCABULARY, WIDTH, CLASSES, TIME = 9, 6, 3, 5
LENGTHS = [5, 3, 1]
SEED = 14


def gated_convolution(p, ids, valid):
    states = p["embedding.weight"][ids]
    for layer in ("layer0", "layer1"):
        seen = (states * valid[:, :, None]).permute(1, 2, 0)  # [batch, inputs, time]
        found, passes = (
            torch.nn.functional.conv1d(seen, p[f"layers.{layer}.{name}.weight"], p[f"layers.{layer}.{name}.bias"], padding="same")
            for name in ("found", "passes")
        )
        states = states + (found * torch.sigmoid(passes)).permute(2, 0, 1)
    return torch.where(valid[:, :, None] > 0, states, torch.tensor(-torch.inf)).amax(0)


def attentive_recurrence(p, ids, valid):
    x = p["embedding.weight"][ids]
    h = torch.zeros(len(LENGTHS), WIDTH)
    states = []
    for t in range(TIME):
        f = torch.sigmoid(x[t] @ p["forget.w"] + h @ p["forget.u"] + p["forget.b"])
        c = torch.tanh(x[t] @ p["candidate.w"] + (f * h) @ p["candidate.u"] + p["candidate.b"])
        h = torch.where(valid[t][:, None] > 0, (1 - f) * h + f * c, h)
        states.append(h)
    states = torch.stack(states)
    hidden = torch.tanh(torch.nn.functional.linear(states, p["question.weight"], p["question.bias"]))
    scores = torch.where(valid > 0, hidden @ p["question.vector"], torch.tensor(-torch.inf))
    return (torch.softmax(scores, 0)[:, :, None] * states).sum(0)


def dynamic_net(p, ids, valid):
    layer = lambda name, x: torch.nn.functional.linear(x, p[f"{name}.weight"], p[f"{name}.bias"])
    h = torch.tanh(layer("first", p["embedding.weight"][ids]))
    for _ in range(2):
        h = torch.tanh(layer("middle", h))
    states = layer("last", h)
    return torch.where(valid[:, :, None] > 0, states, torch.tensor(-torch.inf)).amax(0)


square = [WIDTH, WIDTH]
CONVOLUTION = {"weight": [WIDTH, WIDTH, 3], "bias": [WIDTH]}
CELL = {"w": square, "u": square, "b": [WIDTH]}
LINEAR = {"weight": square, "bias": [WIDTH]}


def named(prefix, shapes):
    return {f"{prefix}.{name}": shape for name, shape in shapes.items()}


MODELS = [
    (
        "gated-convolution",
        "max",
        {"width": WIDTH, "window": 3, "layers": 2},
        gated_convolution,
        {k: v for layer in ("layer0", "layer1") for name in ("found", "passes") for k, v in named(f"layers.{layer}.{name}", CONVOLUTION).items()},
    ),
    (
        "attentive-recurrence",
        "last",
        {"embedding": WIDTH, "hidden": WIDTH},
        attentive_recurrence,
        {**named("forget", CELL), **named("candidate", CELL), **named("question", {**LINEAR, "vector": [WIDTH]})},
    ),
    (
        "dynamic-net",
        "max",
        {"width": WIDTH, "most": 3},
        dynamic_net,
        {**named("first", LINEAR), **named("middle", LINEAR), **named("last", LINEAR)},
    ),
]


def case(name, pooling, options, model, shapes):
    shapes = {"embedding.weight": [VOCABULARY, WIDTH], **shapes, "output.weight": [CLASSES, WIDTH], "output.bias": [CLASSES]}
    p = {key: uniform(*shape).requires_grad_() for key, shape in shapes.items()}
    valid = torch.tensor([[float(t < length) for length in LENGTHS] for t in range(TIME)])
    ids = (torch.randint(1, VOCABULARY, (TIME, len(LENGTHS))) * valid).long()
    targets = torch.randint(0, CLASSES, (len(LENGTHS),))
    logits = torch.nn.functional.linear(model(p, ids, valid), p["output.weight"], p["output.bias"])
    loss = torch.nn.functional.cross_entropy(logits, targets)
    loss.backward()
    return {
        **{"name": name, "pooling": pooling, "options": options, "vocabulary": VOCABULARY, "classes": CLASSES},
        **{"ids": ids.tolist(), "lengths": LENGTHS, "targets": targets.tolist(), "weights": tensors(p)},
        **{"logits": tensor(logits), "loss": loss.item(), "gradients": tensors({key: value.grad for key, value in p.items()})},
    }


torch.manual_seed(SEED)
write("customModels.json", SEED, {"cases": [case(*model) for model in MODELS]}, ORIGIN)
