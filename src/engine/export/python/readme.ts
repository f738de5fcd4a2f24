// What stands in a folder for PyTorch, for whoever finds it.

import type { LearnedNetwork } from '../../tasks/portableNetwork';
import type { ExportedRecord } from './exportedRecord';

/** How a network is called, by its kind. */
const USES: Readonly<Record<LearnedNetwork['kind'], string>> = {
  texts: `reader = TextReader("tokenizer.json", **config["reader"]["tokenizer"])
ids = torch.tensor(reader("a text")).unsqueeze(1)          # [time, 1]
logits = network(ids, torch.ones_like(ids, dtype=torch.bool))  # [1, classes]`,
  tags: `reader = TextReader("tokenizer.json", **config["reader"]["tokenizer"])
ids = torch.tensor(reader("some words")).unsqueeze(1)      # [time, 1]
mask = torch.ones_like(ids, dtype=torch.bool)
tags = network.decode(network(ids, mask), mask)            # numbers of config["tags"]`,
  masked: `reader = TextReader("tokenizer.json", **config["reader"]["tokenizer"])
ids = torch.tensor(reader("a text with <mask> in it")).unsqueeze(1)  # [time, 1]
places = (ids.flatten() == config["maskId"]).nonzero().flatten()
logits = network(ids, torch.ones_like(ids, dtype=torch.bool), places)  # [masks, vocabulary]`,
  language: `reader = TextReader("tokenizer.json", **config["reader"]["tokenizer"])
ids = torch.tensor([config["ids"]["begin"], *reader("a text")]).unsqueeze(1)  # [time, 1]
logits, left = network(ids)                                # [time, 1, vocabulary]`,
  sequence: `reader = TextReader("tokenizer.json", **config["reader"]["tokenizer"])
begin, end = config["ids"]["begin"], config["ids"]["end"]
source = torch.tensor([*reader("a text"), end]).unsqueeze(1)  # [source time, 1]
mask, written = torch.ones_like(source, dtype=torch.bool), [begin]
while written[-1] != end and len(written) <= config["maxLength"]:
    target = torch.tensor(written).unsqueeze(1)
    written.append(network(source, mask, target)[-1, 0].argmax().item())`,
};

export function readmeOf(
  { kind, tokenizers, head = {} }: Pick<LearnedNetwork, 'kind' | 'tokenizers' | 'head'>,
  { name, id, task, modelType }: ExportedRecord,
): string {
  const files = Object.keys(tokenizers).map((tokenizer) => `\`${tokenizer}.json\``);
  const more =
    head.texts === 2
      ? '\nThe texts of a pair: `segments` are 0 and 1 with the separator `config["ids"]["end"]` between, or `ids` and `mask` are `[time, batch, 2]`, as `config["texts"]["read"]` says.\n'
      : 'features' in head || kind === 'tags'
        ? '\nWhere tokens are cut into pieces, `firsts` names the rows of `time * batch` in which tokens begin; characters, capitals and shapes are numbered by `config["alphabets"]`.\n'
        : '';
  return `# ${name.replace(/[\r\n]+/g, ' ')}

A model of the kind \`${modelType}\` for the task \`${task}\`, trained with NLP Lab in the run \`${id}\`, as modules of PyTorch. Nothing of
NLP Lab is needed.

    pip install -r requirements.txt
    python verify.py

\`verify.py\` says whether this folder gives what the run gave: the ids of sample texts, and the network's output for sample inputs within
1e-5. Only PyTorch (1.13 or newer, Python 3.9 or newer) is really needed: without \`tokenizers\` a small reader cuts texts by the common kinds of
tokenizer.json, and without \`safetensors\` one of thirty lines reads the weights. They are never a pickle.

\`\`\`python
import json, torch
from model import build_model
from safetensors_file import load_file
from tokens import TextReader

config = json.load(open("config.json", encoding="utf-8"))
network = build_model(config).eval()
network.load_state_dict(load_file("weights.safetensors"))
${USES[kind]}
\`\`\`
${more}
| file | what it is |
| --- | --- |
| \`model.py\` | the network: plain modules, shapes in their docstrings, parameters named as PyTorch names its own layers' |
| \`weights.safetensors\`, \`config.json\` | its parameters; what its classes are told, labels or tags, the ids of special tokens |
| ${files.join(', ')}, \`tokens.py\` | text to ids |
| \`safetensors_file.py\` | reads and writes tensors |
| \`verify.py\`, \`samples.json\`, \`samples.safetensors\` | the comparison with the run, and what it gave |
`;
}
