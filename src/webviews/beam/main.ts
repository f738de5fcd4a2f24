// The beam search view: the tree as it grew, the outputs it gave, the chosen node, and rules that make another tree.

import type { OfferedQuestion, OfferedRun } from '../../protocol/attentionView';
import type { BeamViewContract } from '../../protocol/beamView';
import { count, figure, share } from '../../protocol/figures';
import { LabError } from '../../protocol/labError';
import type { PlacedWord, SearchRule, Translation } from '../../protocol/translation';
import { type Connection, connect } from '../shared/connect';
import { button, dropdown, numberField, registerControls, textArea, textField, toggle } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { noticeArea } from '../shared/notice';
import { saveGroup } from '../shared/saveButton';
import { sidePanel } from '../shared/sidePanel';
import { endOf, nodeView } from './nodeView';
import { nodesTable } from './nodesTable';
import { outputsView } from './outputs';
import { beamStrings } from './strings';
import {
  isDropped,
  isSameRule,
  isSameWord,
  pathTo,
  type PlacedNode,
  type PlacedTree,
  placeTree,
  withRule,
  withWord,
} from './tree';
import { treePicture } from './treePicture';
import '../shared/view.css';
import './beam.css';

interface BeamState {
  version: number;
  run: string;
  source: string;
  reference: string;
  beam: number;
  penalty: number;
  maxLength: number;
  banned: string;
  forced: string;
  rules: SearchRule[];
  words: PlacedWord[];
  dropped: boolean;
  asTable: boolean;
  details: boolean;
  section: string;
}

const DEFAULTS: BeamState = {
  ...{ version: -1, run: '', source: '', reference: '', beam: 5, penalty: 1, maxLength: 0 },
  ...{ banned: '', forced: '', rules: [], words: [], dropped: true, asTable: false, details: true, section: 'outputs' },
};

/** Dropped children of a node that are shown unasked. */
const MOST_DROPPED = 3;

const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

function build({ client, t, state, keep }: Connection<BeamViewContract, BeamState>) {
  const strings = beamStrings(t);
  let runs: OfferedRun[] = [];
  let translation: Translation | undefined;
  let tree: PlacedTree | undefined;
  let chosen: PlacedNode | undefined;
  /** Steps shown; undefined: all. */
  let step: number | undefined;
  /** Nodes whose dropped children are all shown. */
  const unfolded = new Set<number>();
  let cancel = new AbortController();
  const notice = noticeArea({
    working: button({ label: strings.cancel, onClick: () => cancel.abort() }),
    error: button({ label: strings.again, onClick: () => void search() }),
  });
  const fail = (error: unknown): void => {
    const { code, message } = LabError.toData(error);
    notice.show({ kind: 'error', message: code === 'CANCELLED' ? strings.cancelled : message });
  };

  const runChoice = element('span', { class: 'row' });
  const again =
    <K extends keyof BeamState>(name: K) =>
    (value: BeamState[K]): void => {
      keep({ [name]: value } as Partial<BeamState>);
      void search();
    };
  // The engine says what is wrong with a beam of 0 or of 10,000.
  const width = { label: strings.beam, value: state.beam, least: 0, most: 1_000_000 };
  const beam = numberField({ ...width, onChange: again('beam') });
  beam.title = strings.beamHint;
  const penalty = textField(strings.penalty, String(state.penalty), (typed) => {
    const value = Number(typed.replace(',', '.'));
    if (typed.trim() !== '' && value >= 0 && value <= 10) again('penalty')(value);
    else fail(new LabError('INVALID_ARGUMENT', strings.penaltyField));
  });
  penalty.title = strings.penaltyHint;
  penalty.classList.add('short');
  const longest = { label: strings.maxLength, value: state.maxLength, least: 0, most: 10_000 };
  const maxLength = numberField({ ...longest, onChange: again('maxLength') });
  maxLength.title = strings.maxLengthHint;

  const back = button({ label: '◀', hint: strings.back, onClick: () => goTo((step ?? steps()) - 1) });
  const forth = button({ label: '▶', hint: strings.forth, onClick: () => goTo((step ?? 0) + 1) });
  const all = button({ label: strings.allSteps, onClick: () => goTo(undefined) });
  back.setAttribute('aria-label', strings.back);
  forth.setAttribute('aria-label', strings.forth);
  const stepText = element('span', { class: 'note', attributes: { role: 'status', 'aria-live': 'polite' } });
  const dropped = toggle(strings.dropped, state.dropped, (on) => (keep({ dropped: on }), draw()));
  dropped.node.title = strings.droppedHint;
  const asTable = toggle(strings.table, state.asTable, (on) => (keep({ asTable: on }), draw()));

  const outputs = element('div');
  const node = element('div');
  const side = sidePanel({
    button: strings.details,
    label: strings.sections,
    parts: [
      { id: 'outputs', label: strings.outputs, content: outputs },
      { id: 'node', label: strings.node, content: node },
    ],
    section: state.section,
    isOpen: state.details,
    onSection: (section) => keep({ section }),
    onOpen: (details) => keep({ details }),
  });
  const saving = saveGroup(strings.save, {
    hint: () => strings.saveHint,
    content(kind) {
      if (!tree) return undefined;
      const content = { png: picture.png, svg: picture.svg, csv: table.csv }[kind]();
      if (content === undefined) fail(new LabError('INVALID_ARGUMENT', strings.noSvg));
      return content === undefined ? undefined : { name: `${nameOfRun()} beam`, kind, content };
    },
    save: (request) => client.call('saveFile', request),
    onFailure: fail,
  });
  const toolbar = element(
    'div',
    { class: 'toolbar', attributes: { role: 'toolbar', 'aria-label': strings.tools } },
    ...[runChoice, beam, penalty, maxLength, element('span', { class: 'field' }, back, forth, all, stepText)],
    ...[dropped.node, asTable.node],
    ...[element('span', { class: 'gap' }), saving, side.toggle.node],
  );
  const source = textArea(strings.source, state.source, (text) => keep({ source: text }));
  const reference = textArea(strings.reference, state.reference, (text) => keep({ reference: text }));
  for (const field of [source, reference])
    field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      void search();
    });
  const banned = textField(strings.banned, state.banned, again('banned'));
  const forced = textField(strings.forced, state.forced, again('forced'));
  for (const field of [banned, forced]) field.title = strings.wordsHint;
  const go = button({ label: strings.search, primary: true, onClick: () => void search() });
  const question = element('div', { class: 'toolbar sentence' }, source, reference, banned, forced, go);
  const rules = element('div', { class: 'toolbar chips', attributes: { role: 'group', 'aria-label': strings.rules } });
  const readout = element('p', { class: 'status', attributes: { role: 'status', 'aria-live': 'polite' } });
  const picture = treePicture({
    ...{ label: strings.picture, describe, onChoose: choose, onFold: fold, rootText: '⟨⟩' },
    foldText: ({ hidden }) => (hidden > 0 ? strings.more(count(hidden)) : strings.fewer),
  });
  const table = nodesTable(strings, choose);
  const empty = element('p', { class: 'empty', text: strings.empty });
  const none = element('p', { class: 'empty', text: strings.noRuns });
  const main = element('section', { class: 'tree' }, picture.node, table.node, empty, readout);
  const body = element('div', { class: 'body' }, main, side.node);
  const heading = element('h1', { class: 'spoken', text: strings.title });
  document.getElementById('view')?.replaceChildren(heading, toolbar, question, rules, notice.node, none, body);

  const nameOfRun = (): string => runs.find(({ id }) => id === state.run)?.name ?? '';
  const steps = (): number => translation?.search?.steps ?? 0;

  function goTo(next: number | undefined): void {
    step = next === undefined || next >= steps() ? undefined : Math.max(1, next);
    draw();
  }

  async function search(): Promise<void> {
    cancel.abort();
    const mine = (cancel = new AbortController());
    const { run, beam: width, penalty: lengthPenalty } = state;
    const text = state.source.trim();
    void client.call('keep', { selected: [run], source: state.source, target: state.reference }).catch(fail);
    if (text === '' || run === '') return adopt(undefined);
    notice.show({ kind: 'working', message: strings.working });
    try {
      const found = await client.call(
        'search',
        {
          ...{ run, source: text, reference: state.reference.trim(), beam: width, lengthPenalty },
          ...{ maxLength: state.maxLength, rules: state.rules, words: state.words },
          ...{ banned: wordsOf(state.banned), forced: wordsOf(state.forced) },
        },
        mine.signal,
      );
      if (mine !== cancel) return;
      notice.clear();
      adopt(found);
    } catch (error) {
      if (mine === cancel) fail(error);
    }
  }

  /** The chosen beginning stays chosen where the new tree has it. */
  function adopt(next: Translation | undefined): void {
    const path = chosen && pathTo(chosen).map((one) => one.node.tokenId);
    translation = next;
    step = undefined;
    chosen = undefined;
    unfolded.clear();
    draw();
    if (path)
      chosen = tree?.all.find(
        (one) =>
          pathTo(one)
            .map(({ node: { tokenId } }) => tokenId)
            .join() === path.join(),
      );
    draw();
    if (tree) picture.reveal(chosen ?? tree.root);
  }

  function draw(): void {
    const trace = translation?.search;
    const shown = { step: step ?? trace?.steps ?? 0, withDropped: state.dropped };
    tree = trace && placeTree(trace, { ...shown, mostDropped: MOST_DROPPED, unfolded });
    const id = chosen?.node.id;
    chosen = id === undefined ? undefined : tree?.all.find((one) => one.node.id === id);
    show(empty, !tree && notice.node.hidden);
    show(picture.node, tree !== undefined && !state.asTable);
    show(table.node, tree !== undefined && state.asTable);
    picture.show(tree, chosen);
    table.show(trace && placeTree(trace, shown));
    say(stepText, trace ? strings.step(step ?? trace.steps, trace.steps) : '');
    outputs.replaceChildren(...(translation ? outputsView(translation, { strings, onChoose: chooseOutput }) : []));
    drawRules();
    drawChosen();
  }

  function drawChosen(): void {
    node.replaceChildren(...nodeView(chosen, translation, { strings, onRule: addRule, onWord: addWord }));
    say(readout, chosen && chosen.node.parent >= 0 ? describe(chosen).join(' · ') : summary());
  }

  function summary(): string {
    const trace = translation?.search;
    if (!trace || !tree) return '';
    const lost = trace.nodes.filter(isDropped).length;
    const kept = trace.nodes.length - 1 - lost;
    const all = strings.summary(count(kept), count(lost), count(trace.steps));
    return tree.all.length === trace.nodes.length
      ? all
      : `${all} · ${strings.notAll(count(tree.all.length), count(trace.nodes.length))}`;
  }

  function choose(next: PlacedNode | undefined): void {
    const find = (): PlacedNode | undefined => tree?.all.find(({ node: { id } }) => id === next?.node.id);
    // The table has nodes that are folded in the picture.
    if (next && !find()) {
      unfolded.add(next.node.parent);
      draw();
    }
    chosen = find();
    picture.show(tree, chosen);
    drawChosen();
  }

  function fold({ node: { id } }: PlacedNode): void {
    if (!unfolded.delete(id)) unfolded.add(id);
    draw();
  }

  function chooseOutput(output: number): void {
    step = undefined;
    draw();
    choose(tree?.all.find((one) => one.node.output === output));
  }

  function describe(one: PlacedNode): string[] {
    const { token, logProbability, total, score } = one.node;
    const figures = `${strings.total} ${figure(total)}, ${strings.score} ${figure(score)}`;
    return [`${token} ${share(Math.exp(logProbability))}`, figures, endOf(one, strings)];
  }

  function addRule(rule: SearchRule): void {
    const before = chosen ? pathTo(chosen).slice(0, -1) : [];
    names.set(JSON.stringify(rule), [chosen?.node.token ?? '', before.map((one) => one.node.token).join(' ')]);
    if (rule.kind === 'force') keep({ words: state.words.filter(({ after }) => after.join() !== rule.after.join()) });
    again('rules')(withRule(state.rules, rule));
  }

  function addWord(word: PlacedWord): void {
    const before = chosen ? pathTo(chosen).slice(0, -1) : [];
    names.set(JSON.stringify(word), [word.word, before.map((one) => one.node.token).join(' ')]);
    // Of a place that is forced nothing else needs to be said.
    if (word.kind === 'force') keep({ rules: state.rules.filter(({ after }) => after.join() !== word.after.join()) });
    again('words')(withWord(state.words, word));
  }

  /** Words of rules, by the rule: the tree made under a rule need not have them any more. */
  const names = new Map<string, [word: string, after: string]>();

  function drawRules(): void {
    const chips = state.rules.map((rule) => {
      const [word, after] = names.get(JSON.stringify(rule)) ?? [
        `#${rule.token}`,
        rule.after.map((id) => `#${id}`).join(' '),
      ];
      const text = strings.rule[rule.kind](word, after || strings.beginning);
      const onClick = (): void => again('rules')(state.rules.filter((one) => !isSameRule(one, rule)));
      return button({ label: `${text} ×`, hint: strings.removeRule(text), onClick });
    });
    const words = state.words.map((word) => {
      const [, after] = names.get(JSON.stringify(word)) ?? ['', word.after.map((id) => `#${id}`).join(' ')];
      const text = strings.rule[word.kind](word.word, after || strings.beginning);
      const onClick = (): void => again('words')(state.words.filter((one) => !isSameWord(one, word)));
      return button({ label: `${text} ×`, hint: strings.removeRule(text), onClick });
    });
    rules.replaceChildren(...chips, ...words);
    show(rules, chips.length + words.length > 0);
  }

  function drawRuns(): void {
    const choices = runs.map(({ id, name, detail }) => ({ value: id, label: `${name} · ${detail}` }));
    // Rules name tokens by the numbers of one run's vocabulary.
    const onRun = (run: string): void => (keep({ rules: [], words: [] }), again('run')(run));
    runChoice.replaceChildren(dropdown(strings.run, choices, state.run, onRun));
  }

  for (const one of [toolbar, question, rules, none, body]) show(one, false);
  return {
    notice: (event: BeamViewContract['events']['notice']) => notice.show(event),
    question: (event: OfferedQuestion) => {
      const isFirst = runs.length === 0;
      ({ runs } = event);
      for (const one of [toolbar, question, body]) show(one, runs.length > 0);
      show(none, runs.length === 0);
      if (runs.length === 0) return;
      const isNew = event.version !== state.version;
      if (isNew) {
        const run = event.selected.at(0) ?? state.run;
        keep({
          ...{ version: event.version, source: event.source, reference: event.target, run },
          rules: [],
          words: [],
        });
        (source as HTMLElement & { value: string }).value = event.source;
        (reference as HTMLElement & { value: string }).value = event.target;
      }
      const isThere = runs.some(({ id }) => id === state.run);
      if (!isThere) keep({ run: runs[0].id, rules: [], words: [] });
      drawRuns();
      if (isNew || isFirst || !isThere) void search();
    },
  };
}

registerControls();
void connect<BeamViewContract, BeamState>({ events: ['notice', 'question'], defaults: DEFAULTS, build });
