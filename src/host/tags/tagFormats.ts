// Tagged sentences as files that experiments are trained on: columns as CoNLL has them, or JSON lines with spans of characters. Pure.
import type { TagsAnswer } from '../../protocol/answer';
import { jsonLine } from '../../protocol/plainText';

/** By the ending of the file. */
export const TAG_FORMATS = { conll, jsonl } as const;

export type TagFormat = keyof typeof TAG_FORMATS;

/** A token and its tag a line, an empty line behind each sentence. A tab would begin a column. */
function conll(answers: readonly TagsAnswer[]): string {
  const sentences = answers.map(({ tokens, tags }) =>
    tokens.map((token, i) => `${token.replaceAll('\t', ' ')}\t${tags[i]}\n`).join(''),
  );
  return sentences.filter((lines) => lines !== '').join('\n');
}

/** `text` with `spans`, whose places count characters, not UTF-16 units. */
function jsonl(answers: readonly TagsAnswer[]): string {
  const characters = (text: string): number => [...text].length;
  return answers
    .map(({ input, offsets, entities }) => {
      const spans = entities.map(({ type: label, start, text }) => {
        const from = characters(input.slice(0, offsets[start][0]));
        return { start: from, end: from + characters(text), label };
      });
      return `${jsonLine({ text: input, spans })}\n`;
    })
    .join('');
}
