"""Times one training step of a model for texts in PyTorch on the CPU: the peer of bench/textStep.ts, with the same shapes.

cnn: the classifier of Kim (2014): embedding, convolutions with windows of 3, 4 and 5 that keep the number of steps, ReLU, maximum over
time, dropout, linear, mean cross entropy. tagger: embedding, dropout, bidirectional LSTM, dropout, linear, linear-chain conditional random
field (the forward algorithm over whole batches). pairs: both texts as one batch through an embedding and a bidirectional LSTM, maximum
over time, u, v, |u - v|, u * v, dropout, linear, mean cross entropy. language: a causal transformer of characters, pre-norm, GELU, learned positions, the
output layer tied to the token vectors, AdamW with decay, clipping. Adam else; random ids.
usage: torch_text_step.py --model cnn|tagger|pairs|language [--threads 1] [--steps 20] [--warmup 3]
Prints one JSON line: {"peer", "version", "threads", "steps", "median_ms", "best_ms"}.
"""
import argparse
import json
import statistics
import time

import torch


class Kim(torch.nn.Module):
    BATCH, TIME, EMBEDDING, FILTERS, VOCABULARY, CLASSES = 50, 32, 300, 100, 20_000, 2

    def __init__(self):
        super().__init__()
        self.embedding = torch.nn.Embedding(self.VOCABULARY, self.EMBEDDING)
        self.windows = torch.nn.ModuleList(
            torch.nn.Conv1d(self.EMBEDDING, self.FILTERS, window, padding="same") for window in (3, 4, 5)
        )
        self.dropout = torch.nn.Dropout(0.5)
        self.output = torch.nn.Linear(3 * self.FILTERS, self.CLASSES)

    def batch(self):
        return torch.randint(0, self.VOCABULARY, (self.BATCH, self.TIME)), torch.randint(0, self.CLASSES, (self.BATCH,))

    def loss(self, ids, labels):
        """Ids [batch, time], labels [batch]."""
        states = self.embedding(ids).transpose(1, 2)  # [batch, embedding, time]
        found = [torch.relu(window(states)).max(2).values for window in self.windows]
        return torch.nn.functional.cross_entropy(self.output(self.dropout(torch.cat(found, 1))), labels)


class Tagger(torch.nn.Module):
    BATCH, TIME, EMBEDDING, HIDDEN, VOCABULARY, TAGS = 32, 24, 100, 100, 10_000, 23

    def __init__(self):
        super().__init__()
        self.embedding = torch.nn.Embedding(self.VOCABULARY, self.EMBEDDING)
        self.dropout = torch.nn.Dropout(0.5)
        self.lstm = torch.nn.LSTM(self.EMBEDDING, self.HIDDEN, bidirectional=True)
        self.output = torch.nn.Linear(2 * self.HIDDEN, self.TAGS)
        self.begin = torch.nn.Parameter(torch.zeros(self.TAGS))
        self.end = torch.nn.Parameter(torch.zeros(self.TAGS))
        self.transitions = torch.nn.Parameter(torch.zeros(self.TAGS, self.TAGS))

    def batch(self):
        shape = (self.TIME, self.BATCH)
        return torch.randint(0, self.VOCABULARY, shape), torch.randint(0, self.TAGS, shape)

    def loss(self, ids, tags):
        """Both [time, batch]; no sentence is shorter than another, so nothing is masked."""
        states, _ = self.lstm(self.dropout(self.embedding(ids)))
        emissions = self.output(self.dropout(states))  # [time, batch, tags]
        alpha = self.begin + emissions[0]
        for scores in emissions[1:]:
            alpha = torch.logsumexp(alpha[:, :, None] + self.transitions, 1) + scores
        partition = torch.logsumexp(alpha + self.end, 1)
        gold = emissions.gather(2, tags[:, :, None])[:, :, 0].sum(0) + self.transitions[tags[:-1], tags[1:]].sum(0)
        return (partition - gold - self.begin[tags[0]] - self.end[tags[-1]]).mean()


class Pairs(torch.nn.Module):
    BATCH, TIME, EMBEDDING, HIDDEN, VOCABULARY, CLASSES = 64, 20, 128, 128, 8_000, 3

    def __init__(self):
        super().__init__()
        self.embedding = torch.nn.Embedding(self.VOCABULARY, self.EMBEDDING)
        self.lstm = torch.nn.LSTM(self.EMBEDDING, self.HIDDEN, bidirectional=True)
        self.dropout = torch.nn.Dropout(0.5)
        self.output = torch.nn.Linear(8 * self.HIDDEN, self.CLASSES)

    def batch(self):
        ids = torch.randint(0, self.VOCABULARY, (self.TIME, 2 * self.BATCH))
        return ids, torch.randint(0, self.CLASSES, (self.BATCH,))

    def loss(self, ids, labels):
        """Ids [time, 2 * batch], the first texts and then the second ones; labels [batch]."""
        states, _ = self.lstm(self.dropout(self.embedding(ids)))
        u, v = states.max(0).values.chunk(2)
        compared = torch.cat([u, v, (u - v).abs(), u * v], 1)
        return torch.nn.functional.cross_entropy(self.output(self.dropout(compared)), labels)


class Block(torch.nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = torch.nn.LayerNorm(width), torch.nn.LayerNorm(width)
        self.projections = torch.nn.Linear(width, 3 * width)
        self.joined = torch.nn.Linear(width, width)
        self.inner, self.outer = torch.nn.Linear(width, 4 * width), torch.nn.Linear(4 * width, width)

    def forward(self, x):
        """x [batch, time, width]"""
        batch, time, width = x.shape
        parts = self.projections(self.norm1(x)).split(width, 2)
        queries, keys, values = (part.view(batch, time, self.heads, -1).transpose(1, 2) for part in parts)
        seen = torch.nn.functional.scaled_dot_product_attention(queries, keys, values, is_causal=True)
        x = x + self.joined(seen.transpose(1, 2).reshape(batch, time, width))
        return x + self.outer(torch.nn.functional.gelu(self.inner(self.norm2(x))))


class Language(torch.nn.Module):
    BATCH, TIME, WIDTH, HEADS, LAYERS, VOCABULARY = 12, 64, 128, 4, 4, 65
    OPTIMIZER = {"weight_decay": 0.1}
    CLIP = 1

    def __init__(self):
        super().__init__()
        self.embedding = torch.nn.Embedding(self.VOCABULARY, self.WIDTH)
        self.positions = torch.nn.Parameter(torch.randn(self.TIME, self.WIDTH) * 0.02)
        self.blocks = torch.nn.Sequential(*(Block(self.WIDTH, self.HEADS) for _ in range(self.LAYERS)))
        self.norm = torch.nn.LayerNorm(self.WIDTH)
        self.output = torch.nn.Linear(self.WIDTH, self.VOCABULARY)
        self.output.weight = self.embedding.weight

    def batch(self):
        shape = (self.BATCH, self.TIME)
        return torch.randint(0, self.VOCABULARY, shape), torch.randint(0, self.VOCABULARY, shape)

    def loss(self, ids, labels):
        """Both [batch, time]."""
        logits = self.output(self.norm(self.blocks(self.embedding(ids) + self.positions)))
        return torch.nn.functional.cross_entropy(logits.flatten(0, 1), labels.flatten())


MODELS = {"cnn": Kim, "tagger": Tagger, "pairs": Pairs, "language": Language}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", choices=MODELS, default="cnn")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--warmup", type=int, default=3)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    model = MODELS[options.model]()
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, **getattr(model, "OPTIMIZER", {"weight_decay": 0}))
    batch = model.batch()
    seconds = []
    for _ in range(options.warmup + options.steps):
        start = time.perf_counter()
        optimizer.zero_grad(set_to_none=True)
        model.loss(*batch).backward()
        if hasattr(model, "CLIP"):
            torch.nn.utils.clip_grad_norm_(model.parameters(), model.CLIP)
        optimizer.step()
        seconds.append(time.perf_counter() - start)
    kept = seconds[options.warmup :]
    figures = {"median_ms": statistics.median(kept), "best_ms": min(kept)}
    name = f"torch-{options.model}-step"
    head = {"peer": name, "version": torch.__version__, "threads": options.threads, "steps": len(kept)}
    print(json.dumps({**head, **{name: round(value * 1e3, 2) for name, value in figures.items()}}))


if __name__ == "__main__":
    main()
