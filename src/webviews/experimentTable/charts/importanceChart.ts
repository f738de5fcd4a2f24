// Which keys a figure hangs on, as bars, the most important first.

import { count, figure, share } from '../../../protocol/figures';
import { csvLine } from '../../../protocol/csvLine';
import { choiceList } from '../../shared/choiceList';
import { element, say } from '../../shared/element';
import { saveMenu } from '../../shared/saveMenu';
import { type RunTable, textOf } from '../runTable';
import { figureChoices, keyChoices } from './chartChoices';
import type { ChartPart, ChartsOptions } from './chartPart';
import { type Importance, keyImportance, LEAST_RUNS } from './forest';

const MOST_KEYS = 40;

export function importanceChart({ client, strings, save, state, keep, fail }: ChartsOptions): ChartPart {
  let given: { table: RunTable; rows: readonly number[] } | undefined;
  let found: { key: string; share: number }[] = [];
  let drawn = '';
  const figures = choiceList<string>(strings.figure, (chosen) => (keep({ figure: chosen }), draw()));
  const saved = saveMenu<'csv'>({
    ...{ strings: save, kinds: ['csv'], save: (request) => client.call('saveFile', request), onFailure: fail },
    content: (kind) => ({
      ...{ name: `importance for ${state.figure}`, kind },
      content: [['key', 'importance'], ...found.map((one) => [one.key, one.share])].map(csvLine).join(''),
    }),
  });
  const bars = element('table', { class: 'importance', attributes: { 'aria-label': strings.importance } });
  const note = element('p', { class: 'note', attributes: { role: 'status' } });
  const hint = element('p', { class: 'note', text: strings.importanceHint });
  const tools = element('div', { class: 'row wrap tools' }, figures.node, saved);
  const node = element('div', { class: 'chart-part' }, tools, bars, note, hint);

  function draw(): void {
    if (!given) return;
    const { table, rows: shown } = given;
    const offered = figureChoices(table, shown);
    const chosen = offered.includes(state.figure) ? state.figure : (offered.at(0) ?? '');
    figures.set(offered.map((value) => ({ value, label: value })), chosen); // prettier-ignore
    Object.assign(state, { figure: chosen });
    const rows = shown.filter((row) => Number.isFinite(table.number(row, chosen)));
    const keys = keyChoices(table, rows).filter((key) => table.isConfiguration(key)).slice(0, MOST_KEYS); // prettier-ignore
    const now = JSON.stringify([chosen, keys, table.version, rows.length, rows.at(0), rows.at(-1)]);
    if (now === drawn) return;
    drawn = now;
    found = [];
    if (rows.length < LEAST_RUNS || keys.length === 0) say(note, strings.tooFew(LEAST_RUNS));
    else show(importanceOf(table, { rows, keys, chosen }), keys, rows.length);
    bars.replaceChildren(...found.map(barOf));
  }

  function show({ shares, explained }: Importance, keys: readonly string[], runs: number): void {
    found = keys.map((key, i) => ({ key, share: shares[i] })).sort((a, b) => b.share - a.share);
    const said = explained > 0 ? strings.explained(share(explained)) : strings.unexplained;
    say(note, `${strings.ofRuns(count(runs))}. ${said}`);
  }

  function barOf({ key, share: part }: { key: string; share: number }): HTMLElement {
    const bar = element('i');
    const most = Math.max(1e-9, ...found.map((one) => one.share));
    bar.style.width = `${(100 * Math.max(0, part)) / most}%`;
    return element(
      'tr',
      {},
      element('th', { text: key, title: key, attributes: { scope: 'row' } }),
      element('td', { class: 'bar-cell' }, bar),
      element('td', { class: 'number', text: figure(Math.max(0, part)) }),
    );
  }

  return {
    section: { id: 'importance', label: strings.importance, content: node },
    show(table, chosen, all) {
      given = { table, rows: chosen.length >= LEAST_RUNS ? chosen : all };
      draw();
    },
  };
}

function importanceOf(
  table: RunTable,
  { rows, keys, chosen }: { rows: readonly number[]; keys: readonly string[]; chosen: string },
): Importance {
  return keyImportance({
    inputs: keys.map((key) => inputOf(table, rows, key)),
    target: Float64Array.from(rows, (row) => table.number(row, chosen)),
  });
}

function inputOf(table: RunTable, rows: readonly number[], key: string): Float64Array {
  if (table.isNumeric(key)) return Float64Array.from(rows, (row) => (Number.isFinite(table.number(row, key)) ? table.number(row, key) : -1e300)); // prettier-ignore
  const places = new Map(
    [...new Set(rows.map((row) => textOf(table.value(row, key))))].sort().map((text, i) => [text, i]),
  );
  return Float64Array.from(rows, (row) => places.get(textOf(table.value(row, key))) ?? -1);
}
