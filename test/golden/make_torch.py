"""Makes the golden values in this folder with PyTorch, in float64 on one thread. README.md describes every file.

usage: python3 make_torch.py [folder]    (needs torch; the tests only read the JSON files it writes)
Deterministic: the same torch version writes the same bytes. Prints each file with its seed and size.
"""
import base64
import json
import math
import os
import sys

import torch
from torch.nn.utils import clip_grad_norm_, clip_grad_value_
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

FOLDER = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
CELLS = {"rnn": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)


def tensor(value):
    """A float tensor as {"shape", "data"}: base64 of float64, little-endian, row-major."""
    values = value.detach().to(torch.float64).contiguous().numpy().astype("<f8")
    return {"shape": list(values.shape), "data": base64.b64encode(values.tobytes()).decode("ascii")}


def tensors(named):
    return {name: tensor(value) for name, value in named.items()}


def write(name, seed, content):
    head = {"origin": "test/golden/make_torch.py", "torch": torch.__version__, "seed": seed, "dtype": "float64"}
    path = os.path.join(FOLDER, name)
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        pieces = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in {**head, **content}.items() if key != "cases"]
        cases = ",\n".join(json.dumps(case, allow_nan=False) for case in content["cases"])
        file.write("{" + ",\n".join(pieces) + ',\n"cases": [\n' + cases + "\n]}\n")
    print(f"{name} seed={seed} bytes={os.path.getsize(path)}")


def uniform(*shape, scale=0.6):
    return (torch.rand(*shape) * 2 - 1) * scale


def randomize(module):
    """All weights and biases uniform in [-0.6, 0.6]: larger than PyTorch's start, so that gates leave their linear part."""
    for parameter in module.parameters():
        parameter.data = uniform(*parameter.shape)


# --- recurrent layers ---------------------------------------------------------------------------------------------


def run_recurrent(module, inputs, lengths, initial=None):
    """Output [time, batch, directions * hidden], zero after each length; final states [layers * directions, batch, hidden]."""
    if lengths is None:
        output, states = module(inputs, initial)
    else:
        packed = pack_padded_sequence(inputs, torch.tensor(lengths), enforce_sorted=False)
        output, states = module(packed, initial)
        output, _ = pad_packed_sequence(output, total_length=inputs.shape[0])
    return output, list(states) if isinstance(states, tuple) else [states]


def recurrent_case(cell, layers, bidirectional, lengths, given_initial=False):
    time, batch, size, hidden = 5, 3, 4, 3
    module = CELLS[cell](size, hidden, layers, bidirectional=bidirectional)
    randomize(module)
    inputs = uniform(time, batch, size, scale=1.5).requires_grad_()
    names = ["h", "c"] if cell == "lstm" else ["h"]
    initial = None
    if given_initial:
        initial = [uniform(layers * (1 + bidirectional), batch, hidden).requires_grad_() for _ in names]
    passed = None if initial is None else tuple(initial) if cell == "lstm" else initial[0]
    output, states = run_recurrent(module, inputs, lengths, passed)
    output_weight = uniform(*output.shape, scale=1)
    state_weights = [uniform(*state.shape, scale=1) for state in states]
    scalar = (output * output_weight).sum()
    for state, weight in zip(states, state_weights):
        scalar = scalar + (state * weight).sum()
    scalar.backward()
    parts = [cell, f"{layers}layer", "bidirectional" if bidirectional else "forward"]
    parts += ["packed"] if lengths else []
    parts += ["initial"] if given_initial else []
    case = {
        "name": "-".join(parts),
        "cell": cell,
        "inputSize": size,
        "hiddenSize": hidden,
        "layers": layers,
        "bidirectional": bidirectional,
        "lengths": lengths,
        "weights": tensors(dict(module.named_parameters())),
        "input": tensor(inputs),
        "output": tensor(output),
        "last": tensors(dict(zip(names, states))),
        "outputWeight": tensor(output_weight),
        "lastWeight": tensors(dict(zip(names, state_weights))),
        "scalar": scalar.item(),
        "gradients": {
            "input": tensor(inputs.grad),
            "weights": tensors({name: parameter.grad for name, parameter in module.named_parameters()}),
        },
    }
    if initial is not None:
        case["initial"] = tensors(dict(zip(names, initial)))
        case["gradients"]["initial"] = tensors({name: state.grad for name, state in zip(names, initial)})
    return case


def make_recurrent():
    for number, cell in enumerate(CELLS):
        seed = 100 + number
        torch.manual_seed(seed)
        cases = [
            recurrent_case(cell, layers, bidirectional, lengths)
            for layers in (1, 2)
            for bidirectional in (False, True)
            for lengths in (None, [3, 5, 1])
        ]
        cases.append(recurrent_case(cell, 2, True, [3, 5, 1], given_initial=True))
        write(f"{cell}.json", seed, {"cases": cases})


# --- losses -------------------------------------------------------------------------------------------------------


def make_cross_entropy():
    seed = 200
    torch.manual_seed(seed)
    rows, classes = 6, 4
    mild, wild = uniform(rows, classes, scale=3), uniform(rows, classes, scale=900)
    settings = [
        ("plain", mild, [0, 3, 1, 2, 2, 0], -100),
        ("some-ignored", mild, [0, -100, 1, -100, 2, 0], -100),
        ("zero-ignored", mild, [0, 3, 1, 0, 2, 0], 0),
        ("one-left", mild, [-100, -100, -100, -100, 2, -100], -100),
        ("large-logits", wild, [0, 3, 1, 2, -100, 1], -100),
    ]
    cases = []
    for name, logits, targets, ignore in settings:
        for reduction in ("mean", "sum"):
            logits = logits.detach().clone().requires_grad_()
            loss = torch.nn.functional.cross_entropy(
                logits, torch.tensor(targets), ignore_index=ignore, reduction=reduction
            )
            loss.backward()
            cases.append(
                {
                    "name": f"{name}-{reduction}",
                    "reduction": reduction,
                    "ignoreIndex": ignore,
                    "logits": tensor(logits),
                    "targets": targets,
                    "loss": loss.item(),
                    "gradient": tensor(logits.grad),
                }
            )
    write("crossEntropy.json", seed, {"cases": cases})


# --- optimisers ---------------------------------------------------------------------------------------------------

OPTIMIZERS = [
    ("sgd", torch.optim.SGD, {"learningRate": 0.1}),
    ("sgd-momentum", torch.optim.SGD, {"learningRate": 0.05, "momentum": 0.9}),
    ("sgd-nesterov", torch.optim.SGD, {"learningRate": 0.05, "momentum": 0.9, "nesterov": True}),
    ("sgd-decay", torch.optim.SGD, {"learningRate": 0.1, "weightDecay": 0.05}),
    ("sgd-nesterov-decay", torch.optim.SGD, {"learningRate": 0.05, "momentum": 0.8, "nesterov": True, "weightDecay": 0.02}),
    ("adagrad", torch.optim.Adagrad, {"learningRate": 0.1}),
    ("adagrad-decay", torch.optim.Adagrad, {"learningRate": 0.1, "weightDecay": 0.05}),
    ("adadelta", torch.optim.Adadelta, {"learningRate": 1.0}),
    ("adadelta-decay", torch.optim.Adadelta, {"learningRate": 0.7, "rho": 0.8, "weightDecay": 0.05}),
    ("rmsprop", torch.optim.RMSprop, {"learningRate": 0.01}),
    ("rmsprop-momentum", torch.optim.RMSprop, {"learningRate": 0.01, "momentum": 0.9, "alpha": 0.95}),
    ("rmsprop-decay", torch.optim.RMSprop, {"learningRate": 0.01, "weightDecay": 0.05}),
    ("adam", torch.optim.Adam, {"learningRate": 0.02}),
    ("adam-decay", torch.optim.Adam, {"learningRate": 0.02, "betas": [0.8, 0.95], "weightDecay": 0.05}),
    ("adamw", torch.optim.AdamW, {"learningRate": 0.02, "weightDecay": 0.1}),
    ("adamw-no-decay", torch.optim.AdamW, {"learningRate": 0.02, "weightDecay": 0.0}),
]
DEFAULTS = {
    torch.optim.SGD: {"type": "sgd", "momentum": 0.0, "nesterov": False, "weightDecay": 0.0},
    torch.optim.Adagrad: {"type": "adagrad", "epsilon": 1e-10, "weightDecay": 0.0},
    torch.optim.Adadelta: {"type": "adadelta", "rho": 0.9, "epsilon": 1e-6, "weightDecay": 0.0},
    torch.optim.RMSprop: {"type": "rmsprop", "alpha": 0.99, "momentum": 0.0, "epsilon": 1e-8, "weightDecay": 0.0},
    torch.optim.Adam: {"type": "adam", "betas": [0.9, 0.999], "epsilon": 1e-8, "weightDecay": 0.0},
    torch.optim.AdamW: {"type": "adamw", "betas": [0.9, 0.999], "epsilon": 1e-8, "weightDecay": 0.01},
}
TORCH_NAMES = {"learningRate": "lr", "weightDecay": "weight_decay", "epsilon": "eps"}
KEPT_STEPS = (1, 2, 10, 50)


def make_optimizers():
    seed = 300
    torch.manual_seed(seed)
    start = {"weight": uniform(3, 4), "bias": uniform(4), "rows": uniform(5, 2)}
    inputs, targets = uniform(8, 3, scale=2), uniform(8, 4, scale=1.5)

    def objective(p, step):
        """Not convex; touches one row of `rows` a step, so that the other rows' gradients are exactly zero."""
        fit = (torch.tanh(inputs @ p["weight"] + p["bias"]) - targets).square().mean()
        waves = 0.2 * torch.cos(3 * p["weight"]).sum() + 0.1 * torch.sin(2 * p["bias"]).sum()
        return fit + waves + torch.sin(2 * p["rows"][step % 5]).sum()

    cases = []
    for name, kind, given in OPTIMIZERS:
        options = {**DEFAULTS[kind], **given}
        parameters = {key: value.clone().requires_grad_() for key, value in start.items()}
        arguments = {TORCH_NAMES.get(key, key): value for key, value in options.items() if key != "type"}
        if "betas" in arguments:
            arguments["betas"] = tuple(arguments["betas"])
        optimizer = kind(parameters.values(), **arguments)
        gradients = {key: [] for key in parameters}
        after = {}
        for step in range(1, max(KEPT_STEPS) + 1):
            optimizer.zero_grad()
            objective(parameters, step).backward()
            for key, parameter in parameters.items():
                gradients[key].append(parameter.grad.clone())
            optimizer.step()
            if step in KEPT_STEPS:
                after[str(step)] = tensors(parameters)
        stacked = {key: torch.stack(list_of) for key, list_of in gradients.items()}
        cases.append({"name": name, "optimizer": options, "gradients": tensors(stacked), "after": after})
    write("optimizers.json", seed, {"steps": max(KEPT_STEPS), "initial": tensors(start), "cases": cases})


def make_clipping():
    seed = 400
    torch.manual_seed(seed)
    given = {"weight": uniform(3, 4, scale=2), "bias": uniform(4, scale=2), "rows": uniform(2, 2, scale=5)}
    cases = []
    for kind, limits in (("norm", (0.5, 1.0, 5.0, 1000.0)), ("value", (0.1, 1.0, 100.0))):
        for limit in limits:
            parameters = {key: torch.nn.Parameter(torch.zeros_like(value)) for key, value in given.items()}
            for key, parameter in parameters.items():
                parameter.grad = given[key].clone()
            case = {"name": f"{kind}-{limit:g}", "kind": kind, "limit": limit}
            if kind == "norm":
                case["norm"] = clip_grad_norm_(parameters.values(), limit).item()
            else:
                clip_grad_value_(parameters.values(), limit)
            case["clipped"] = tensors({key: parameter.grad for key, parameter in parameters.items()})
            cases.append(case)
    write("clipping.json", seed, {"gradients": tensors(given), "cases": cases})


# --- schedules ----------------------------------------------------------------------------------------------------


def rates(scheduler_of, count, base, figures=None):
    """The learning rate used by update 0, 1, ... count - 1."""
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=base)
    scheduler = scheduler_of(optimizer)
    values = []
    for step in range(count):
        values.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step(*([] if figures is None else [figures[step]]))
    return values


def make_schedules():
    seed = 500
    torch.manual_seed(seed)
    lr = torch.optim.lr_scheduler
    count, base = 100, 0.02
    cases = []
    for every, factor in ((7, 0.5), (1, 0.95), (30, 0.1)):
        values = rates(lambda o: lr.StepLR(o, step_size=every, gamma=factor), count, base)
        cases.append({"schedule": {"type": "step", "every": every, "factor": factor}, "rates": values})
    for warmup, final in ((0, 0.0), (10, 0.0), (25, 0.1)):
        values = rates(lambda o: lr.LambdaLR(o, lambda t: (t + 1) / max(warmup, 1)), warmup, base)
        values += rates(
            lambda o: lr.CosineAnnealingLR(o, T_max=count - warmup, eta_min=base * final), count - warmup, base
        )
        schedule = {"type": "cosine", "warmupSteps": warmup, "finalFactor": final}
        cases.append({"schedule": schedule, "totalSteps": count, "rates": values})
    for warmup in (1, 20, 200):
        values = rates(lambda o: lr.LambdaLR(o, lambda t: min((t + 1) / warmup, math.sqrt(warmup / (t + 1)))), count, base)
        cases.append({"schedule": {"type": "inverse-square-root", "warmupSteps": warmup}, "rates": values})
    falling = [2 / (1 + 0.1 * t) for t in range(count)]
    figures = [value + noise for value, noise in zip(falling, (torch.rand(count) * 0.4).tolist())]
    for mode, threshold, factor, patience, floor in (
        ("min", 0.0, 0.5, 2, 0.0),
        ("min", 0.0, 0.3, 4, 0.001),
        ("max", 0.0, 0.5, 3, 0.005),
    ):
        series = figures if mode == "min" else [1 - value / 3 for value in figures]
        values = rates(
            lambda o: lr.ReduceLROnPlateau(
                o, mode=mode, factor=factor, patience=patience, threshold=threshold, min_lr=floor, eps=0
            ),
            count,
            base,
            series,
        )
        schedule = {"type": "reduce-on-plateau", "factor": factor, "patience": patience, "minLearningRate": floor}
        cases.append({"schedule": schedule, "mode": mode, "threshold": threshold, "figures": series, "rates": values})
    write("schedules.json", seed, {"learningRate": base, "count": count, "cases": cases})


# --- whole classifiers --------------------------------------------------------------------------------------------


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


make_recurrent()
make_cross_entropy()
make_optimizers()
make_clipping()
make_schedules()
make_classifiers()
