// The page of all runs in a browser: how soon it is there, how soon it is sorted and filtered, and how many frames a second very many curves
// have while they are pointed at and zoomed.

import type { Page } from 'playwright-core';
import { launchBrowser } from '../../scripts/host/browser.mjs';
import type { RunCurve } from '../../src/protocol/experimentTableView';
import { count } from '../../src/protocol/figures';
import type { PackedRows } from '../../src/protocol/packedRows';
import { openViewPage, type ViewPage } from '../e2e/viewPage';
import { median, tellFigure, tellSection } from './figures';

/** What the engine thins a curve of a thousand to; its first and last points, its least and greatest of each stretch. */
const KEPT_POINTS = 600;
const LOGGED_POINTS = 10_000;
const WATCHED_MS = 3000;

const FILTERS = [
  ['words', 'reviews'],
  ['a figure', 'validation.accuracy > 0.8'],
  ['an expression', 'validation.accuracy > 0.75 && model.type in ["lstm", "gru"] && seed == 3'],
  ['a pattern', 'name matches "rev*" || model.hidden >= 128'],
] as const;

export async function measurePage(rows: PackedRows): Promise<void> {
  tellSection(`the page of ${count(rows.ids.length)} runs, in Chromium without a graphics card`);
  const browser = await launchBrowser();
  try {
    const { ids } = rows;
    const view = await openViewPage(browser, {
      view: 'experimentTable',
      answer: (name: string, request: { since: number; ids?: string[] }): object => {
        if (name === 'rows') return { version: 1, changed: [], removed: [], ...(request.since < 0 && { whole: rows }) };
        if (name === 'figures') return { keys: ['loss'] };
        if (name === 'curves') return { curves: (request.ids ?? []).map(curveOf) };
        return {};
      },
    });
    await measureTable(view, ids.length);
    await measureCurvesOf(view);
    if (view.errors.length > 0) throw new Error(view.errors.join('\n'));
  } finally {
    await browser.close();
  }
}

const drawnTimes = (page: Page): Promise<number[]> =>
  page.evaluate(() => {
    const times = performance.getEntriesByName('experiments drawn').map(({ duration }) => duration);
    performance.clearMeasures();
    return times;
  });

async function measureTable({ page, emit }: ViewPage, runs: number): Promise<void> {
  const passing = (text: RegExp) => page.getByRole('toolbar').getByText(text).waitFor();
  // From the rows being there as objects to the first picture: what the message takes is the editor's.
  await page.evaluate(() => {
    const told = globalThis as unknown as { rowsAt?: number; shownAt?: number };
    window.addEventListener('message', ({ data, timeStamp }: MessageEvent<{ kind: string; reply?: { whole?: object } }>) => {
      if (data.kind === 'reply' && data.reply?.whole) told.rowsAt = timeStamp;
    }, true); // prettier-ignore
    const look = (): void => {
      if (document.querySelector('.grid-rows .line')) told.shownAt = performance.now();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await emit('version', { version: 1 });
  await passing(/runs$/);
  const opening = await page.evaluate(() => {
    const { rowsAt = NaN, shownAt = NaN } = globalThis as unknown as { rowsAt?: number; shownAt?: number };
    return shownAt - rowsAt;
  });
  tellFigure({
    what: `from the rows to ${count(runs)} lines`,
    seen: `${opening.toFixed(0)} ms`,
    goal: '1 s with the rows above',
  });
  await drawnTimes(page);
  const field = page.getByRole('textbox', { name: 'Filter runs' });
  for (const [what, text] of FILTERS) {
    const times: number[] = [];
    for (let turn = 0; turn < 3; turn++) {
      await field.fill(text);
      await passing(/ of /);
      times.push(...(await drawnTimes(page)));
      await field.fill('');
      await page.waitForFunction(() => performance.getEntriesByName('experiments drawn').length > 0);
      times.push(...(await drawnTimes(page)));
    }
    tellTimes(`filtered by ${what}, and by nothing again`, times);
  }
  const head = (key: string) => page.locator(`.head [data-key="${key}"]`).getByRole('button');
  for (const key of ['validation.accuracy', 'name', 'created']) {
    if ((await head(key).count()) === 0) continue;
    const times: number[] = [];
    for (let turn = 0; turn < 3; turn++) {
      await head(key).click();
      times.push(...(await drawnTimes(page)));
    }
    tellTimes(`sorted by ${key}`, times);
  }
  await page.getByText('Seeds together').click();
  tellTimes('runs each by itself', await drawnTimes(page));
  await page.getByText('Seeds together').click();
  tellTimes('runs that differ in their seed folded', await drawnTimes(page));
}

const tellTimes = (what: string, times: readonly number[]): void =>
  tellFigure({ what, seen: `${median(times).toFixed(0)} ms, most ${Math.max(...times).toFixed(0)}`, goal: '50 ms' });

async function measureCurvesOf({ page }: ViewPage): Promise<void> {
  const grid = page.getByRole('treegrid', { name: 'Runs' });
  await page.getByRole('textbox', { name: 'Filter runs' }).fill('seed == 1');
  await grid.focus();
  await grid.press('Control+a');
  const curves = page.getByRole('tab', { name: 'Curves' });
  if (!(await curves.isVisible())) await page.getByText('Columns and charts').click();
  await curves.click();
  await page.getByText(/curves, .* points: of each stretch/).waitFor();
  const shown = /[\d\s,.\u2009]+ curves/.exec(await page.getByText(/curves, .* points: of each stretch/).innerText());
  const picture = page.getByRole('img', { name: /over their training/ });
  const box = await picture.boundingBox();
  if (!box) throw new Error('The picture of curves is not shown.');
  const at = (x: number, y: number): [number, number] => [box.x + box.width * x, box.y + box.height * y];
  const what = `${shown?.[0].trim() ?? '? curves'} of ${count(LOGGED_POINTS)} points`;
  const move = async (turn: number): Promise<void> =>
    page.mouse.move(...at(0.3 + 0.2 * Math.sin(turn / 9), 0.4 + 0.2 * Math.cos(turn / 7)));
  tellFrames(`${what}, pointed at`, await framesWhile(page, move));
  await page.mouse.move(...at(0.2, 0.5));
  await page.mouse.down();
  tellFrames(`${what}, a stretch being dragged`, await framesWhile(page, (turn) => page.mouse.move(...at(0.25 + 0.004 * (turn % 100), 0.5)))); // prettier-ignore
  const zoomed = await page.evaluate(async () => {
    const start = performance.now();
    document.querySelector('.chart-place canvas')?.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return performance.now() - start;
  });
  await page.mouse.up();
  tellFigure({ what: `${what}, drawn anew for a stretch`, seen: `${zoomed.toFixed(0)} ms` });
}

/** The times between frames while the pointer moves as fast as the page takes it. */
async function framesWhile(page: Page, move: (turn: number) => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const told = globalThis as unknown as { frames: number[]; isWatching: boolean };
    Object.assign(told, { frames: [], isWatching: true });
    let last = performance.now();
    const frame = (now: number): void => {
      told.frames.push(now - last);
      last = now;
      if (told.isWatching) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  const end = performance.now() + WATCHED_MS;
  for (let turn = 0; performance.now() < end; turn++) await move(turn);
  return page.evaluate(() => {
    const told = globalThis as unknown as { frames: number[]; isWatching: boolean };
    told.isWatching = false;
    return told.frames.slice(1);
  });
}

function tellFrames(what: string, frames: readonly number[]): void {
  const sum = frames.reduce((total, frame) => total + frame, 0);
  const seen = `${((1000 * frames.length) / sum).toFixed(1)}, median ${median(frames).toFixed(1)} ms, most ${Math.max(...frames).toFixed(0)}`;
  tellFigure({ what: `frames a second: ${what}`, seen, goal: '60' });
}

/** Reaches over so many logged points, of which what a picture tells apart is left. */
function curveOf(id: string, run: number): RunCurve {
  const step = Float64Array.from({ length: KEPT_POINTS }, (_, i) => Math.round((i * LOGGED_POINTS) / KEPT_POINTS));
  const noise = (i: number): number => (Math.sin(i * 12.9898) * 43_758.5453) % 1;
  return {
    ...{ id, total: LOGGED_POINTS, step, epoch: step.map((each) => each / 1000), time: step.map((each) => each / 20) },
    tokens: step.map((each) => 640 * each),
    values: step.map((each, i) => 0.3 + Math.exp(-each / (1500 + 300 * (run % 7))) + 0.05 * noise(i * (run + 1))),
  };
}
