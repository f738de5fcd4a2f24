// Curves of the selected runs over their training: as many as there are, on one canvas, the one under the pointer in front.

import { CURVE_AXES, type CurveAxis, MOST_CURVES, type RunCurve } from '../../../protocol/experimentTableView';
import { count } from '../../../protocol/figures';
import { METRICS, metricName, metricText } from '../../../protocol/metrics';
import { csvLine } from '../../../protocol/csvLine';
import { choiceList } from '../../shared/choiceList';
import { toggle } from '../../shared/controls';
import { element, liveText, say, show } from '../../shared/element';
import { asFigure, asShare } from '../../shared/charts/axisFormat';
import { latest } from '../../shared/latest';
import { noticeArea } from '../../shared/notice';
import { saveMenu } from '../../shared/saveMenu';
import { twin } from '../../shared/twin';
import { slider } from '../../shared/slider';
import { seedsTogether } from '../lines';
import { type RunTable, textOf } from '../runTable';
import type { ChartPart, ChartsOptions } from './chartPart';
import { type CurveRow, curveTable } from './chartTables';
import { type CurveLine, curveLines } from './curveLines';
import { curvesPicture } from './curvesPicture';

const MOST_SMOOTHING = 0.99;

export function curvesChart({ client, strings, save, state, keep, fail, onOpen }: ChartsOptions): ChartPart {
  /** What was read, by figure and run. */
  const known = new Map<string, Map<string, RunCurve>>();
  let shown: { table: RunTable; ids: string[] } | undefined;
  let keys: readonly string[] = [];
  const asking = latest();
  const notice = noticeArea();
  const told = liveText('note told');
  const empty = element('p', { class: 'empty', text: strings.nothing });
  const drawing = curvesPicture({
    label: strings.curvesOf,
    tell: (text) => say(told, text),
    onOpen: ([id]) => onOpen(id),
  });
  const figures = choiceList<string>(strings.figure, (curve) => change({ curve }));
  const axes = choiceList<CurveAxis>(strings.axis, (curveAxis) => change({ curveAxis }));
  const log = toggle(strings.logarithmic, state.logarithmic, (logarithmic) => change({ logarithmic }));
  const bands = toggle(strings.bands, state.bands, (on) => change({ bands: on }));
  bands.node.title = strings.bandsHint;
  const smoothing = slider({
    ...{ label: strings.smoothing, hint: strings.smoothing, value: state.smoothing, least: 0, most: MOST_SMOOTHING },
    text: (value) => value.toFixed(2),
    onChange: (value) => change({ smoothing: value }),
  });
  const rows = curveTable(strings, {
    as: (value) => metricText(state.curve, value),
    onPick: ({ ids: [id] }) => onOpen(id),
  });
  const twins = twin(strings.asTable, { picture: drawing.node, table: rows.node });
  const saved = saveMenu<'png' | 'svg' | 'csv'>({
    ...{
      strings: save,
      kinds: ['png', 'svg', 'csv'],
      save: (request) => client.call('saveFile', request),
      onFailure: fail,
    },
    content: (kind) => ({
      ...{ name: `curves ${state.curve}`, kind },
      content: kind === 'png' ? drawing.png() : kind === 'svg' ? drawing.svg() : csv(),
    }),
  });
  const tools = element(
    'div',
    { class: 'row wrap tools' },
    figures.node,
    axes.node,
    smoothing,
    log.node,
    bands.node,
    twins.toggle.node,
    saved,
  );
  const note = element('p', { class: 'note' });
  const node = element(
    'div',
    { class: 'fill chart-part' },
    tools,
    notice.node,
    empty,
    drawing.node,
    rows.node,
    told,
    note,
  );

  function change(to: Parameters<typeof keep>[0]): void {
    keep(to);
    void read();
  }

  const axis = (): CurveAxis => CURVE_AXES.find((each) => each === state.curveAxis) ?? 'step';

  async function read(): Promise<void> {
    const { ids = [] } = shown ?? {};
    show(empty, ids.length === 0);
    show(drawing.node, ids.length > 0 && !twins.isTable);
    if (ids.length === 0) return draw();
    await asking.ask(
      async (signal) => {
        if (!keys.includes(state.curve)) {
          keys = (await client.call('figures', { ids }, { signal })).keys;
          if (!keys.includes(state.curve))
            keep({ curve: keys.find((key) => key === 'validation.loss') ?? keys.at(0) ?? '' });
        }
        const have = known.get(state.curve) ?? new Map<string, RunCurve>();
        const missing = ids.filter((id) => !have.has(id));
        if (state.curve === '' || missing.length === 0) return;
        notice.show({ kind: 'working', message: strings.reading });
        const { curves } = await client.call('curves', { ids: missing, key: state.curve }, { signal });
        for (const curve of curves) have.set(curve.id, curve);
        known.set(state.curve, have);
      },
      {
        onAnswer: () => (notice.clear(), draw()),
        onFailure: (error) => notice.fail(error),
      },
    );
  }

  function draw(): void {
    const { table, ids = [] } = shown ?? {};
    figures.set(keys.map((value) => ({ value, label: value })), state.curve); // prettier-ignore
    axes.set(CURVE_AXES.map((value) => ({ value, label: strings.axes[value] })), axis()); // prettier-ignore
    const found = ids.flatMap((id) => known.get(state.curve)?.get(id) ?? []);
    const curves = found.filter((curve) => axis() !== 'tokens' || !Number.isNaN(curve.tokens.at(-1) ?? NaN));
    const inBands = table && state.bands ? bandsOf(table, ids) : undefined;
    const bandOf = (id: string): string => inBands?.get(id) ?? id;
    const lines = curveLines(curves, { axis: axis(), smoothing: state.smoothing, ...(inBands ? { bandOf } : {}) });
    const name = metricName(state.curve);
    drawing.draw({
      ...{ lines, isLogarithmic: state.logarithmic, xTitle: strings.axes[axis()] },
      format: name !== undefined && METRICS[name].form === 'share' ? asShare : asFigure,
      nameOf: (line) => nameOf(line, table),
      valueText: (value) => metricText(state.curve, value),
    });
    rows.setRows(lines.map((line) => ({ ids: line.ids, name: nameOf(line, table), ...endsOf(line) })));
    const points = curves.reduce((sum, { values }) => sum + values.length, 0);
    const all = curves.reduce((sum, { total }) => sum + total, 0);
    const left = found.length - curves.length;
    say(
      note,
      [
        ...(found.length === 0 && ids.length > 0 ? [strings.noCurve] : []),
        ...(curves.length > 0 ? [strings.drawn(count(lines.length), count(points), count(all))] : []),
        ...(left > 0 ? [strings.noTokens(count(left), count(found.length))] : []),
      ].join(' · '),
    );
  }

  function nameOf({ ids }: CurveLine, table: RunTable | undefined): string {
    const [first] = ids;
    const name = textOf(table?.value(table.placeOf(first) ?? -1, 'name')) || first;
    return ids.length === 1 ? `${name} (${first.split('-').at(-1) ?? ''})` : `${name} · n = ${ids.length}`;
  }

  function csv(): string {
    const curves = (shown?.ids ?? []).flatMap((id) => known.get(state.curve)?.get(id) ?? []);
    const rows = curves.flatMap(({ id, step, epoch, time, tokens, values }) =>
      Array.from(step, (place, i) => [
        id,
        place,
        epoch[i],
        time[i],
        Number.isNaN(tokens[i]) ? '' : tokens[i],
        values[i],
      ]),
    );
    return [['run', 'step', 'epoch', 'seconds', 'tokens', state.curve], ...rows].map(csvLine).join('');
  }

  return {
    section: { id: 'curves', label: strings.curves, content: node },
    show(table, rows) {
      const ids = rows.slice(0, MOST_CURVES).map((row) => table.ids[row]);
      const isSame = shown?.ids.join('\n') === ids.join('\n');
      shown = { table, ids };
      forgetMoved(table);
      if (!isSame) keys = [];
      void read();
    },
  };

  /** Runs that have gone on since are read anew. */
  function forgetMoved(table: RunTable): void {
    for (const curves of known.values())
      for (const [id, { step }] of curves) {
        const place = table.placeOf(id);
        if (
          place === undefined ||
          (table.value(place, 'status') === 'running' && table.number(place, 'step') > (step.at(-1) ?? 0))
        )
          curves.delete(id);
      }
  }
}

/** By the id of a run, that of the first one with which it makes a band. */
function bandsOf(table: RunTable, ids: readonly string[]): ReadonlyMap<string, string> {
  const rows = ids.flatMap((id) => table.placeOf(id) ?? []);
  const bands = seedsTogether(table, rows);
  return new Map(bands.flatMap((band) => band.map((row) => [table.ids[row], table.ids[band[0]]])));
}

function endsOf({ x, y }: CurveLine): Pick<CurveRow, 'at' | 'last' | 'least' | 'greatest'> {
  const known = y.filter((value) => Number.isFinite(value));
  const extreme = (better: (a: number, b: number) => number): number =>
    known.reduce((a, b) => better(a, b), known[0] ?? NaN);
  return { at: x.at(-1) ?? NaN, last: known.at(-1) ?? NaN, least: extreme(Math.min), greatest: extreme(Math.max) };
}
