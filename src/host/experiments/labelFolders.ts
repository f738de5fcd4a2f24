// Folders with a folder of texts for each label, a text a file, as IMDB's reviews are published: train/pos, train/neg, test/pos, test/neg.
import { readdir } from 'node:fs/promises';
import * as path from 'node:path';

/** For each label its folder. */
type Labels = Record<string, string>;

export interface LabelFolders {
  train: Labels;
  /** Where there is a folder `test` with the same labels. */
  test?: Labels;
  /** Files of the training part. */
  texts: number;
}

/** Reviews without a label, which IMDB has beside the others. */
const UNLABELLED = 'unsup';

/** Undefined where the folder, and a folder `train` in it, have no folders of .txt files in them. Paths start in the folder that it is in. */
export async function labelFoldersIn(folder: string): Promise<LabelFolders | undefined> {
  const own = await labelsIn(folder);
  const train = own ?? (await labelsIn(path.join(folder, 'train')));
  if (!train) return undefined;
  const isTrain = own === undefined || path.basename(folder) === 'train';
  const test = isTrain ? await labelsIn(path.join(own ? path.dirname(folder) : folder, 'test')) : undefined;
  const from = path.dirname(folder);
  const named = ({ labels }: Found): Labels =>
    Object.fromEntries(
      Object.entries(labels).map(([label, each]) => [label, path.relative(from, each).split(path.sep).join('/')]),
    );
  const isSame = test && Object.keys(test.labels).join('/') === Object.keys(train.labels).join('/');
  return { train: named(train), ...(isSame ? { test: named(test) } : {}), texts: train.texts };
}

interface Found {
  labels: Labels;
  texts: number;
}

async function labelsIn(folder: string): Promise<Found | undefined> {
  const found: Found = { labels: {}, texts: 0 };
  for (const name of await foldersIn(folder)) {
    const below = path.join(folder, name);
    const texts = (await readdir(below)).filter((file) => /\.txt$/i.test(file)).length;
    if (texts === 0) continue;
    found.labels[name] = below;
    found.texts += texts;
  }
  return Object.keys(found.labels).length > 1 ? found : undefined;
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return names.filter((name) => !name.startsWith('.') && name !== UNLABELLED).sort();
}
