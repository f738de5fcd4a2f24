// The beam search view: the tree as it grew, the outputs it gave, the chosen node, and rules that make another tree.

import type { OfferedQuestion, OfferedRun } from '../../protocol/attentionView';
import type { BeamViewContract } from '../../protocol/beamView';
import { count, figure, share } from '../../protocol/figures';
import { LabError } from '../../protocol/labError';
import type { TextAnswer } from '../../protocol/answer';
import { type Connection, connect } from '../shared/connect';
import { button, dropdown, registerControls, textArea, toggle } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { noticeArea } from '../shared/notice';
import { saveGroup } from '../shared/saveButton';
import { sidePanel } from '../shared/sidePanel';
import { endOf, nodeView } from './nodeView';
import { nodesTable } from './nodesTable';
import { outputsView } from './outputs';
import { rulesOf } from './rules';
import { searchFields } from './searchFields';
import { beamStrings } from './strings';
import { isDropped, pathTo, type PlacedNode, type PlacedTree, placeTree } from './tree';
import { treePicture } from './treePicture';
import { type BeamState, DEFAULTS } from './viewState';
import '../shared/view.css';
import '../shared/question.css';
import './beam.css';

/** Dropped children of a node that are shown unasked. */
const MOST_DROPPED = 3;

const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

function build({ client, t, state, keep }: Connection<BeamViewContract, BeamState>) {
  const strings = beamStrings(t);
  let runs: OfferedRun[] = [];
  let translation: TextAnswer | undefined;
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
  const change = (next: Partial<BeamState>): void => {
    keep(next);
    void search();
  };
  const fields = searchFields({
    ...{ strings, state, onChange: change },
    onWrongPenalty: () => fail(new LabError('INVALID_ARGUMENT', strings.penaltyField)),
  });

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
    ...[runChoice, ...fields.numbers, element('span', { class: 'field' }, back, forth, all, stepText)],
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
  const go = button({ label: strings.search, primary: true, onClick: () => void search() });
  const question = element('div', { class: 'toolbar sentence' }, source, reference, ...fields.words, go);
  const rules = rulesOf({ strings, state, onChange: change });
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
  document.getElementById('view')?.replaceChildren(heading, toolbar, question, rules.node, notice.node, none, body);

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
        { signal: mine.signal },
      );
      if (mine !== cancel) return;
      notice.clear();
      adopt(found);
    } catch (error) {
      if (mine === cancel) fail(error);
    }
  }

  /** The chosen beginning stays chosen where the new tree has it. */
  function adopt(next: TextAnswer | undefined): void {
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
    rules.draw();
    drawChosen();
  }

  function drawChosen(): void {
    node.replaceChildren(
      ...nodeView(chosen, translation, {
        strings,
        onRule: (rule) => rules.addRule(rule, chosen),
        onWord: (word) => rules.addWord(word, chosen),
      }),
    );
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

  function drawRuns(): void {
    const choices = runs.map(({ id, name, detail }) => ({ value: id, label: `${name} · ${detail}` }));
    // Rules name tokens by the numbers of one run's vocabulary.
    const onRun = (run: string): void => change({ run, rules: [], words: [] });
    runChoice.replaceChildren(dropdown(strings.run, choices, state.run, onRun));
  }

  for (const one of [toolbar, question, rules.node, none, body]) show(one, false);
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
