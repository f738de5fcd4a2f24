"""Times one training step of an LSTM language model in PyTorch on the CPU: the peer of our step with the same shapes.

Embedding, one LSTM layer, linear to the vocabulary, mean cross entropy, plain SGD; random ids.
usage: torch_lstm_step.py [--threads 1] [--steps 20] [--warmup 3]
Prints one JSON line: {"peer", "version", "threads", "steps", "median_ms", "best_ms", "tokens_per_second"} (by the median).
"""
import argparse
import json
import statistics
import time

import torch

BATCH, TIME, EMBEDDING, HIDDEN, VOCABULARY, LEARNING_RATE = 64, 32, 256, 256, 8000, 0.5


class LanguageModel(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = torch.nn.Embedding(VOCABULARY, EMBEDDING)
        self.lstm = torch.nn.LSTM(EMBEDDING, HIDDEN)
        self.output = torch.nn.Linear(HIDDEN, VOCABULARY)

    def forward(self, ids):
        """Ids [time, batch] to logits [time, batch, vocabulary]."""
        hidden, _ = self.lstm(self.embedding(ids))
        return self.output(hidden)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--warmup", type=int, default=3)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)

    model = LanguageModel()
    optimizer = torch.optim.SGD(model.parameters(), lr=LEARNING_RATE)
    ids = torch.randint(0, VOCABULARY, (TIME, BATCH))
    targets = torch.randint(0, VOCABULARY, (TIME, BATCH))
    seconds = []
    for _ in range(options.warmup + options.steps):
        start = time.perf_counter()
        optimizer.zero_grad(set_to_none=True)
        loss = torch.nn.functional.cross_entropy(model(ids).view(-1, VOCABULARY), targets.view(-1))
        loss.backward()
        optimizer.step()
        seconds.append(time.perf_counter() - start)
    kept = seconds[options.warmup :]
    median = statistics.median(kept)
    print(
        json.dumps(
            {
                "peer": "torch-lstm-step",
                "version": torch.__version__,
                "threads": options.threads,
                "steps": len(kept),
                "median_ms": round(median * 1e3, 2),
                "best_ms": round(min(kept) * 1e3, 2),
                "tokens_per_second": round(TIME * BATCH / median),
            }
        )
    )


if __name__ == "__main__":
    main()
