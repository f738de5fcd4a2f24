// The corpora of the comparison, as files for the peers and as what our trainers read.

import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { TokenWriter } from '../../src/engine/embeddings/tokenStore';
import { selectWords } from '../../src/engine/embeddings/trainedWords';
import { DATA, folder, option } from './options';

const read = (name: string): string => {
  const bytes = fs.readFileSync(path.join(DATA, name));
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
};
const lines = (text: string): string[] => text.split('\n');

const lineLimit = Number(option('lines', 'Infinity'));

/** Korean: the reviews, words between spaces. English: all there is, lower case, words alone. */
export function writeCorpora(): { korean: string; english: string } {
  const reviews = ['nsmc/train.tsv.gz', 'nsmc/test.tsv.gz'].flatMap((name) => lines(read(name)).slice(1));
  const korean = reviews.map((line) => line.split('\t')[1] ?? '').filter((text) => text !== '');
  const names = [
    ...['wikitext2/valid.txt.gz', 'wikitext2/test.txt.gz', 'multi30k/train.en.gz', 'shakespeare/input.txt'],
    ...['sentence-polarity/rt-polarity.neg', 'sentence-polarity/rt-polarity.pos'],
  ];
  const english = names
    .flatMap((name) => lines(read(name)))
    .map((line) => (line.toLowerCase().match(/[a-z]+/g) ?? []).join(' '));
  const write = (name: string, texts: string[]): string => {
    const file = path.join(folder, name);
    fs.writeFileSync(
      file,
      `${texts
        .filter((text) => text !== '')
        .slice(0, lineLimit)
        .join('\n')}\n`,
    );
    return file;
  };
  return { korean: write('korean.txt', korean), english: write('english.txt', english) };
}

export function readCorpus(file: string) {
  const writer = new TokenWriter();
  for (const line of lines(fs.readFileSync(file, 'utf8'))) {
    for (const word of line.split(/[ \t]/)) if (word !== '') writer.add(word);
    writer.endSentence();
  }
  const selected = selectWords(writer.words, writer.counts, { minCount: 5, maxWords: 0 });
  return { trained: selected, chunks: writer.finish(selected.rowOf) };
}

export type Corpus = ReturnType<typeof readCorpus>;
