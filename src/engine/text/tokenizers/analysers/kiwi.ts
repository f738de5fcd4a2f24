// Kiwi (Min-chul Lee, 2022) for Korean: the WebAssembly of the npm package kiwi-nlp, and a model that a person has put into a folder.
// A morpheme's form may differ from what stands in the text: 했 is 하 and 었.

import type { AnalyserModel, Morpheme } from './analyser';

/** kiwi-nlp's `Match.allWithNormalizing`: addresses, hashtags and emoji stay whole, and 안녕하세욬 is read as 안녕하세요. */
const MATCH_ALL = 8454207;

/** Tags of the Sejong corpus. */
const CONTENT = new Set(['NNG', 'NNP', 'VV', 'VA', 'MAG', 'XR', 'SL', 'SH', 'SN']);

/** Tags of irregular and regular conjugation (VV-I, VV-R) are told apart by Kiwi alone. */
const plainTag = (tag: string): string => tag.replace(/-[RI]$/, '');

/** A failure of the WebAssembly is a mere number. */
export const kiwiModel: AnalyserModel = {
  getIt: 'Download kiwi_model_v0.23.0_base.tgz from https://github.com/bab2min/Kiwi/releases, unpack it',
  mark: 'sj.morph',
  needed: ['sj.morph', 'combiningRule.txt', 'extract.mdl', 'default.dict', ['cong.mdl', 'sj.knlm']],
  files: /\.(mdl|dict|txt|morph|knlm)$/,
  async start() {
    const { KiwiBuilder } = await import('kiwi-nlp');
    const builder = await KiwiBuilder.create(require.resolve('kiwi-nlp/dist/kiwi-wasm.wasm'));
    return async (modelFiles) => {
      const kiwi = await builder.build({ modelFiles });
      return (text) => kiwi.tokenize(text, MATCH_ALL).map(morphemeOf);
    };
  },
};

/** What kiwi-nlp tells of a morpheme; places in UTF-16 units of the text. */
interface TokenInfo {
  str: string;
  tag: string;
  position: number;
  length: number;
}

export function morphemeOf({ str, tag, position, length }: TokenInfo): Morpheme {
  const plain = plainTag(tag);
  return { form: str, tag: plain, isContent: CONTENT.has(plain), start: position, end: position + length };
}
