// The attention view: what is asked of which run, the maps of one run or of two side by side, and all heads to choose from.

import type { AttentionViewContract, OfferedQuestion, OfferedRun } from '../../protocol/attentionView';
import { share } from '../../protocol/figures';
import { LabError } from '../../protocol/labError';
import type { SaveKind } from '../../protocol/saveFile';
import { type Connection, connect } from '../shared/connect';
import { sequentialScale } from '../shared/colorScale';
import { button, dropdown, registerControls, textArea, toggle } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { noticeArea } from '../shared/notice';
import { saveGroup } from '../shared/saveButton';
import { sidePanel } from '../shared/sidePanel';
import { onThemeChange } from '../shared/theme';
import { figuresTable, rowTable } from './headTables';
import { type Head, headGrid, type HeadOrder } from './headGrid';
import { attentionPane, type Pane, type PaneSettings } from './pane';
import { attentionStrings } from './strings';
import '../shared/view.css';
import '../shared/question.css';
import './attention.css';

interface AttentionState extends PaneSettings {
  version: number;
  selected: string[];
  source: string;
  target: string;
  details: boolean;
  section: string;
  order: HeadOrder;
}

const DEFAULTS: AttentionState = {
  ...{ version: -1, selected: [], source: '', target: '' },
  ...{ kind: 'cross', layer: 0, heads: [], mode: 'map', share: 1, words: false },
  ...{ details: true, section: 'heads', order: 'layer' },
};
const KINDS = ['cross', 'joint', 'encoder', 'decoder'] as const;

function build({ client, t, state, keep }: Connection<AttentionViewContract, AttentionState>) {
  const strings = attentionStrings(t);
  const notice = noticeArea();
  const fail = (error: unknown): void => {
    const { code, message } = LabError.toData(error);
    if (code !== 'CANCELLED') notice.show({ kind: 'error', message });
  };
  let runs: OfferedRun[] = [];

  const panes: Pane[] = [0, 1].map((index) =>
    attentionPane({
      ...{ client, strings },
      onLoaded: () => (index === 0 ? chooseWhatIsThere() : change({})),
      onRow: () => rows.show(panes[index].row),
    }),
  );
  const [first, second] = panes;

  const runChoice = element('span', { class: 'row' });
  const mapChoice = element('span', { class: 'row' });
  const orderChoice = element('span', { class: 'row' });
  const modes = (['map', 'lines', 'table'] as const).map((mode) => {
    const button = toggle(strings[mode], state.mode === mode, () => change({ mode }));
    if (mode !== 'table') button.node.title = strings[`${mode}Hint`];
    return { mode, button };
  });
  const words = toggle(strings.words, state.words, (on) => change({ words: on }));
  words.node.title = strings.wordsHint;
  const massValue = element('output', { text: share(state.share) });
  const mass = element('input', {
    attributes: { type: 'range', min: '0.05', max: '1', step: '0.01', 'aria-label': strings.share },
  });
  mass.value = String(state.share);
  mass.addEventListener('input', () => {
    say(massValue, share(Number(mass.value)));
    change({ share: Number(mass.value) });
  });
  const massField = element('label', { class: 'field', title: strings.shareHint }, strings.share, mass, massValue);

  const grid = headGrid({ strings, scale: sequentialScale, onChoose: choose });
  const figures = figuresTable(strings, (head) => choose(head, false));
  const rows = rowTable(strings);
  const gridPart = element('div', {}, orderChoice, element('p', { class: 'note', text: strings.headsHint }), grid.node);
  const side = sidePanel({
    button: strings.heads,
    label: strings.sections,
    parts: [
      { id: 'heads', label: strings.heads, content: gridPart },
      { id: 'figures', label: strings.figures, content: figures.node },
      { id: 'row', label: strings.row, content: rows.node },
    ],
    section: state.section,
    isOpen: state.details,
    onSection: (section) => keep({ section }),
    onOpen: (details) => keep({ details }),
  });

  const source = textArea(strings.source, state.source, (text) => keep({ source: text }));
  const target = textArea(strings.target, state.target, (text) => keep({ target: text }));
  for (const field of [source, target])
    field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      ask();
    });
  const sentence = element(
    'div',
    { class: 'toolbar sentence' },
    ...[source, target, button({ label: strings.ask, primary: true, onClick: ask })],
  );
  const saving = saveGroup(strings.save, {
    hint: () => strings.saveHint,
    content: contentOf,
    save: (request) => client.call('saveFile', request),
    onFailure: fail,
  });
  const toolbar = element(
    'div',
    { class: 'toolbar', attributes: { role: 'toolbar', 'aria-label': strings.tools } },
    ...[
      runChoice,
      mapChoice,
      element('span', { class: 'field' }, ...modes.map(({ button }) => button.node)),
      words.node,
      massField,
    ],
    ...[element('span', { class: 'gap' }), saving, side.toggle.node],
  );
  const empty = element('p', { class: 'empty', text: strings.noRuns });
  const body = element(
    'div',
    { class: 'body' },
    element('div', { class: 'panes' }, first.node, second.node),
    side.node,
  );
  const heading = element('h1', { class: 'spoken', text: strings.title });
  document.getElementById('view')?.replaceChildren(heading, toolbar, sentence, notice.node, empty, body);

  function contentOf(kind: Exclude<SaveKind, 'json'>) {
    const pane = panes.find((one) => one.node.contains(document.activeElement)) ?? first;
    const content = pane[kind]();
    if (content === undefined) {
      if (kind === 'svg' && pane.heads.length > 0) fail(new LabError('INVALID_ARGUMENT', strings.noSvg));
      return undefined;
    }
    return { name: `${pane.run?.name ?? ''} ${strings.kinds[state.kind]} ${state.layer + 1}`, kind, content };
  }

  /** Shows what is chosen; where the models differ, the second shows what it has of it. */
  function change(next: Partial<AttentionState>): void {
    keep(next);
    for (const { mode, button } of modes) button.set(mode === state.mode);
    words.set(state.words);
    drawChoices();
    for (const pane of panes) pane.show(state);
    const heads = first.heads.filter(({ kind }) => kind === state.kind);
    const chosen = heads.filter(isChosen);
    grid.show(heads, state.order, chosen);
    figures.show(heads);
    rows.show((first.row ? first : second).row);
  }

  const isChosen = ({ layer, head }: Head): boolean =>
    layer === state.layer && (state.heads.length === 0 || state.heads.includes(head));

  function choose({ layer, head }: Head, isAdded: boolean): void {
    if (!isAdded || layer !== state.layer) return change({ layer, heads: [head] });
    const others = state.heads.filter((one) => one !== head);
    change({
      heads: others.length < state.heads.length && others.length > 0 ? others : [...others, head].sort((a, b) => a - b),
    });
  }

  /** Goes to a map that the sentence has, where that chosen last is not there. */
  function chooseWhatIsThere(): void {
    const { heads } = first;
    const kind = heads.some((head) => head.kind === state.kind)
      ? state.kind
      : KINDS.find((one) => heads.some((head) => head.kind === one));
    const ofKind = heads.filter((head) => head.kind === kind);
    const layer = ofKind.some((head) => head.layer === state.layer) ? state.layer : (ofKind[0]?.layer ?? 0);
    const chosen = state.heads.filter((head) => ofKind.some((one) => one.layer === layer && one.head === head));
    change({ kind: kind ?? state.kind, layer, heads: chosen });
  }

  function drawChoices(): void {
    const { heads } = first;
    const kinds = KINDS.filter((kind) => heads.some((head) => head.kind === kind));
    const ofKind = heads.filter(({ kind }) => kind === state.kind);
    const layers = [...new Set(ofKind.map(({ layer }) => layer))];
    const numbers = ofKind.filter(({ layer }) => layer === state.layer).map(({ head }) => head);
    const several = state.heads.length > 1 ? [{ value: 'some', label: strings.someHeads(state.heads.length) }] : [];
    const head = state.heads.length === 0 ? 'all' : state.heads.length > 1 ? 'some' : String(state.heads[0]);
    const headChoices = [
      { value: 'all', label: strings.meanOfHeads },
      ...several,
      ...numbers.map((number) => ({ value: String(number), label: strings.headNumber(number + 1) })),
    ];
    const layerChoices = layers.map((layer) => ({ value: String(layer), label: strings.layerNumber(layer + 1) }));
    const kindChoices = kinds.map((value) => ({ value, label: strings.kinds[value] }));
    mapChoice.replaceChildren(
      dropdown(strings.kind, kindChoices, state.kind, (kind) => {
        keep({ kind });
        chooseWhatIsThere();
      }),
      dropdown(strings.layer, layerChoices, String(state.layer), (layer) => change({ layer: Number(layer) })),
      dropdown(strings.headChoice, headChoices, head, (value) => {
        if (value !== 'some') change({ heads: value === 'all' ? [] : [Number(value)] });
      }),
    );
    show(mapChoice, heads.length > 0);
  }

  function drawRuns(): void {
    const [one, other] = state.selected;
    const choices = runs.map(({ id, name, detail }) => ({ value: id, label: `${name} · ${detail}` }));
    const beside = runs.map(({ id, name }) => ({ value: id, label: strings.beside(name) }));
    runChoice.replaceChildren(
      dropdown(strings.run, choices, one ?? '', (id) => select([id, ...(other === undefined ? [] : [other])])),
      dropdown(strings.compare, [{ value: '', label: strings.noCompare }, ...beside], other ?? '', (id) =>
        select(id === '' ? [one] : [one, id]),
      ),
    );
  }

  function select(selected: string[]): void {
    keep({ selected });
    drawRuns();
    ask();
  }

  function ask(): void {
    const { selected, target: wanted } = state;
    show(second.node, selected.length > 1);
    void client.call('keep', { selected, source: state.source, target: wanted }).catch(fail);
    notice.clear();
    if (selected.length < 2) second.clear();
    const text = state.source.trim();
    for (const [i, id] of selected.entries()) {
      const run = runs.find((one) => one.id === id);
      if (text === '') panes[i].clear();
      else if (run) void panes[i].load(run, text, wanted.trim());
    }
    change({});
  }

  const orders = (['layer', 'entropy', 'distance', 'diagonality'] as const).map((value) => ({
    value,
    label: strings.orders[value],
  }));
  orderChoice.append(dropdown(strings.order, orders, state.order, (order) => change({ order })));
  onThemeChange(() => {
    grid.show([], state.order, []);
    change({});
  });
  for (const node of [body, sentence, toolbar, empty]) show(node, false);

  return {
    notice: (event: AttentionViewContract['events']['notice']) => notice.show(event),
    question: (event: OfferedQuestion) => {
      const isFirst = runs.length === 0;
      ({ runs } = event);
      for (const node of [body, sentence, toolbar]) show(node, runs.length > 0);
      show(empty, runs.length === 0);
      if (runs.length === 0) return;
      const isNew = event.version !== state.version;
      if (isNew) {
        keep({ version: event.version, source: event.source, target: event.target, selected: event.selected });
        (source as HTMLElement & { value: string }).value = event.source;
        (target as HTMLElement & { value: string }).value = event.target;
      }
      const there = state.selected.filter((id) => runs.some((run) => run.id === id));
      const changed = there.length !== state.selected.length || there.length === 0;
      keep({ selected: there.length > 0 ? there : [runs[0].id] });
      drawRuns();
      if (isNew || isFirst || changed) ask();
    },
  };
}

registerControls();
void connect<AttentionViewContract, AttentionState>({ events: ['notice', 'question'], defaults: DEFAULTS, build });
