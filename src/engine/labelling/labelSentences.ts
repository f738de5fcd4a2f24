// Spans of sentences as CoNLL has them: a token and its tag (IOB2) a line, an empty line between the sentences that were judged.

import type { LabelChange, LabelEntry } from '../../protocol/labelling';
import type { TokenSpan } from '../../protocol/judgedTags';
import { LabError } from '../../protocol/labError';
import { tagText } from '../tags/tagScheme';
import { tagsOf } from '../tags/writeTags';
import { readText } from '../text/readText';
import { readMarked } from './judgedTexts';

/** Fails with `INVALID_DATA` where a sentence stands there with two markings, and as `readMarked`. */
export async function readLabelSentences(file: string): Promise<{ entries: LabelEntry[]; notices: string[] }> {
  await requireTwoColumns(file);
  const { items, notices } = await readMarked(file);
  const seen = new Map<string, string>();
  for (const { text, spans, line } of items) {
    const written = JSON.stringify(spans);
    if (seen.has(text) && seen.get(text) !== written)
      throw new LabError(
        'INVALID_DATA',
        `"${file}", line ${line}: the sentence has other spans here than above. Take one of the two out.`,
        { file, line },
      );
    seen.set(text, written);
  }
  return { entries: items.map(({ text, spans }) => ({ text, mark: { spans } })), notices };
}

/** Others would be lost when the file is written. */
async function requireTwoColumns(file: string): Promise<void> {
  const { blocks } = readText(file, { keepsLoneReturns: true });
  for await (const { firstLine, lines } of blocks()) {
    const at = lines.findIndex((line) => line.trim() !== '' && line.split('\t').length !== 2);
    if (at < 0) continue;
    const message = `"${file}", line ${firstLine + at}: a file of spans has a token and its tag on each line, with a tab between, and nothing else.`;
    throw new LabError('INVALID_DATA', message, { file, line: firstLine + at });
  }
}

/** The file as it is to be. @param isThere whether there is a file yet */
export async function changedLabelSentences(
  file: string,
  changes: readonly LabelChange[],
  isThere: boolean,
): Promise<string> {
  const before = isThere ? (await readLabelSentences(file)).entries : [];
  const marks = new Map(before.map(({ text, mark }) => [text, mark]));
  for (const { text, mark } of changes) {
    if (mark) marks.set(text, mark);
    else marks.delete(text);
  }
  return [...marks].map(([text, mark]) => written(text, 'spans' in mark ? mark.spans : [])).join('\n');
}

function written(text: string, spans: readonly TokenSpan[]): string {
  const tokens = text.split('\n');
  const tags = tagsOf(spans, tokens.length, 'IOB2').map((tag) => tagText('IOB2', tag));
  return tokens.map((token, i) => `${token}\t${tags[i]}\n`).join('');
}
