// What the longest length of a run leaves of a text, and how that is told: nothing is cut in silence.

import type { TextCut } from '../../protocol/answer';
import type { CutTexts } from '../../protocol/textVectors';

/** Beyond so many texts they are counted, not named. */
export const MOST_NAMED = 3;

/** Undefined where the text is read whole. @param room tokens that the model reads at most */
export function cutOf(length: number, room: number, truncation: TextCut['lost']): TextCut | undefined {
  return length > room ? { read: Math.max(0, room), of: length, lost: truncation } : undefined;
}

/** The tokens that are read, of all of a text. */
export function keptOf<T>(all: readonly T[], cut: TextCut | undefined): readonly T[] {
  if (!cut) return all;
  return cut.lost === 'end' ? all.slice(0, cut.read) : all.slice(cut.of - cut.read);
}

/** Lines for people, about answers in the order of their texts. */
export function cutWarnings(answers: readonly { cut?: TextCut }[]): string[] {
  const cuts = answers.flatMap(({ cut }, i) => (cut ? [{ cut, number: i + 1 }] : []));
  if (cuts.length > MOST_NAMED) {
    const [{ cut }] = cuts;
    return [`${cuts.length} of ${answers.length} texts were cut: the model reads at most ${cut.read} tokens.`];
  }
  return cuts.map(({ cut: { read, of, lost }, number }) => {
    const which = answers.length > 1 ? `Text ${number}` : 'The text';
    const left = lost === 'end' ? 'The rest was cut off.' : 'Its beginning was cut off.';
    return `${which} has ${of} tokens; the model reads at most ${read}. ${left}`;
  });
}

/** @param later of texts that come behind those of the first */
export function cutTogether(first: CutTexts | undefined, later: CutTexts | undefined): CutTexts | undefined {
  if (!first || !later) return first ?? later;
  const named = [...new Set([...first.first, ...later.first])].slice(0, MOST_NAMED);
  return { ...first, count: first.count + later.count, first: named };
}

/** A line for people. @param lines in which the first of them stand */
export const cutNotice = ({ count, read }: CutTexts, lines: readonly number[]): string =>
  count === 1
    ? `The text in line ${lines[0]} was cut to the ${read} tokens that the model reads.`
    : `${count} texts were cut to the ${read} tokens that the model reads, the first in lines ${lines.join(', ')}.`;
