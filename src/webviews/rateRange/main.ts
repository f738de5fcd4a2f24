// The view of learning-rate range tests: over which rates, the curve, what it suggests.

import { count, figure } from '../../protocol/figures';
import { LabError } from '../../protocol/labError';
import { RATE_RANGE } from '../../protocol/rateRange';
import {
  type AskedRange,
  RANGE_BOUNDS,
  type RateRangeViewContract,
  type ShownRange,
} from '../../protocol/rateRangeView';
import { type Connection, connect } from '../shared/connect';
import { button, numberField, registerControls } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { workNotice } from '../shared/notice';
import { pngOf } from '../shared/picture';
import { saveMenu } from '../shared/saveMenu';
import { gap, toolbar } from '../shared/toolbar';
import { twin } from '../shared/twin';
import { numbered, pointsTable, rangeChart } from './rangePicture';
import { rateRangeStrings } from './strings';
import { suggestionsList } from './suggestions';
import 'uplot/dist/uPlot.min.css';
import '../shared/view.css';
import '../shared/styles/charts.css';
import './rateRange.css';

interface ViewState {
  asTable: boolean;
}

function build({ client, t, state, keep }: Connection<RateRangeViewContract, ViewState>) {
  const strings = rateRangeStrings(t);
  let shown: ShownRange = { name: '', range: RATE_RANGE };
  let asked: AskedRange = RATE_RANGE;
  const fail = (error: unknown): void => notice.show({ kind: 'error', message: LabError.toData(error).message });
  const notice = workNotice(strings, {
    onCancel: () => void client.call('cancel', {}).catch(fail),
    onAgain: () => test(),
  });
  const picture = rangeChart(strings);
  const points = pointsTable(strings);
  const kinds = twin(
    strings.tableView,
    { picture: picture.node, table: points.node },
    {
      asTable: state.asTable,
      onChange(asTable) {
        keep({ asTable });
        draw();
      },
    },
  );

  const fields = element('span', { class: 'row' });
  const experiment = button({
    label: '',
    onClick: () => void client.call('openExperiment', {}).catch(fail),
  });
  const start = button({ label: strings.test, hint: strings.testHint, primary: true, onClick: () => test() });
  const save = saveMenu({
    ...{ strings: strings.saving, kinds: ['png', 'csv', 'json'] as const },
    isOffered: (kind) => kind !== 'png' || !kinds.isTable,
    content(kind) {
      const { tested, name } = shown;
      if (!tested || tested.points.length === 0) return undefined;
      points.setRows(numbered(tested));
      const content = {
        png: () => pngOf(...picture.node.querySelectorAll('canvas')),
        csv: () => points.csv(),
        json: () => JSON.stringify(tested),
      };
      return { name, kind, content: content[kind]() };
    },
    save: (request) => client.call('saveFile', request),
    onFailure: fail,
  });
  const tools = toolbar(strings.tools, experiment, fields, start, gap(), kinds.toggle.node, save);
  const empty = element('p', { class: 'empty', text: strings.empty });
  const ending = element('p', { class: 'note', attributes: { role: 'status', 'aria-live': 'polite' } });
  const suggestions = element('section');
  const body = element('div', { class: 'range' }, picture.node, points.node, ending, suggestions);
  const heading = element('h1', { class: 'spoken', text: strings.title });
  document.getElementById('view')?.replaceChildren(heading, tools, notice.node, empty, body);

  function test(): void {
    if (asked.from < asked.to) void client.call('test', asked).catch(fail);
    else notice.show({ kind: 'error', message: strings.wrongRange });
  }

  const put = (rate: number): void => void client.call('put', { rate }).catch(fail);

  function drawFields(): void {
    const { least, most, fewestSteps, mostSteps } = RANGE_BOUNDS;
    const rate = (label: string, end: 'from' | 'to'): HTMLElement =>
      numberField({
        ...{ label, value: asked[end], least, most, allowsFractions: true },
        onChange: (value) => (asked = { ...asked, [end]: value }),
      });
    const steps = numberField({
      ...{ label: strings.steps, value: asked.steps, least: fewestSteps, most: mostSteps },
      onChange: (value) => (asked = { ...asked, steps: value }),
    });
    fields.replaceChildren(rate(strings.from, 'from'), rate(strings.to, 'to'), steps);
    experiment.textContent = shown.name;
    experiment.title = strings.openExperiment(shown.name);
  }

  function draw(): void {
    const { tested } = shown;
    show(empty, tested === undefined);
    show(body, tested !== undefined);
    if (!tested) return;
    if (kinds.isTable) points.setRows(numbered(tested));
    else picture.draw(tested);
    say(ending, endOf(tested));
    const isOver = tested.ended !== undefined;
    show(suggestions, isOver);
    if (isOver) suggestions.replaceChildren(suggestionsList(tested, strings, put));
  }

  function endOf({ ended, points: all, suggested }: NonNullable<ShownRange['tested']>): string {
    if (ended === undefined) return strings.goesOn(count(all.length));
    const last = all.at(-1);
    return [
      ...(ended === 'diverged' && last ? [strings.diverged(figure(last.rate))] : []),
      ...(suggested?.steepest === undefined ? [strings.noSuggestion] : []),
    ].join(' ');
  }

  return {
    notice: (event: RateRangeViewContract['events']['notice']) => notice.show(event),
    range: (event: ShownRange) => {
      const isOther = JSON.stringify(event.range) !== JSON.stringify(shown.range) || event.name !== shown.name;
      shown = event;
      if (isOther) {
        asked = event.range;
        drawFields();
      }
      if (event.tested?.ended !== undefined) notice.clear();
      draw();
    },
  };
}

registerControls();
void connect<RateRangeViewContract, ViewState>({
  events: ['notice', 'range'],
  defaults: { asTable: false },
  build,
});
