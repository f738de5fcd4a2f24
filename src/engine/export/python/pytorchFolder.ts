// A network as a folder for PyTorch: modules, parameters, tokenizer, and what the run gave for samples.

import { prepareCleaning } from '../../data/cleanTexts';
import { safetensorsChunks, type NamedTensors, type StoredTensor } from '../../store/safetensors';
import type { LearnedNetwork, Told } from '../../tasks/portableNetwork';
import { BOS, EOS, PAD, UNK } from '../../text/vocabulary';
import type { Content } from '../exportFolder';
import { sharedCleaning } from '../sharedCleaning';
import { sharedTokenizer } from '../sharedTokenizer';
import { pythonNetwork } from './classes';
import type { ExportedRecord } from './exportedRecord';
import safetensorsFile from './folder/safetensors_file.py.txt';
import tokens from './folder/tokens.py.txt';
import verify from './folder/verify.py.txt';
import { readmeOf } from './readme';
import { sampleOutputs, sampleTexts } from './samples';

const REQUIREMENTS = 'torch>=1.13\nnumpy\nsafetensors\ntokenizers\n';

/** Networks that are compared by their logarithms of probabilities, since the run tells these. */
const NORMALIZED: ReadonlySet<LearnedNetwork['kind']> = new Set(['language', 'sequence', 'masked']);

interface About {
  record: ExportedRecord;
  checkpoint: string;
  /** How the network is trained, where that goes along. */
  training?: Told;
}

/** What cannot be expressed comes to light first: fails with `INVALID_ARGUMENT`. */
export async function* pytorchFolder(
  network: LearnedNetwork,
  { record, checkpoint, training }: About,
): AsyncGenerator<Content> {
  const { source, told, nameOf } = pythonNetwork(network);
  const cleaning = sharedCleaning(network.cleaning);
  const { texts: clean } = await prepareCleaning(network.cleaning, '');
  const shared = Object.entries(network.tokenizers).map(([name, given]) => ({
    ...{ name, given, ...sharedTokenizer(given) },
  }));
  yield ['model.py', source, 0];
  yield ['weights.safetensors', tensorsFile(new Map(Object.entries(network.learned)), nameOf), 0.1];
  for (const { name, text } of shared) yield [`${name}.json`, text, 0.4];
  yield ['samples.safetensors', tensorsFile(new Map(Object.entries(await sampleOutputs(network)))), 0.5];
  const samples = shared.map(({ name, given }) => [name, sampleTexts(given, clean)]);
  yield ['samples.json', `${JSON.stringify(Object.fromEntries(samples))}\n`, 0.9];
  const reader = shared.map(({ name, offset, unknown }) => [
    name,
    { offset, ...(unknown !== undefined && { unknown }), cleaning },
  ]);
  const config = {
    format: 'nlp-lab pytorch 1',
    run: {
      ...{ id: record.id, name: record.name, task: record.task, model: record.modelType, checkpoint },
      ...{ seed: record.seed, hashes: record.hashes, versions: record.versions },
    },
    network: told,
    output: NORMALIZED.has(network.kind) ? 'log probabilities' : 'as it is',
    reader: Object.fromEntries(reader) as object,
    ids: { padding: PAD, unknown: UNK, begin: BOS, end: EOS },
    ...network.facts,
    ...(training && { training }),
  };
  yield ['config.json', `${JSON.stringify(config, undefined, 2)}\n`, 1];
  yield ['safetensors_file.py', safetensorsFile, 1];
  yield ['tokens.py', tokens, 1];
  yield ['verify.py', verify, 1];
  yield ['requirements.txt', REQUIREMENTS, 1];
  yield ['README.md', readmeOf(network, record), 1];
}

/** Tensors as a file. @param nameOf their names there */
export function tensorsFile(values: NamedTensors, nameOf = (name: string) => name): Uint8Array[] {
  const stored = Array.from(values, ([name, { shape, data }]): [string, StoredTensor] => [
    nameOf(name),
    { shape, data },
  ]);
  return safetensorsChunks(new Map(stored), { format: 'pt' });
}
