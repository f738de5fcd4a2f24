// The commands that train on parallel text.
import * as vscode from 'vscode';
import { endingPattern, parallelEndings } from '../../protocol/corpusFiles';
import { LabError } from '../../protocol/labError';
import { toTranslate } from '../../protocol/toTranslate';
import { type Command, type Commands, EXPLORER } from '../commands/command';
import { named } from '../commands/when';
import { isParallelText, meantFile } from '../editor/files';
import type { SequenceModel } from '../experiments/sequenceText';
import type { GivenParallel, SequenceTrainingParts } from './parallelTraining';

/** Other extensions may say what belongs together; answers with the run's id. */
const training = (
  said: Pick<Command<never>, 'title' | 'about'>,
  model: SequenceModel,
  order: number,
): Command<SequenceTrainingParts> => ({
  ...said,
  icon: 'play',
  needsTrust: true,
  menus: { [EXPLORER]: { when: named(endingPattern(parallelEndings)), group: `3_train@${order}` } },
  run: async (parts, uri?: vscode.Uri, selected?: unknown, given?: unknown) => {
    const { trainOnParallel } = await import('./parallelTraining');
    return trainOnParallel(parts, model, await givenFiles(uri, selected), isGiven(given) ? given : undefined);
  },
});

export const parallelCommands: Commands<SequenceTrainingParts> = {
  trainSeq2Seq: training(
    {
      title: 'Train Seq2Seq on Parallel Files',
      about: toTranslate('Trains a recurrent model that writes the target texts for the source texts.'),
    },
    'gru',
    7,
  ),
  trainTransformer: training(
    {
      title: 'Train Transformer on Parallel Files',
      about: toTranslate('Trains a transformer that writes the target texts for the source texts.'),
    },
    'transformer',
    8,
  ),
};

const isGiven = (value: unknown): value is GivenParallel => typeof value === 'object' && value !== null;

/** All selected files of the explorer, the one clicked, the active one, or one that the person picks. */
async function givenFiles(uri: vscode.Uri | undefined, selected: unknown): Promise<vscode.Uri[]> {
  const several = Array.isArray(selected) ? selected.filter((one): one is vscode.Uri => one instanceof vscode.Uri) : [];
  if (several.length > 2)
    throw new LabError('INVALID_ARGUMENT', vscode.l10n.t('Select two files: one to read and one to write.'));
  if (several.length === 2) return several;
  return [await meantFile(uri, isParallelText)];
}
