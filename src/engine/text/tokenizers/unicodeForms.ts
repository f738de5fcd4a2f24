// The four forms of Unicode with the place of each character, also where letters are joined: what was joined lies where all its
// parts lay. (Hugging Face's library gives it the place of the first part alone.)

import { AlignedBuilder, type AlignedText } from './alignedText';
import type { Normalizer } from './normalizer';
import { widthAt } from './pieces';

type Form = 'NFC' | 'NFD' | 'NFKC' | 'NFKD';

export function unicodeForm(form: Form): Normalizer {
  return {
    plain: (text) => text.normalize(form),
    aligned(source) {
      const { text } = source;
      const whole = text.normalize(form);
      if (whole === text) return source;
      const built = inClusters(source, form);
      if (built.text === whole) return built;
      const coarse = new AlignedBuilder(source); // characters that combine in a way not foreseen
      coarse.put(whole, 0, text.length);
      return coarse.finish();
    },
  };
}

/** Characters that can join with each other are put together, all others by themselves. */
function inClusters(source: AlignedText, form: Form): AlignedText {
  const { text } = source;
  const result = new AlignedBuilder(source);
  const decomposed = form.startsWith('NFK') ? 'NFKD' : 'NFD';
  let last = ''; // the character before, taken apart
  let start = 0;
  for (let at = 0; at < text.length;) {
    const end = at + widthAt(text, at);
    const parts = text.slice(at, end).normalize(decomposed);
    if (at > start && !mayJoin(last, parts)) {
      putCluster(result, text.slice(start, at), start, form);
      start = at;
    }
    last = parts;
    at = end;
  }
  putCluster(result, text.slice(start), start, form);
  return result.finish();
}

const mark = /^\p{M}/u;
const leading = /[\u1100-\u1112]$/;
const vowel = /^[\u1161-\u1175]/;
const syllable = /[\u1100-\u1112][\u1161-\u1175]$/;
const final = /^[\u11a8-\u11c2]/;

/** Marks with what they stand on; jamo of one syllable, of which a vowel waits for its final. */
function mayJoin(before: string, after: string): boolean {
  if (mark.test(after)) return true;
  if (vowel.test(after)) return leading.test(before);
  return final.test(after) && (syllable.test(before) || vowel.test(before));
}

/** A character of a form, and where it comes from; `isTaken` once it was found in the whole. */
interface FormedCharacter {
  character: string;
  start: number;
  end: number;
  isTaken: boolean;
}

const isOneCharacter = (text: string): boolean => text.length === widthAt(text, 0);

/** A longer heap of marks on one character has one place: to find each of them takes time with the square of their number. */
const LONGEST_CLUSTER = 256;

/**
 * Each character lies where it comes from; what was joined, where all its parts lie. Marks that change places all lie where these
 * marks lie together, since places follow each other as characters do.
 */
function putCluster(result: AlignedBuilder, cluster: string, at: number, form: Form): void {
  const whole = cluster.normalize(form);
  const isSimple = isOneCharacter(cluster) || isOneCharacter(whole); // nearly all are
  if (isSimple || cluster.length > LONGEST_CLUSTER) return result.put(whole, at, at + cluster.length);
  const formed: FormedCharacter[] = [];
  let start = at;
  for (const character of cluster) {
    const end = start + character.length;
    for (const part of character.normalize(form)) formed.push({ character: part, start, end, isTaken: false });
    start = end;
  }
  const characters = Array.from(whole);
  const places = characters.map((): FormedCharacter | undefined => undefined);
  for (let i = characters.length - 1; i >= 0; i--) {
    places[i] = formed.findLast((each) => !each.isTaken && each.character === characters[i]);
    const found = places[i];
    if (found) found.isTaken = true;
  }
  const parts = formed.filter(({ isTaken }) => !isTaken);
  const [from, to] = [parts.at(0)?.start ?? at, parts.at(-1)?.end ?? start];
  const starts = places.map((place) => place?.start ?? from);
  const moved = starts.findIndex((place, i) => starts.slice(i + 1).some((later) => later < place));
  const least = Math.min(...starts.slice(Math.max(0, moved)));
  let reached = at;
  characters.forEach((character, i) => {
    const isMoved = moved >= 0 && i >= moved;
    reached = Math.max(reached, isMoved ? start : (places[i]?.end ?? to));
    result.put(character, isMoved ? least : starts[i], reached);
  });
}
