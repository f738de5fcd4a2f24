// The encoder of a sequence model, or of a decoder alone the stack that reads source and target.

import { plainKeys, type EncoderKeys } from '../base/encoderKeys';
import type { SequenceExperiment } from './schema';

type Keys = Record<string, unknown> & { type: string };

/** With the symbol that ends a source, or begins a target. */
const placesOf = ({ maxLength }: SequenceExperiment['training']): number => maxLength + 1;

export const sequenceEncoder: EncoderKeys<SequenceExperiment> = {
  of({ model, training }) {
    if (model.type === 'transformer' || model.type === 'decoder-only') {
      const { width, heads, feedForward, norm, positions, activation } = model;
      const own =
        model.type === 'transformer'
          ? { layers: model.encoderLayers, attention: 'full' }
          : { layers: model.layers, attention: model.sourceAttention };
      const keys = { type: 'transformer', width, heads, feedForward, norm, positions, activation, ...own };
      const sides = model.type === 'transformer' ? 1 : 2;
      return { keys, ...(positions === 'learned' ? { places: sides * placesOf(training) } : {}) };
    }
    const { type, embedding, hidden, layers, bidirectional, reverseSource } = model;
    if (reverseSource) return undefined; // it has learned to read from the end
    return { keys: { type, embedding, hidden, layers, bidirectional } };
  },
  said(encoder) {
    const plain: Keys | undefined = plainKeys(encoder);
    if (!plain) return undefined;
    const { type, layers, attention, ...keys } = plain;
    if ('hidden' in keys) return { type, layers, ...keys, reverseSource: false };
    if (type !== 'transformer' || keys.positions === 'none') return undefined;
    if (attention === 'causal') return { type: 'decoder-only', layers, ...keys, sourceAttention: 'causal' };
    return keys.positions === 'rotary' ? undefined : { type, encoderLayers: layers, ...keys };
  },
  length: {
    key: 'maxLength',
    most: (places, type) => Math.max(1, Math.floor(type === 'decoder-only' ? places / 2 : places) - 1),
  },
};
