// The shares of a text's tokens, as explain writes them: signs and bars, so that colours only repeat what is there.

import type { AttributedToken, AttributionCaution, AttributionReply } from '../../protocol/attribution';
import type { Report } from '../report';
import { formatFigure, formatTable, shorten } from '../table';

/** Tokens and features in the table; with --json all. */
const SHOWN = 12;
/** Cells of a bar on one side. */
const BAR = 16;
/** From which part of the largest share on a token has one, two and three marks. */
const MARKED = [0.1, 0.4, 0.7];

const METHODS = {
  weights: 'exact weights',
  gradient: 'gradient times input',
  integrated: 'integrated gradients',
  'leave-one-out': 'leave one out',
  attention: 'attention',
} as const;

const CAUTIONS: Record<AttributionCaution, string> = {
  cosine:
    'the score is a cosine, which stays the same when the vectors of a text all grow alike: gradients along them say little of it, whatever the steps. Use --method leave-one-out.',
};

export function showShares(report: Report, input: string, reply: AttributionReply): void {
  report.record({ input, ...reply });
  if (report.json) return;
  const { answer, target, token, tokens, score, cut, caution } = reply;
  const largest = Math.max(...tokens.map(({ share }) => Math.abs(share)), Number.MIN_VALUE);
  const whose = token === undefined ? '' : `${tokens[token].token}/`;
  const other = target !== undefined && target !== answer ? ` (explained: ${target})` : '';
  const scored = score === undefined ? '' : `  score ${signed(score)}`;
  report.line(`${whose}${report.style('bold', answer)}${other}${scored}  ${report.style('dim', methodLine(reply))}`);
  if (caution) report.note(`warning: ${CAUTIONS[caution]}`);
  if (cut) report.note(`warning: only ${cut.read} of ${cut.of} tokens were read; the rest has no shares.`);
  report.line();
  for (const line of markedTexts(reply, largest, report)) report.line(line);
  report.line();
  const strongest = [...tokens].sort((a, b) => Math.abs(b.share) - Math.abs(a.share)).slice(0, SHOWN);
  for (const line of bars(
    strongest.filter(({ share }) => share !== 0),
    largest,
  ))
    report.line(line);
  if (reply.features) showFeatures(report, reply.features);
}

function methodLine({ method, steps, baseline, completenessError }: AttributionReply): string {
  if (baseline === undefined || completenessError === undefined) return METHODS[method];
  const error = formatFigure(completenessError);
  return `${METHODS[method]}, ${steps} steps from ${signed(baseline)}, completeness error ${error}`;
}

/** `a wonderful[+++] film`, each text on a line of its own. */
function markedTexts({ texts, tokens, token, method }: AttributionReply, largest: number, report: Report): string[] {
  return texts.map((text, number) => {
    let done = 0;
    let line = '';
    tokens.forEach((each, i) => {
      if (each.text !== number || each.start < done) return;
      const marks = marksOf(each.share / largest, method === 'attention');
      const own = `${text.slice(each.start, each.end)}${marks && `[${marks}]`}`;
      const style = marks === '' ? undefined : each.share < 0 ? 'red' : 'green';
      const shown = i === token ? `<${own}>` : own;
      line += text.slice(done, each.start) + (style ? report.style(style, shown) : shown);
      done = Math.max(done, each.end);
    });
    return line + text.slice(done);
  });
}

function marksOf(part: number, isUnsigned: boolean): string {
  const count = MARKED.filter((least) => Math.abs(part) >= least).length;
  return (isUnsigned ? '*' : part < 0 ? '-' : '+').repeat(count);
}

/** To the left what speaks against, to the right what speaks for. */
function bars(tokens: readonly AttributedToken[], largest: number): string[] {
  const hasAgainst = tokens.some(({ share }) => share < 0);
  const rows = tokens.map(({ token, share, isUnknown }) => {
    const length = Math.max(1, Math.round((BAR * Math.abs(share)) / largest));
    const left = (share < 0 ? '░'.repeat(length) : '').padStart(hasAgainst ? BAR : 0);
    const right = share > 0 ? '█'.repeat(length) : '';
    return [`${shorten(token, 30)}${isUnknown ? ' (unknown)' : ''}`, signed(share), `${left}│${right}`];
  });
  return formatTable([{ title: 'token' }, { title: 'share', align: 'right' }, { title: '' }], rows);
}

function showFeatures(report: Report, features: NonNullable<AttributionReply['features']>): void {
  report.line();
  const rows = features
    .slice(0, SHOWN)
    .map(({ feature, value, weight, contribution }) => [
      ...[shorten(feature, 40), formatFigure(value), signed(weight), signed(contribution)],
    ]);
  const figure = (title: string) => ({ title, align: 'right' as const });
  const columns = [{ title: 'feature' }, figure('value'), figure('weight'), figure('contribution')];
  for (const line of formatTable(columns, rows)) report.line(line);
  if (features.length > SHOWN) report.line(report.style('dim', `${features.length - SHOWN} more; all with --json`));
}

const signed = (value: number): string => `${value < 0 ? '' : '+'}${formatFigure(value)}`;
