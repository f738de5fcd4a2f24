// How surprising each token of a long text is, in columns, with what is most probable at its place.

import type { SurprisalReply, SurprisalRequest } from '../../protocol/surprisal';
import { UNK } from '../text/vocabulary';
import type { LanguageModel } from './languageModel';
import { figuresOf } from './scoreText';
import { surprisingPassages } from './surprisingPassages';

const USUAL_ALTERNATIVES = 10;
const USUAL_PASSAGES = 100;

/** Fails with `CANCELLED`. */
export async function surprisalOf(
  model: LanguageModel,
  {
    text,
    alternatives = USUAL_ALTERNATIVES,
    passages = USUAL_PASSAGES,
  }: Pick<SurprisalRequest, 'text' | 'alternatives' | 'passages'>,
  { signal, progress }: { signal: AbortSignal; progress: (fraction: number) => void },
): Promise<SurprisalReply> {
  const { vocabulary } = model.text;
  const plain = withPlainBreaks(text);
  const { ids, offsets } = model.text.place(plain.text);
  const scores = await model.score(ids, { ranks: true, best: alternatives, signal, progress });
  const { logProbabilities, ranks = new Int32Array(ids.length), best } = scores;
  const names = new Names(vocabulary.tokens);
  const tokens = {
    names: ids.map((id) => names.of(id)),
    starts: Int32Array.from(offsets, ([start]) => plain.placeOf(start)),
    ends: Int32Array.from(offsets, ([, end]) => plain.placeOf(end)),
    ...{ logProbabilities, ranks, unknown: Uint8Array.from(ids, (id) => (id === UNK ? 1 : 0)) },
  };
  return {
    figures: figuresOf(plain.text, ids, logProbabilities),
    vocabularySize: vocabulary.tokens.length,
    tokens,
    best: {
      count: best?.count ?? 0,
      names: Int32Array.from(best?.tokens ?? [], (id, i) =>
        best?.logProbabilities[i] === -Infinity ? -1 : names.of(id),
      ),
      logProbabilities: best?.logProbabilities ?? new Float32Array(0),
    },
    names: names.all,
    passages: ids.length === 0 ? [] : surprisingPassages(text, tokens, passages),
  };
}

/** Tokens by a place in a list of those that occur. */
class Names {
  readonly all: string[] = [];
  private readonly places = new Map<number, number>();

  constructor(private readonly tokens: readonly string[]) {}

  of(id: number): number {
    const known = this.places.get(id);
    if (known !== undefined) return known;
    this.places.set(id, this.all.length);
    return this.all.push(this.tokens[id]) - 1;
  }
}

/** A text with the line breaks that models know, and where its places are in the text that was given. */
function withPlainBreaks(text: string): { text: string; placeOf: (place: number) => number } {
  if (!text.includes('\r\n')) return { text, placeOf: (place) => place };
  const plain = text.replaceAll('\r\n', '\n');
  const places = new Int32Array(plain.length + 1);
  for (let at = 0, given = 0; at < plain.length; at++) {
    given += text[given] === '\r' && plain[at] === '\n' ? 2 : 1;
    places[at + 1] = given;
  }
  return { text: plain, placeOf: (place) => places[place] };
}
