// The tags that a run gave a text, as predict writes them.

import { shownMorphemes, writtenMorphemes, type TagsAnswer, type WordMorphemes } from '../../protocol/answer';
import type { TextFeature } from '../../protocol/explanation';
import { predictionOf } from '../../protocol/prediction';
import type { Report } from '../report';
import { shorten } from '../table';

/** Features of a token that people are shown; with --json all. */
const SHOWN_FEATURES = 5;

/** @param options `conll`: in columns, as files of tagged sentences are read; where morphemes are found, with words and these */
export function showTags(report: Report, answer: TagsAnswer, { conll }: { conll: boolean }): void {
  const { tokens, tags, morphemes, explanation } = answer;
  const features = explanation?.features;
  report.record(predictionOf(answer));
  if (report.json) return;
  if (conll) {
    if (morphemes) morphemes.forEach((word) => report.line(`${word.text}\t${writtenMorphemes(word)}`));
    else tokens.forEach((token, i) => report.line(`${token}\t${tags[i]}`));
    report.line();
  } else if (morphemes) report.line(morphemes.map((word) => shownWord(word, report)).join('  '));
  else
    report.line(
      answer.namesEntities ? bracketed(answer, report) : tokens.map((token, i) => `${token}/${tags[i]}`).join(' '),
    );
  if (features) showReasons(report, answer, features);
}

/** `갔다 [가/VV + 았/EP + 다/EF]` */
const shownWord = (word: WordMorphemes, report: Report): string =>
  `${word.text} ${report.style('dim', `[${shownMorphemes(word)}]`)}`;

/** Below each token what speaks most for and against its tag. */
function showReasons(report: Report, { tokens, tags, offsets }: TagsAnswer, features: readonly TextFeature[]): void {
  tokens.forEach((token, i) => {
    const own = features.filter(({ offsets: [place] }) => place[0] === offsets[i][0]).slice(0, SHOWN_FEATURES);
    const said = own.map(
      ({ feature, contribution }) => `${contribution < 0 ? '' : '+'}${contribution.toFixed(3)} ${shorten(feature, 40)}`,
    );
    report.line(`        ${token}/${report.style('bold', tags[i])}  ${report.style('dim', said.join('  '))}`);
  });
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
