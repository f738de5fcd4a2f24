// Layers of parameters by their names, for the models that there are.

import assert from 'node:assert/strict';
import { createLanguageNetwork, languageSchemas } from '../../../src/engine/models/language/createLanguageNetwork';
import { createSequenceModel } from '../../../src/engine/models/sequence/createSequenceModel';
import { createClassifier, type ReadingModel } from '../../../src/engine/models/textClassifier';
import { encoderSchemas } from '../../../src/engine/models/encoders/createEncoder';
import { parameterLayers } from '../../../src/engine/nn/parameterLayers';

/** `decoder.layers.1.norm1.weight` is `decoder.layers.1`, `recurrent.bias_hh_l1` is `recurrent.l1`, `output.bias` is `output`. */
const brief = (name: string): string =>
  /^.*layers\.\d+/.exec(name)?.[0] ??
  name.replace(/^(\w+)\.\w+_(l\d+)(_reverse)?$/, '$1.$2').replace(/^((?:decoder\.)?norm|\w+)\.(?!l\d+$).*$/, '$1');

/** What is in each layer, from below. */
function outline(names: readonly string[]): string[] {
  const { of, top } = parameterLayers(names);
  return Array.from({ length: top + 1 }, (_, layer) =>
    [...new Set(names.filter((name) => of.get(name) === layer).map(brief))].join(' '),
  );
}

const optionsOf = (type: string, change: object): ReadingModel =>
  encoderSchemas.map((schema) => schema.safeParse({ type, ...change })).flatMap(({ data }) => data ?? [])[0];

const classifier = (type: string, change: object = {}, texts = 1): string[] =>
  Object.keys(createClassifier(optionsOf(type, change), { vocabulary: 9, longest: 5, classes: 2, texts }).parameters);

const network = (options: object): string[] => {
  const [found] = languageSchemas.map((schema) => schema.safeParse(options)).flatMap(({ data }) => data ?? []);
  return Object.keys(createLanguageNetwork(found, { vocabulary: 9, context: 5 }).parameters);
};

describe('layers of parameters', () => {
  const rows: [string, string[], string[]][] = [
    ['a transformer', classifier('transformer', { positions: 'learned' }, 2), ['embedding positions segments', 'layers.0', 'layers.1 norm', 'output']],
    ['LSTMs with attention', classifier('lstm', { layers: 2, pooling: 'attention' }), ['embedding', 'recurrent.l0', 'recurrent.l1', 'attention output']],
    ['convolutions', classifier('cnn', { layers: 2 }), ['embedding', 'layers.0', 'layers.1', 'output']],
    ['a bag of words', classifier('bow', { hiddenLayers: 1, pooling: 'idf' }), ['embedding idf', 'hidden output']],
    ['a language model of LSTMs', network({ type: 'lstm', layers: 2 }), ['embedding', 'recurrent.l0', 'recurrent.l1', 'output']],
    ['one of blocks', network({ type: 'transformer', layers: 2 }), ['embedding positions', 'decoder.layers.0', 'decoder.layers.1 decoder.norm', 'output']],
  ]; // prettier-ignore
  for (const [name, names, expected] of rows) it(`of ${name}`, () => assert.deepEqual(outline(names), expected));

  it('of an encoder and a decoder', () => {
    const names = Object.keys(
      createSequenceModel(
        { type: 'gru', embedding: 4, hidden: 4, layers: 2, bidirectional: true, attention: 'additive', inputFeeding: true, reverseSource: false, bridge: 'linear', tieEmbeddings: false, dropout: 0 },
        { sourceVocabulary: 9, targetVocabulary: 8, shared: false, longest: 5, padding: 'after' },
      ).parameters,
    ); // prettier-ignore
    assert.deepEqual(outline(names), [
      'source_embedding target_embedding',
      'encoder.l0',
      'encoder.l1',
      'decoder.l0',
      'decoder.l1',
      'bridge attention combine output',
    ]);
  });
});
