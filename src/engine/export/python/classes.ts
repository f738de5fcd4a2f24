// Which Python classes make a network, and what they are told: model.py and the key `network` of config.json.

import { LabError } from '../../../protocol/labError';
import type { PortableNetwork, Told } from '../../tasks/portableNetwork';
import bag from './model/bag.py.txt';
import blocks from './model/blocks.py.txt';
import convolutions from './model/convolutions.py.txt';
import languageRecurrent from './model/language_recurrent.py.txt';
import languageTransformer from './model/language_transformer.py.txt';
import masked from './model/masked.py.txt';
import output from './model/output.py.txt';
import pooling from './model/pooling.py.txt';
import recurrent from './model/recurrent.py.txt';
import sequenceDecoderOnly from './model/sequence_decoder_only.py.txt';
import sequenceRecurrent from './model/sequence_recurrent.py.txt';
import sequenceTransformer from './model/sequence_transformer.py.txt';
import tags from './model/tags.py.txt';
import texts from './model/texts.py.txt';
import transformer from './model/transformer.py.txt';

/** A class, the files that it needs before it, and which keys of an experiment's model it is told. */
interface PythonClass {
  name: string;
  files: readonly string[];
  keys: readonly string[];
  /** What it is told in other words. */
  also?(model: Told): Told;
}

const recurrentKeys = ['embedding', 'hidden', 'layers', 'dropout'];
const transformerKeys = ['width', 'heads', 'feedForward', 'norm', 'positions', 'activation', 'dropout'];
const cell = ({ type }: Told): Told => ({ cell: type });
const tied = ({ tieEmbeddings }: Told): Told => ({ tied: tieEmbeddings });
const isMasked = ({ mask = true }: Told): Told => ({ masked: mask });

const recurrentEncoder: PythonClass = {
  ...{ name: 'RecurrentEncoder', files: [pooling, recurrent], keys: [...recurrentKeys, 'bidirectional'] },
  also: (model) => ({ ...cell(model), ...isMasked(model) }),
};

/** By the type of the model. */
const ENCODERS: Readonly<Record<string, PythonClass>> = {
  bow: {
    ...{ name: 'BagOfEmbeddings', files: [pooling, bag], keys: ['embedding', 'dropout'] },
    also: ({ pooling: way }) => ({ idf: way === 'idf' }),
  },
  cnn: {
    ...{ name: 'Convolutions', files: [pooling, convolutions] },
    keys: ['embedding', 'windows', 'filters', 'layers', 'dilation', 'dropout'],
  },
  rnn: recurrentEncoder,
  lstm: recurrentEncoder,
  gru: recurrentEncoder,
  transformer: {
    ...{ name: 'TransformerEncoder', files: [pooling, blocks, transformer] },
    keys: [...transformerKeys, 'layers', 'attention', 'embeddings', 'tokenTypes', 'normEpsilon'],
  },
};

const languageCells: PythonClass = {
  ...{ name: 'LanguageModel', files: [output, languageRecurrent], keys: recurrentKeys },
  also: (model) => ({ ...cell(model), ...tied(model) }),
};

const LANGUAGE_MODELS: Readonly<Record<string, PythonClass>> = {
  rnn: languageCells,
  lstm: languageCells,
  gru: languageCells,
  transformer: {
    ...{ name: 'LanguageModel', files: [output, blocks, languageTransformer] },
    ...{ keys: [...transformerKeys, 'layers'], also: tied },
  },
};

const sequenceCells: PythonClass = {
  ...{ name: 'SequenceModel', files: [output, sequenceRecurrent] },
  keys: [...recurrentKeys, 'bidirectional', 'attention', 'inputFeeding', 'reverseSource', 'bridge'],
  also: (model) => ({ ...cell(model), ...tied(model) }),
};

const SEQUENCE_MODELS: Readonly<Record<string, PythonClass>> = {
  rnn: sequenceCells,
  lstm: sequenceCells,
  gru: sequenceCells,
  transformer: {
    ...{ name: 'SequenceModel', files: [output, blocks, sequenceTransformer] },
    ...{ keys: [...transformerKeys, 'encoderLayers', 'decoderLayers'], also: tied },
  },
  'decoder-only': {
    ...{ name: 'SequenceModel', files: [output, blocks, sequenceDecoderOnly] },
    ...{ keys: [...transformerKeys, 'layers', 'sourceAttention'], also: tied },
  },
};

/** What stands on an encoder, by the kind of the network. */
const HEADS: Readonly<Record<string, { name: string; files: readonly string[] }>> = {
  texts: { name: 'TextModel', files: [texts] },
  tags: { name: 'Tagger', files: [tags] },
  masked: { name: 'MaskedModel', files: [output, masked] },
};

/** A network in Python: model.py, and what its classes are told. */
export interface PythonNetwork {
  source: string;
  told: Told;
  /** The name of a parameter there. */
  nameOf(own: string): string;
  /** What stands before some of these names, and not in the run. */
  prefix: string;
}

const ENCODER = 'encoder.';

/** Fails with `INVALID_ARGUMENT` for models that no class makes. */
export function pythonNetwork(network: PortableNetwork): PythonNetwork {
  const { kind, model, sizes, head = {}, encoder } = network;
  const stands = Object.hasOwn(HEADS, kind) ? HEADS[kind] : undefined;
  const families = stands ? ENCODERS : kind === 'language' ? LANGUAGE_MODELS : SEQUENCE_MODELS;
  const found = Object.hasOwn(families, model.type) ? families[model.type] : undefined;
  if (!found) throw notThere(model.type);
  const takes = (name: string): boolean => name !== 'longest' || found.files.includes(blocks);
  const told = {
    ...Object.fromEntries(Object.entries(sizes).filter(([name]) => takes(name))),
    ...found.also?.(model as Told),
    ...Object.fromEntries(found.keys.map((key) => [key, (model as Told)[key]])),
  };
  const files = [...found.files, ...(stands?.files ?? [])];
  const isEncoders = new Set(Object.keys(encoder ?? {}));
  return stands
    ? {
        source: modelOf(files, stands.name, `${stands.name}(${found.name}(**network["encoder"]), **network["head"])`),
        told: { encoder: inPython(told), head: inPython(head) },
        nameOf: (own) => (isEncoders.has(own) ? `${ENCODER}${own}` : own),
        prefix: ENCODER,
      }
    : {
        source: modelOf(files, found.name, `${found.name}(**network["model"])`),
        told: { model: inPython(told) },
        nameOf: (own) => own,
        prefix: '',
      };
}

const notThere = (type: string): LabError =>
  new LabError(
    'INVALID_ARGUMENT',
    `A model of type "${type}" cannot be written as PyTorch's modules${type === 'custom' ? ', since its layers are a program of its own' : ''}.`,
    { key: ['model', 'type'] },
  );

/** Keys as Python spells them: `feed_forward` for `feedForward`. */
export function inPython(told: unknown): unknown {
  if (Array.isArray(told) || typeof told !== 'object' || told === null) return told;
  return Object.fromEntries(
    Object.entries(told)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), inPython(value)]),
  );
}

const IMPORT = /^(?:import|from) .*$/;

/** Files one behind the other, what they import above them once. */
export function moduleOf(files: readonly string[], about: string): string {
  const imports = new Set<string>();
  const bodies = files.map((file) => {
    const lines = file.split('\n');
    const first = lines.findIndex((line) => line !== '' && !IMPORT.test(line));
    for (const line of lines.slice(0, first)) if (line !== '') imports.add(line);
    return lines.slice(first).join('\n').trimEnd();
  });
  return `"""${about}"""\n\n${importsOf(imports)}\n\n\n${bodies.join('\n\n\n')}\n`;
}

/** Such files, and what makes the network of its classes. */
const modelOf = (files: readonly string[], name: string, made: string): string =>
  `${moduleOf(files, 'The network. Sequences are laid out time first.')}

def build_model(config: dict) -> ${name}:
    """The network that config.json describes, with parameters as they are drawn."""
    network = config["network"]
    return ${made}
`;

/** In the order of PEP 8; what is imported from one module in one line. */
function importsOf(lines: ReadonlySet<string>): string {
  const names = new Map<string, Set<string>>();
  const plain: string[] = [];
  for (const line of lines) {
    const found = /^from (\S+) import (.+)$/.exec(line);
    if (!found) plain.push(line);
    else names.set(found[1], new Set([...(names.get(found[1]) ?? []), ...found[2].split(', ')]));
  }
  const isInstalled = (line: string): boolean => /^(?:import|from) (?:numpy|torch)\b/.test(line);
  const isOwn = (line: string): boolean => /^from (?:batches|generator|learning|model|objective|tokens) /.test(line);
  const froms = [...names].map(([module, given]) => `from ${module} import ${[...given].sort(byName).join(', ')}`);
  const future = froms.filter((line) => line.startsWith('from __future__'));
  const all = [...plain.sort(), ...froms.filter((line) => !future.includes(line)).sort()];
  const groups = [
    future,
    all.filter((line) => !isInstalled(line) && !isOwn(line)),
    all.filter(isInstalled),
    all.filter(isOwn),
  ];
  return groups
    .filter((group) => group.length > 0)
    .map((group) => group.join('\n'))
    .join('\n\n');
}

/** Classes before modules. */
const byName = (a: string, b: string): number => (a < b ? -1 : 1);
