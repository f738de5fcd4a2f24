// The file of a model that a person wrote, on its way from where it lies into a run, and out of it again.

import path from 'node:path';
import type { WrittenFile } from '../models/family';
import type { WrittenEncoder } from '../models/encoders/encoder';
import { compileModel } from './compileModel';
import { requireAllowed } from './permission';
import { runPersonCode, type PersonCode } from './personCode';
import { writtenEncoder, type WrittenUse } from './writtenEncoder';

/** The compiled file in a run, its sources inside. */
const MODEL_FILE = 'model.js';

/** What trains or opens a model knows of its options. */
export interface WrittenModel {
  written?: WrittenFile;
  pooling?: string;
  attends: boolean;
}

interface ReadWritten {
  written?: WrittenEncoder;
  /** Files of the run, by name. */
  documents: Readonly<Record<string, string>>;
  /** SHA-256 of what was compiled, by path relative to the experiment. */
  hashes: Readonly<Record<string, string>>;
  /** Absolute paths of what was compiled. */
  files: readonly string[];
}

const useOf = ({ written, pooling, attends }: WrittenModel): WrittenUse => ({
  options: written?.options ?? {},
  needsLast: pooling === 'last',
  needsAttention: attends,
});

/** What a run keeps of the file, where a person wrote the model. Fails as `compileModel` and `writtenEncoder`. */
export async function readWritten(model: WrittenModel, baseFolder: string): Promise<ReadWritten> {
  const { written } = model;
  if (!written) return { documents: {}, hashes: {}, files: [] };
  requireAllowed();
  const file = path.resolve(baseFolder, written.file);
  const { code, hashes } = await compileModel(file);
  const relative = [...hashes].map(([each, hash]) => [path.relative(baseFolder, each), hash]);
  return {
    written: writtenEncoder(runPersonCode(code, file), useOf(model)),
    ...{ documents: { [MODEL_FILE]: code }, hashes: Object.fromEntries(relative), files: [...hashes.keys()] },
  };
}

/** The code of a model in double precision, to look at its gradients. Fails as `compileModel` and `runPersonCode`. */
export async function readForCheck(written: WrittenFile, baseFolder: string): Promise<PersonCode> {
  requireAllowed();
  const file = path.resolve(baseFolder, written.file);
  return runPersonCode((await compileModel(file)).code, file, { precision: 'float64' });
}

/** The encoder of a run, as its file was when the run began. */
export function writtenOfRun(
  model: WrittenModel,
  baseFolder: string,
  read: (name: string) => { text: string },
): WrittenEncoder | undefined {
  const { written } = model;
  if (!written) return undefined;
  const code = runPersonCode(read(MODEL_FILE).text, path.resolve(baseFolder, written.file));
  return writtenEncoder(code, useOf(model));
}
