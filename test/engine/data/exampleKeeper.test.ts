// Examples that do not fit in memory: they come back as they were, in any order, and no more than a block of them is held.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { loadDataset } from '../../../src/engine/data/dataset';
import { ExampleKeeper } from '../../../src/engine/data/exampleKeeper';
import { keepExamples, loadExamples } from '../../../src/engine/data/examples';
import type { LabeledText } from '../../../src/engine/data/labeledText';
import { allTexts } from '../../../src/engine/data/severalTexts';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import type { Files } from '../../../src/engine/store/files';
import { picked } from '../../../src/engine/text/rows';
import { withFolder } from '../store/support/temporaryFolder';

const exampleOf = (i: number): LabeledText => ({
  texts: [`text ${i} 한글 \ud83d`, i % 7 === 0 ? '' : `"${i}"\n`],
  label: String(i % 3),
  file: i < 500 ? '/a.tsv' : '/b.tsv',
  line: i + 2,
  ...(i % 2 === 0 ? { columns: { genre: 'news', source: String(i % 5) } } : {}),
});

/** Counts files that are open. */
function countingFiles(): { files: Files; open: () => number } {
  let open = 0;
  const create: Files['create'] = (name) => {
    const file = nodeFiles.create(name);
    if (!file) return undefined;
    open++;
    return { ...file, close: () => (open--, file.close()) };
  };
  return { files: { ...nodeFiles, create }, open: () => open };
}

describe('examples that are kept', () => {
  const all = Array.from({ length: 1000 }, (_, i) => exampleOf(i));

  it('come back from the disk as they were, and a block of them at most is in memory', () => {
    const { files, open } = countingFiles();
    const keeper = new ExampleKeeper(20_000, files);
    let most = 0;
    for (const [i, example] of all.entries()) {
      keeper.add(example);
      if (keeper.isOnDisk && i > 600) most = Math.max(most, keeper.inMemory);
    }
    const rows = keeper.end();
    assert.deepEqual([keeper.isOnDisk, open(), rows.length], [true, 1, 1000]);
    assert.deepEqual([...rows], all);
    for (const index of [999, 0, 64, 63, 500]) assert.deepEqual(rows.at(index), all[index]);
    assert.equal(rows.at(1000), undefined);
    const some = picked(rows, Int32Array.of(5, 900, 5));
    assert.deepEqual([...some], [all[5], all[900], all[5]]);
    assert.deepEqual([...allTexts(some)], [...all[5].texts, ...all[900].texts, ...all[5].texts]);
    assert.equal(allTexts(some).at(3), all[900].texts[1]);
    assert.ok(Math.max(most, keeper.inMemory) <= 64, `${most} and ${keeper.inMemory} examples in memory`);
    keeper.close();
    keeper.close();
    assert.equal(open(), 0);
  });

  it('need no file where they are few', () => {
    const { files, open } = countingFiles();
    const keeper = new ExampleKeeper(1_000_000, files);
    for (const example of all) keeper.add(example);
    assert.deepEqual([[...keeper.end()], open()], [all, 0]);
  });

  it('have the same columns on the disk as in memory, whenever one of them is left out', () =>
    withFolder(async (folder) => {
      const lines = Array.from(
        { length: 400 },
        (_, i) => `text ${i}\t${i % 2}\t${i < 300 ? 'x' : `id ${i}`}\t${i % 3}`,
      );
      fs.writeFileSync(path.join(folder, 'a.tsv'), ['text\tlabel\tid\tgenre', ...lines, ''].join('\n'));
      const options = { baseFolder: folder, text: 'text', label: 'label' };
      const keeper = new ExampleKeeper(2_000);
      const { examples } = await keepExamples('a.tsv', options, keeper);
      assert.ok(keeper.isOnDisk);
      assert.deepEqual([...examples], (await loadExamples('a.tsv', options)).examples);
      keeper.close();
    }));
});

describe('large data', () => {
  it('have held-out parts of at most 100,000 texts, which is told', () =>
    withFolder(async (folder) => {
      const lines = Array.from({ length: 100_003 }, (_, i) => `t${i % 9}\t${i % 2}`).join('\n');
      fs.writeFileSync(path.join(folder, 'a.tsv'), `text\tlabel\n${lines}\n`);
      const data = { train: 'a.tsv', validation: 'a.tsv', text: 'text', label: 'label', header: true, limit: 10 };
      const { validation, train, notices, close } = await loadDataset(data, { baseFolder: folder, seed: 3 });
      assert.deepEqual([train.examples.length, validation.examples.length, validation.classes.length], [10, 100_000, 100_000]); // prettier-ignore
      assert.match(
        notices.join(),
        /The validation part has 100003 texts: 100000 of them, drawn by the seed, are judged/,
      );
      close?.();
    }));
});
