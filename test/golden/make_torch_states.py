"""Makes the gradients of a scalar with respect to every state of recurrent layers with PyTorch, in float64 on one thread: the steps
written out with torch's cells, each state asked for its gradient. README.md describes the file.

usage: python3 make_torch_states.py [folder]    (needs torch; the tests only read the JSON file it writes)
"""
import torch

from torch_values.files import randomize, tensor, tensors, uniform, write

ORIGIN = "test/golden/make_torch_states.py"
CELLS = {"rnn": torch.nn.RNNCell, "lstm": torch.nn.LSTMCell, "gru": torch.nn.GRUCell}
TIME, BATCH, SIZE, HIDDEN, LAYERS = 6, 3, 4, 3, 2


def case(cell, lengths):
    layers = [CELLS[cell](SIZE if layer == 0 else HIDDEN, HIDDEN) for layer in range(LAYERS)]
    for layer in layers:
        randomize(layer)
    inputs = uniform(TIME, BATCH, SIZE, scale=1.5)
    output_weight = uniform(TIME, BATCH, HIDDEN, scale=1)
    last_weight = uniform(BATCH, HIDDEN, scale=1)
    names = ["h", "c"] if cell == "lstm" else ["h"]
    gradients = {f"{name}{layer}": torch.zeros(TIME, BATCH, HIDDEN) for layer in range(LAYERS) for name in names}
    scalar = 0
    for example in range(BATCH):  # each text by itself, to its own end: no padding is ever met
        states = [[torch.zeros(1, HIDDEN) for _ in names] for _ in range(LAYERS)]
        kept = []
        total = 0
        for step in range(lengths[example] if lengths else TIME):
            x = inputs[step, example : example + 1]
            for layer, module in enumerate(layers):
                before = tuple(states[layer]) if cell == "lstm" else states[layer][0]
                after = module(x, before)
                states[layer] = list(after) if cell == "lstm" else [after]
                for name, state in zip(names, states[layer]):
                    state.retain_grad()
                    kept.append((f"{name}{layer}", step, state))
                x = states[layer][0]
            total = total + (x * output_weight[step, example]).sum()
        total = total + (states[-1][0] * last_weight[example]).sum()
        total.backward()
        scalar += total.item()
        for name, step, state in kept:
            gradients[name][step, example] = state.grad[0]
    weights = {}
    for layer, module in enumerate(layers):
        for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"):
            weights[f"{name}_l{layer}"] = getattr(module, name)
    return {
        "name": f"{cell}-{'packed' if lengths else 'whole'}",
        "cell": cell,
        "lengths": lengths,
        "weights": tensors(weights),
        "input": tensor(inputs),
        "outputWeight": tensor(output_weight),
        "lastWeight": tensor(last_weight),
        "scalar": scalar,
        "gradients": tensors(gradients),
    }


def main():
    seed = 1997
    torch.manual_seed(seed)
    cases = [case(cell, lengths) for cell in CELLS for lengths in (None, [6, 2, 4])]
    content = {"inputSize": SIZE, "hiddenSize": HIDDEN, "layers": LAYERS, "cases": cases}
    write("stateGradients.json", seed, content, ORIGIN)


main()
