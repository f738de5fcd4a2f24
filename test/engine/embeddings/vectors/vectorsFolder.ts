// A folder for the vectors files that a test writes, what is read from them, and what is refused.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readVectorsFile, type ReadFileOptions } from '../../../../src/engine/embeddings/vectors/readVectorsFile';
import type { VectorSet } from '../../../../src/engine/embeddings/vectors/vectorSet';
import { LabError } from '../../../../src/protocol/labError';

/** Made before the tests of a suite and removed after them. */
export class VectorsFolder {
  path = '';

  constructor() {
    before(() => (this.path = fs.mkdtempSync(path.join(os.tmpdir(), 'vectors-'))));
    after(() => fs.rmSync(this.path, { recursive: true }));
  }

  /** Writes a file; returns its path. */
  put(name: string, content: string | Uint8Array): string {
    const file = path.join(this.path, name);
    fs.writeFileSync(file, content);
    return file;
  }
}

export const read = (file: string, options: Partial<ReadFileOptions> = {}) =>
  readVectorsFile(file, { limit: 0, ...options });

export const wordsOf = ({ words }: VectorSet): string[] =>
  Array.from({ length: words.size }, (_, row) => words.word(row));

/** Fails unless the work fails with `INVALID_DATA`, this message and, where given, this line. */
export const refuses = (work: Promise<unknown>, message: RegExp, line?: number): Promise<void> =>
  assert.rejects(work, (error) => {
    assert.ok(error instanceof LabError, String(error));
    assert.match(error.message, message);
    assert.equal(error.code, 'INVALID_DATA');
    if (line !== undefined) assert.equal(error.place?.line, line);
    return true;
  });
