// A network and what it learns from as a folder that trains it with PyTorch or Lightning, on one machine or many.

import { LabError } from '../../../protocol/labError';
import type { RunDocument } from '../../store/runFolder';
import type { NamedTensors } from '../../store/safetensors';
import type { LearnedNetwork, PortableNetwork, Told } from '../../tasks/portableNetwork';
import type { PlannedMaterial } from '../../train/trainingMaterial';
import type { Content } from '../exportFolder';
import { inPython, moduleOf, pythonNetwork } from './classes';
import type { ExportedRecord } from './exportedRecord';
import { pytorchFolder, tensorsFile } from './pytorchFolder';
import { trainingReadme } from './trainingReadme';
import { lightningYaml, slurmScript, torchOptimizer, type PortedTraining } from './trainingSettings';
import batchesCommon from './training/batches_common.py.txt';
import batchesLanguage from './training/batches_language.py.txt';
import batchesMasked from './training/batches_masked.py.txt';
import batchesSequence from './training/batches_sequence.py.txt';
import batchesTags from './training/batches_tags.py.txt';
import batchesTexts from './training/batches_texts.py.txt';
import data from './training/data.py.txt';
import generator from './training/generator.py.txt';
import learning from './training/learning.py.txt';
import main from './training/main.py.txt';
import objectiveLanguage from './training/objective_language.py.txt';
import objectiveMasked from './training/objective_masked.py.txt';
import objectiveSequence from './training/objective_sequence.py.txt';
import objectiveTags from './training/objective_tags.py.txt';
import objectiveTexts from './training/objective_texts.py.txt';
import runFolder from './training/run_folder.py.txt';
import system from './training/system.py.txt';
import train from './training/train.py.txt';
import verifyTraining from './training/verify_training.py.txt';

/** By the kind of the network: how batches are made, and what is made small. */
const KINDS: Readonly<Record<PortableNetwork['kind'], { batches: string; objective: string }>> = {
  texts: { batches: batchesTexts, objective: objectiveTexts },
  tags: { batches: batchesTags, objective: objectiveTags },
  language: { batches: batchesLanguage, objective: objectiveLanguage },
  masked: { batches: batchesMasked, objective: objectiveMasked },
  sequence: { batches: batchesSequence, objective: objectiveSequence },
};

const REQUIREMENTS = 'torch>=1.13\nnumpy\nsafetensors\ntokenizers\n';
const LIGHTNING = `${REQUIREMENTS}# 2.6.2 and 2.6.3 were compromised releases.\nlightning>=2.5,!=2.6.2,!=2.6.3,<2.7\njsonargparse[signatures]>=4.28\n`;

export interface TrainingParts {
  record: ExportedRecord;
  checkpoint: string;
  training: PortedTraining;
  material: PlannedMaterial;
  /** What a training begins with, by the run's names. */
  initial: NamedTensors;
  /** The losses of the first steps without dropout. */
  losses: readonly number[];
  /** What the run of a training says before its first step, by the names of its files. */
  begun: Readonly<Record<string, RunDocument>>;
}

/** Fails with `INVALID_ARGUMENT` for what cannot be expressed, before anything is written. */
export async function* trainingFolder(network: LearnedNetwork, parts: TrainingParts): AsyncGenerator<Content> {
  const { record, checkpoint, training, material, initial, losses, begun } = parts;
  const { nameOf, prefix } = pythonNetwork(network);
  const { kind } = network;
  const settings: Told = {
    seed: record.seed,
    ...{ epochs: material.epochs, steps: material.steps, objective: inPython(withoutEmpty(material.objective)) },
    batches: inPython({ ...material.reading, batches: material.batches }),
    optimizer: torchOptimizer(training.optimizer),
    schedule: inPython(training.schedule),
    ...{ clip_norm: training.clipNorm, clip_value: training.clipValue, early_stopping: training.earlyStopping },
    ...{ has_validation: hasPart(material, 'validation'), monitor: training.monitor, prefix },
    frozen: material.frozen.map(nameOf),
  };
  for await (const content of pytorchFolder(network, { record, checkpoint, training: settings })) {
    const [name, , fraction] = content;
    if (name === 'README.md') yield [name, trainingReadme(record), fraction];
    else if (name === 'requirements.txt') yield [name, LIGHTNING, fraction];
    else yield content;
  }
  yield ['initial.safetensors', tensorsFile(initial, nameOf), 1];
  yield ['data.safetensors', tensorsFile(material.data), 1];
  yield ['steps.json', `${JSON.stringify({ losses })}\n`, 1];
  yield ['generator.py', generator, 1];
  const { batches, objective } = KINDS[kind];
  yield ['batches.py', moduleOf([batchesCommon, batches], 'The batches of the training, as the run makes them.'), 1];
  yield ['objective.py', moduleOf([objective], 'What is made small.'), 1];
  yield ['learning.py', learning, 1];
  yield ['run_folder.py', runFolder, 1];
  for (const [name, content] of Object.entries(begun)) yield [`run/${name}`, content, 1];
  yield ['train.py', train, 1];
  yield ['verify_training.py', verifyTraining, 1];
  yield ['data.py', data, 1];
  yield ['system.py', system, 1];
  yield ['main.py', main, 1];
  yield [
    'experiment.yaml',
    lightningYaml(record, material, {
      hasValidation: hasPart(material, 'validation'),
      patience: training.earlyStopping,
    }),
    1,
  ];
  yield ['train.sbatch', slurmScript, 1];
}

const hasPart = ({ data: tensors }: PlannedMaterial, part: string): boolean =>
  [...tensors].some(([name, { data: values }]) => name.startsWith(`${part}.`) && !name.endsWith('starts') && values.length > 0); // prettier-ignore

const withoutEmpty = (told: Told): Told =>
  Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined && value !== null));

/** Refuses by name what steps elsewhere would not do in the same way. */
export function requirePortable(training: Partial<PortedTraining>): void {
  const refused = (key: string, why: string, advice: string): never => {
    throw new LabError('INVALID_ARGUMENT', `"training.${key}" cannot be expressed in the folder: ${why}. ${advice}`, {
      key: ['training', ...key.split('.')],
    });
  };
  if (training.distill) refused('distill', 'what a teacher says is asked of runs here', 'Leave it out.');
  if (training.compare && training.compare.length > 0) refused('compare', 'one training is written', 'Leave it out.');
  if (training.outputLayer && training.outputLayer.type !== 'full')
    refused('outputLayer', 'a step computes the scores of all tokens there', 'Set it to "full".');
  const { accumulate = 1, averageCheckpoints = 0, earlyStopping = 0 } = training;
  if (accumulate > 1)
    refused('accumulate', 'batches are not added up there', 'Raise "batchSize", and share it among processes.');
  if (averageCheckpoints > 0) refused('averageCheckpoints', 'one checkpoint is kept there', 'Set it to 0.');
  if (training.layerDecay !== undefined && training.layerDecay !== 1)
    refused('layerDecay', 'all layers have one learning rate there', 'Leave it out.');
  if (training.freeze) refused('freeze', 'layers do not thaw there', 'Leave it out.');
  if (training.schedule?.type === 'reduce-on-plateau')
    refused('schedule', '"reduce-on-plateau" hangs on figures that are made here', 'Choose another.');
  if (earlyStopping > 0 && training.monitor !== 'loss')
    refused('earlyStopping', `it watches "${training.monitor}", and the loss alone is judged there`, 'Set "training.monitor" to "loss".'); // prettier-ignore
  const { teacherForcing } = training;
  if (teacherForcing && (teacherForcing.from < 1 || teacherForcing.to < 1))
    refused('teacherForcing', 'the decoder is always given the right token there', 'Leave it out.');
}
