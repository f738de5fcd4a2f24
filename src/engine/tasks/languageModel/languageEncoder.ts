// What reads the text in a language model is an encoder that looks back alone: recurrent layers in one direction, or blocks whose tokens
// see those before them.

import { plainKeys, type EncoderKeys } from '../base/encoderKeys';
import type { LanguageModelExperiment } from './schema';

type Keys = Record<string, unknown> & { type: string };

export const languageEncoder: EncoderKeys<LanguageModelExperiment> = {
  of({ model, training }) {
    switch (model.type) {
      case 'rnn':
      case 'lstm':
      case 'gru': {
        const { type, embedding, hidden, layers } = model;
        return { keys: { type, embedding, hidden, layers, bidirectional: false } };
      }
      case 'transformer': {
        const { type, width, heads, feedForward, norm, positions, activation, layers } = model;
        const keys = { type, width, heads, feedForward, norm, positions, activation, layers, attention: 'causal' };
        return { keys, ...(positions === 'learned' ? { places: training.context } : {}) };
      }
      default:
        return undefined;
    }
  },
  said(encoder) {
    const plain: Keys | undefined = plainKeys(encoder);
    if (!plain) return undefined;
    const { bidirectional, attention, ...keys } = plain;
    const isRecurrent = bidirectional === false && 'hidden' in keys;
    const isCausal = keys.type === 'transformer' && attention === 'causal' && keys.positions !== 'none';
    return isRecurrent || isCausal ? keys : undefined;
  },
  length: { key: 'context', most: (places) => places },
};
