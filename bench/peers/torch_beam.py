"""Beam search of the transformer of bench/translationBeam.ts in PyTorch on the CPU, as it is written straightforwardly: batches
of sentences sorted by length, the encoder once, keys and values of earlier positions kept for each hypothesis (or the whole
prefix anew in each step with "prefix"), torch.topk over beam and vocabulary, index_select when hypotheses change places, finished
sentences dropped. It reads the weights and the sources that translationBeam.ts wrote, and must give the same outputs.

usage: torch_beam.py <folder> [threads] [kept|prefix]    prints one JSON line; outputs are compared with <folder>/outputs.json
"""
import json
import math
import struct
import sys
import time

import numpy as np
import torch

FOLDER = sys.argv[1]
torch.set_num_threads(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
KEPT = (sys.argv[3] if len(sys.argv) > 3 else "kept") == "kept"
WIDTH, HEADS, LAYERS, PAD, BOS, EOS = 256, 8, 3, 0, 2, 3
DEPTH = WIDTH // HEADS
problem = json.load(open(f"{FOLDER}/problem.json"))
BOS, EOS, BEAM, BATCH = problem["bos"], problem["eos"], problem["beam"], problem["batch"]


def read_safetensors(path):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = file.read()
    header.pop("__metadata__", None)
    return {
        name: torch.from_numpy(
            np.frombuffer(data[e["data_offsets"][0] : e["data_offsets"][1]], np.float32).reshape(e["shape"]).copy()
        )
        for name, e in header.items()
    }


W = read_safetensors(f"{FOLDER}/model.safetensors")
places = torch.arange(200.0)[:, None] / 10000 ** (torch.arange(0, WIDTH, 2) / WIDTH)
POSITIONS = torch.stack([places.sin(), places.cos()], 2).reshape(200, WIDTH)
linear = torch.nn.functional.linear


def norm(x, name):
    return torch.nn.functional.layer_norm(x, (WIDTH,), W[f"{name}.weight"], W[f"{name}.bias"])


def embed(ids, first=0):
    return W["target_embedding.weight"][ids] * math.sqrt(WIDTH) + POSITIONS[first : first + ids.shape[1]]


def heads(x):
    return x.view(x.shape[0], x.shape[1], HEADS, DEPTH).transpose(1, 2)


def project(x, name, parts):
    weight, bias = W[f"{name}.in_proj_weight"].chunk(3), W[f"{name}.in_proj_bias"].chunk(3)
    return [heads(linear(x, weight[part], bias[part])) for part in parts]


def attend(q, k, v, bias, name):
    scores = q @ k.transpose(2, 3) / math.sqrt(DEPTH)
    weights = torch.softmax(scores if bias is None else scores + bias, 3)
    joined = (weights @ v).transpose(1, 2).reshape(q.shape[0], q.shape[2], WIDTH)
    return linear(joined, W[f"{name}.out_proj.weight"], W[f"{name}.out_proj.bias"])


def feed(x, name):
    inner = torch.relu(linear(x, W[f"{name}.linear1.weight"], W[f"{name}.linear1.bias"]))
    return linear(inner, W[f"{name}.linear2.weight"], W[f"{name}.linear2.bias"])


def encode(source):
    bias = torch.where(source == PAD, -1e9, 0.0)[:, None, None, :]
    x = embed(source)
    for i in range(LAYERS):
        name = f"encoder.layers.{i}"
        x = x + attend(*project(norm(x, f"{name}.norm1"), f"{name}.self_attn", (0, 1, 2)), bias, f"{name}.self_attn")
        x = x + feed(norm(x, f"{name}.norm2"), name)
    return norm(x, "encoder.norm"), bias


def decode(tokens, memory, bias, past):
    """tokens [rows, time]: all so far, of which with kept keys and values only the last is computed."""
    first = tokens.shape[1] - 1 if KEPT else 0
    x = embed(tokens[:, first:], first)
    time_ = x.shape[1]
    causal = None if KEPT else torch.full((time_, time_), -1e9).triu(1)
    kept = []
    for i in range(LAYERS):
        name = f"decoder.layers.{i}"
        q, k, v = project(norm(x, f"{name}.norm1"), f"{name}.self_attn", (0, 1, 2))
        if KEPT and past:
            k, v = torch.cat([past[i][0], k], 2), torch.cat([past[i][1], v], 2)
        kept.append((k, v))
        x = x + attend(q, k, v, causal, f"{name}.self_attn")
        (q,) = project(norm(x, f"{name}.norm2"), f"{name}.multihead_attn", (0,))
        x = x + attend(q, *memory[i], bias, f"{name}.multihead_attn")
        x = x + feed(norm(x, f"{name}.norm3"), name)
    logits = linear(norm(x[:, -1], "decoder.norm"), W["target_embedding.weight"], W["output.bias"])
    return torch.log_softmax(logits, 1), kept


def search(sources, longest, shortest):
    """The best output of each source, by total log probability over ((5 + length) / 6)^alpha."""
    alpha = problem["lengthPenalty"]
    penalty = lambda length: ((5 + length) / 6) ** alpha
    time_ = max(map(len, sources))
    encoded, bias = encode(torch.tensor([s + [PAD] * (time_ - len(s)) for s in sources]))
    memory = [project(encoded, f"decoder.layers.{i}.multihead_attn", (1, 2)) for i in range(LAYERS)]
    repeat = lambda x: x.repeat_interleave(BEAM, 0)
    memory, bias = [tuple(map(repeat, pair)) for pair in memory], repeat(bias)
    open_ = list(range(len(sources)))
    totals = torch.full((len(open_), BEAM), -math.inf)
    totals[:, 0] = 0
    tokens = torch.full((len(open_) * BEAM, 1), BOS)
    finished = [[] for _ in sources]
    past = None
    while open_:
        scores, past = decode(tokens, memory, bias, past)
        length = tokens.shape[1]
        if length <= shortest:
            scores[:, EOS] = -math.inf
        vocabulary = scores.shape[1]
        best, at = (totals.view(-1, 1) + scores).view(len(open_), -1).topk(BEAM, 1)
        parents, words = at // vocabulary, at % vocabulary
        rows = (torch.arange(len(open_))[:, None] * BEAM + parents).view(-1)
        before, tokens = tokens, torch.cat([tokens[rows], words.view(-1, 1)], 1)
        totals = best.clone()
        still = []
        for place, sentence in enumerate(open_):
            for i in range(BEAM):
                row, total = place * BEAM + i, best[place, i].item()
                if total == -math.inf:
                    continue
                ended = tokens[row, -1].item() == EOS
                if ended or length >= longest[sentence]:
                    words_ = tokens[row, 1:].tolist()
                    finished[sentence].append((total / penalty(length), words_[:-1] if ended else words_))
                    totals[place, i] = -math.inf
            alive = totals[place].max().item()
            done = finished[sentence]
            if alive == -math.inf or len(done) >= BEAM:
                continue
            if done and alive / penalty(longest[sentence] + 1) <= max(score for score, _ in done):
                continue
            still.append(place)
        chosen = torch.tensor(still, dtype=torch.long)
        keep = (chosen[:, None] * BEAM + torch.arange(BEAM)).view(-1)
        past = [(k[rows[keep]], v[rows[keep]]) for k, v in past]
        if len(still) < len(open_):
            memory = [(k[keep], v[keep]) for k, v in memory]
            bias = bias[keep]
        tokens, totals, open_ = tokens[keep], totals[chosen], [open_[place] for place in still]
    return [max(done)[1] for done in finished]


with torch.no_grad():
    sources, longest = problem["sources"], problem["longest"]
    order = sorted(range(len(sources)), key=lambda i: len(sources[i]))
    outputs = [None] * len(sources)
    search(sources[:4], longest[:4], problem["shortest"])  # warm
    wall, cpu = time.perf_counter(), time.process_time()
    for start in range(0, len(order), BATCH):
        group = order[start : start + BATCH]
        found = search([sources[i] for i in group], [longest[i] for i in group], problem["shortest"])
        for i, output in zip(group, found):
            outputs[i] = output
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
ours = json.load(open(f"{FOLDER}/outputs.json"))
print(
    json.dumps(
        {
            "name": f"torch-beam-{'kept' if KEPT else 'prefix'}",
            "threads": torch.get_num_threads(),
            "sentences": len(sources),
            "tokens": sum(map(len, outputs)),
            "sameAsOurs": sum(a == b for a, b in zip(outputs, ours)),
            "wallMs": wall * 1e3,
            "cpuMs": cpu * 1e3,
        }
    )
)
