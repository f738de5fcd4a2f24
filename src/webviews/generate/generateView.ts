// The view in which a run goes on with a text: the text in colours, what else could stand at each place, and the continuations that
// came of it.

import type { ContinueReply } from '../../protocol/continuation';
import type { GenerateViewContract } from '../../protocol/generateView';
import type { EventListeners } from '../../protocol/rpc';
import { askingPage } from '../shared/askingPage';
import type { Connection } from '../shared/connect';
import { element, liveText, say } from '../shared/element';
import { foldedOptions } from '../shared/foldedOptions';
import { workNotice } from '../shared/notice';
import { questionOf, runDropdown, runQuestion } from '../shared/runQuestion';
import { toolbar } from '../shared/toolbar';
import { othersAt, rulesAt } from './continuations';
import { generating } from './generating';
import { knownChoices } from './knownChoices';
import { withPrompt } from './keptPrompts';
import { mainPart } from './mainPart';
import { promptLine } from './promptLine';
import { samplingFields } from './samplingFields';
import { sideSections } from './sideSections';
import { generateStrings } from './strings';
import { generateTools } from './generateTools';
import { treeOnPage } from './treeOnPage';
import { askedOf, type GenerateState, rulesOf } from './viewState';

export function generateView({
  client,
  t,
  state,
  keep,
}: Connection<GenerateViewContract, GenerateState>): EventListeners<GenerateViewContract> {
  const strings = generateStrings(t);
  const page = treeOnPage(state, keep);
  let prompts: string[] = [];
  let [chosen, hovered]: [number?, number?] = [];

  const notice = workNotice(strings, { onCancel: () => work.stop(), onAgain: () => generate() });
  const fail = notice.fail;
  const said = liveText('spoken');
  const replyNotices = liveText('notices');
  const choices = knownChoices({
    ask: (question, signal) => client.call('choices', question, { signal }),
    onKnown: () => side.drawPlace(),
    onFailure: fail,
  });
  const work = generating({
    client,
    onToken(token) {
      notice.clear();
      const added = page.add(token);
      if (!added) return;
      choices.keep(added, token);
      if (page.growing === page.shown) main.append(added);
      if (page.growing === page.shown && page.growing?.tokens.length === (chosen ?? -1) + 1) side.drawPlace();
    },
    onEnd: ended,
    onFailure: fail,
  });
  const main = mainPart({
    ...{ strings, state },
    onHover: (place) => {
      hovered = place;
      if (chosen === undefined) side.drawPlace();
    },
    onChoose: choose,
    onOpen: (place) => {
      choose(place);
      side.openPlace();
    },
  });
  const side = sideSections({
    ...{ strings, state, keep },
    seen() {
      const place = chosen ?? hovered;
      const { shown, tree } = page;
      const token = place === undefined ? undefined : shown?.tokens.at(place);
      if (place === undefined || !shown || !token) return undefined;
      const { run, prompt } = tree;
      const ids = shown.tokens.slice(0, place).map(({ id }) => id);
      const rules = rulesAt(shown, place);
      const known = choices.of(token, () => {
        const question = askedOf(state, { run, prompt, chosen: ids, toldChosen: 0 });
        return {
          ...question,
          ...(rules && { sampling: rules.sampling, withoutUnknown: rules.withoutUnknown }),
          stop: [],
        };
      });
      return { token, choices: known, branches: new Set(othersAt(tree.all, shown, place).keys()) };
    },
    onTake: take,
    onAgain() {
      const place = chosen ?? hovered ?? 0;
      const last = page.shown && rulesAt(page.shown, place)?.sampling.seed;
      if (last === state.seed) keep({ seed: state.seed + 1 });
      begin(place);
    },
    onLeave: () => main.focus(),
    onChoose: (id) => (page.show(id), drawAll()),
    onRemove(id) {
      if (page.growing?.id === id) {
        work.stop();
        page.end('stopped');
      }
      const bringBack = page.remove(id);
      drawAll();
      return () => (bringBack(), drawAll());
    },
    onPrompt(prompt) {
      keep({ source: prompt });
      line.renew();
      openTree();
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
      most: 1,
      onTexts: () => line.renew(),
      onAsk: openTree,
      onRuns: (areThere) => frame.show(areThere),
    },
    choices: (runs, select) => [runDropdown(strings.run, runs, state.selected[0], (id) => select([id]))],
  });
  const line = promptLine({
    ...{ strings, state, keep, runs: question.node },
    onGenerate: generate,
    onStop: () => work.stop(),
    onMore: more,
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
    ...{ strings, state, client, fail, options: options.toggle.node, details: side.toggle.node },
    shown: () => ({ tree: page.tree, continuation: page.shown, run: question.asked.at(0)?.name ?? '' }),
    onChange(change) {
      keep(change);
      drawAll();
    },
  });
  const frame = askingPage(strings, {
    top: [line.node, element('div', {}, toolbar(strings.tools, ...tools), options.node)],
    notices: [notice.node, replyNotices, said],
    body: element('div', { class: 'body' }, main.node, side.node),
  });

  function drawAll(): void {
    const { tree, shown, growing } = page;
    if (chosen !== undefined && chosen >= (shown?.tokens.length ?? 0) && shown?.end !== 'running') chosen = undefined;
    hovered = undefined;
    main.draw(tree, shown, chosen);
    side.drawContinuations(tree);
    side.drawPlace();
    line.draw({ goesOn: growing !== undefined, canGoOn: shown !== undefined && shown.tokens.length > 0 });
  }

  function choose(place: number | undefined): void {
    chosen = place;
    main.mark(place);
    side.drawPlace();
  }

  /** The tree of the run and the prompt that are asked now. */
  function openTree(): void {
    void client.call('keep', { ...questionOf(state), target: '' }).catch(fail);
    const [run = ''] = state.selected;
    work.stop();
    page.end('stopped');
    page.open(run, state.source);
    chosen = undefined;
    say(replyNotices, '');
    const { growing } = page;
    if (growing) {
      growing.tokens.splice(growing.drawn.at(-1)?.from ?? 0); // all that is told is told from its beginning
      void work.follow(growing.id);
    }
    drawAll();
  }

  function generate(): void {
    const [run = ''] = state.selected;
    if (page.tree.run !== run || page.tree.prompt !== state.source) openTree();
    keepPrompts(withPrompt(prompts, state.source));
    chosen = undefined;
    begin(0);
  }

  /** Goes on from a place of the shown continuation: with the token given, or with what is drawn there. */
  function begin(from: number, token?: number): void {
    start({ from, rules: rulesOf(state) }, token);
    if (token !== undefined || !state.nextSeed) return;
    keep({ seed: state.seed + 1 });
    fields.renewSeed();
  }

  /** With the seed that it has, so that it is as if more tokens had been asked for at once. */
  function more(): void {
    const { shown } = page;
    if (!shown) return;
    const { sampling, withoutUnknown } = rulesOf(state);
    const seed = shown.drawn.at(-1)?.sampling.seed ?? sampling.seed;
    start({ from: shown.tokens.length, rules: { sampling: { ...sampling, seed }, withoutUnknown }, instead: true });
  }

  function start(how: Parameters<typeof page.begin>[1], token?: number): void {
    work.stop();
    page.end('stopped');
    const { run, prompt } = page.tree;
    const ids = page.shown?.tokens.slice(0, how.from).map(({ id }) => id) ?? [];
    const id = Math.floor(Math.random() * 2 ** 40);
    page.begin(id, how);
    notice.show({ kind: 'working', message: strings.working });
    say(replyNotices, '');
    const taken = token === undefined ? { chosen: ids, toldChosen: 0 } : { chosen: [...ids, token], toldChosen: 1 };
    void work.start(id, { ...askedOf(state, { run, prompt, ...taken }), ...how.rules });
    drawAll();
  }

  function take(id: number): void {
    const place = chosen ?? hovered;
    const { shown, tree } = page;
    if (place === undefined || !shown) return;
    chosen = place;
    const known = othersAt(tree.all, shown, place).get(id);
    if (known) page.show(known.id);
    else begin(place, id);
    drawAll();
    main.focus();
  }

  function ended(reply: ContinueReply | undefined): void {
    notice.clear();
    page.end(reply?.end ?? 'stopped');
    say(replyNotices, reply?.notices.join(' ') ?? '');
    drawAll();
    say(said, main.figures);
  }

  function keepPrompts(next: string[]): void {
    prompts = next;
    side.drawPrompts(prompts);
    void client.call('keepPrompts', { prompts }).catch(fail);
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
