// The tree as a table: every node with its figures.

import { count, figure, share } from '../../protocol/figures';
import { table } from '../shared/table';
import { endOf } from './nodeView';
import type { BeamStrings } from './strings';
import { pathTo, type PlacedNode, type PlacedTree } from './tree';

export function nodesTable(
  strings: BeamStrings,
  onChoose: (node: PlacedNode) => void,
): { node: HTMLElement; show(tree: PlacedTree | undefined): void; csv(): string } {
  const number = (id: 'total' | 'score') => ({
    ...{ id, title: strings[id], hint: strings[`${id}Hint`], numeric: true },
    text: ({ node }: PlacedNode) => figure(node[id]),
    sortBy: ({ node }: PlacedNode) => node[id],
  });
  const nodes = table<PlacedNode>({
    label: strings.picture,
    empty: strings.noNodes,
    columns: [
      {
        id: 'step',
        title: strings.stepTitle,
        numeric: true,
        text: ({ node }) => count(node.step),
        sortBy: ({ node }) => node.step,
      },
      { id: 'token', title: strings.token, text: ({ node }) => node.token },
      {
        ...{ id: 'probability', title: strings.probability, hint: strings.probabilityHint, numeric: true },
        text: ({ node }) => share(Math.exp(node.logProbability)),
        sortBy: ({ node }) => Math.exp(node.logProbability),
      },
      number('total'),
      number('score'),
      {
        ...{ id: 'rank', title: strings.rank, hint: strings.rankHint, numeric: true },
        text: ({ node }) => count(node.rank + 1),
        sortBy: ({ node }) => node.rank,
      },
      { id: 'end', title: strings.end, least: 18, text: (node) => endOf(node, strings) },
      {
        id: 'prefix',
        title: strings.prefix,
        least: 18,
        text: (node) =>
          pathTo(node)
            .slice(0, -1)
            .map((one) => one.node.token)
            .join(' '),
      },
    ],
    onPick: onChoose,
  });
  return {
    node: nodes.node,
    show: (tree) => nodes.setRows(tree?.all.filter(({ node }) => node.parent >= 0) ?? []),
    csv: () => nodes.csv(),
  };
}
