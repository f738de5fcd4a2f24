// The beam search view: the tree as it grew, the outputs it gave, the chosen node, and rules that make another tree.

import type { BeamViewContract } from '../../protocol/beamView';
import { LabError } from '../../protocol/labError';
import type { EventListeners } from '../../protocol/rpc';
import type { TextAnswer } from '../../protocol/answer';
import { askingPage } from '../shared/askingPage';
import type { Connection } from '../shared/connect';
import { toggle } from '../shared/controls';
import { element } from '../shared/element';
import { questionLine } from '../shared/questionLine';
import { runDropdown, runQuestion } from '../shared/runQuestion';
import { foldedOptions } from '../shared/foldedOptions';
import { saveMenu } from '../shared/saveMenu';
import { gap, toolbar } from '../shared/toolbar';
import { rulesOf } from './rules';
import { searchFields } from './searchFields';
import { searching } from './searching';
import { SearchTree } from './searchTree';
import { sideSections } from './sideSections';
import { stepControls } from './stepControls';
import { beamStrings } from './strings';
import type { PlacedNode } from './tree';
import { treeSection } from './treeSection';
import type { BeamState } from './viewState';

export function beamView({
  client,
  t,
  state,
  keep,
}: Connection<BeamViewContract, BeamState>): EventListeners<BeamViewContract> {
  const strings = beamStrings(t);
  const search = new SearchTree(() => state.dropped);
  const { notice, ask, fail } = searching({ client, strings, state, onFound: adopt });
  const fields = searchFields({
    ...{ strings, state, onChange: change },
    onWrongPenalty: () => fail(new LabError('INVALID_ARGUMENT', strings.penaltyField)),
  });
  const steps = stepControls(strings, search, draw);
  const dropped = toggle(strings.dropped, state.dropped, (on) => {
    keep({ dropped: on });
    search.place();
    draw();
  });
  dropped.node.title = strings.droppedHint;
  const asTable = toggle(strings.table, state.asTable, (on) => (keep({ asTable: on }), draw()));
  const rules = rulesOf({ strings, state, onChange: change });
  const tree = treeSection({ strings, search, onChoose: choose, onFold: (node) => (search.fold(node), draw()) });
  const side = sideSections({
    ...{ strings, state, keep, search },
    onOutput: (output) => (search.chooseOutput(output), draw()),
    onRule: (rule) => rules.addRule(rule, search.chosen),
    onWord: (word) => rules.addWord(word, search.chosen),
  });
  const question = runQuestion({
    ...{ state, keep, most: 1, onTexts: () => line.renew(), onAsk: ask },
    choices: (runs, select) => [runDropdown(strings.run, runs, state.selected[0], (id) => select([id]))],
    onOther: () => keep({ rules: [], words: [] }), // rules name tokens by the numbers of one run's vocabulary
    onRuns: (areThere) => page.show(areThere),
  });
  const line = questionLine({
    strings: { source: strings.source, target: strings.reference, ask: strings.search },
    ...{ state, keep, onAsk: ask, runs: question.node },
  });
  const saving = saveMenu({
    ...{ strings: strings.saving, kinds: ['png', 'svg', 'csv'] as const },
    isOffered: (kind) => kind !== 'png' || !state.asTable,
    content: (kind) => tree.content(kind, question.asked.at(0)?.name ?? ''),
    save: (request) => client.call('saveFile', request),
    onFailure: fail,
  });
  const options = foldedOptions(
    {
      button: strings.options,
      hint: strings.optionsHint,
      isOpen: state.options,
      onOpen: (on) => keep({ options: on }),
    },
    ...fields,
  );
  const tools = [options.toggle.node, steps.node, dropped.node, asTable.node, rules.node];
  const page = askingPage(strings, {
    top: [
      line.node,
      element('div', {}, toolbar(strings.tools, ...tools, gap(), saving, side.toggle.node), options.node),
    ],
    notices: [notice.node],
    body: element('div', { class: 'body' }, tree.node, side.node),
  });

  function change(next: Partial<BeamState>): void {
    keep(next);
    ask();
  }

  function adopt(found: TextAnswer | undefined): void {
    search.adopt(found);
    draw();
    tree.reveal();
  }

  function choose(node: PlacedNode | undefined): void {
    if (search.choose(node)) return draw();
    tree.drawChosen();
    side.drawNode();
  }

  function draw(): void {
    tree.draw({ asTable: state.asTable, isIdle: notice.node.hidden });
    steps.draw();
    side.drawOutputs();
    side.drawNode();
    rules.draw();
  }

  return { notice: notice.show, question: question.offer };
}
