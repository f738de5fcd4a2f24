// Opens an analyser with a model that a person has put into a folder. Nothing of it is loaded before it is chosen, and nothing is
// fetched.

import path from 'node:path';
import { analyserOf, modelFolderKey, type MorphemeTokenizerType } from '../../../../protocol/analysers/analysers';
import { LabError } from '../../../../protocol/labError';
import type { Analyser, AnalyserModel } from './analyser';
import { modelFolderIn, readModel } from './modelFiles';
import { MODELS } from './models';

/** By type and folder: memory of WebAssembly is never given back, and a model takes seconds to load. One for each thread. */
const opened = new Map<string, Promise<Analyser>>();

/** The analyser of the model in `folder`. Fails with `NOT_FOUND` or `INVALID_FILE`, and says what to do. */
export function openAnalyser(type: MorphemeTokenizerType, folder: string | undefined): Promise<Analyser> {
  if (folder === undefined || folder === '') {
    const { name, needs } = analyserOf(type);
    const message = `The tokenizer "${type}" needs ${name}'s ${needs}. ${adviceOf(type)}`;
    return Promise.reject(new LabError('NOT_FOUND', message));
  }
  const place = path.resolve(folder);
  const key = `${type} ${place}`;
  const known = opened.get(key);
  if (known) return known;
  const opening = loadAnalyser(type, place);
  opened.set(key, opening);
  opening.catch(() => opened.delete(key)); // the files may come later
  return opening;
}

/** As `openAnalyser`, without keeping it; `start` for tests. */
export async function loadAnalyser(
  type: MorphemeTokenizerType,
  folder: string,
  start: AnalyserModel['start'] = MODELS[type].start,
): Promise<Analyser> {
  const { name, needs } = analyserOf(type);
  const advice = adviceOf(type);
  const place = await modelFolderIn(folder, MODELS[type].mark);
  if (place === undefined)
    throw new LabError('NOT_FOUND', `There is no ${name} ${needs} in "${folder}". ${advice}`, { file: folder });
  const files = await readModel(place, MODELS[type], { noun: `${name} ${needs}`, advice });
  const build = await start();
  try {
    return { type, analyse: await build(files) };
  } catch (error) {
    const message = `${name} cannot use the ${needs} in "${place}": it is damaged or of another version. ${advice}`;
    throw new LabError('INVALID_FILE', message, { file: place }, { cause: error });
  }
}

/** Where a model is to be had, for everybody who lacks one. */
function adviceOf(type: MorphemeTokenizerType): string {
  const { getIt, mark } = MODELS[type];
  return (
    `${getIt}, and name its folder (the one with ${mark}) in the setting "nlpLab.${modelFolderKey(type)}", in ` +
    `"tokenizer.modelFolder" of the experiment, or with --${type}-model on the command line.`
  );
}
