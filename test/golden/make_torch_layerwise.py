"""Makes the golden values of layers that learn at rates of their own and from epochs of their own, with PyTorch in float64.
README.md describes the file.

usage: python3 make_torch_layerwise.py [folder]    (needs torch; the tests only read the JSON file it writes)
"""
import torch

from torch_values.files import tensor, tensors, uniform, write

ORIGIN = "test/golden/make_torch_layerwise.py"
NAMES = ["embedding.weight", "layers.0.weight", "layers.1.weight", "output.weight"]
EPOCHS, BATCHES = 4, 2


def thaws(layer, freeze):
    """The first epoch that trains a layer."""
    if layer >= freeze["layers"]:
        return 0
    return freeze["epochs"] * ((freeze["layers"] - layer) if freeze["gradual"] else 1)


def layerwise_case(name, optimizer, freeze, decay):
    values = [uniform(3).requires_grad_() for _ in NAMES]
    start = {key: value.detach().clone() for key, value in zip(NAMES, values)}
    inputs = [uniform(3) for _ in range(BATCHES)]
    rate = optimizer["learningRate"]
    groups = [{"params": [value], "lr": rate * decay ** (len(NAMES) - 1 - layer)} for layer, value in enumerate(values)]
    if optimizer["type"] == "adamw":
        rule = torch.optim.AdamW(groups, weight_decay=optimizer["weightDecay"], eps=1e-8)
    else:
        rule = torch.optim.SGD(groups, momentum=optimizer["momentum"])
    reached, norms = [], []
    for epoch in range(EPOCHS):
        for layer, value in enumerate(values):
            value.requires_grad_(epoch >= thaws(layer, freeze))
        for x in inputs:
            rule.zero_grad(set_to_none=True)
            embedding, first, second, output = values
            loss = ((embedding * first * second + output - x) ** 2).sum()
            loss.backward()
            trained = [value for value in values if value.grad is not None]
            norms.append(torch.nn.utils.clip_grad_norm_(trained, 0.5).item())
            rule.step()
        reached.append(tensors({key: value.detach() for key, value in zip(NAMES, values)}))
    return {
        "name": name,
        **{"optimizer": optimizer, "freeze": freeze, "layerDecay": decay, "batches": [tensor(x) for x in inputs]},
        **{"start": tensors(start), "reached": reached, "norms": norms},
    }


torch.manual_seed(67)
adamw = {"type": "adamw", "learningRate": 0.05, "betas": [0.9, 0.999], "epsilon": 1e-8, "weightDecay": 0.1}
sgd = {"type": "sgd", "learningRate": 0.1, "momentum": 0.9, "nesterov": False, "weightDecay": 0}
gradual = {"layers": 3, "epochs": 1, "gradual": True}
at_once = {"layers": 2, "epochs": 2, "gradual": False}
cases = [
    layerwise_case("rates that fall by layer, layers that thaw one after the other", adamw, gradual, 0.5),
    layerwise_case("two layers that thaw at once", adamw, at_once, 1),
    layerwise_case("momentum of layers that thaw", sgd, gradual, 0.38),
]
write("layerwise.json", 67, {"cases": cases}, ORIGIN)
