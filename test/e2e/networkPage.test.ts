// The view of networks by itself, against a made-up host whose forward passes come from the engine.

import assert from 'node:assert/strict';
import type { NetworkTrace } from '../../src/protocol/network';
import type { NetworkOffer, NetworkQuestion, TensorMatrix } from '../../src/protocol/networkView';
import { tensorMatrix } from '../../src/host/network/tensorMatrix';
import { madeTraces } from '../support/madeTraces';
import { sharedBrowser } from './ground';
import korean from '../../l10n/bundle.l10n.ko.json';
import { assertDrawnInEveryTheme } from './everyTheme';
import { untilKeyIsOther } from './keyColors';
import { assertLegible } from './legible';
import { savePicture } from './savePicture';
import { openViewPage, type ViewPage } from './viewPage';

const offer: NetworkOffer = {
  runs: [
    { id: 'lstm', name: 'reviews', detail: 'lstm' },
    { id: 'transformer', name: 'attends', detail: 'transformer' },
    { id: 'translation', name: 'pairs', detail: 'not trained' },
  ],
  ...{ selected: ['lstm'], source: 'the film was lovely', target: '', version: 1 },
  ...{ writing: [], continuing: [] },
};

describe('the view of networks', () => {
  let view: ViewPage;
  let traces: Record<'lstm' | 'transformer' | 'translation', NetworkTrace>;

  async function open(texts?: Record<string, string>): Promise<ViewPage> {
    let last = traces.lstm;
    const opened = await openViewPage(await sharedBrowser(), {
      ...{ view: 'network', texts },
      answer(name: string, request: never): unknown {
        if (name === 'trace') {
          last = traces[(request as NetworkQuestion).model as 'lstm'];
          return { id: 1, network: { ...last, values: [] } };
        }
        if (name !== 'tensor') return {};
        const { tensor, head } = request as { tensor: number; head: number };
        return tensorMatrix(last.tensors[tensor].axes, last.values[tensor], head) satisfies TensorMatrix;
      },
    });
    await opened.emit('question', offer);
    return opened;
  }

  before(async () => {
    traces = await madeTraces();
    view = await open();
  });
  after(() => view.page.close());

  const layer = (name: string | RegExp) => view.page.getByRole('button', { name });
  const choose = async (list: string, option: string | RegExp): Promise<void> => {
    await view.page.getByRole('combobox', { name: list }).click();
    await view.page.getByRole('option', { name: option }).first().click();
  };

  it('draws layer by layer, with shapes and parameters', async () => {
    const { page } = view;
    await layer(/^LSTM 1 · forwards/).waitFor();
    assert.deepEqual(
      await page.locator('.unrolled').first().locator('.token').allInnerTexts(),
      traces.lstm.labels.time,
    );
    assert.match(await page.locator('.facts').innerText(), /^Many to one · \d/);
    assert.match(await page.locator('.between .shape').first().innerText(), /\[time 4, batch 1\]/);
    const keys: string[] = [];
    await assertDrawnInEveryTheme(view, 'network', () => untilKeyIsOther(page, keys));
  });

  it('opens each tensor of a layer as a heat map, with its numbers by keys and as a table', async () => {
    const { page } = view;
    await layer(/^LSTM 1 · forwards/).click();
    await choose('Tensor', 'Forget gate');
    const map = page.getByRole('img', { name: /^Forget gate as a heat map/ });
    await map.focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
    await page.getByText(/^film · unit 2: 0\.\d+$/).waitFor();
    await savePicture(page, 'network-gate');
    await page.getByRole('button', { name: 'Numbers' }).click();
    assert.equal(await page.locator('.numbers tbody tr').count(), 4);
    await page.getByRole('button', { name: 'Numbers' }).click();
  });

  it('says what nn.LSTM gives back', async () => {
    const { page } = view;
    await page.getByRole('tab', { name: 'Layer' }).click();
    await page.getByRole('heading', { name: 'What nn.LSTM gives back' }).waitFor();
    await page.getByText(/^h_n \[2, 1, 4\]/).waitFor();
    await savePicture(page, 'network-layer');
    await page.getByRole('tab', { name: 'Tensor' }).click();
  });

  it('shows each head of attention, and what is masked', async () => {
    const { page } = view;
    await choose('Run or experiment', /^attends/);
    await layer(/^Self-attention 1/).click();
    await choose('Tensor', 'Scores after the mask');
    await page.getByText('× is masked').waitFor();
    const before = view.requests('tensor').length;
    await choose('Head', 'Head 2');
    const asked = (await view.called('tensor', before + 1)) as { head: number }[];
    assert.equal(asked.at(-1)?.head, 1);
    await savePicture(page, 'network-attention');
  });

  it('draws encoder and decoder, also as a table, in a narrow window', async () => {
    const { page } = view;
    await choose('Run or experiment', /^pairs/);
    await layer(/^Decoder · GRU 1/).waitFor();
    assert.match(await page.locator('.facts').innerText(), /^Encoder and decoder/);
    await savePicture(page, 'network-pairs');
    await page.getByRole('button', { name: 'Table', exact: true }).click();
    await page.getByText('Attentional vector').first().waitFor();
    await assertLegible(page);
    await savePicture(page, 'network-table');
  });

  it('speaks Korean', async () => {
    const { page } = await open(korean);
    await page.getByRole('button', { name: /^LSTM 1 · 정방향/ }).waitFor();
    await assertLegible(page);
    await savePicture(page, 'network-korean');
    await page.close();
  });
});
