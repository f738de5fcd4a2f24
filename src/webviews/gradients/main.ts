// The view of what happens inside of networks while they learn: gradients at each place, norms of parameters, spread of activations
// and gates, entropy of attention; several runs side by side.

import type { GradientsViewContract, WatchedRuns } from '../../protocol/gradientsView';
import { count } from '../../protocol/figures';
import { LabError } from '../../protocol/labError';
import { choiceList } from '../shared/choiceList';
import { type Connection, connect } from '../shared/connect';
import { button, registerControls, toggle } from '../shared/controls';
import { element, show } from '../shared/element';
import { workNotice } from '../shared/notice';
import { pngOf } from '../shared/picture';
import { saveMenu } from '../shared/saveMenu';
import { slider } from '../shared/slider';
import { onThemeChange } from '../shared/theme';
import { gap, toolbar } from '../shared/toolbar';
import { numberRows, numbersTable, type Shown } from './numbersTable';
import { Pictures } from './pictures';
import { runPane } from './runPane';
import { gradientsStrings } from './strings';
import { lineAt, PARAMETER_FIGURES, SECTIONS, tensorsOf, type ParameterFigure, type Section } from './watchedFigures';
import 'uplot/dist/uPlot.min.css';
import '../shared/view.css';
import '../shared/styles/charts.css';
import './gradients.css';

interface ViewState {
  section: string;
  /** By section, as one text: what was chosen last. */
  tensor: string;
  figure: string;
  place: number;
  asTable: boolean;
}

const DEFAULTS: ViewState = { section: 'steps', tensor: 'hiddenState', figure: 'ratio', place: 1, asTable: false };

function build({ client, t, state, keep }: Connection<GradientsViewContract, ViewState>) {
  const strings = gradientsStrings(t);
  let watched: WatchedRuns = { runs: [], canAdd: false };
  const fail = (error: unknown): void => notice.show({ kind: 'error', message: LabError.toData(error).message });
  const call = (name: 'cancel' | 'again' | 'add'): void => void client.call(name, {}).catch(fail);
  const notice = workNotice(strings, { onCancel: () => call('cancel'), onAgain: () => call('again') });
  const pictures = new Pictures(strings);
  const numbers = numbersTable(strings);

  const change = (next: Partial<ViewState>): void => {
    keep(next);
    draw();
  };
  const sectionList = choiceList<Section>(strings.section, (section) => change({ section }));
  const tensorList = choiceList<string>(strings.tensor, (tensor) => change({ tensor }));
  const figureList = choiceList<ParameterFigure>(strings.figure, (figure) => change({ figure }));
  const stepField = element('span', { class: 'field' });
  const asTable = toggle(strings.tableView, state.asTable, (on) => change({ asTable: on }));
  const add = button({ label: strings.addRun, hint: strings.addRunHint, onClick: () => call('add') });
  const save = saveMenu({
    ...{ strings: strings.saving, kinds: ['png', 'csv'] as const },
    content: (kind) => {
      if (watched.runs.length === 0) return undefined;
      const name = watched.runs.map((run) => run.name).join(' ');
      if (kind === 'csv') numbers.setRows(numberRows(watched.runs, shown(), strings));
      return { name, kind, content: kind === 'csv' ? numbers.csv() : pngOf(...pictures.png()) };
    },
    save: (request) => client.call('saveFile', request),
    onFailure: fail,
  });
  const tools = toolbar(
    strings.tools,
    ...[sectionList.node, tensorList.node, figureList.node, stepField, gap(), asTable.node, add, save],
  );
  const together = element('div', { class: 'together' });
  const panes = element('div', { class: 'panes' });
  const body = element('div', { class: 'gradients' }, together, panes, numbers.node);
  for (const node of [tools, body]) show(node, false);
  const heading = element('h1', { class: 'spoken', text: strings.title });
  document.getElementById('view')?.replaceChildren(heading, tools, notice.node, body);

  /** Made anew for each recording: what it says behind is a step of that. */
  const stepSlider = (): HTMLElement =>
    slider({
      ...{ label: strings.step, hint: strings.stepHint, value: state.place, least: 0, most: 1 },
      text: stepText,
      onChange(place) {
        keep({ place });
        drawTogether(shown());
      },
    });

  /** The step of the first run that has several. */
  function stepText(place: number): string {
    const run = watched.runs.find(({ lines }) => lines.length > 1) ?? watched.runs.at(0);
    const line = run && lineAt(run, place);
    return line ? count(line.step) : '';
  }

  function shown(): Shown {
    const section = SECTIONS.find((one) => one === state.section) ?? 'steps';
    const figure = PARAMETER_FIGURES.find((one) => one === state.figure) ?? 'ratio';
    const tensors = section === 'parameters' ? [] : [...tensorsOf(watched.runs, section).keys()];
    const near = tensors.findLast((key) => key.startsWith(state.tensor.split(' ')[0])) ?? tensors.at(0) ?? '';
    return { section, figure, tensor: tensors.includes(state.tensor) ? state.tensor : near };
  }

  function drawTools({ section, tensor, figure }: Shown): void {
    const has = (one: Section): boolean =>
      watched.runs.some(({ lines }) => lines.some((line) => line[one] !== undefined));
    const offered = SECTIONS.filter((one) => one === section || has(one));
    sectionList.set(
      offered.map((value) => ({ value, label: strings.sections[value] })),
      section,
    );
    const tensors = section === 'parameters' ? [] : [...tensorsOf(watched.runs, section)];
    tensorList.set(
      tensors.map(([value, one]) => ({ value, label: strings.tensorTitle(one) })),
      tensor,
    );
    const figures = section === 'parameters' ? PARAMETER_FIGURES : [];
    figureList.set(
      figures.map((value) => ({ value, label: strings.figures[value] })),
      figure,
    );
    const isStepwise = section === 'steps' && watched.runs.some(({ lines }) => lines.length > 1);
    show(stepField, isStepwise && !state.asTable);
    show(add, watched.canAdd);
  }

  function drawTogether(now: Shown): void {
    const norms = now.section === 'steps' ? pictures.normsOf(watched.runs, now, state.place) : undefined;
    show(together, norms !== undefined && !state.asTable);
    if (norms && norms.parentElement !== together) together.replaceChildren(norms);
  }

  function draw(): void {
    const { runs } = watched;
    const now = shown();
    drawTools(now);
    const isTable = state.asTable;
    for (const node of [together, panes]) show(node, !isTable);
    show(numbers.node, isTable);
    if (isTable) return numbers.setRows(numberRows(runs, now, strings));
    drawTogether(now);
    const nodes = runs.map((run, index) =>
      runPane(
        run,
        run.lines.length > 0 ? pictures.of(index, runs, now) : [],
        {
          canRemove: runs.length > 1,
          open: () => void client.call('openRun', { index }).catch(fail),
          remove: () => void client.call('remove', { index }).catch(fail),
          look: (batch) => void client.call('look', { index, batch }).catch(fail),
          lookAt: (typed) => void client.call('lookAt', { index, ...typed }).catch(fail),
        },
        strings,
      ),
    );
    panes.replaceChildren(...nodes);
  }

  onThemeChange(draw); // keys have the colours of the theme
  return {
    notice: (event: GradientsViewContract['events']['notice']) => notice.show(event),
    watched: (event: WatchedRuns) => {
      notice.clear();
      watched = event;
      stepField.replaceChildren(stepSlider());
      for (const node of [tools, body]) show(node, true);
      draw();
    },
  };
}

registerControls();
void connect<GradientsViewContract, ViewState>({ events: ['notice', 'watched'], defaults: DEFAULTS, build });
