// The views of files by themselves (tensors, ONNX graphs, curves), against a made-up host whose answers come from the engine.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import korean from '../../l10n/bundle.l10n.ko.json';
import { describeSafetensors } from '../../src/engine/modelFiles/describeSafetensors';
import { measureTensor } from '../../src/engine/modelFiles/measureTensor';
import { describeOnnx } from '../../src/engine/modelFiles/onnx/describeOnnx';
import { tensorPart } from '../../src/engine/modelFiles/tensorPart';
import { readMetrics } from '../../src/engine/store/metricsLog';
import { nodeFiles } from '../../src/engine/store/nodeFiles';
import { writeSafetensors } from '../../src/engine/store/safetensors';
import { shownModel, shownTensor } from '../../src/host/modelFiles/shownTensors';
import { curvesOf } from '../../src/host/runs/curves';
import type { PartQuestion, PlacedTensor } from '../../src/protocol/tensors';
import type { ShownTensors } from '../../src/protocol/tensorsView';
import { assertDrawnInEveryTheme } from './everyTheme';
import { sharedBrowser } from './ground';
import { assertLegible } from './legible';
import { savePicture } from './savePicture';
import { openViewPage, type ViewPage } from './viewPage';

const golden = (...parts: string[]): string => path.join('test', 'golden', 'runs', ...parts);

/** What the host answers about the tensors of a file. */
async function answerOf(tensors: readonly PlacedTensor[], name: string, request: object): Promise<object> {
  const place = 'tensor' in request ? tensors[Number(request.tensor)].place : undefined;
  if (!place) return {};
  if (name === 'part') return tensorPart(place, request as PartQuestion);
  return measureTensor(place, { signal: new AbortController().signal, onProgress: () => undefined });
}

async function drawnEverywhere(view: ViewPage, name: string): Promise<void> {
  const { page } = view;
  await page.mouse.move(0, 0);
  await assertDrawnInEveryTheme(view, name);
  await page.setViewportSize({ width: 400, height: 760 });
  await savePicture(page, `${name}-narrow`);
  await assertLegible(page);
  await page.setViewportSize({ width: 800, height: 500 }); // as 1200 by 750 are at 150 %
  await savePicture(page, `${name}-zoomed`);
  await page.setViewportSize({ width: 1200, height: 760 });
}

describe('the view of tensors', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-page-'));
  let view: ViewPage;
  let shown: ShownTensors;
  let tensors: PlacedTensor[] = [];

  before(async () => {
    const file = path.join(folder, 'model.safetensors');
    const wave = Float32Array.from({ length: 300 * 400 }, (_, i) => Math.sin(i / 400 / 20) * Math.cos((i % 400) / 30));
    wave[0] = NaN;
    const data = new Map([
      ['encoder.weight', { shape: [300, 400], data: wave }],
      ['encoder.bias <b>', { shape: [12], data: Float32Array.from({ length: 12 }, (_, i) => i - 6) }],
      ['heads', { shape: [4, 3, 5], data: Int32Array.from({ length: 60 }, (_, i) => i % 7) }],
    ]);
    writeSafetensors(nodeFiles, file, data, { format: 'nlp-lab' });
    const described = describeSafetensors(nodeFiles, file);
    tensors = described.tensors;
    shown = { ...described, name: 'model.safetensors', tensors: tensors.map(shownTensor) };
    view = await open();
  });
  after(async () => {
    await view.page.close();
    fs.rmSync(folder, { recursive: true });
  });

  async function open(texts?: Record<string, string>, kept?: object): Promise<ViewPage> {
    const answer = (name: string, request: object): Promise<object> => answerOf(tensors, name, request);
    const opened = await openViewPage(await sharedBrowser(), { view: 'tensors', answer, texts, kept });
    await opened.emit('file', shown);
    return opened;
  }

  it('lists tensors, filters them, and draws the one that is chosen', async () => {
    const { page } = view;
    await page.getByText(/^3 tensors · 120\s072 numbers · /).waitFor();
    const filter = page.getByRole('textbox', { name: 'Filter by name, type or shape' });
    await filter.fill('300 f32');
    const rows = page.getByRole('group', { name: 'Tensors of the file' }).locator('tr[data-index]');
    await rows.first().click();
    assert.equal(await rows.count(), 1);
    await filter.fill('');
    await page.getByText('Drawn are 96 of 300 rows and 128 of 400 columns, evenly apart, counted from 0').waitFor();
    await page.getByText('× is no finite number').waitFor();
  });

  it('goes closer to a cell that keys have chosen, and back', async () => {
    const { page } = view;
    const map = page.getByRole('img', { name: /^encoder\.weight as a heat map/ });
    await map.focus();
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
    await page.getByText(/^row 3 · column 3: /).waitFor();
    await page.getByRole('button', { name: 'Look closer' }).click();
    await page.getByText('Drawn is each of rows 0–95 of 300 and columns 0–127 of 400, counted from 0').waitFor();
    await page.getByRole('button', { name: 'Whole matrix' }).click();
    await page.getByText(/^Drawn are 96 of 300 rows/).waitFor();
  });

  it('is drawn in every theme, narrow and zoomed, and axe-core finds nothing', () => drawnEverywhere(view, 'tensors'));

  it('tells what all numbers come to, and what the file says of itself', async () => {
    const { page } = view;
    await page.getByRole('tab', { name: 'Statistics' }).click();
    const figures = page.getByRole('table', { name: 'Statistics' });
    await figures.getByRole('row', { name: 'Not a number (NaN) 1' }).waitFor();
    await savePicture(page, 'tensors-statistics');
    const [button, chart] = await Promise.all(
      [page.locator('.chart .readout vscode-button'), page.locator('.chart')].map((node) => node.boundingBox()),
    );
    assert.ok(button!.x + button!.width > chart!.x + chart!.width - 4, 'its button stands at the right');
    await page.getByRole('tab', { name: 'File' }).click();
    await page.getByRole('row', { name: 'format nlp-lab' }).waitFor();
  });

  it('can be kept from reading a file that takes long', async () => {
    const { page } = view;
    await view.emit('notice', { kind: 'working', message: 'Reading the file' });
    await page.getByRole('button', { name: 'Cancel' }).click();
    await view.called('cancel');
    await view.emit('file', shown);
    await page.getByText('Reading the file').waitFor({ state: 'hidden' });
  });

  it('goes through the matrices of a tensor with more axes, in Korean, as it was left', async () => {
    const { page } = await open(korean, { tensor: 'heads', section: 'picture' });
    await page.getByRole('textbox', { name: korean['Matrix'] }).fill('3');
    await page.keyboard.press('Enter');
    await page.getByRole('img', { name: /^heads/ }).waitFor();
    await assertLegible(page);
    await savePicture(page, 'tensors-korean');
    await page.close();
  });

  it('throws nothing', () => assert.deepEqual(view.errors, []));
});

describe('the view of ONNX graphs', () => {
  const model = describeOnnx(nodeFiles, golden('probe.onnx'));
  const tensors = model.graphs.flatMap(({ initializers }) => initializers);
  const [{ nodes }] = model.graphs;
  let view: ViewPage;
  before(async () => {
    const answer = (name: string, request: object): Promise<object> => answerOf(tensors, name, request);
    view = await openViewPage(await sharedBrowser(), { view: 'onnx', answer });
    await view.emit('file', shownModel('probe.onnx', model));
  });
  after(() => view.page.close());

  it('draws the nodes layer by layer, and tells whence the values of one come', async () => {
    const { page } = view;
    const layers = page.getByRole('group', { name: /^The nodes, layer by layer/ });
    assert.equal(await layers.getByRole('button').count(), nodes.length);
    await layers.getByRole('button').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Inputs' }).waitFor();
    assert.equal(await layers.locator('[aria-pressed="true"]').count(), 1);
  });

  it('leaves the focus where it was when one goes from node to node', async () => {
    const { page } = view;
    const node = page.getByRole('group', { name: 'Node', exact: true });
    const link = node.getByRole('button').first();
    const before = await node.locator('h2').first().innerText();
    await link.focus();
    await page.keyboard.press('Enter');
    await node.locator('h2').first().filter({ hasNotText: before }).waitFor();
    await node.and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Tab');
    await node.locator('vscode-button:focus').waitFor();
  });

  it('is drawn in every theme, narrow and zoomed, and axe-core finds nothing', () => drawnEverywhere(view, 'onnx'));

  it('is searched, also as a table', async () => {
    const { page } = view;
    const { operator } = nodes[nodes.length - 1];
    await page.getByRole('textbox', { name: 'Search by operator, name or shape' }).fill(operator);
    await page.getByRole('button', { name: 'Table', exact: true }).click();
    const rows = page.getByRole('group', { name: 'Nodes' }).locator('tr[data-index]');
    await rows.first().waitFor();
    for (const text of await rows.allInnerTexts()) assert.match(text, new RegExp(operator));
    await savePicture(page, 'onnx-table');
  });

  it('shows the numbers of an initialiser', async () => {
    const { page } = view;
    await page.getByRole('tab', { name: 'Initialisers' }).click();
    await page.getByRole('group', { name: 'Initialisers' }).locator('tr[data-index]').first().click();
    await page.getByRole('img', { name: / as a heat map/ }).waitFor();
    await savePicture(page, 'onnx-initialiser');
  });

  it('throws nothing', () => assert.deepEqual(view.errors, []));
});

describe('the view of a metrics.jsonl', () => {
  const { lines } = readMetrics(nodeFiles, golden('gru', 'metrics.jsonl'));
  const shown = { name: 'gru <b>', damaged: 2, canOpenRun: true, curves: curvesOf(lines) };
  let view: ViewPage;
  before(async () => {
    view = await openViewPage(await sharedBrowser(), { view: 'metrics', answer: () => ({}) });
    await view.emit('metrics', shown);
  });
  after(() => view.page.close());

  it('draws the curves of a run, says what was left out, and leads to the run', async () => {
    const { page } = view;
    await page.getByText('2 lines of metrics.jsonl are damaged and were left out.').waitFor();
    await page.getByRole('img', { name: /^Loss\. Chart/i }).waitFor();
    await page.getByRole('button', { name: 'Open Run' }).click();
    await view.called('openRun');
  });

  it('is drawn in every theme, narrow and zoomed, and axe-core finds nothing', () => drawnEverywhere(view, 'metrics'));

  it('has the same as tables, and says where a file is none of a training', async () => {
    const { page } = view;
    await page.getByRole('button', { name: 'Table' }).click();
    await page.getByRole('heading', { name: 'Epochs' }).waitFor();
    await view.emit('metrics', { ...shown, curves: curvesOf([]) });
    await page.getByText(/^No line of this file is one of a training/).waitFor();
  });

  it('throws nothing', () => assert.deepEqual(view.errors, []));
});
