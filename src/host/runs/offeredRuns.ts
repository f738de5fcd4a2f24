// Runs as views offer them.
import { can } from '../../protocol/ability';
import type { OfferedRun } from '../../protocol/attentionView';
import type { Translate } from '../editor/texts';
import { bestFigure } from './describeRun';
import { isArchived, namesAmong, type RunEntry, runId } from './runEntry';

/** @param fits which of them are offered */
export function offeredRuns(all: readonly RunEntry[], fits: (entry: RunEntry) => boolean, t: Translate): OfferedRun[] {
  const nameOf = namesAmong(all);
  const offered = all.filter((entry) => !isArchived(entry) && fits(entry));
  return offered.map((entry) => {
    const { folder, record } = entry.summary;
    const detail = [record.modelType, bestFigure(entry, t)].filter((part) => part !== undefined).join(', ');
    return {
      ...{ id: runId(folder), name: nameOf(entry), detail },
      ...(can(record, 'picture') && { readsPictures: true }),
    };
  });
}
