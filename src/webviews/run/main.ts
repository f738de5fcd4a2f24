// The run's view: a toolbar, the curves, and details at the side.

import { LabError } from '../../protocol/labError';
import type { RunCurves, RunDetails, RunHeader, RunViewContract } from '../../protocol/views';
import { type Connection, connect } from '../shared/connect';
import { button, checkbox, dropdown, registerControls, toggle } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { noticeArea } from '../shared/notice';
import { saveButton } from '../shared/saveButton';
import { sidePanel } from '../shared/sidePanel';
import { confusionView } from './confusion';
import { curvesView } from './curvesView';
import { featuresView } from './features';
import { mistakesView } from './mistakes';
import { statusText } from './statusText';
import { runStrings, type RunStrings } from './strings';
import { translationView } from './translation';
import { tryModel } from './tryModel';
import { vectorsView } from './vectorsView';
import 'uplot/dist/uPlot.min.css';
import '../shared/view.css';
import './run.css';

interface RunViewState {
  axis: string;
  smoothing: number;
  logarithmic: boolean;
  asTable: boolean;
  details: boolean;
  section: string;
  text: string;
}

const DEFAULTS: RunViewState = {
  axis: 'step',
  smoothing: 0.8,
  logarithmic: false,
  asTable: false,
  details: window.innerWidth >= 700,
  section: 'confusion',
  text: '',
};

type RunConnection = Connection<RunViewContract, RunViewState>;

function build({ client, t, state, keep }: RunConnection) {
  const strings = runStrings(t);
  let curves: RunCurves | undefined;
  const notice = noticeArea();
  const fail = (error: unknown): void => notice.show({ kind: 'error', message: LabError.toData(error).message });
  const call = (name: 'stop' | 'resume' | 'evaluate' | 'openEmbeddings'): void =>
    void client.call(name, {}).catch(fail);

  const picture = curvesView(strings);
  const draw = (): void => {
    if (!curves) return;
    const axis = state.axis === 'epoch' ? 'epoch' : 'step';
    picture.draw(curves, { axis, smoothing: state.smoothing, logarithmic: state.logarithmic, asTable: state.asTable });
  };
  const change = (next: Partial<RunViewState>): void => {
    keep(next);
    draw();
  };

  const name = element('h1');
  const stop = button({ label: strings.stop, onClick: () => call('stop') });
  const resume = button({ label: strings.resume, primary: true, onClick: () => call('resume') });
  const evaluate = button({ label: strings.evaluate, hint: strings.evaluateHint, onClick: () => call('evaluate') });
  const openEmbeddings = button({
    ...{ label: strings.openEmbeddings, hint: strings.openEmbeddingsHint, primary: true },
    onClick: () => call('openEmbeddings'),
  });
  const axis = dropdown(
    strings.axis,
    [
      { value: 'step', label: strings.bySteps },
      { value: 'epoch', label: strings.byEpochs },
    ],
    state.axis === 'epoch' ? 'epoch' : 'step',
    (value) => change({ axis: value }),
  );
  const logarithmic = checkbox(strings.logScale, state.logarithmic, (on) => change({ logarithmic: on }));
  logarithmic.title = strings.logScaleHint;
  const asTable = toggle(strings.tableView, state.asTable, (on) => change({ asTable: on }));
  const configuration = element('div', { class: 'configuration' });
  const confusion = element('div', { class: 'evaluation' });
  const mistakes = mistakesView(strings, (index) => void client.call('openMistake', { index }).catch(fail));
  const attempt = tryModel({
    strings,
    text: state.text,
    predict: (text) => client.call('predict', { text }),
    onText: (text) => keep({ text }),
  });
  const parts = [
    { id: 'confusion', label: strings.confusion, content: confusion },
    { id: 'mistakes', label: strings.mistakes, content: mistakes.node },
    { id: 'try', label: strings.tryModel, content: attempt.node },
    { id: 'configuration', label: strings.configuration, content: configuration },
  ];
  const features = featuresView({ strings, features: () => client.call('features', {}) });
  const partsOf = (hasFeatures: boolean) => [
    ...parts.slice(0, 2),
    ...(hasFeatures ? [{ id: 'features', label: strings.features, content: features.node }] : []),
    ...parts.slice(2),
  ];
  let hasFeatures = false;
  const vectors = element('div', { class: 'evaluation' });
  const embeddingParts = [{ id: 'vectors', label: strings.vectors, content: vectors }, parts[3]];
  let isEmbedding = false;
  const translation = translationView(strings);
  const translationParts = [
    { id: 'figures', label: strings.translationFigures, content: translation.figures },
    { id: 'outputs', label: strings.outputs, content: translation.outputs },
    parts[3],
  ];
  let translates = false;
  let latest: { header?: RunHeader; vectors?: RunDetails['vectors'] } = {};
  const drawVectors = (): void => {
    const { header, ...written } = latest;
    if (!header?.embedding) return;
    const learningRate = curves?.steps.learningRate.at(-1);
    vectors.replaceChildren(...vectorsView({ header, learningRate, ...written }, strings));
  };
  const side = sidePanel({
    button: strings.details,
    label: strings.sections,
    parts: partsOf(hasFeatures),
    section: state.section,
    isOpen: state.details,
    onSection: (section) => keep({ section }),
    onOpen: (isOpen) => keep({ details: isOpen }),
  });
  const save = saveButton({
    label: strings.save,
    hint: strings.saveHint,
    content: () => (curves ? picture.saved(name.textContent ?? '') : undefined),
    save: (request) => client.call('saveFile', request),
    onFailure: fail,
  });
  const toolbar = element(
    'div',
    { class: 'toolbar', attributes: { role: 'toolbar', 'aria-label': strings.details } },
    name,
    axis,
    slider(strings, state.smoothing, (smoothing) => change({ smoothing })),
    logarithmic,
    element('span', { class: 'gap' }),
    stop,
    resume,
    evaluate,
    openEmbeddings,
    asTable.node,
    save,
    side.toggle.node,
  );
  const status = element('p', { class: 'status', attributes: { role: 'status', 'aria-live': 'polite' } });
  const notices = element('p', { class: 'notices' });

  const body = element('div', { class: 'body' }, picture.node, side.node);
  document.getElementById('view')?.replaceChildren(toolbar, status, notices, notice.node, body);

  return {
    notice: (event: RunViewContract['events']['notice']) => notice.show(event),
    header: (header: RunHeader) => {
      say(name, header.name);
      name.title = header.id;
      say(status, statusText(header, strings));
      status.dataset.status = header.status;
      const { embedding } = header;
      say(notices, header.notices.join(' '));
      show(notices, header.notices.length > 0 && !embedding); // those of word vectors stand beside their figures
      show(stop, header.canStop);
      show(resume, header.canResume);
      show(evaluate, header.canUse && !embedding);
      show(openEmbeddings, embedding?.canOpen === true);
      attempt.setUsable(header.canUse);
      if (embedding && !isEmbedding) {
        isEmbedding = true;
        side.setParts(embeddingParts);
      }
      if (header.translates && !translates) {
        translates = true;
        side.setParts(translationParts);
      }
      latest = { ...latest, header };
      drawVectors();
      if (header.canExplain && !hasFeatures) {
        hasFeatures = true;
        side.setParts(partsOf(hasFeatures));
      }
      if (header.canExplain) features.load();
    },
    curves: (next: RunCurves) => {
      notice.clear();
      curves = next;
      draw();
      drawVectors();
    },
    details: (details: RunDetails) => {
      confusion.replaceChildren(...confusionView(details.evaluation, strings));
      mistakes.draw(details.evaluation);
      translation.draw(details.translation);
      latest = { ...latest, vectors: details.vectors };
      drawVectors();
      configuration.replaceChildren(configurationTable(details.configuration, strings));
    },
  };
}

/** The toolkit has no slider: the browser's own, in the theme's colours. */
function slider(strings: RunStrings, value: number, onChange: (value: number) => void): HTMLElement {
  const output = element('output', { text: value.toFixed(2) });
  const input = element('input', {
    attributes: {
      type: 'range',
      min: '0',
      max: '0.99',
      step: '0.01',
      value: String(value),
      'aria-label': strings.smoothing,
    },
  });
  input.addEventListener('input', () => {
    output.textContent = Number(input.value).toFixed(2);
    onChange(Number(input.value));
  });
  return element(
    'label',
    { class: 'field', title: strings.smoothingHint },
    element('span', { text: strings.smoothing }),
    input,
    output,
  );
}

function configurationTable(rows: RunDetails['configuration'], strings: RunStrings): HTMLElement {
  if (rows.length === 0) return element('p', { class: 'empty', text: strings.noConfiguration });
  const lines = rows.map(({ key, value }) =>
    element(
      'tr',
      {},
      element('th', { text: key, attributes: { scope: 'row' } }),
      element('td', { text: value, title: value }),
    ),
  );
  return element('table', { class: 'plain' }, element('tbody', {}, ...lines));
}

registerControls();
void connect<RunViewContract, RunViewState>({
  events: ['notice', 'header', 'curves', 'details'],
  defaults: DEFAULTS,
  build,
});
