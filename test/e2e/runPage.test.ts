// The run's view by itself, against a made-up host: a report on parallel text, which a tiny run would not fill.

import assert from 'node:assert/strict';
import type { RunDetails, RunHeader } from '../../src/protocol/views';
import { sharedGround } from './harness';
import { openViewPage } from './viewPage';

const header: RunHeader = {
  ...{ id: 'r', name: 'multi30k-gru', status: 'completed', detail: 'completed', epoch: 3, epochs: 3, seconds: 60 },
  ...{ labels: [], notices: [], canStop: false, canResume: false, canUse: true, translates: true },
};

const interval = (value: number) => ({ value, low: value - 1, high: value + 1 });

const details: RunDetails = {
  configuration: [{ key: 'task', value: 'sequence-to-sequence' }],
  translation: {
    ...{ kind: 'translation', bleu: interval(31.5), chrf: interval(52.25), perplexity: interval(6.5), loss: 1.87 },
    rouge: { rouge1: interval(60), rouge2: interval(40), rougeL: interval(58) },
    signature: 'nrefs:1|case:lc|eff:no|tok:13a|smooth:exp|version:nlp-lab',
    ...{ precisions: [65.1, 40.2, 26.3, 17.4], brevityPenalty: 0.987, systemLength: 12_000, referenceLength: 12_150 },
    ...{ count: 1000, source: 'test.de, test.en' },
    examples: [
      { source: 'ein mann', reference: 'a man', output: 'a man', bleu: 100, line: 1 },
      { source: 'zwei hunde <b>', reference: 'two dogs', output: 'two cats', bleu: 35, line: 7 },
    ],
  },
};

describe("the run's view of a sequence-to-sequence run", () => {
  it('has its figures with their intervals and its outputs in place of labels', async () => {
    const { browser } = await sharedGround();
    const view = await openViewPage(browser, { view: 'run', answer: () => ({}) });
    await view.emit('header', header);
    await view.emit('details', { configuration: [] } satisfies RunDetails);
    const { page } = view;
    await page.getByRole('tabpanel', { name: 'Figures' }).getByText('on any parallel text').waitFor();
    await view.emit('details', details);
    await page.getByText(/test\.de, test\.en, 1.000 pairs/).waitFor();
    const figures = page.getByRole('table', { name: 'Figures' });
    assert.match(await figures.innerText(), /BLEU\s+31\.50\s+30\.50\s+32\.50/);
    assert.match(await figures.innerText(), /ROUGE-L\s+58\.00\s+57\.00\s+59\.00/);
    await page.getByText('tok:13a').waitFor();
    assert.equal(await page.getByRole('tab', { name: 'Confusion' }).count(), 0);
    assert.equal(await page.getByRole('tab', { name: 'Try' }).count(), 0);
    await page.getByRole('tab', { name: 'Outputs' }).click();
    await page.getByText(/2 of 1.000 outputs shown/).waitFor();
    await page.getByRole('cell', { name: 'zwei hunde <b>' }).waitFor();
    await page.getByRole('button', { name: 'Evaluate on file' }).click();
    assert.equal(view.calls.at(-1)?.name, 'evaluate');
    assert.deepEqual(view.errors, []);
    await page.close();
  });
});
