// Runs asked for what they answer with, and reports by what stands in them.

import assert from 'node:assert/strict';
import {
  type AskRequest,
  type LabelAnswer,
  labelOf,
  type NumberAnswer,
  numberOf,
  type TagsAnswer,
  tagsOf,
  type TextAnswer,
  textOf,
} from '../../../../src/protocol/answer';
import type { MetricName } from '../../../../src/protocol/metrics';
import type { Report, ReportBlock, ReportFigure } from '../../../../src/protocol/report';
import type { Lab } from './lab';

export async function askLabels({ client }: Lab, request: AskRequest): Promise<LabelAnswer[]> {
  return (await client.call('ask', request)).answers.map(labelOf);
}

export async function askNumbers({ client }: Lab, request: AskRequest): Promise<NumberAnswer[]> {
  return (await client.call('ask', request)).answers.map(numberOf);
}

export async function askTags({ client }: Lab, request: AskRequest): Promise<TagsAnswer[]> {
  return (await client.call('ask', request)).answers.map(tagsOf);
}

export async function askTexts({ client }: Lab, request: AskRequest): Promise<TextAnswer[]> {
  return (await client.call('ask', request)).answers.map(textOf);
}

export function figureOf({ figures }: Pick<Report, 'figures'>, metric: MetricName): ReportFigure {
  return figures.find((figure) => figure.metric === metric) ?? assert.fail(`The report has no ${metric}.`);
}

/** The only block of its kind; of several that with this title, or in the section of this title. */
export function blockOf<K extends ReportBlock['kind']>(
  { sections }: Report,
  kind: K,
  title?: string,
): ReportBlock & { kind: K } {
  const isOfKind = (block: ReportBlock): block is ReportBlock & { kind: K } => block.kind === kind;
  const isMeant = (block: ReportBlock, section: string): boolean =>
    title === undefined || section === title || ('title' in block && block.title === title);
  const found = sections.flatMap((section) =>
    section.blocks.filter(isOfKind).filter((block) => isMeant(block, section.title)),
  );
  assert.equal(found.length, 1, `The report has ${found.length} blocks of the kind ${kind}.`);
  return found[0];
}

/** An output beside its reference, as the report on parallel text shows it. */
export interface ShownOutput {
  source: string;
  output: string;
  reference: string;
  bleu: number;
  line?: number;
}

export function outputsOf(report: Report): ShownOutput[] {
  const { columns, rows } = blockOf(report, 'examples');
  const titles = columns.map((column) => ('metric' in column ? column.metric : column.title));
  assert.deepEqual(titles, ['Source', 'Output', 'Reference', 'BLEU']);
  return rows.map(({ cells: [source, output, reference, bleu], line }) => ({
    ...{ source: String(source), output: String(output), reference: String(reference), bleu: Number(bleu), line },
  }));
}
