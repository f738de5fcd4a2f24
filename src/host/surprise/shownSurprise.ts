// The surprisal of a text as it is drawn on it.
import type { SurprisalReply } from '../../protocol/surprisal';
import type { Drawing } from '../editor/drawnEditors';
import type { PlacedSurprisal } from './placedSurprisal';

export interface TextToScore {
  text: string;
  /** Where it begins in the document, UTF-16. */
  start: number;
}

export interface ShownSurprise extends Drawing {
  run: { folder: string; name: string };
  reply: SurprisalReply;
  placed: PlacedSurprisal;
  /** The surprisal of each token to whoever guesses blindly, in bits. */
  guess: number;
  /** Of the text, a selection. */
  isPart: boolean;
}
