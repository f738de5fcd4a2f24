"""The classifier of torch_classifier_epoch.py as a whole script: a table read, characters counted and cut, batches of like lengths, one
epoch, 2 % of the texts judged.

usage: torch_classifier_whole.py TABLE.tsv THREADS    columns id, document, label
"""
import random
import sys
from collections import Counter

import torch
from torch_classifier_epoch import CLIP_NORM, LEARNING_RATE, Classifier

BATCH, LONGEST, VOCABULARY = 64, 140, 3000
torch.set_num_threads(int(sys.argv[2]))
torch.manual_seed(1)
random.seed(1)
with open(sys.argv[1], encoding="utf8", newline="\n") as file:
    rows = [line.rstrip("\n").split("\t") for line in file][1:]
rows = [row for row in rows if len(row) == 3]
random.shuffle(rows)
held, rows = rows[: len(rows) // 50], rows[len(rows) // 50 :]
counts = Counter(character for _, text, _ in rows for character in text)
ids = {character: i for i, (character, _) in enumerate(counts.most_common(VOCABULARY - 2), 2)}
labels = {label: i for i, label in enumerate(sorted({label for _, _, label in rows}))}


def batches(part):
    encoded = [([ids.get(c, 1) for c in text[:LONGEST]] or [1], labels[label]) for _, text, label in part]
    encoded.sort(key=lambda example: len(example[0]))
    groups = [encoded[at : at + BATCH] for at in range(0, len(encoded), BATCH)]
    random.shuffle(groups)
    for group in groups:
        lengths = torch.tensor([len(text) for text, _ in group])
        padded = torch.zeros(int(lengths.max()), len(group), dtype=torch.long)
        for column, (text, _) in enumerate(group):
            padded[: len(text), column] = torch.tensor(text)
        yield padded, lengths, torch.tensor([label for _, label in group])


model = Classifier(len(ids) + 2, len(labels), True, 0.3, False)
optimizer = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE)
model.train()
for texts, lengths, right in batches(rows):
    optimizer.zero_grad(set_to_none=True)
    torch.nn.functional.cross_entropy(model(texts, lengths), right).backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP_NORM)
    optimizer.step()
model.eval()
with torch.no_grad():
    found = sum(int((model(texts, lengths).argmax(1) == right).sum()) for texts, lengths, right in batches(held))
print(f"accuracy {found / len(held):.4f} of {len(held)} texts")
