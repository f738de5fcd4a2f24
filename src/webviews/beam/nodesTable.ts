// The tree as a table: every node with its figures.

import { count, figure, share } from '../../protocol/figures';
import { numberColumn } from '../shared/column';
import { type Table, table } from '../shared/table';
import { endOf } from './nodeText';
import type { BeamStrings } from './strings';
import { type PlacedNode, wordsBefore } from './tree';

export function nodesTable(strings: BeamStrings, onPick: (node: PlacedNode) => void): Table<PlacedNode> {
  const figures = (id: 'total' | 'score') =>
    numberColumn<PlacedNode>({
      ...{ id, title: strings[id], hint: strings[`${id}Hint`] },
      value: ({ node }) => node[id],
      as: figure,
    });
  return table<PlacedNode>({
    label: strings.picture,
    empty: strings.noNodes,
    columns: [
      numberColumn({ id: 'step', title: strings.stepTitle, value: ({ node }) => node.step, as: count }),
      { id: 'token', title: strings.token, text: ({ node }) => node.token },
      numberColumn({
        ...{ id: 'probability', title: strings.probability, hint: strings.probabilityHint },
        value: ({ node }) => Math.exp(node.logProbability),
        as: share,
      }),
      figures('total'),
      figures('score'),
      numberColumn({
        ...{ id: 'rank', title: strings.rank, hint: strings.rankHint },
        value: ({ node }) => node.rank,
        as: (rank) => count(rank + 1),
      }),
      { id: 'end', title: strings.end, least: 18, text: ({ node }) => endOf(node, strings) },
      { id: 'prefix', title: strings.prefix, least: 18, text: wordsBefore },
    ],
    onPick,
  });
}
