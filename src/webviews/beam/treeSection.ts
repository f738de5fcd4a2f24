// What takes the most room: the tree as a picture or as a table, and below it what is said of the chosen node or of all.

import { count } from '../../protocol/figures';
import { LabError } from '../../protocol/labError';
import type { SaveFileRequest } from '../../protocol/saveFile';
import { element, say, show } from '../shared/element';
import type { PictureKind } from '../shared/saveButton';
import { describeNode } from './nodeText';
import { nodesTable } from './nodesTable';
import type { SearchTree } from './searchTree';
import type { BeamStrings } from './strings';
import { isDropped, type PlacedNode } from './tree';
import { treePicture } from './treePicture';

export interface TreeSectionOptions {
  strings: BeamStrings;
  search: SearchTree;
  onChoose(node: PlacedNode | undefined): void;
  onFold(node: PlacedNode): void;
}

export interface TreeSection {
  node: HTMLElement;
  /** `isIdle`: nothing else is said where there is no tree. */
  draw(options: { asTable: boolean; isIdle: boolean }): void;
  /** Another node is chosen. */
  drawChosen(): void;
  /** Brings the chosen node into sight; without one the whole tree. */
  reveal(): void;
  /** Undefined without a tree; throws where there is too much of it for the kind. */
  content(kind: PictureKind, run: string): SaveFileRequest | undefined;
}

export function treeSection({ strings, search, onChoose, onFold }: TreeSectionOptions): TreeSection {
  const picture = treePicture({
    ...{ label: strings.picture, onChoose, onFold, rootText: '⟨⟩' },
    describe: (node) => describeNode(node, strings),
    foldText: ({ hidden }) => (hidden > 0 ? strings.more(count(hidden)) : strings.fewer),
  });
  const table = nodesTable(strings, onChoose);
  const empty = element('p', { class: 'empty', text: strings.empty });
  const readout = element('p', { class: 'status', attributes: { role: 'status', 'aria-live': 'polite' } });

  function drawChosen(): void {
    const { tree, chosen } = search;
    picture.show(tree, chosen);
    const isSaid = chosen !== undefined && chosen.node.parent >= 0;
    say(readout, isSaid ? describeNode(chosen, strings).join(' · ') : summaryOf(search, strings));
  }

  return {
    node: element('section', { class: 'tree' }, picture.node, table.node, empty, readout),
    draw({ asTable, isIdle }) {
      const hasTree = search.tree !== undefined;
      show(empty, !hasTree && isIdle);
      show(picture.node, hasTree && !asTable);
      show(table.node, hasTree && asTable);
      table.setRows(search.whole()?.all.filter(({ node }) => node.parent >= 0) ?? []);
      drawChosen();
    },
    drawChosen,
    reveal() {
      if (search.chosen) picture.reveal(search.chosen);
      else picture.fit();
    },
    content(kind, run) {
      if (!search.tree) return undefined;
      const content = { png: picture.png, svg: picture.svg, csv: table.csv }[kind]();
      if (content === undefined) throw new LabError('INVALID_ARGUMENT', strings.noSvg);
      return { name: `${run} beam`, kind, content };
    },
  };
}

function summaryOf({ answer, tree }: SearchTree, strings: BeamStrings): string {
  const trace = answer?.search;
  if (!trace || !tree) return '';
  const dropped = trace.nodes.filter(isDropped).length;
  const kept = trace.nodes.length - 1 - dropped;
  const all = strings.summary(count(kept), count(dropped), count(trace.steps));
  const [shown, total] = [tree.all.length, trace.nodes.length];
  return shown === total ? all : `${all} · ${strings.notAll(count(shown), count(total))}`;
}
