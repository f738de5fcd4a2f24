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

/** @param picture the content of the one that was asked about */
export function drawAnswer<K extends AnswerKind>(
  answer: AnswerOf<K>,
  strings: PlaygroundStrings,
  picture?: string,
): Drawing {
  const { nodes, said, isSearched, hasShares }: DrawnAnswer<K> = KINDS[answer.kind];
  return { nodes: nodes(answer, strings, picture), said: said(answer, strings), isSearched, hasShares };
}
