"""Recurrent layers: outputs, final states and gradients."""
import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from .files import randomize, tensor, tensors, uniform, write

CELLS = {"rnn": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}


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
