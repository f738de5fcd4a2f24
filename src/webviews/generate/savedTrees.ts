// The trees of the last prompts as they are kept over a reload: small, since continuations share most of their tokens. The choices
// at each place are not kept: the model tells them again. Pure.

import type { Continuation, Drawn, KeptToken, Tree } from './continuations';
import { sharedTokens } from './continuations';

/** More are forgotten, those of the prompts asked longest ago first. */
const MOST_TOKENS = 10_000;

/** Id, text, log probability, rank; the token where it is not its text. */
type SavedToken = [id: number, text: string, logProbability: number, rank: number, token?: string];

interface SavedContinuation {
  id: number;
  /** Begins with so many tokens of an earlier one. */
  like: number;
  shared: number;
  tokens: SavedToken[];
  drawn: readonly Drawn[];
  end: Continuation['end'];
}

export interface SavedTree extends Omit<Tree, 'all'> {
  all: SavedContinuation[];
}

function saved(all: readonly Continuation[], continuation: Continuation, number: number): SavedContinuation {
  let [like, shared] = [-1, 0];
  all.slice(0, number).forEach((other, i) => {
    const length = sharedTokens(other, continuation);
    if (length > shared) [like, shared] = [i, length];
  });
  const { id, tokens, drawn, end } = continuation;
  return { id, like, shared, tokens: tokens.slice(shared).map(savedToken), drawn, end };
}

function savedToken({ id, text, logProbability, rank, token }: KeptToken): SavedToken {
  const value = Number(logProbability.toPrecision(6));
  return token === text ? [id, text, value, rank] : [id, text, value, rank, token];
}

export const saveTree = ({ all, ...tree }: Tree): SavedTree => ({
  ...tree,
  all: all.map((continuation, number) => saved(all, continuation, number)),
});

export function openTree({ all, ...tree }: SavedTree): Tree {
  const opened: Continuation[] = [];
  for (const { like, shared, tokens, ...continuation } of all) {
    const beginning = like < 0 ? [] : opened[like].tokens.slice(0, shared);
    opened.push({ ...continuation, tokens: [...beginning, ...tokens.map(openToken)] });
  }
  return { ...tree, all: opened };
}

const openToken = ([id, text, logProbability, rank, token = text]: SavedToken): KeptToken => ({
  ...{ id, token, text, logProbability, rank },
});

export const treeOf = (trees: readonly SavedTree[], run: string, prompt: string): SavedTree | undefined =>
  trees.find((tree) => tree.run === run && tree.prompt === prompt);

/** With this tree as the latest; one without continuations is not kept. */
export function withTree(trees: readonly SavedTree[], tree: Tree): SavedTree[] {
  const others = trees.filter(({ run, prompt }) => run !== tree.run || prompt !== tree.prompt);
  const all = tree.all.length > 0 ? [saveTree(tree), ...others] : others;
  let tokens = 0;
  return all.filter((one, i) => {
    tokens += one.all.reduce((sum, continuation) => sum + continuation.tokens.length, 0);
    return i === 0 || tokens <= MOST_TOKENS;
  });
}
