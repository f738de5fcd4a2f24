// How far two people agree: kappa beside scikit-learn's and statsmodels', texts found in whatever order, spans of sentences.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { compareLabels } from '../../../src/engine/calls/labelling/compareLabels';
import type { EngineContext } from '../../../src/engine/calls/context';
import { cohenKappa } from '../../../src/engine/statistics/cohenKappa';
import type { Agreement } from '../../../src/protocol/agreement';
import { readGolden } from '../../golden/readGolden';

type Golden = Record<'kappa' | 'standardError' | 'low' | 'high', number> & { counts: number[][] };

const context = { signal: new AbortController().signal } as EngineContext;

/** The agreement of two files of these names with these contents. */
async function compared(
  files: Record<string, string>,
  more: { text?: string; label?: string } = {},
): Promise<Agreement> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-labels-'));
  try {
    const [first, other] = Object.entries(files).map(([name, content]) => {
      fs.writeFileSync(path.join(folder, name), content);
      return path.join(folder, name);
    });
    return await compareLabels({ files: [first, other], ...more }, context);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

const table = (rows: readonly string[]): string => ['text\tlabel', ...rows, ''].join('\n');

describe("Cohen's kappa", () => {
  it("is scikit-learn's, its standard error and interval those of statsmodels", () => {
    for (const { counts, ...golden } of readGolden<Golden>('kappa.json').cases) {
      const found = cohenKappa(counts);
      for (const key of ['kappa', 'standardError'] as const)
        assert.ok(
          Math.abs((found[key] ?? NaN) - golden[key]) < 1e-9,
          `${key} of ${JSON.stringify(counts)}: ${found[key]}`,
        );
      for (const key of ['low', 'high'] as const)
        assert.ok(
          Math.abs((found[key] ?? NaN) - Math.max(-1, Math.min(1, golden[key]))) < 1e-9,
          `${key}: ${found[key]}`,
        );
    }
  });

  it('has of things that come together the standard error of as many as there are of those', () => {
    const counts = [[20, 5, 1], [10, 15, 2], [0, 3, 9]]; // prettier-ignore
    const pairs = counts.flatMap((row, i) => row.flatMap((count, j) => Array.from({ length: count }, () => [i, j] as const))); // prettier-ignore
    const alone = cohenKappa(counts);
    const near = (a = NaN, b = NaN) => assert.ok(Math.abs(a - b) < 1e-12, `${a} and ${b}`);
    near(cohenKappa(counts, pairs.map((pair) => [pair])).standardError, alone.standardError); // prettier-ignore
    const fourTimes = counts.map((row) => row.map((count) => 4 * count));
    const sentences = pairs.map((pair) => [pair, pair, pair, pair]);
    near(cohenKappa(fourTimes, sentences).standardError, alone.standardError);
    near(cohenKappa(fourTimes).standardError, (alone.standardError ?? NaN) / 2);
  });

  it('says nothing where all have one and the same label, for chance has no room there', () => {
    assert.deepEqual(cohenKappa([[7]]), { observed: 1, expected: 1 });
    assert.deepEqual(cohenKappa([[0, 0], [0, 3]]), { observed: 1, expected: 1 }); // prettier-ignore
  });
});

describe('labels of two people', () => {
  const first = table(['good film\tpos', 'bad film\tneg', 'so so\tneg', 'mine\tpos', 'twice\tpos', 'twice\tneg']);
  const other = table(['bad film\tneg', 'twice\tpos', 'so so\tpos', 'good film\tpos', 'twice\tpos', 'open\t']);

  it('are compared where both have labelled a text, whatever the order, with what they part on', async () => {
    const found = await compared({ 'a.tsv': first, 'b.tsv': other });
    assert.deepEqual([found.kind, found.count, found.alone, found.apart], ['texts', 5, [1, 0], 2]);
    assert.deepEqual([found.names, found.counts], [['neg', 'pos'], [[1, 2], [0, 2]]]); // prettier-ignore
    assert.deepEqual(found.disagreements, [
      { text: 'so so', labels: ['neg', 'pos'], lines: [4, 4] },
      { text: 'twice', labels: ['neg', 'pos'], lines: [7, 6] },
    ]);
    assert.equal(found.kappa.observed, 0.6);
  });

  it('are the same however their letters are composed', async () => {
    const composed = table(['좋은 영화\t긍정', '나쁜 영화\t부정']);
    const { count, kappa, names } = await compared({ 'a.tsv': composed, 'b.tsv': composed.normalize('NFD') });
    assert.deepEqual([count, kappa.kappa, names], [2, 1, ['긍정', '부정']]);
  });

  it('are found in columns of any name, and in files of another kind', async () => {
    const csv = 'id,words,verdict\n1,"good film",pos\n2,"bad film",pos\n';
    const json = '{"words":"bad film","verdict":"neg"}\n{"words":"good film","verdict":"pos"}\n';
    const found = await compared({ 'a.csv': csv, 'b.jsonl': json }, { text: 'words', label: 'verdict' });
    assert.deepEqual([found.count, found.apart, found.names], [2, 1, ['neg', 'pos']]);
  });

  it('are refused where there is nothing to compare', async () => {
    await assert.rejects(
      compared({ 'a.tsv': first, 'b.tsv': table(['other\tpos', 'another\tneg']) }),
      /no text in common/,
    );
    await assert.rejects(compared({ 'a.tsv': first, 'b.conll': 'A\tO\n' }), /only files of one kind can be compared/);
    await assert.rejects(compared({ 'a.txt': 'a\nb\n', 'b.tsv': first }), /has no column of labels/);
  });
});

describe('spans of two people', () => {
  const first = 'Ada\tB-PER\nLovelace\tI-PER\nin\tO\nLondon\tB-LOC\n\nNo\tO\none\tO\n';
  const other = 'No\tO\none\tO\n\nAda\tS-PER\nLovelace\tO\nin\tO\nLondon\tS-LOC\n\nMine\tO\n';

  it('have an F1, whatever their schemes, and tokens a kappa by the types of their spans', async () => {
    const found = await compared({ 'a.conll': first, 'b.conll': other });
    assert.deepEqual([found.kind, found.count, found.alone, found.apart], ['spans', 2, [0, 1], 1]);
    assert.deepEqual([found.names, found.counts], [['LOC', 'O', 'PER'], [[1, 0, 0], [0, 3, 0], [0, 1, 1]]]); // prettier-ignore
    const { spans } = found;
    assert.deepEqual([spans?.f1, spans?.both, spans?.spans], [0.5, 1, [2, 2]]);
    assert.deepEqual(spans?.types.map(({ type, f1 }) => [type, f1]), [['LOC', 1], ['PER', 0]]); // prettier-ignore
    assert.deepEqual(spans?.errors, { boundary: 1, type: 0, missed: 0, invented: 0 });
    assert.deepEqual(found.disagreements[0].lines, [1, 4]);
    assert.deepEqual(found.disagreements[0].spans?.[1][0], { type: 'PER', start: 0, end: 1 });
  });

  it('have no F1 where neither has one', async () => {
    const none = 'Ada\tO\nleft\tO\n\nBob\tO\n';
    const { spans, kappa } = await compared({ 'a.conll': none, 'b.conll': none });
    assert.deepEqual([spans?.f1, spans?.spans, kappa.kappa], [undefined, [0, 0], undefined]);
  });

  it('are the same whoever comes first', async () => {
    const [one, two] = [await compared({ 'a.conll': first, 'b.conll': other }), await compared({ 'b.conll': other, 'a.conll': first })]; // prettier-ignore
    assert.deepEqual([one.spans?.f1, one.kappa.kappa], [two.spans?.f1, two.kappa.kappa]);
  });
});
