// The files that whole commands read: film reviews in Korean and captions in German, unpacked for both sides.

import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

const data = process.env.DATA ?? path.resolve('../shared/data');

/** Where the files are written, and how many reviews a small table has. */
export interface Corpora {
  folder: string;
  examples: number;
}

const unpacked = (name: string): string => zlib.gunzipSync(fs.readFileSync(path.join(data, name))).toString('utf8');

/** Writes it when it is first asked for; what was written is in the cache. @returns its path */
function written({ folder }: Corpora, name: string, text: () => string): string {
  const file = path.join(folder, name);
  if (!fs.existsSync(file)) fs.writeFileSync(file, text());
  return file;
}

/** With the columns `id`, `document` and `label`. */
export const reviews = (corpora: Corpora, part: 'train' | 'test'): string =>
  written(corpora, `${part}.tsv`, () => unpacked(`nsmc/${part}.tsv.gz`).replaceAll('\r', ''));

/** The first reviews of the training part. */
export const fewReviews = (corpora: Corpora): string =>
  written(corpora, `${corpora.examples}.tsv`, () =>
    fs
      .readFileSync(reviews(corpora, 'train'), 'utf8')
      .split('\n')
      .slice(0, corpora.examples + 1)
      .join('\n'),
  );

/** The texts of all reviews, one a line. */
export const korean = (corpora: Corpora): string =>
  written(corpora, 'korean.txt', () => {
    const rows = (['train', 'test'] as const).flatMap((part) => fs.readFileSync(reviews(corpora, part), 'utf8').split('\n').slice(1)); // prettier-ignore
    const texts = rows.map((row) => row.split('\t')[1] ?? '').filter((text) => text.trim() !== '');
    return `${texts.join('\n')}\n`;
  });

/** A thousand lines to be translated. */
export const german = (corpora: Corpora): string =>
  written(corpora, 'german.txt', () => unpacked('multi30k/test_2016_flickr.de.gz'));

export const parallel = (corpora: Corpora, language: 'de' | 'en'): string =>
  written(corpora, `train.${language}`, () => unpacked(`multi30k/train.${language}.gz`));
