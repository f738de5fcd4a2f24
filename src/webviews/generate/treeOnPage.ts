// The tree of the prompt that is shown, as it grows, and as it is kept.

import type { ContinuedToken } from '../../protocol/continuation';
import {
  beginningOf,
  type Continuation,
  type ContinuationEnd,
  type Drawn,
  type KeptToken,
  type Tree,
  withContinuation,
} from './continuations';
import { openTree, treeOf, withTree } from './savedTrees';
import type { GenerateState } from './viewState';

/** So many tokens at most are lost with the window while a continuation grows. */
const KEPT_EVERY = 20;

interface BeginOptions {
  /** So many tokens of the shown continuation are kept. */
  from: number;
  rules: Omit<Drawn, 'from'>;
  /** In the place of the shown one, which becomes longer. */
  instead?: boolean;
}

export interface TreeOnPage {
  readonly tree: Tree;
  readonly shown: Continuation | undefined;
  /** The one that tokens are added to. */
  readonly growing: Continuation | undefined;
  /** The tree of this prompt as it was left, or one without continuations. */
  open(run: string, prompt: string): void;
  show(id: number): void;
  begin(id: number, options: BeginOptions): void;
  add(token: ContinuedToken): KeptToken | undefined;
  /** What grows is told again from its beginning on. */
  tellAgain(): void;
  /** One that has got no token is taken away again, or is what it was before. */
  end(end: ContinuationEnd): void;
  /** Gives what brings it back. */
  remove(id: number): () => void;
}

export function treeOnPage(
  state: Readonly<Pick<GenerateState, 'trees'>>,
  keep: (change: Pick<GenerateState, 'trees'>) => void,
): TreeOnPage {
  let tree: Tree = { run: '', prompt: '', all: [], shown: -1 };
  /** From which continuation the growing one has begun, on this page. */
  let begun: { before: Continuation | undefined; instead: boolean } | undefined;
  const find = (id: number): Continuation | undefined => tree.all.find((one) => one.id === id);
  const growing = (): Continuation | undefined => tree.all.find(({ end }) => end === 'running');
  const change = (next: Partial<Tree>): void => {
    tree = { ...tree, ...next };
    keep({ trees: withTree(state.trees, tree) });
  };

  function open(run: string, prompt: string): void {
    const saved = treeOf(state.trees, run, prompt);
    tree = saved ? openTree(saved) : { run, prompt, all: [], shown: -1 };
    begun = undefined;
    if (saved) change({}); // it is the latest now
  }

  return {
    get tree() {
      return tree;
    },
    get shown() {
      return find(tree.shown);
    },
    get growing() {
      return growing();
    },
    open,
    show: (id) => change({ shown: id }),
    begin(id, { from, rules, instead = false }) {
      const before = find(tree.shown);
      begun = { before, instead };
      const { tokens, drawn } = beginningOf(before ?? { tokens: [], drawn: [] }, from);
      const next: Continuation = { id, tokens, drawn: [...drawn, { ...rules, from }], end: 'running' };
      const all = instead ? tree.all.map((one) => (one === before ? next : one)) : [...tree.all, next];
      change({ all, shown: id });
    },
    add({ id, token: name, text, logProbability, rank }) {
      const token: KeptToken = { id, token: name, text, logProbability, rank };
      const grown = growing();
      if (!grown) return undefined;
      grown.tokens.push(token);
      if (grown.tokens.length % KEPT_EVERY === 0) change({});
      return token;
    },
    tellAgain() {
      const grown = growing();
      grown?.tokens.splice(grown.drawn.at(-1)?.from ?? 0);
    },
    end(end) {
      const ended = growing();
      if (!ended) return;
      const own = ended.tokens.length - (ended.drawn.at(-1)?.from ?? 0);
      if (own > 0 || (!begun && ended.tokens.length > 0))
        return change({ all: withContinuation(tree.all, { ...ended, end }) });
      const former = begun?.before;
      const others = tree.all.filter((one) => one !== ended);
      const all = begun?.instead && former ? tree.all.map((one) => (one === ended ? former : one)) : others;
      const next = all.find((one) => one === former) ?? all.at(-1);
      change({ all, shown: tree.shown === ended.id ? (next?.id ?? -1) : tree.shown });
    },
    remove(id) {
      const { all, shown, run, prompt } = tree;
      const at = all.findIndex((one) => one.id === id);
      if (at < 0) return () => undefined;
      const left = all.filter((_, i) => i !== at);
      change({ all: left, shown: shown === id ? (left.at(Math.min(at, left.length - 1))?.id ?? -1) : shown });
      return () => {
        if (tree.run !== run || tree.prompt !== prompt) open(run, prompt);
        change({ all: tree.all.toSpliced(at, 0, all[at]), shown: id });
      };
    },
  };
}
