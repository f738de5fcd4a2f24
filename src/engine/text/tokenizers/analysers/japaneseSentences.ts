// Sentences as Kuromoji's package can read them: it takes time by the square of their length, and knows no characters of two units.

export interface Sentence {
  /** Has one unit for each character. */
  text: string;
  /** Where a unit of `text`, or its end, lies in the whole text. */
  placeOf(unit: number): number;
}

/** A longer sentence is cut. */
const MOST_UNITS = 300;

/** Where the package itself cuts; its costs begin anew behind. */
const SENTENCE = /[^、。]*[、。]|[^、。]+$/g;

/** Behind these longer ones are cut, where there are any. */
const PAUSE = /[\s！？!?．.，,；;：:」』）)…・]/;

/** The dictionary knows it no more than most of Unicode, all of which it takes for marks like spaces. */
const UNKNOWN = '\ue000';

/** The sentences of a text, which they cover. */
export function sentencesOf(text: string): Sentence[] {
  return [...text.matchAll(SENTENCE)].flatMap(({ 0: sentence, index }) => {
    const pieces: Sentence[] = [];
    for (let from = 0, to = 0; from < sentence.length; from = to) {
      to = endOfPiece(sentence, from);
      pieces.push(readable(sentence.slice(from, to), index + from));
    }
    return pieces;
  });
}

function endOfPiece(sentence: string, from: number): number {
  const most = from + MOST_UNITS;
  if (sentence.length <= most) return sentence.length;
  for (let end = most; end > from + 1; end--) if (PAUSE.test(sentence[end - 1])) return end;
  return /[\udc00-\udfff]/.test(sentence[most]) ? most - 1 : most;
}

/** The package stops at NUL, and counts characters of two units wrongly where they follow each other. */
function readable(text: string, at: number): Sentence {
  if (!/[\0\ud800-\udfff]/.test(text)) return { text, placeOf: (unit) => at + unit };
  const places: number[] = [];
  let [units, place] = ['', at];
  for (const character of text) {
    places.push(place);
    place += character.length;
    units += /[\0\ud800-\udfff]/.test(character) ? UNKNOWN : character;
  }
  return { text: units, placeOf: (unit) => places[unit] ?? place };
}
