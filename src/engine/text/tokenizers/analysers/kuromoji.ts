// Kuromoji for Japanese: the npm package @patdx/kuromoji, and a dictionary (IPADIC) that a person has put into a folder.

import { promisify } from 'node:util';
import zlib from 'node:zlib';
import type { IpadicFeatures } from '@patdx/kuromoji';
import type { AnalyserModel, Analyse, ModelFiles, Morpheme } from './analyser';
import { sentencesOf, type Sentence } from './japaneseSentences';

/** Unpacked, the largest file of IPADIC has 30 MB. */
const MOST_BYTES = 256 * 1024 ** 2;

const FILES = [
  ...['base', 'cc', 'check', 'tid', 'tid_map', 'tid_pos'],
  ...['unk', 'unk_char', 'unk_compat', 'unk_invoke', 'unk_map', 'unk_pos'],
].map((name) => `${name}.dat.gz`);

const CONTENT = new Set(['名詞', '動詞', '形容詞', '副詞']);
/** Of these, those that stand for others or are only appended. */
const DEPENDENT = new Set(['代名詞', '非自立', '接尾', '特殊', '接続詞的', '動詞非自立的']);

const unpack = promisify(zlib.gunzip);

export const kuromojiModel: AnalyserModel = {
  getIt: 'It comes with the npm package kuromoji: run "npm install kuromoji" in any folder',
  mark: 'base.dat.gz',
  needed: FILES,
  files: /\.dat\.gz$/,
  async start() {
    const { TokenizerBuilder } = await import('@patdx/kuromoji');
    return async (files) => {
      const loader = { loadArrayBuffer: (name: string) => unpacked(files, name) };
      const kuromoji = await new TokenizerBuilder({ loader }).build();
      const analyse: Analyse = (text, { baseForms }) =>
        sentencesOf(text).flatMap((sentence) =>
          morphemesOf(kuromoji.tokenizeForSentence(sentence.text, []), sentence, { text, baseForms }),
        );
      if (analyse('すもも', { baseForms: false }).length === 0) throw new Error('The dictionary has no words.');
      return analyse;
    };
  },
};

async function unpacked(files: ModelFiles, name: string): Promise<ArrayBuffer> {
  return new Uint8Array(await unpack(files[name], { maxOutputLength: MOST_BYTES })).buffer;
}

/** Words with their places. A place begins where the package says; it ends where the next one begins. */
function morphemesOf(
  words: readonly IpadicFeatures[],
  { text: { length }, placeOf }: Sentence,
  { text, baseForms }: { text: string; baseForms: boolean },
): Morpheme[] {
  return words.flatMap((word, i) => {
    const start = placeOf(word.word_position - 1);
    const end = placeOf(i + 1 < words.length ? words[i + 1].word_position - 1 : length);
    const { pos, pos_detail_1: detail, basic_form: base } = word;
    const surfaces = text.slice(start, end).matchAll(/\P{White_Space}+/gu); // unknown marks are joined with spaces
    return Array.from(surfaces, ({ 0: surface, index }) => ({
      form: baseForms && base !== '*' ? base : surface,
      tag: pos,
      isContent: CONTENT.has(pos) && !DEPENDENT.has(detail) && /[\p{L}\p{N}]/u.test(surface),
      start: start + index,
      end: start + index + surface.length,
    }));
  });
}
