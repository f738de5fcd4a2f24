// What is saved of a prompt and its continuations: the text that is seen, or all that is known. Pure.

import type { SaveFileRequest } from '../../protocol/saveFile';
import { type Continuation, textOf, type Tree } from './continuations';
import { figuresOf } from './figures';

const LONGEST_NAME = 40;

export const wholeText = ({ prompt }: Tree, shown: Continuation): string => `${prompt}${textOf(shown.tokens)}`;

/** Undefined where there is nothing yet. @param run its name */
export function savedText(
  kind: 'txt' | 'json',
  tree: Tree,
  shown: Continuation | undefined,
  run: string,
): SaveFileRequest | undefined {
  if (!shown) return undefined;
  const name = `${run} ${tree.prompt}`.replace(/\s+/g, ' ').slice(0, LONGEST_NAME);
  const content = kind === 'txt' ? wholeText(tree, shown) : JSON.stringify(described(tree, run), null, 1);
  return { name, kind, content };
}

const described = ({ run, prompt, all, shown }: Tree, name: string) => ({
  ...{ run, name, prompt },
  continuations: all.map(({ id, tokens, drawn, end }) => ({
    ...{ text: textOf(tokens), isShown: id === shown, end, figures: figuresOf(tokens), drawn, tokens },
  })),
});
