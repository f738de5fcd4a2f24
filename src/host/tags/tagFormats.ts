// Tagged sentences as files that experiments are trained on: columns as CoNLL has them, or JSON lines with spans of characters. Pure.
import { writtenMorphemes, type TaggedEntity, type TagsAnswer } from '../../protocol/answer';
import { jsonLine } from '../../protocol/plainText';

/** By the ending of the file. */
export const TAG_FORMATS = { conll, jsonl } as const;

export type TagFormat = keyof typeof TAG_FORMATS;

/** A token and its tag a line, or a word and its morphemes, an empty line behind each sentence. A tab would begin a column. */
function conll(answers: readonly TagsAnswer[]): string {
  const sentences = answers.map(({ tokens, tags, morphemes }) => {
    const lines = morphemes
      ? morphemes.map((word) => [word.text, writtenMorphemes(word)])
      : tokens.map((token, i) => [token.replaceAll('\t', ' '), tags[i]]);
    return lines.map((values) => `${values.join('\t')}\n`).join('');
  });
  return sentences.filter((lines) => lines !== '').join('\n');
}

/** `text` with `spans`, whose places count characters, not UTF-16 units. */
function jsonl(answers: readonly TagsAnswer[]): string {
  const characters = (text: string): number => [...text].length;
  return answers
    .map(({ input, offsets, entities }) => {
      const spans = apart(entities).map(({ type: label, start, end }) => ({
        start: characters(input.slice(0, offsets[start][0])),
        end: characters(input.slice(0, offsets[end - 1][1])),
        label,
      }));
      return `${jsonLine({ text: input, spans })}\n`;
    })
    .join('');
}

/** Two morphemes that share a syllable as one, `VV+EP`: spans that overlap cannot be read. */
function apart(entities: readonly TaggedEntity[]): Pick<TaggedEntity, 'type' | 'start' | 'end'>[] {
  const spans: Pick<TaggedEntity, 'type' | 'start' | 'end'>[] = [];
  for (const { type, start, end } of entities) {
    const before = spans.at(-1);
    if (!before || before.end <= start) spans.push({ type, start, end });
    else Object.assign(before, { type: `${before.type}+${type}`, end });
  }
  return spans;
}
