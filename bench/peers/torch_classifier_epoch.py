"""Trains an LSTM classifier for one epoch in PyTorch on the CPU, on batches our side prepared: the peer of our epoch.

Embedding 128, dropout, one LSTM layer of 128 (both directions unless --forward), max over the valid steps, dropout, linear,
mean cross entropy; Adam 1e-3, joint gradient norm at most 1. The batch folder is described in bench/README.md; batches are
taken in the order of its index, so that both sides train on the same examples in the same order.

usage: torch_classifier_epoch.py FOLDER [--threads 1] [--mode padded|packed] [--forward] [--batches N] [--dropout 0.3]
`padded` runs the layer over whole rectangles (the reverse direction then reads the padding first), `packed` over exactly the
valid steps. Which is faster depends on how even the lengths in a batch are: measure both and keep the better.
Prints one JSON line: {"peer", "version", "threads", "mode", "batches", "examples", "tokens", "seconds",
"examples_per_second", "median_ms", "loss"}; `loss` is the mean of the last 50 batches. Reading the files is not counted.
"""
import argparse
import json
import math
import os
import statistics
import time

import numpy
import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

EMBEDDING, HIDDEN, LEARNING_RATE, CLIP_NORM = 128, 128, 1e-3, 1.0


class Classifier(torch.nn.Module):
    def __init__(self, vocabulary, classes, bidirectional, dropout, packed):
        super().__init__()
        self.packed = packed
        self.embedding = torch.nn.Embedding(vocabulary, EMBEDDING)
        self.lstm = torch.nn.LSTM(EMBEDDING, HIDDEN, bidirectional=bidirectional)
        self.dropout = torch.nn.Dropout(dropout)
        self.output = torch.nn.Linear(HIDDEN * (2 if bidirectional else 1), classes)

    def forward(self, ids, lengths):
        """Ids [time, batch] and lengths [batch] to logits [batch, classes]."""
        inputs = self.dropout(self.embedding(ids))  # [time, batch, embedding]
        if self.packed:
            output, _ = self.lstm(pack_padded_sequence(inputs, lengths, enforce_sorted=False))
            output, _ = pad_packed_sequence(output, padding_value=-math.inf, total_length=ids.shape[0])
        else:
            output, _ = self.lstm(inputs)
            padding = torch.arange(ids.shape[0])[:, None] >= lengths[None, :]  # [time, batch]
            output = output.masked_fill(padding[:, :, None], -math.inf)
        pooled = output.max(0).values  # [batch, directions * hidden]
        return self.output(self.dropout(pooled))


def read_batches(folder, limit):
    with open(os.path.join(folder, "index.json"), encoding="utf-8") as file:
        index = json.load(file)

    def column(name):
        return numpy.fromfile(os.path.join(folder, name), dtype="<i4").astype(numpy.int64)

    ids, lengths, labels = column("ids.i32"), column("lengths.i32"), column("labels.i32")
    batches, example = [], 0
    for entry in index["batches"]:
        steps, size, offset = entry["time"], entry["batch"], entry["offset"]
        batches.append(
            (
                torch.from_numpy(ids[offset : offset + steps * size].reshape(steps, size)),
                torch.from_numpy(lengths[example : example + size]),
                torch.from_numpy(labels[example : example + size]),
            )
        )
        example += size
    return index, batches[:limit] if limit else batches


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--mode", choices=["padded", "packed"], default="padded")
    parser.add_argument("--forward", action="store_true", help="one direction only")
    parser.add_argument("--batches", type=int, default=0, help="only the first N batches (0: all)")
    parser.add_argument("--dropout", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)

    index, batches = read_batches(options.folder, options.batches)
    model = Classifier(
        index["vocabulary"], index["classes"], not options.forward, options.dropout, options.mode == "packed"
    )
    optimizer = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE)
    losses, seconds = [], []
    model.train()
    for ids, lengths, labels in batches:
        start = time.perf_counter()
        optimizer.zero_grad(set_to_none=True)
        loss = torch.nn.functional.cross_entropy(model(ids, lengths), labels)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP_NORM)
        optimizer.step()
        losses.append(loss.item())
        seconds.append(time.perf_counter() - start)
    total = sum(seconds)
    examples = sum(len(labels) for _, _, labels in batches)
    print(
        json.dumps(
            {
                "peer": "torch-classifier-epoch",
                "version": torch.__version__,
                "threads": options.threads,
                "mode": options.mode,
                "bidirectional": not options.forward,
                "batches": len(batches),
                "examples": examples,
                "tokens": int(sum(lengths.sum() for _, lengths, _ in batches)),
                "seconds": round(total, 3),
                "examples_per_second": round(examples / total, 1),
                "median_ms": round(statistics.median(seconds) * 1e3, 2),
                "loss": round(sum(losses[-50:]) / len(losses[-50:]), 5),
            }
        )
    )


if __name__ == "__main__":
    main()
