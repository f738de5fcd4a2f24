// Loads Kiwi: the WebAssembly of the npm package kiwi-nlp, and a model that a person has put into a folder. Nothing of it is
// loaded before it is chosen, and nothing is fetched.

import fs from 'node:fs/promises';
import path from 'node:path';
import { LabError } from '../../../protocol/labError';
import { readPlain } from '../../disk/plainFile';
import type { Kiwi } from './kiwi';

type ModelFiles = Record<string, Uint8Array>;

/** Makes an analyser of a model's files; throws whatever it likes where they are no model. */
export type BuildKiwi = (files: ModelFiles) => Promise<Kiwi>;

/** Where a model is to be had, for everybody who lacks one. */
const KIWI_ADVICE =
  'Download kiwi_model_v0.23.0_base.tgz from https://github.com/bab2min/Kiwi/releases, unpack it, and name its folder ' +
  '(the one with sj.morph) in the setting "nlpLab.kiwiModelFolder", in "tokenizer.modelFolder" of the experiment, or ' +
  'with --kiwi-model on the command line.';

const NEEDED = ['sj.morph', 'combiningRule.txt', 'extract.mdl', 'default.dict'];
const LANGUAGE_MODELS = ['cong.mdl', 'sj.knlm'];
const MODEL_FILE = /\.(mdl|dict|txt|morph|knlm)$/;
const MAX_BYTES = 1024 ** 3;
const MAX_DEPTH = 4;

/** By folder: memory of WebAssembly is never given back, and a model takes seconds to load. One for each thread. */
const opened = new Map<string, Promise<Kiwi>>();

/** The analyser of the model in `folder`. Fails with `NOT_FOUND` or `INVALID_FILE`, and says what to do. */
export function openKiwi(folder: string | undefined): Promise<Kiwi> {
  if (folder === undefined || folder === '')
    return Promise.reject(new LabError('NOT_FOUND', `The tokenizer "kiwi" needs Kiwi's model. ${KIWI_ADVICE}`));
  const place = path.resolve(folder);
  const known = opened.get(place);
  if (known) return known;
  const opening = loadKiwi(place);
  opened.set(place, opening);
  opening.catch(() => opened.delete(place)); // the files may come later
  return opening;
}

/** As `openKiwi`, without keeping it; `start` for tests. */
export async function loadKiwi(folder: string, start: () => Promise<BuildKiwi> = startKiwi): Promise<Kiwi> {
  const place = await modelFolderIn(folder, MAX_DEPTH);
  if (place === undefined)
    throw new LabError('NOT_FOUND', `There is no Kiwi model in "${folder}". ${KIWI_ADVICE}`, { file: folder });
  const files = await readModel(place);
  const build = await start();
  try {
    return await build(files);
  } catch (error) {
    // A failure of the WebAssembly is a mere number.
    const message = `Kiwi cannot use the model in "${place}": it is damaged or of another version. ${KIWI_ADVICE}`;
    throw new LabError('INVALID_FILE', message, { file: place }, { cause: error });
  }
}

/** The first folder that holds sj.morph: archives unpack to models/cong/base and the like. */
async function modelFolderIn(folder: string, depth: number): Promise<string | undefined> {
  const entries = await fs.readdir(folder, { withFileTypes: true }).catch(() => []);
  if (entries.some((entry) => entry.isFile() && entry.name === 'sj.morph')) return folder;
  if (depth === 0) return undefined;
  for (const entry of entries.filter((each) => each.isDirectory()).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const found = await modelFolderIn(path.join(folder, entry.name), depth - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function readModel(folder: string): Promise<ModelFiles> {
  const entries = await fs.readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile() && MODEL_FILE.test(entry.name)).map(({ name }) => name);
  const missing = NEEDED.filter((name) => !names.includes(name));
  if (!LANGUAGE_MODELS.some((name) => names.includes(name))) missing.push(LANGUAGE_MODELS.join(' or '));
  if (missing.length > 0)
    throw new LabError('NOT_FOUND', `The Kiwi model in "${folder}" lacks ${missing.join(', ')}. ${KIWI_ADVICE}`, {
      file: folder,
    });
  const files: ModelFiles = {};
  let bytes = 0;
  for (const name of names) {
    const file = path.join(folder, name);
    bytes += (await fs.stat(file)).size;
    if (bytes > MAX_BYTES)
      throw new LabError('INVALID_FILE', `The files in "${folder}" are too large for a Kiwi model.`, { file });
    files[name] = await readPlain(file);
  }
  return files;
}

/** The WebAssembly, without a model. What it builds fails with a mere number where the files are none. */
async function startKiwi(): Promise<BuildKiwi> {
  const { KiwiBuilder } = await import('kiwi-nlp');
  const builder = await KiwiBuilder.create(require.resolve('kiwi-nlp/dist/kiwi-wasm.wasm'));
  return (modelFiles) => builder.build({ modelFiles });
}
