"""Makes the golden values of attention and transformer blocks with PyTorch, in float64 on one thread: full forward and
backward passes. README.md describes every file.

usage: python3 make_torch_sequence.py [folder]    (needs torch; the tests only read the JSON files it writes)
"""
import base64
import json
import math
import os
import sys

import torch

FOLDER = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
NEVER = -1e9

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)


def tensor(value):
    """A float tensor as {"shape", "data"}: base64 of float64, little-endian, row-major."""
    values = value.detach().to(torch.float64).contiguous().numpy().astype("<f8")
    return {"shape": list(values.shape), "data": base64.b64encode(values.tobytes()).decode("ascii")}


def tensors(named):
    return {name: tensor(value) for name, value in named.items()}


def write(name, seed, content):
    head = {"origin": "test/golden/make_torch_sequence.py", "torch": torch.__version__, "seed": seed, "dtype": "float64"}
    path = os.path.join(FOLDER, name)
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        pieces = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in head.items()]
        cases = ",\n".join(json.dumps(case, allow_nan=False) for case in content["cases"])
        file.write("{" + ",\n".join(pieces) + ',\n"cases": [\n' + cases + "\n]}\n")
    print(f"{name} seed={seed} bytes={os.path.getsize(path)}")


def uniform(*shape, scale=0.6):
    return (torch.rand(*shape) * 2 - 1) * scale


def randomize(module):
    """All weights and biases uniform in [-0.6, 0.6]."""
    for parameter in module.parameters():
        parameter.data = uniform(*parameter.shape)


def gradients(scalar, named):
    names = list(named)
    found = torch.autograd.grad(scalar, [named[name] for name in names], allow_unused=True)
    return {name: torch.zeros_like(named[name]) if g is None else g for name, g in zip(names, found)}


def attention_case(kind, name):
    """Luong's and Bahdanau's scores; memory and queries batch first, padding of the source masked."""
    batch, rows, columns, query = 3, 2, 5, 4
    value = query if kind == "dot" else 6
    queries = uniform(batch, rows, query, scale=1.5).requires_grad_()
    encoded = uniform(columns, batch, value, scale=1.5).requires_grad_()
    lengths = [5, 3, 1]
    mask = torch.tensor([[t < length for length in lengths] for t in range(columns)])
    parameters = {
        "dot": {},
        "general": {"weight": uniform(query, value)},
        "additive": {
            "query.weight": uniform(query, query),
            "query.bias": uniform(query),
            "key.weight": uniform(query, value),
            "vector": uniform(query),
        },
    }[kind]
    for parameter in parameters.values():
        parameter.requires_grad_()
    values = encoded.transpose(0, 1)
    if kind == "dot":
        scores = queries @ values.transpose(1, 2)
    elif kind == "general":
        scores = torch.einsum("bqi,ij,bkj->bqk", queries, parameters["weight"], values)
    else:
        asked = queries @ parameters["query.weight"].T + parameters["query.bias"]
        keys = values @ parameters["key.weight"].T
        scores = torch.tanh(asked.unsqueeze(2) + keys.unsqueeze(1)) @ parameters["vector"]
    weights = torch.softmax(scores.masked_fill(~mask.T.unsqueeze(1), NEVER), -1)
    context = weights @ values
    context_weight = uniform(*context.shape, scale=1)
    scalar = (context * context_weight).sum()
    inputs = {"queries": queries, "encoded": encoded, **parameters}
    return {
        "name": name,
        "kind": kind,
        "lengths": lengths,
        "parameters": tensors(parameters),
        "queries": tensor(queries),
        "encoded": tensor(encoded),
        "contextWeight": tensor(context_weight),
        "context": tensor(context),
        "weights": tensor(weights),
        "gradients": tensors(gradients(scalar, inputs)),
    }


def block_case(kind, norm, activation):
    """torch.nn.TransformerEncoderLayer and -DecoderLayer without dropout; padded source, causal target."""
    width, heads, feed_forward, batch, time, columns = 8, 2, 12, 3, 4, 5
    gelu = lambda x: torch.nn.functional.gelu(x, approximate="tanh")
    chosen = {"relu": torch.nn.functional.relu, "gelu": gelu}[activation]
    layers = {"encoder": torch.nn.TransformerEncoderLayer, "decoder": torch.nn.TransformerDecoderLayer}
    module = layers[kind](width, heads, feed_forward, 0.0, chosen, norm_first=norm == "pre")
    randomize(module)
    lengths = [5, 3, 1]
    source_padding = torch.tensor([[t >= length for t in range(columns)] for length in lengths])
    length = columns if kind == "encoder" else time
    x = uniform(length, batch, width, scale=1.5).requires_grad_()
    memory = uniform(columns, batch, width, scale=1.5).requires_grad_()
    if kind == "encoder":
        y = module(x, src_key_padding_mask=source_padding)
    else:
        causal = torch.triu(torch.full((time, time), -math.inf), diagonal=1)
        y = module(x, memory, tgt_mask=causal, memory_key_padding_mask=source_padding)
    y_weight = uniform(*y.shape, scale=1)
    scalar = (y * y_weight).sum()
    named = dict(module.named_parameters())
    inputs = {"x": x, **({"memory": memory} if kind == "decoder" else {}), **named}
    return {
        "name": f"{kind}-{norm}-{activation}",
        **{"kind": kind, "norm": norm, "activation": activation, "width": width, "heads": heads},
        **{"feedForward": feed_forward, "lengths": lengths},
        "parameters": tensors(named),
        "x": tensor(x),
        "memory": tensor(memory),
        "yWeight": tensor(y_weight),
        "y": tensor(y),
        "gradients": tensors(gradients(scalar, inputs)),
    }


torch.manual_seed(51)
write("attention.json", 51, {"cases": [attention_case(kind, kind) for kind in ("dot", "general", "additive")]})
torch.manual_seed(52)
cases = [
    block_case(kind, norm, activation)
    for kind in ("encoder", "decoder")
    for norm, activation in (("pre", "relu"), ("post", "gelu"))
]
write("transformerBlocks.json", 52, {"cases": cases})
torch.manual_seed(53)
smoothed = []
for smoothing in (0.0, 0.1, 0.6):
    logits = uniform(5, 7, scale=3).requires_grad_()
    labels = torch.tensor([0, 6, 3, 3, 1])
    loss = torch.nn.functional.cross_entropy(logits, labels, label_smoothing=smoothing, ignore_index=3)
    smoothed.append(
        {
            "name": f"smoothing {smoothing}",
            **{"smoothing": smoothing, "ignore": 3, "labels": labels.tolist()},
            "logits": tensor(logits),
            "loss": float(loss.detach()),
            "gradient": tensor(torch.autograd.grad(loss, logits)[0]),
        }
    )
write("labelSmoothing.json", 53, {"cases": smoothed})
