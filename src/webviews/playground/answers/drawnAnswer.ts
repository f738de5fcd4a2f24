// How an answer of one kind is drawn.

import type { Answer } from '../../../protocol/answer';
import type { OfKind } from '../../shared/ofKind';
import type { PlaygroundStrings } from '../strings';

export type AnswerKind = Answer['kind'];

export type AnswerOf<K extends AnswerKind> = OfKind<Answer, K>;

export interface DrawnAnswer<K extends AnswerKind> {
  /** @param picture the content of the one that was asked about */
  nodes(answer: AnswerOf<K>, strings: PlaygroundStrings, picture?: string): Node[];
  /** What is read aloud. */
  said(answer: AnswerOf<K>, strings: PlaygroundStrings): string;
  /** It was searched for: there are alternatives to it, and how it came about can be seen. */
  isSearched: boolean;
  /** What each token of the text adds to it can be asked. */
  hasShares: boolean;
}
