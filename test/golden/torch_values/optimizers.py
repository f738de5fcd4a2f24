"""Optimisers over 50 steps of one objective, and how gradients are clipped."""
import torch
from torch.nn.utils import clip_grad_norm_, clip_grad_value_

from .files import tensors, uniform, write

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
