// A run trained once more: what differs is told before the start, and at the end whether the same bits came out.

import * as path from 'node:path';
import { hasSameParameters, runAgain, type RunAgain, type RunDifference } from '../../engine/runs/runAgain';
import { nodeFiles } from '../../engine/store/nodeFiles';
import type { Report } from '../report';

const SHOWN_DIGITS = 12;

/** Reads what the run recorded, and tells what is not as it was. */
export async function requestAgain(folder: string, report: Report): Promise<RunAgain['request']> {
  const { record, request, differences } = await runAgain(nodeFiles, folder);
  report.record({ event: 'again', run: record.id, differences });
  if (differences.length === 0)
    report.note(`Data, configuration, seed ${record.seed} and versions are as they were for ${record.id}.`);
  for (const difference of differences) report.note(`note: ${inWords(difference)}`);
  return request;
}

function inWords({ kind, name, was, is }: RunDifference): string {
  if (kind === 'version') return `${name} was ${was} and is ${is ?? 'not there'}: the bits may differ.`;
  if (is === undefined) return `"${name}" is not there any more.`;
  return `"${name}" has changed since: its SHA-256 was ${was.slice(0, SHOWN_DIGITS)}… and is ${is.slice(0, SHOWN_DIGITS)}….`;
}

/** After the end. A run without a checkpoint, as one of which the weights were deleted, cannot be compared. */
export async function tellSameness(before: string, now: string, report: Report): Promise<void> {
  try {
    const isSame = await hasSameParameters(nodeFiles, [before, now]);
    report.record({ event: 'compared', with: path.basename(before), same: isSame });
    report.note(
      `The parameters are ${isSame ? 'the same, bit for bit, as' : 'not those of'} ${path.basename(before)}.`,
    );
  } catch {
    report.note(`note: ${path.basename(before)} has no parameters any more to compare with.`);
  }
}
