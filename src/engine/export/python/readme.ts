// What stands in a folder for PyTorch, for whoever finds it.

import type { LearnedNetwork } from '../../tasks/portableNetwork';
import type { ExportedRecord } from './exportedRecord';

type Shown = Pick<LearnedNetwork, 'kind' | 'tokenizers' | 'head' | 'facts'>;

const MASK = 'torch.ones_like(ids, dtype=torch.bool)';

/** A text, or the two of a pair, as the network reads them. */
function textsAsked({ facts }: Shown): string {
  const { count, read } = facts.texts as { count: number; read: string };
  const cut = 'read = lambda text: torch.tensor(reader(text)[: config["texts"]["maxLength"]])';
  if (count < 2)
    return `${cut}
ids = read("a text").unsqueeze(1)  # [time, 1]
logits = network(ids, ${MASK})  # [1, classes]`;
  if (read === 'apart')
    return `${cut}
ids = torch.nn.utils.rnn.pad_sequence([read("one text"), read("another")]).unsqueeze(1)  # [time, 1, 2]
logits = network(ids, ids != config["ids"]["padding"])  # [1, classes]`;
  return `${cut}
a, b = read("one text"), read("another")
ids = torch.cat([a, torch.tensor([config["texts"]["separator"]]), b]).unsqueeze(1)  # [time, 1]
segments = (torch.arange(len(ids)) > len(a)).long().unsqueeze(1)
logits = network(ids, ${MASK}, segments)  # [1, classes]`;
}

/** What the numbers of a network for texts mean, by what it answers. */
const ANSWERS: Readonly<Record<string, string>> = {
  labels: 'print(dict(zip(config["labels"], logits.softmax(1)[0].tolist())))',
  several: 'print(dict(zip(config["labels"], logits.sigmoid()[0].tolist())))',
  order: 'print(dict(zip(config["labels"], logits.exp()[0].tolist())))',
  number: 'print((logits * network.answers["deviation"] + network.answers["mean"]).item())',
};

function tagsAsked({ facts }: Shown): string {
  const begin = `words = ["some", "words"]
pieces = [reader(word) or [config["ids"]["unknown"]] for word in words]`;
  const end = `mask = torch.ones(len(words), 1, dtype=torch.bool)
print(list(zip(words, (config["tags"][tag] for tag in network.decode(scores, mask)[0]))))`;
  if (!facts.isCut)
    return `${begin}
ids = torch.tensor([piece[0] for piece in pieces]).unsqueeze(1)  # [words, 1]
scores = network(ids, ${MASK})  # [words, 1, tags]
${end}`;
  return `${begin}
ids = torch.tensor(sum(pieces, [])).unsqueeze(1)  # [time, 1]
firsts = torch.tensor([sum(map(len, pieces[:i])) for i in range(len(words))]).unsqueeze(1)  # [words, 1]
scores = network(ids, ${MASK}, firsts)  # [words, 1, tags]
${end}`;
}

/** How a network is called, by its kind. */
const USES: Readonly<Record<LearnedNetwork['kind'], (network: Shown) => string>> = {
  texts: (network) => `${textsAsked(network)}
${ANSWERS[network.head?.answers as string] ?? 'print(logits)'}`,
  tags: tagsAsked,
  masked: () => `ids = torch.tensor(reader("a text with <mask> in it")).unsqueeze(1)  # [time, 1]
places = (ids.flatten() == config["maskId"]).nonzero().flatten()
logits = network(ids, ${MASK}, places)  # [masks, vocabulary]
print(logits.argmax(1))  # ids, as tokenizer.json numbers them`,
  language: () => `ids = torch.tensor([config["ids"]["begin"], *reader("a text")]).unsqueeze(1)  # [time, 1]
logits, left = network(ids)  # [time, 1, vocabulary], states that the next text may go on with
print(logits[-1, 0].argmax())  # the id of what follows`,
  sequence: () => `begin, end = config["ids"]["begin"], config["ids"]["end"]
source = torch.tensor([*reader("a text"), end]).unsqueeze(1)  # [source time, 1]
mask, written = torch.ones_like(source, dtype=torch.bool), [begin]
while written[-1] != end and len(written) <= config["maxLength"]:
    target = torch.tensor(written).unsqueeze(1)
    written.append(network(source, mask, target)[-1, 0].argmax().item())
print(written)  # ids, as the tokenizer of the target numbers them`,
};

export function readmeOf(network: Shown, { name, id, task, modelType }: ExportedRecord): string {
  const { kind, tokenizers, head = {} } = network;
  const files = Object.keys(tokenizers).map((tokenizer) => `\`${tokenizer}.json\``);
  const more =
    head.texts === 2
      ? '\nMany pairs at once are `[time, batch]` with `segments`, or `[time, batch, 2]`, as `config["texts"]["read"]` says.\n'
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
reader = TextReader("tokenizer.json", **config["reader"]["tokenizer"])
${USES[kind](network)}
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
