// The tags that a run gave a text, as predict writes them.

import type { TagsAnswer } from '../../protocol/answer';
import type { Report } from '../report';

/** @param options `conll`: in columns, as files of tagged sentences are read */
export function showTags(report: Report, answer: TagsAnswer, { conll }: { conll: boolean }): void {
  const { input, output, tokens, tags, probabilities, entities, alternatives } = answer;
  report.record({ input, output, tokens, tags, probabilities, entities, ...(alternatives && { alternatives }) });
  if (report.json) return;
  if (conll) {
    tokens.forEach((token, i) => report.line(`${token}\t${tags[i]}`));
    report.line();
  } else
    report.line(
      answer.namesEntities ? bracketed(answer, report) : tokens.map((token, i) => `${token}/${tags[i]}`).join(' '),
    );
}

/** The text with each entity in brackets: `[PER Ada Lovelace] lived in [LOC London]` */
function bracketed({ input, offsets, entities }: TagsAnswer, report: Report): string {
  let done = 0;
  const parts = entities.map(({ type, start, end, text }) => {
    const before = input.slice(done, offsets[start][0]);
    done = offsets[end - 1][1];
    return `${before}[${report.style('bold', type)} ${text}]`;
  });
  return parts.join('') + input.slice(done);
}
