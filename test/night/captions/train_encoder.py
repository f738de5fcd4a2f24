"""Trains a small convolutional network with PyTorch on the pictures of `npm run test:captions`, and exports it as an ONNX file, which
`npm run test:captions -- --encoder FILE` has read the pictures: what a person does who has an image encoder.

It learns which of 24 things (a colour and a shape) are in a picture, from the training part alone; what it finds at 8 by 8 places is exported.
usage: python3 train_encoder.py FOLDER encoder.onnx [--epochs 6]      (FOLDER as `npm run test:captions -- --folder` leaves it; needs torch alone)
"""
import argparse
import struct
import time
import zlib

import torch
from torch import nn

SEED = 1
MEAN, STD = 0.5, 0.25  # those of data.source where nothing is said


def pixels_of(path):
    """A PNG of eight bits a channel, not interlaced (ISO/IEC 15948, 9): [height, width, 3], 0 to 255."""
    with open(path, "rb") as file:
        content = file.read()
    at, data = 8, b""
    while at < len(content):
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        part = content[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colours = struct.unpack(">IIBB", part[:10])
            assert depth == 8 and part[12] == 0
            each = {2: 3, 6: 4}[colours]
        elif kind == b"IDAT":
            data += part
        at += 12 + length
    data, stride = zlib.decompress(data), width * each
    before, rows = bytearray(stride), []
    for row in range(height):
        kind, line = data[row * (stride + 1)], bytearray(data[row * (stride + 1) + 1 : (row + 1) * (stride + 1)])
        for i in range(stride):
            left, up = line[i - each] if i >= each else 0, before[i]
            corner = before[i - each] if i >= each else 0
            nearest = min((left, up, corner), key=lambda value: abs(left + up - corner - value))
            line[i] = (line[i] + (0, left, up, (left + up) // 2, nearest)[kind]) & 255
        rows.append(bytes(line))
        before = line
    picture = torch.frombuffer(bytearray(b"".join(rows)), dtype=torch.uint8).view(height, width, each)
    return picture[..., :3]


def things_in(caption):
    """`a large red circle left of a small blue square` -> the two things."""
    words = caption.split()
    return {" ".join(words[2:4]), " ".join(words[-2:])}


def read(folder):
    with open(f"{folder}/train.tsv", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t")[:2] for line in file][1:]
    pictures = torch.stack([pixels_of(f"{folder}/{name}") for name, _ in rows])
    names = sorted(set().union(*(things_in(caption) for _, caption in rows)))
    wanted = torch.tensor([[float(name in things_in(caption)) for name in names] for _, caption in rows])
    return pictures, wanted, names


def block(inputs, outputs, stride):
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("out")
    parser.add_argument("--epochs", type=int, default=6)
    given = parser.parse_args()
    torch.manual_seed(SEED)
    pictures, wanted, names = read(given.folder)
    encoder = nn.Sequential(block(3, 32, 1), block(32, 64, 2), block(64, 64, 2), block(64, 64, 1))  # -> [batch, 64, 8, 8]
    head = nn.Conv2d(64, len(names), 1)
    optimizer = torch.optim.Adam([*encoder.parameters(), *head.parameters()], lr=2e-3)
    normal = lambda some: ((some.float() / 255 - MEAN) / STD).permute(0, 3, 1, 2)
    for epoch in range(given.epochs):
        began, total = time.time(), 0.0
        for batch in torch.randperm(len(pictures)).split(64):
            logits = head(encoder(normal(pictures[batch]))).amax((2, 3))  # the place that says it most
            loss = nn.functional.binary_cross_entropy_with_logits(logits, wanted[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        print(f"epoch {epoch + 1}: loss {total / len(pictures):.4f}, {time.time() - began:.0f} s", flush=True)
    encoder.eval()
    one = normal(pictures[:1])
    options = {"dynamo": False} if torch.__version__ >= "2.5" else {}
    axes = {"picture": {0: "batch"}, "places": {0: "batch"}}
    torch.onnx.export(encoder, one, given.out, input_names=["picture"], output_names=["places"], dynamic_axes=axes, **options)
    print(f"{given.out}: {list(encoder(one).shape)}, PyTorch {torch.__version__}, {len(pictures)} pictures, seed {SEED}")


main()
