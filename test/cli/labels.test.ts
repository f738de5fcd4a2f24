// nlp-lab labels compare: what it asks for, and what people read.

import assert from 'node:assert/strict';
import type { Agreement } from '../../src/protocol/agreement';
import { run } from './fakeEngine';

const agreement: Agreement = {
  ...{ kind: 'texts', count: 5, alone: [1, 0], names: ['neg', 'pos'], counts: [[1, 2], [0, 2]] }, // prettier-ignore
  kappa: { observed: 0.6, expected: 0.44, kappa: 0.286, standardError: 0.211, low: -0.128, high: 0.7 },
  disagreements: [{ text: 'so so', labels: ['neg', 'pos'], lines: [4, 5] }],
  ...{ apart: 2, notices: ['It was read as cp949.'] },
};
const spans: Agreement = {
  ...{ ...agreement, kind: 'spans', kappa: { observed: 1, expected: 1 }, notices: [] },
  spans: {
    ...{ f1: 0.5, both: 1, spans: [2, 2], types: [{ type: 'PER', f1: 0.5, both: 1, spans: [2, 2] }] },
    errors: { boundary: 1, type: 0, missed: 0, invented: 0 },
  },
  disagreements: [
    { text: 'Ada Lovelace left', tokens: ['Ada', 'Lovelace', 'left'], spans: [[{ type: 'PER', start: 0, end: 2 }], []], lines: [1, 9] }, // prettier-ignore
  ],
};

describe('nlp-lab labels', () => {
  it('prints all as one line of JSON', async () => {
    const given = ['labels', 'compare', 'a.tsv', 'b.tsv', '--text', 'words', '--label', 'verdict', '--json'];
    const outcome = await run(given, { compareLabels: () => agreement });
    assert.deepEqual([outcome.code, outcome.records()], [0, [agreement]]);
    const request = { files: ['/nowhere/a.tsv', '/nowhere/b.tsv'], text: 'words', label: 'verdict' };
    assert.deepEqual(outcome.calls, [{ name: 'compareLabels', request }]);
  });

  it('tells people how far they agree, and on what they part', async () => {
    const { code, out, err } = await run(['labels', 'compare', 'a.tsv', 'b.tsv'], { compareLabels: () => agreement });
    assert.equal(code, 0);
    assert.match(err, /read as cp949/);
    for (const said of [
      /texts in both +5/,
      /in one alone +1 and 0/,
      /Cohen's kappa of texts +0.286 \(standard error 0.211, 95 %: −0.128 to 0.700\)/,
      /texts: by row a.tsv, by column b.tsv\n +neg +pos\n +neg +1 +2\n +pos +0 +2/,
      /2 texts on which they part\n +lines 4 and 5 +neg +pos +so so\n +… 1 more/,
    ])
      assert.match(out, said);
  });

  it('tells of spans their F1', async () => {
    const { out } = await run(['labels', 'compare', 'a.conll', 'b.conll'], { compareLabels: () => spans });
    assert.match(out, /F1 of spans +50.0\s% \(1 of 2 and 2 spans\)/);
    const { errors } = spans.spans ?? assert.fail('no spans');
    const none: Agreement = { ...spans, spans: { both: 0, spans: [0, 0], types: [], errors } };
    const { out: without } = await run(['labels', 'compare', 'a.conll', 'b.conll'], { compareLabels: () => none });
    assert.match(without, /F1 of spans +not defined \(0 of 0 and 0 spans\)/);
    assert.match(out, /kappa of tokens +not defined: all have one and the same label/);
    assert.match(out, /lines 1 and 9 +PER Ada Lovelace +– +Ada Lovelace left/);
  });

  it('explains itself', async () => {
    const { code, err } = await run(['labels', 'show', 'a.tsv', 'b.tsv']);
    assert.equal(code, 2);
    assert.match(err, /knows "compare" only/);
  });
});
