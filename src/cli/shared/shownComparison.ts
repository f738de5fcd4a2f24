// Compared systems at a terminal, as a report in a file, and as records.

import * as path from 'node:path';
import { systemNames } from '../../protocol/comparedSystems';
import type { CompareReply } from '../../protocol/comparison';
import { comparisonPieces, type ReportedComparison } from '../../protocol/comparisonReport';
import { comparisonVerdicts, faultSentences, figureTables, keysTable } from '../../protocol/comparisonTables';
import { METRICS } from '../../protocol/metrics';
import { documentHtml, documentMarkdown } from '../../protocol/textDocument';
import { filled } from '../../protocol/toTranslate';
import type { Translating } from '../../protocol/verdict';
import type { Report } from '../report';
import { formatTable } from '../table';
import { countOf } from './reportFigures';

const inEnglish: Translating = (text, ...values) => filled(text, values);

/** @param baseline the system that the others are set against */
export function showComparison(report: Report, reply: CompareReply, baseline: number): void {
  const compared = { ...reply, count: reply.runs[0].report.count };
  const telling = { baseline, t: inEnglish };
  for (const { title, columns, rows } of [...keysTable(compared, telling.t), ...figureTables(compared, telling)]) {
    if (title !== undefined) report.line(report.style('bold', title));
    const [head, ...lines] = formatTable(columns, rows);
    report.line(report.style('bold', head));
    for (const line of lines) report.line(line);
    report.line();
  }
  for (const sentence of comparisonVerdicts(compared, telling)) report.line(sentence);
  for (const sentence of faultSentences(compared, telling.t)) report.line(sentence);
  report.line(report.style('dim', factsOf(reply)));
}

function factsOf({ runs: [{ report }], examples }: CompareReply): string {
  const { metric, signature } = report.figures[0];
  const changed = examples ? `; ${examples.changed} with different answers` : '';
  return `${countOf(report)}${changed}${signature === undefined ? '' : `; ${METRICS[metric].label} ${signature}`}`;
}

/** The whole comparison as a document. */
export function comparisonDocument(
  reply: CompareReply,
  { baseline, kind }: { baseline: number; kind: 'markdown' | 'html' },
): string {
  const [{ report }] = reply.runs;
  const signatures = report.figures.flatMap(({ metric, signature }) =>
    signature === undefined ? [] : [[metric, signature]],
  );
  const reported: ReportedComparison = {
    ...{ ...reply, source: path.basename(report.source), count: report.count, unit: report.unit },
    signatures: Object.fromEntries(signatures) as ReportedComparison['signatures'],
  };
  const pieces = comparisonPieces(reported, { baseline, t: inEnglish });
  const title = systemNames(reply).join(', ');
  return kind === 'markdown' ? documentMarkdown(title, pieces) : documentHtml(title, pieces);
}

/** A line for each run, with its system's place, one for each system, and one for each pair of systems. */
export function recordComparison(report: Report, reply: CompareReply): void {
  const names = systemNames(reply);
  for (const [i, { folder, seed }] of reply.runs.entries())
    report.record({
      ...{ run: path.basename(folder), seed },
      system: reply.systems.findIndex(({ runs }) => runs.includes(i)),
    });
  for (const [i, { runs, figures }] of reply.systems.entries())
    report.record({
      ...{ system: i, name: names[i], figures },
      runs: runs.map((run) => path.basename(reply.runs[run].folder)),
    });
  for (const pair of reply.pairs) report.record(pair);
}
