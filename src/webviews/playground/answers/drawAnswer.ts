// How each kind of answer is drawn: one line for each.

import type { PlaygroundStrings } from '../strings';
import { drawnBlanks } from './blanks';
import type { AnswerKind, AnswerOf, DrawnAnswer } from './drawnAnswer';
import { drawnLabel } from './label';
import { drawnNumber } from './number';
import { drawnTags } from './tags';
import { drawnText } from './text';

const KINDS: { [K in AnswerKind]: DrawnAnswer<K> } = {
  label: drawnLabel,
  number: drawnNumber,
  tags: drawnTags,
  text: drawnText,
  blanks: drawnBlanks,
};

export interface Drawing {
  nodes: Node[];
  said: string;
  isSearched: boolean;
  hasShares: boolean;
}

export function drawAnswer<K extends AnswerKind>(answer: AnswerOf<K>, strings: PlaygroundStrings): Drawing {
  const { nodes, said, isSearched, hasShares }: DrawnAnswer<K> = KINDS[answer.kind];
  return { nodes: nodes(answer, strings), said: said(answer, strings), isSearched, hasShares };
}
