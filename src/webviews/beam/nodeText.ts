// What is written about a node of a search.

import { figure, share } from '../../protocol/figures';
import type { SearchNode } from '../../protocol/decoding';
import type { BeamStrings } from './strings';
import { isDropped, type PlacedNode } from './tree';

/** Its token, spaces made visible; of the root something else. */
export const tokenOf = ({ token, parent }: SearchNode, rootText: string): string =>
  parent < 0 ? rootText : token.replace(/ /g, '␣');

export const probabilityOf = ({ logProbability }: SearchNode): string => share(Math.exp(logProbability));

/** What became of it as a sign: its place in the outputs, an end, a cross. */
const signOf = ({ output, end }: SearchNode): string =>
  output !== undefined ? `#${output + 1}` : end === 'ended' ? '✓' : end ? '×' : '';

/** Behind the token: a dropped one has its figures in the same line. */
export const markOf = (node: SearchNode): string =>
  isDropped(node) ? `${probabilityOf(node)} ${signOf(node)}` : signOf(node);

/** Below the token of a hypothesis that was kept. */
export const figuresOf = (node: SearchNode): string => `${probabilityOf(node)} · ${figure(node.score)}`;

/** What became of it in words. */
export function endOf({ output, end }: SearchNode, strings: BeamStrings): string {
  const text = end === undefined ? strings.goesOn : strings.ends[end];
  return output === undefined ? text : `${text}, ${strings.place(output + 1)}`;
}

/** A line for each thing to know. */
export function describeNode({ node }: PlacedNode, strings: BeamStrings): string[] {
  const figures = `${strings.total} ${figure(node.total)}, ${strings.score} ${figure(node.score)}`;
  return [`${node.token} ${probabilityOf(node)}`, figures, endOf(node, strings)];
}
