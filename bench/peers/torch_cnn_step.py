"""Times one training step of the convolutional classifier of Kim (2014) in PyTorch on the CPU: the peer of our step with the
same shapes.

Embedding, convolutions with windows of 3, 4 and 5 that keep the number of steps, ReLU, maximum over time, dropout, linear, mean
cross entropy, Adam; random ids.
usage: torch_cnn_step.py [--threads 1] [--steps 20] [--warmup 3]
Prints one JSON line: {"peer", "version", "threads", "steps", "median_ms", "best_ms"}.
"""
import argparse
import json
import statistics
import time

import torch

BATCH, TIME, EMBEDDING, FILTERS, VOCABULARY, CLASSES = 50, 32, 300, 100, 20_000, 2


class Classifier(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = torch.nn.Embedding(VOCABULARY, EMBEDDING)
        self.windows = torch.nn.ModuleList(
            torch.nn.Conv1d(EMBEDDING, FILTERS, window, padding="same") for window in (3, 4, 5)
        )
        self.dropout = torch.nn.Dropout(0.5)
        self.output = torch.nn.Linear(3 * FILTERS, CLASSES)

    def forward(self, ids):
        """Ids [batch, time] to logits [batch, classes]."""
        states = self.embedding(ids).transpose(1, 2)  # [batch, embedding, time]
        found = [torch.relu(window(states)).max(2).values for window in self.windows]
        return self.output(self.dropout(torch.cat(found, 1)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--warmup", type=int, default=3)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    model = Classifier()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    ids = torch.randint(0, VOCABULARY, (BATCH, TIME))
    targets = torch.randint(0, CLASSES, (BATCH,))
    seconds = []
    for _ in range(options.warmup + options.steps):
        start = time.perf_counter()
        optimizer.zero_grad(set_to_none=True)
        torch.nn.functional.cross_entropy(model(ids), targets).backward()
        optimizer.step()
        seconds.append(time.perf_counter() - start)
    kept = seconds[options.warmup :]
    figures = {"median_ms": statistics.median(kept), "best_ms": min(kept)}
    head = {"peer": "torch-cnn-step", "version": torch.__version__, "threads": options.threads, "steps": len(kept)}
    print(json.dumps({**head, **{name: round(value * 1e3, 2) for name, value in figures.items()}}))


if __name__ == "__main__":
    main()
