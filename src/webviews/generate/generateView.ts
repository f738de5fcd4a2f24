// The view in which runs go on with a text, one or two side by side under the same rules and seed: the texts in colours, what else
// could stand at each place, and the continuations that came of it.

import { type GenerateViewContract, MOST_RUNS } from '../../protocol/generateView';
import type { EventListeners } from '../../protocol/rpc';
import { askingPage } from '../shared/askingPage';
import type { Connection } from '../shared/connect';
import { element } from '../shared/element';
import { foldedOptions } from '../shared/foldedOptions';
import { noticeArea } from '../shared/notice';
import { questionOf, runQuestion } from '../shared/runQuestion';
import { runsSideBySide } from '../shared/runsSideBySide';
import { toolbar } from '../shared/toolbar';
import { rulesAt } from './continuations';
import { generateTools } from './generateTools';
import { withPrompt } from './keptPrompts';
import { panePair } from './panePair';
import { promptLine } from './promptLine';
import { samplingFields } from './samplingFields';
import { sideSections } from './sideSections';
import { generateStrings } from './strings';
import { type GenerateState, rulesOf } from './viewState';

export function generateView({
  client,
  t,
  state,
  keep,
}: Connection<GenerateViewContract, GenerateState>): EventListeners<GenerateViewContract> {
  const strings = generateStrings(t);
  let prompts: string[] = [];
  const notice = noticeArea();
  const panes = panePair({
    ...{ client, strings, state, keep },
    onLook: drawSide,
    onPlace: () => side.drawPlace(),
    onOpen: () => side.openPlace(),
    onTurn: drawAll,
    onAgain: generate,
  });
  const side = sideSections({
    ...{ strings, state, keep },
    seen: () => panes.active.seen,
    onTake(token) {
      const { active } = panes;
      if (active.place === undefined) return;
      active.keepPlace();
      if (!active.showWith(token)) active.begin(active.place, { rules: rulesOf(state), token });
      drawAll();
      active.focus();
    },
    onAgain() {
      const { active } = panes;
      const place = active.place ?? 0;
      const last = active.shown && rulesAt(active.shown, place)?.sampling.seed;
      if (last === state.seed) keep({ seed: state.seed + 1 });
      active.begin(place, { rules: rulesOf(state) });
      takeNextSeed();
    },
    onLeave: () => panes.active.focus(),
    onChoose: (id) => (panes.active.show(id), drawAll()),
    onRemove(id) {
      const bringBack = panes.active.remove(id);
      drawAll();
      return () => (bringBack(), drawAll());
    },
    onPrompt(prompt) {
      keep({ source: prompt });
      line.renew();
      openTrees();
      line.focus();
    },
    onForget(prompt) {
      const before = prompts;
      keepPrompts(prompts.filter((other) => other !== prompt));
      return () => keepPrompts(before);
    },
  });
  const question = runQuestion({
    ...{
      state,
      keep,
      most: MOST_RUNS,
      onTexts: () => line.renew(),
      onAsk: openTrees,
      onRuns: (areThere) => frame.show(areThere),
    },
    choices: (runs, select) => runsSideBySide(strings, runs, state.selected, select),
  });
  const line = promptLine({
    ...{ strings, state, keep, runs: question.node },
    onGenerate: generate,
    onStop: () => panes.all.forEach((pane) => pane.stop()),
    onMore: () => panes.all.forEach((pane) => pane.more()),
  });
  const fields = samplingFields(strings, state, keep);
  const options = foldedOptions(
    {
      button: strings.options,
      hint: strings.optionsHint,
      isOpen: state.options,
      onOpen: (on) => keep({ options: on }),
    },
    ...fields.nodes,
  );
  const tools = generateTools({
    ...{ strings, state, client, fail: notice.fail, options: options.toggle.node, details: side.toggle.node },
    shown() {
      const { tree, shown } = panes.active;
      return { tree, continuation: shown, run: question.asked.find(({ id }) => id === tree.run)?.name ?? '' };
    },
    onChange(change) {
      keep(change);
      drawAll();
    },
  });
  const frame = askingPage(strings, {
    top: [line.node, element('div', {}, toolbar(strings.tools, ...tools), options.node)],
    notices: [notice.node],
    body: element('div', { class: 'body' }, panes.node, side.node),
  });

  function drawAll(): void {
    panes.draw();
    drawSide();
    const { all } = panes;
    line.draw({
      goesOn: all.some(({ goesOn }) => goesOn),
      canGoOn: all.some(({ shown }) => shown !== undefined && shown.tokens.length > 0),
    });
  }

  function drawSide(): void {
    side.drawContinuations(panes.active.tree);
    side.drawPlace();
  }

  /** The trees of the runs and the prompt that are asked now. */
  function openTrees(): void {
    void client.call('keep', { ...questionOf(state), target: '' }).catch(notice.fail);
    panes.open(question.asked, state.source);
    drawAll();
  }

  function generate(): void {
    if (panes.all.some(({ tree }) => tree.prompt !== state.source)) openTrees();
    keepPrompts(withPrompt(prompts, state.source));
    const rules = rulesOf(state);
    for (const pane of panes.all) {
      pane.forgetPlace();
      pane.begin(0, { rules });
    }
    takeNextSeed();
  }

  function takeNextSeed(): void {
    if (!state.nextSeed) return;
    keep({ seed: state.seed + 1 });
    fields.renewSeed();
  }

  function keepPrompts(next: string[]): void {
    prompts = next;
    side.drawPrompts(prompts);
    void client.call('keepPrompts', { prompts }).catch(notice.fail);
  }

  return {
    notice: notice.show,
    question: question.offer,
    prompts(kept) {
      ({ prompts } = kept);
      side.drawPrompts(prompts);
    },
  };
}
