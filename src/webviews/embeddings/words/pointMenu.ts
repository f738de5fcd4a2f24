// What the menu of a word on the map offers: the same as the toolbar and the panel, for that word.

import { count } from '../../../protocol/figures';
import type { AskedAnalogy } from '../panel/analogySection';
import type { MenuItem } from '../../shared/popupMenu';
import type { EmbeddingsStrings } from '../strings';

export interface PointMenuOptions {
  strings: EmbeddingsStrings;
  word: string;
  /** It is a text. */
  isText: boolean;
  /** How many words are selected, if the word is one of them; 0 if not. */
  selected: number;
  showNeighbors(): void;
  /** Of all that is selected, or of the word and its neighbours. */
  isolate(): void;
  showLines(): void;
  /** Of two words, or of so many that one can be the odd one out. */
  compareSelected(): void;
  useInAnalogy(part: keyof AskedAnalogy): void;
  onFailure(error: unknown): void;
}

/** As many words as one may look for the odd one among. */
const MOST_COMPARED = 1000;

export function pointMenuItems({ strings, word, isText, selected, ...actions }: PointMenuOptions): MenuItem[] {
  const copy = (): void => void navigator.clipboard.writeText(word).catch(actions.onFailure);
  const parts = ['a', 'b', 'c'] as const;
  return [
    { label: strings.showNeighbors, run: actions.showNeighbors },
    {
      label: selected > 1 ? strings.isolateSelection(count(selected), isText) : strings.isolateWord,
      run: actions.isolate,
    },
    { label: isText ? strings.openText : strings.showLines, run: actions.showLines },
    { label: isText ? strings.copyText : strings.copyWord, run: copy },
    ...(selected === 2 ? [{ label: strings.compareSelected, run: actions.compareSelected }] : []),
    ...(selected > 2 && selected <= MOST_COMPARED
      ? [{ label: strings.oddOfSelected(count(selected)), run: actions.compareSelected }]
      : []),
    ...(isText ? [] : parts).map((part) => ({
      label: strings.analogyHere[part],
      run: () => actions.useInAnalogy(part),
    })),
  ];
}
