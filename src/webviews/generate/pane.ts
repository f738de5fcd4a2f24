// One run and what it makes of the prompt: its tree, the continuation that is seen, and the place in it that is looked at.

import type { GenerateViewContract } from '../../protocol/generateView';
import type { Client } from '../../protocol/rpc';
import { element, liveText, say, show } from '../shared/element';
import { workNotice } from '../shared/notice';
import { type Continuation, type ContinuationEnd, type Drawn, othersAt, rulesAt, type Tree } from './continuations';
import { generating } from './generating';
import { knownChoices } from './knownChoices';
import { mainPart } from './mainPart';
import type { PlaceSeen } from './placeChoices';
import type { GenerateStrings } from './strings';
import { treeOnPage } from './treeOnPage';
import { askedOf, type GenerateState, rulesOf } from './viewState';

export interface PaneOptions {
  client: Client<GenerateViewContract>;
  strings: GenerateStrings;
  state: Readonly<GenerateState>;
  keep(change: Partial<GenerateState>): void;
  /** Of all panes. */
  colorEnd(): number;
  /** Colours of all panes have to be drawn anew. */
  onBeyond(): void;
  /** Something is pointed at (`isMeant` false), chosen or has the focus here. */
  onLook(isMeant: boolean): void;
  /** Other choices are known at the place that is looked at, or it has just got its token. */
  onPlace(): void;
  /** Enter on a token: its choices are meant. */
  onOpen(): void;
  /** A continuation has begun, ended or been stopped. */
  onTurn(): void;
  /** The person wants all of it once more. */
  onAgain(): void;
}

interface BeginOptions {
  rules: Omit<Drawn, 'from'>;
  /** Stands first; otherwise the first token is drawn too. */
  token?: number;
}

export interface Pane {
  node: HTMLElement;
  readonly tree: Tree;
  readonly shown: Continuation | undefined;
  readonly goesOn: boolean;
  /** Whether a place is chosen, not pointed at. */
  readonly isChosen: boolean;
  /** The place that is chosen, or pointed at. */
  readonly place: number | undefined;
  readonly seen: PlaceSeen | undefined;
  /** The tree of the run and the prompt as it was left; what goes on elsewhere is followed. */
  open(run: string, prompt: string): void;
  /** The name of the run; empty where it needs none. */
  setTitle(title: string): void;
  draw(): void;
  /** From a place of the shown continuation on. */
  begin(from: number, options: BeginOptions): void;
  /** With the seed that it has, so that it is as if more tokens had been asked for at once. */
  more(): void;
  stop(): void;
  /** The continuation with this token at the place that is looked at, where there is one. */
  showWith(token: number): boolean;
  show(id: number): void;
  /** Gives what brings it back. */
  remove(id: number): () => void;
  forgetPlace(): void;
  /** The place that is looked at stays so. */
  keepPlace(): void;
  focus(): void;
}

export function generatePane({ client, strings, state, keep, colorEnd, onBeyond, ...on }: PaneOptions): Pane {
  const page = treeOnPage(state, keep);
  let [chosen, hovered]: [number?, number?] = [];
  let isFollowed = false;

  const notice = workNotice(strings, { onCancel: () => work.stop(), onAgain: on.onAgain });
  const replyNotices = liveText('notices');
  const said = liveText('spoken');
  const title = element('h2', { class: 'run-name' });
  const choices = knownChoices({
    ask: (question, signal) => client.call('choices', question, { signal }),
    onKnown: on.onPlace,
    onFailure: notice.fail,
  });
  const work = generating({
    client,
    onToken(token) {
      notice.clear();
      if (isFollowed) {
        page.tellAgain();
        isFollowed = false;
        draw();
      }
      const added = page.add(token);
      if (!added) return;
      choices.keep(added, token);
      if (page.growing !== page.shown) return;
      main.append(added);
      if (page.growing?.tokens.length === (chosen ?? -1) + 1) on.onPlace();
    },
    onEnd: ended,
    onFailure: notice.fail,
  });
  const main = mainPart({
    ...{ strings, state, colorEnd, onBeyond },
    onHover(place) {
      hovered = place;
      if (chosen === undefined) on.onLook(false);
    },
    onChoose: choose,
    onOpen(place) {
      choose(place);
      on.onOpen();
    },
  });
  const node = element('section', { class: 'pane' }, title, notice.node, replyNotices, said, main.node);
  node.addEventListener('focusin', () => on.onLook(true));
  node.addEventListener('pointerdown', () => on.onLook(true));

  function choose(place: number | undefined): void {
    chosen = place;
    main.mark(place);
    on.onLook(true);
  }

  function draw(): void {
    const { tree, shown } = page;
    if (chosen !== undefined && chosen >= (shown?.tokens.length ?? 0) && shown?.end !== 'running') chosen = undefined;
    hovered = undefined;
    main.draw(tree, shown, chosen);
  }

  function halt(): void {
    work.stop();
    page.end('stopped');
  }

  function start(
    from: number,
    { rules, token }: BeginOptions,
    last: { instead?: boolean; tokens?: number } = {},
  ): void {
    halt();
    const { run, prompt } = page.tree;
    const ids = page.shown?.tokens.slice(0, from).map(({ id }) => id) ?? [];
    const id = Math.floor(Math.random() * 2 ** 40);
    page.begin(id, { from, rules, instead: last.instead });
    notice.show({ kind: 'working', message: strings.working });
    say(replyNotices, '');
    const taken = token === undefined ? { chosen: ids, toldChosen: 0 } : { chosen: [...ids, token], toldChosen: 1 };
    const { tokens = state.tokens } = last;
    isFollowed = false;
    void work.start(id, { ...askedOf(state, { run, prompt, ...taken }), tokens, ...rules });
    on.onTurn();
  }

  function ended(end: ContinuationEnd, notices: readonly string[]): void {
    notice.clear();
    isFollowed = false;
    page.end(end);
    say(replyNotices, notices.join(' '));
    on.onTurn();
    say(said, main.figures);
  }

  function seen(): PlaceSeen | undefined {
    const place = chosen ?? hovered;
    const { shown, tree } = page;
    const token = place === undefined ? undefined : shown?.tokens.at(place);
    if (place === undefined || !shown || !token) return undefined;
    const { run, prompt } = tree;
    const known = choices.of(token, () => {
      const ids = shown.tokens.slice(0, place).map(({ id }) => id);
      const { sampling, withoutUnknown } = rulesAt(shown, place) ?? rulesOf(state);
      return { ...askedOf(state, { run, prompt, chosen: ids, toldChosen: 0 }), sampling, withoutUnknown, stop: [] };
    });
    return { token, choices: known, branches: new Set(othersAt(tree.all, shown, place).keys()) };
  }

  return {
    node,
    get tree() {
      return page.tree;
    },
    get shown() {
      return page.shown;
    },
    get goesOn() {
      return page.growing !== undefined;
    },
    get isChosen() {
      return chosen !== undefined;
    },
    get place() {
      return chosen ?? hovered;
    },
    get seen() {
      return seen();
    },
    open(run, prompt) {
      if (page.tree.run === run && page.tree.prompt === prompt) return;
      halt();
      page.open(run, prompt);
      chosen = undefined;
      notice.clear();
      say(replyNotices, '');
      const { growing } = page;
      isFollowed = growing !== undefined;
      if (growing) void work.follow(growing.id);
    },
    setTitle(name) {
      say(title, name);
      show(title, name !== '');
    },
    draw,
    begin: start,
    more() {
      const { shown } = page;
      if (!shown) return;
      const { tokens, drawn, end } = shown;
      const { sampling, withoutUnknown } = rulesOf(state);
      const { from, sampling: former } = drawn.at(-1) ?? { from: 0, sampling };
      const rules = { sampling: { ...sampling, seed: former.seed }, withoutUnknown };
      const missing = end === 'lost' ? from + state.tokens - tokens.length : 0;
      start(tokens.length, { rules }, { instead: true, ...(missing > 0 && { tokens: missing }) });
    },
    stop: () => work.stop(),
    showWith(token) {
      const place = chosen ?? hovered;
      const { shown, tree } = page;
      const known = place === undefined || !shown ? undefined : othersAt(tree.all, shown, place).get(token);
      if (known) page.show(known.id);
      return known !== undefined;
    },
    show: page.show,
    remove(id) {
      if (page.growing?.id === id) halt();
      return page.remove(id);
    },
    forgetPlace() {
      chosen = undefined;
    },
    keepPlace() {
      chosen ??= hovered;
    },
    focus: main.focus,
  };
}
