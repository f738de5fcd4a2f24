// Forward passes of small networks with drawn parameters: a bidirectional LSTM, a transformer, an encoder-decoder.

import type { NetworkTrace } from '../../src/protocol/network';
import { createRandom } from '../../src/engine/data/random';
import type { Value } from '../../src/engine/graph/value';
import { classifierInference } from '../../src/engine/models/classifierPrograms';
import { createSequenceModel } from '../../src/engine/models/sequence/createSequenceModel';
import { tracedProgram } from '../../src/engine/models/sequence/sequencePrograms';
import { createClassifier } from '../../src/engine/models/textClassifier';
import { listParameters, type FlatParameters } from '../../src/engine/nn/parameters';
import type { Feeds } from '../../src/engine/runtime/session';
import { tensor, zeros } from '../../src/engine/runtime/tensor';
import { traceForward } from '../../src/engine/trace/traceForward';
import { drawParameters } from '../../src/engine/train/parameterValues';

const SEED = 1;
const TOKENS = ['the', 'film', 'was', 'lovely'];

function drawn(specs: FlatParameters): Feeds {
  const values = Object.fromEntries(listParameters(specs).map(([name, { shape }]) => [name, zeros('float32', shape)]));
  drawParameters(specs, values, createRandom({ seed: SEED, stream: 'parameters' }).uniform);
  return values;
}

const passOf = (
  outputs: readonly Value[],
  specs: FlatParameters,
  feeds: Feeds,
  labels: Record<string, string[]>,
): Promise<NetworkTrace> =>
  traceForward({
    ...{ outputs, specs, parameters: drawn(specs), feeds, labels },
    settings: { device: 'cpu', threads: 1 },
  });

const ids = (numbers: readonly number[]) => tensor('int32', [numbers.length, 1], Int32Array.from(numbers));
const mask = (length: number, padding = 0) =>
  tensor(
    'bool',
    [length, 1],
    Uint8Array.from({ length }, (_, t) => Number(t < length - padding)),
  );

function classifier(model: object, padding = 0): Promise<NetworkTrace> {
  const options = { pooling: 'max', dropout: 0, ...model } as Parameters<typeof createClassifier>[0];
  const { parameters, ...made } = createClassifier(options, {
    ...{ vocabulary: 8, longest: 16, padding: 'after', classes: 2 },
  });
  const outputs = Object.values(classifierInference({ parameters, ...made }));
  const read = [2, 3, 4, 5, ...new Array<number>(padding).fill(0)];
  const time = [...TOKENS, ...new Array<string>(padding).fill('<pad>')];
  const feeds = { ids: ids(read), mask: mask(read.length, padding) };
  return passOf(outputs, parameters, feeds, { time, class: ['negative', 'positive'] });
}

function translation(): Promise<NetworkTrace> {
  const options = {
    ...{ type: 'gru', embedding: 4, hidden: 4, layers: 1, bidirectional: true, attention: 'general', dropout: 0 },
    ...{ inputFeeding: true, reverseSource: false, bridge: 'linear', tieEmbeddings: false },
  } as Parameters<typeof createSequenceModel>[0];
  const sizes = { sourceVocabulary: 8, targetVocabulary: 8, shared: false, longest: 16 };
  const model = createSequenceModel(options, { ...sizes, padding: 'after' });
  const feeds = { source: ids([4, 5, 3]), sourceMask: mask(3), target: ids([2, 6, 7, 4]) };
  const labels = { sourceTime: ['zwei', 'hunde', '<eos>'], time: ['<bos>', 'two', 'dogs', '<pad>'] };
  const answers = ['<pad>', '<unk>', '<bos>', '<eos>', 'a', 'b', 'two', 'dogs'];
  return passOf(tracedProgram(model), model.parameters, feeds, { ...labels, class: answers });
}

/** By the ids of models. */
export async function madeTraces() {
  return {
    lstm: await classifier({ type: 'lstm', embedding: 4, hidden: 4, layers: 1, bidirectional: true }),
    transformer: await classifier(
      {
        ...{ type: 'transformer', width: 8, heads: 2, feedForward: 8, layers: 1, norm: 'post', activation: 'relu' },
        positions: 'sinusoidal',
      },
      2,
    ),
    translation: await translation(),
  };
}
