"""What the makers of golden values with PyTorch share: float64 on one thread, tensors as JSON, the files they are written to."""
import base64
import json
import os
import sys

import torch

FOLDER = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)


def tensor(value):
    """A float tensor as {"shape", "data"}: base64 of float64, little-endian, row-major."""
    values = value.detach().to(torch.float64).contiguous().numpy().astype("<f8")
    return {"shape": list(values.shape), "data": base64.b64encode(values.tobytes()).decode("ascii")}


def tensors(named):
    return {name: tensor(value) for name, value in named.items()}


def write(name, seed, content, origin="test/golden/make_torch.py"):
    """`content` holds the `cases`, written one a line, and what they have in common. Prints the file with its seed and size."""
    head = {"origin": origin, "torch": torch.__version__, "seed": seed, "dtype": "float64"}
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
