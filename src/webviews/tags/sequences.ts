// The best sequences of tags of a sentence, each with its probability and with where it differs from the best one.

import type { TagsAnswer } from '../../protocol/answer';
import { element } from '../shared/element';
import { cell, plainTable, row, shareCells } from '../shared/plainTable';
import type { TagsStrings } from './strings';

/** Places at which a sequence differs that are told. */
const TOLD = 12;

export function sequenceNodes(
  { alternatives = [] }: Pick<TagsAnswer, 'alternatives'>,
  tokens: readonly string[],
  strings: TagsStrings,
): Node[] {
  if (alternatives.length === 0) return [element('p', { class: 'note', text: strings.noSequences })];
  const [best] = alternatives;
  const rows = alternatives.map(({ tags, probability }, rank) => {
    const places = tags.flatMap((tag, t) => (tag === best.tags[t] ? [] : [`${tokens[t]}: ${best.tags[t]} → ${tag}`]));
    const told = [...places.slice(0, TOLD), ...(places.length > TOLD ? ['…'] : [])].join(', ');
    return row(...shareCells(probability), cell(rank === 0 ? strings.best : told, tags.join(' ')));
  });
  return [
    plainTable({ label: strings.sequences, kind: 'sequences', rows }),
    element('p', { class: 'note', text: strings.sequencesHint }),
  ];
}
