"""Training steps of the translation models of bench/transformerStep.ts in PyTorch on the CPU: torch.nn.Transformer in its
plain form, or a GRU with additive attention and input feeding, step by step; label smoothing, clipping, Adam.

usage: torch_translation_step.py [transformer|gru] [threads] [steps] [batch]    prints one JSON line
"""
import json
import sys
import time

import torch

MODEL = sys.argv[1] if len(sys.argv) > 1 else "transformer"
torch.set_num_threads(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
STEPS = int(sys.argv[3]) if len(sys.argv) > 3 else 10
BATCH = int(sys.argv[4]) if len(sys.argv) > 4 else 256
TIME, WIDTH, HEADS, FEED_FORWARD, LAYERS, VOCABULARY, DROPOUT, HIDDEN = 16, 256, 8, 512, 3, 8000, 0.1, 512


class Transformer(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = torch.nn.Embedding(VOCABULARY, WIDTH)
        self.drop = torch.nn.Dropout(DROPOUT)
        self.body = torch.nn.Transformer(
            WIDTH, HEADS, LAYERS, LAYERS, FEED_FORWARD, DROPOUT, norm_first=True, batch_first=True
        )
        self.output = torch.nn.Linear(WIDTH, VOCABULARY)
        self.output.weight = self.embedding.weight
        self.positions = torch.zeros(1, TIME, WIDTH)
        self.mask = torch.nn.Transformer.generate_square_subsequent_mask(TIME)

    def forward(self, source, target):
        embed = lambda ids: self.drop(self.embedding(ids) * WIDTH**0.5 + self.positions)
        return self.output(self.body(embed(source), embed(target), tgt_mask=self.mask))


class AttentionGru(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = torch.nn.Embedding(VOCABULARY, WIDTH)
        self.drop = torch.nn.Dropout(DROPOUT)
        self.encoder = torch.nn.GRU(WIDTH, HIDDEN, bidirectional=True, batch_first=True)
        self.bridge = torch.nn.Linear(2 * HIDDEN, HIDDEN)
        self.cell = torch.nn.GRUCell(WIDTH + HIDDEN, HIDDEN)
        self.key = torch.nn.Linear(2 * HIDDEN, HIDDEN, bias=False)
        self.query = torch.nn.Linear(HIDDEN, HIDDEN)
        self.vector = torch.nn.Linear(HIDDEN, 1, bias=False)
        self.combine = torch.nn.Linear(3 * HIDDEN, HIDDEN)
        self.output = torch.nn.Linear(HIDDEN, VOCABULARY)

    def forward(self, source, target):
        encoded, last = self.encoder(self.drop(self.embedding(source)))
        keys = self.key(encoded)
        state = torch.tanh(self.bridge(torch.cat([last[0], last[1]], 1)))
        found = torch.zeros_like(state)
        answers = []
        for x in self.drop(self.embedding(target)).unbind(1):
            state = self.cell(torch.cat([x, found], 1), state)
            scores = self.vector(torch.tanh(self.query(state).unsqueeze(1) + keys)).squeeze(2)
            context = torch.bmm(torch.softmax(scores, 1).unsqueeze(1), encoded).squeeze(1)
            found = torch.tanh(self.combine(torch.cat([context, state], 1)))
            answers.append(found)
        return self.output(self.drop(torch.stack(answers, 1)))


torch.manual_seed(1)
model = {"transformer": Transformer, "gru": AttentionGru}[MODEL]()
optimizer = torch.optim.Adam(model.parameters(), lr=1e-4, betas=(0.9, 0.98), eps=1e-9)
source, target, labels = (torch.randint(4, VOCABULARY, (BATCH, TIME)) for _ in range(3))
walls, processor = [], []
for step in range(STEPS + 2):
    wall, cpu = time.perf_counter(), time.process_time()
    optimizer.zero_grad()
    logits = model(source, target)
    loss = torch.nn.functional.cross_entropy(logits.view(-1, VOCABULARY), labels.view(-1), label_smoothing=0.1)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1)
    optimizer.step()
    if step >= 2:
        walls.append((time.perf_counter() - wall) * 1e3)
        processor.append((time.process_time() - cpu) * 1e3)
median = lambda values: sorted(values)[len(values) // 2]
print(
    json.dumps(
        {
            "name": f"torch-{MODEL}-step",
            "threads": torch.get_num_threads(),
            "parameters": sum(p.numel() for p in model.parameters()),
            "tokens": BATCH * TIME,
            "wallMs": median(walls),
            "cpuMs": median(processor),
            "tokensPerSecond": BATCH * TIME / median(walls) * 1e3,
        }
    )
)
