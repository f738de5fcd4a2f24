// What was judged becomes an evaluation of its run, with its examples.

import type { Report } from '../../protocol/report';
import { createRandom } from '../data/random';
import { keptExamples } from '../metrics/judgedExamples';
import type { JudgedPart } from '../metrics/judgedPart';
import { runTraining } from '../text/trainers/training';
import type { Files } from '../store/files';
import { keepEvaluation } from './evaluations';

/** Intervals are the same whenever the part is judged. Fails as `keepEvaluation`. */
export async function keepJudged(files: Files, folder: string, part: JudgedPart, report: Report): Promise<void> {
  const draws = () => createRandom({ seed: part.judging.seed, stream: 'groups' }).integer;
  await new Promise((resolve) => setImmediate(resolve)); // the report may have taken its time
  const examples = await runTraining(keptExamples(part, report.source, draws), {});
  await keepEvaluation(files, folder, report, { examples });
}
