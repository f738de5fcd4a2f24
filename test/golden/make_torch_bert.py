"""Makes small encoders in the layout of BERT, drawn at random, and the hidden states that PyTorch gives for them, in float64 from
float32 weights. The forward pass is written out after Devlin et al. 2019 and the published code: post-norm blocks, GELU by the error
function, token types, learned places, epsilon 1e-12. README.md describes the files.

usage: python3 make_torch_bert.py [folder]    (needs torch and safetensors; the tests only read the files it writes)
"""
import json
import os

import torch
from safetensors.torch import save_file

from torch_values.files import FOLDER, tensor, write

ORIGIN = "test/golden/make_torch_bert.py"
WIDTH, HEADS, FEED_FORWARD, LAYERS, PLACES = 12, 3, 20, 2, 9
TOKENS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "film", "was", "fine", "dull", "##st", "a", "story", "."]
CONFIG = {
    "architectures": ["BertModel"],
    "model_type": "bert",
    **{"vocab_size": len(TOKENS), "hidden_size": WIDTH, "num_attention_heads": HEADS, "intermediate_size": FEED_FORWARD},
    **{"num_hidden_layers": LAYERS, "max_position_embeddings": PLACES, "type_vocab_size": 2},
    **{"hidden_act": "gelu", "layer_norm_eps": 1e-12},
}
#: What our tokenizer gives for the texts, by the file's ids.
TEXTS = {"The film was finest .": [2, 5, 6, 7, 8, 10, 13, 3], "a dull xyz": [2, 11, 9, 1, 3]}


def draw(*shape, scale=0.5):
    return ((torch.rand(*shape) * 2 - 1) * scale).float()


def weights():
    named = {
        "embeddings.word_embeddings.weight": draw(len(TOKENS), WIDTH),
        "embeddings.position_embeddings.weight": draw(PLACES, WIDTH),
        "embeddings.token_type_embeddings.weight": draw(2, WIDTH),
        "embeddings.LayerNorm.weight": 1 + draw(WIDTH),
        "embeddings.LayerNorm.bias": draw(WIDTH),
        "pooler.dense.weight": draw(WIDTH, WIDTH),
        "pooler.dense.bias": draw(WIDTH),
    }
    for layer in range(LAYERS):
        start = f"encoder.layer.{layer}."
        shapes = {"attention.self.query": (WIDTH, WIDTH), "attention.self.key": (WIDTH, WIDTH)}
        shapes |= {"attention.self.value": (WIDTH, WIDTH), "attention.output.dense": (WIDTH, WIDTH)}
        shapes |= {"intermediate.dense": (FEED_FORWARD, WIDTH), "output.dense": (WIDTH, FEED_FORWARD)}
        for name, shape in shapes.items():
            named |= {f"{start}{name}.weight": draw(*shape), f"{start}{name}.bias": draw(shape[0])}
        for name in ["attention.output.LayerNorm", "output.LayerNorm"]:
            named |= {f"{start}{name}.weight": 1 + draw(WIDTH), f"{start}{name}.bias": draw(WIDTH)}
    return named


def hidden_states(named, ids, types):
    """ids and types [time] -> [time, width]"""
    p = {name: value.double() for name, value in named.items()}
    functional = torch.nn.functional

    def norm(name, x):
        return functional.layer_norm(x, (WIDTH,), p[f"{name}.weight"], p[f"{name}.bias"], 1e-12)

    def dense(name, x):
        return functional.linear(x, p[f"{name}.weight"], p[f"{name}.bias"])

    x = p["embeddings.word_embeddings.weight"][ids] + p["embeddings.position_embeddings.weight"][: len(ids)]
    x = norm("embeddings.LayerNorm", x + p["embeddings.token_type_embeddings.weight"][types])
    for layer in range(LAYERS):
        start = f"encoder.layer.{layer}."
        heads = [
            dense(f"{start}attention.self.{part}", x).reshape(len(ids), HEADS, -1).transpose(0, 1)
            for part in ["query", "key", "value"]
        ]
        scores = heads[0] @ heads[1].transpose(1, 2) / (WIDTH // HEADS) ** 0.5
        found = (scores.softmax(-1) @ heads[2]).transpose(0, 1).reshape(len(ids), WIDTH)
        x = norm(f"{start}attention.output.LayerNorm", x + dense(f"{start}attention.output.dense", found))
        inner = functional.gelu(dense(f"{start}intermediate.dense", x))
        x = norm(f"{start}output.LayerNorm", x + dense(f"{start}output.dense", inner))
    return x


torch.manual_seed(71)
folder = os.path.join(FOLDER, "bert")
os.makedirs(folder, exist_ok=True)
named = weights()
save_file({f"bert.{name}": value for name, value in named.items()}, os.path.join(folder, "model.safetensors"), {"format": "pt"})
with open(os.path.join(folder, "config.json"), "w", encoding="utf-8", newline="\n") as file:
    file.write(json.dumps(CONFIG, indent=2) + "\n")
with open(os.path.join(folder, "vocab.txt"), "w", encoding="utf-8", newline="\n") as file:
    file.write("".join(f"{token}\n" for token in TOKENS))
cases = []
for text, ids in TEXTS.items():
    for types in [[0] * len(ids), [0] * 3 + [1] * (len(ids) - 3)]:
        cases.append({"text": text, "ids": ids, "types": types, "states": tensor(hidden_states(named, ids, types))})
write("bert.json", 71, {"cases": cases}, ORIGIN)
