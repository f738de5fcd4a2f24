// A sentence of the list, two lines high: where it stands and what is wrong, the right spans above those that were found.

import { count } from '../../protocol/figures';
import type { ListedSentence } from '../../protocol/tagsView';
import { element } from '../shared/element';
import { entityNodes, jointOf, lackedBy } from '../shared/entityNodes';
import type { TagsStrings } from './strings';

export function sentenceRow(
  { tokens, right, found, errors, line, isCutBefore, isCutBehind }: ListedSentence,
  look: (type: string) => string,
  strings: TagsStrings,
): HTMLElement[] {
  const joint = jointOf(tokens);
  const drawn = (spans: typeof right, others: typeof right): (Node | string)[] => [
    ...(isCutBefore ? ['… '] : []),
    ...entityNodes({ tokens, spans, look, isWrong: lackedBy(others) }, joint),
    ...(isCutBehind ? [' …'] : []),
  ];
  const kinds = [...new Set(errors.map(({ kind }) => strings.kinds[kind]))];
  return [
    element('span', { class: 'place', text: count(line), title: strings.lineOf(count(line)) }),
    element('span', { class: 'side-name', text: strings.right }),
    element('span', { class: 'drawn' }, ...drawn(right, found)),
    element('span', { class: 'kinds', text: kinds.join(', '), title: kinds.join(', ') }),
    element('span', { class: 'side-name', text: strings.found }),
    element('span', { class: 'drawn' }, ...drawn(found, right)),
  ];
}
