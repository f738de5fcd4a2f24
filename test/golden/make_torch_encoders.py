"""Makes small networks that read pictures with PyTorch, as ONNX files, and what they find in a picture. README.md describes the files.

usage: python3 make_torch_encoders.py [folder]    (needs torch; the tests only read what it writes)
"""
import os

import torch
from torch import nn

from torch_values.files import FOLDER, tensor, uniform, write

ORIGIN = "test/golden/make_torch_encoders.py"
SEED = 20261201
SIDE = 16


class ChannelsLast(nn.Module):
    """Reads [batch, height, width, channels] and gives the places so, too."""

    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def forward(self, x):
        return self.inner(x.permute(0, 3, 1, 2)).permute(0, 2, 3, 1)


class Places(nn.Module):
    """What a transformer of pictures gives: a vector for each patch, and one of the whole."""

    def __init__(self, width=6, patch=4):
        super().__init__()
        self.patches = nn.Conv2d(1, width, patch, patch)
        self.attention = nn.MultiheadAttention(width, 2, batch_first=True)

    def forward(self, x):
        seen = self.patches(x).flatten(2).transpose(1, 2)  # [batch, places, width]
        places = seen + self.attention(seen, seen, seen, need_weights=False)[0]
        return places, places.mean(1)


def convolutions(channels):
    layers = [nn.Conv2d(channels, 4, 3, 2, 1), nn.BatchNorm2d(4), nn.ReLU(), nn.Conv2d(4, 6, 3, 2, 1), nn.Tanh()]
    network = nn.Sequential(*layers)
    layers[1].running_mean, layers[1].running_var = uniform(4), uniform(4) ** 2 + 0.5
    return network


def case(name, network, colour="rgb", mean=0.5, std=0.25, last=False, outputs=("found",), take=0, is_batched=True):
    """One picture of whole numbers through a network in float32; `found` is [rows, columns, numbers]."""
    network = network.float().eval()
    channels = 1 if colour == "grey" else 3
    picture = torch.randint(0, 256, (SIDE, SIDE, channels))
    of = lambda figure: torch.tensor(figure if isinstance(figure, list) else [figure] * channels, dtype=torch.float32)
    x = ((picture.float() / 255 - of(mean)) / of(std))[None]
    x = x if last else x.permute(0, 3, 1, 2).contiguous()
    with torch.no_grad():
        found = network(x)
    found = found[take] if isinstance(found, tuple) else found
    if found.dim() == 4:
        found = found[0] if last else found[0].permute(1, 2, 0)
    elif found.dim() == 3:
        found = found[0][:, None]
    else:
        found = found[0][None, None]
    exporter = {"dynamo": False} if torch.__version__ >= "2.5" else {}
    file = f"{name}.onnx"
    names = {"input_names": ["picture"], "output_names": list(outputs)}
    axes = {each: {0: "batch"} for each in ("picture", *outputs)} if is_batched else None
    torch.onnx.export(network, x, os.path.join(FOLDER, "encoders", file), opset_version=17, dynamic_axes=axes, **names, **exporter)
    given = {"output": outputs[take]} if len(outputs) > 1 else {}
    return {"name": name, "file": file, "colour": colour, "mean": mean, "std": std, **given, "picture": tensor(picture), "found": tensor(found)}


torch.manual_seed(SEED)
os.makedirs(os.path.join(FOLDER, "encoders"), exist_ok=True)
CASES = [
    case("convolutions", convolutions(3), mean=[0.485, 0.456, 0.406], std=[0.229, 0.224, 0.225]),
    case("channels-last", ChannelsLast(convolutions(3)), last=True),
    case("vector", nn.Sequential(convolutions(1), nn.Flatten(), nn.Linear(96, 5)), colour="grey", is_batched=False),
    case("places", Places(), colour="grey", outputs=("places", "whole")),
    case("whole", Places(), colour="grey", outputs=("places", "whole"), take=1),
]
write("encoders.json", SEED, {"cases": CASES}, ORIGIN)
