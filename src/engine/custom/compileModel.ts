// A person's TypeScript file, with the files beside it that it imports, as one program: compiled by esbuild, never run here.

import { createHash } from 'node:crypto';
import path from 'node:path';
import type { BuildFailure, Loader, Message, Plugin } from 'esbuild';
import { LabError } from '../../protocol/labError';
import { readPlain } from '../disk/plainFile';

interface CompiledModel {
  /** A CommonJS module, its source map inside. */
  code: string;
  /** Of each file: its SHA-256, by its path. */
  hashes: ReadonlyMap<string, string>;
}

const MAX_FILE_BYTES = 1_000_000;
const LOADERS: Readonly<Record<string, Loader>> = {
  '.ts': 'ts',
  '.mts': 'ts',
  '.js': 'js',
  '.mjs': 'js',
  '.json': 'json',
};

/**
 * Fails with `INVALID_EXPERIMENT` at the line that is wrong, with `NOT_FOUND`, and with `INVALID_FILE` for what is no file.
 * @param file an absolute path
 */
export async function compileModel(file: string): Promise<CompiledModel> {
  const folder = path.dirname(file);
  const hashes = new Map<string, string>();
  const { build, stop } = await import('esbuild');
  try {
    const { outputFiles } = await build({
      ...{ entryPoints: [file], absWorkingDir: folder, outfile: path.join(folder, 'model.js') },
      ...{ bundle: true, write: false, format: 'cjs', platform: 'neutral', target: 'es2022', charset: 'utf8' },
      ...{ sourcemap: 'inline', sourcesContent: true, tsconfigRaw: '{}', logLevel: 'silent' },
      plugins: [filesBeside(hashes)],
    });
    return { code: outputFiles[0].text, hashes };
  } catch (error) {
    throw faultOf(error, file);
  } finally {
    await stop();
  }
}

/** Imports lead to the library and to files beside this one; what is read is hashed. */
const filesBeside = (hashes: Map<string, string>): Plugin => ({
  name: 'files beside',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /.*/ }, ({ path: asked, kind }) => {
      if (kind === 'entry-point' || /^\.\.?\//.test(asked)) return undefined;
      if (asked === 'nlp-lab') return { path: asked, external: true };
      const text = `"${asked}" cannot be imported here: models are made of "nlp-lab" and of files beside them ("./layers").`;
      return { errors: [{ text }] };
    });
    onLoad({ filter: /.*/ }, async ({ path: file }) => {
      const loader = LOADERS[path.extname(file)];
      const fault = (text: string) => ({ errors: [{ text }] });
      if (!loader) return fault(`"${path.basename(file)}" is neither TypeScript, JavaScript nor JSON.`);
      const bytes = await readPlain(file);
      if (bytes.length > MAX_FILE_BYTES) return fault(`"${path.basename(file)}" has more than a megabyte.`);
      hashes.set(file, createHash('sha256').update(bytes).digest('hex'));
      return { contents: bytes, loader };
    });
  },
});

function faultOf(error: unknown, file: string): unknown {
  const [first] = (error as Partial<BuildFailure>).errors ?? [];
  if (!first) return error;
  const { code } = (first.detail ?? {}) as { code?: string };
  if (code === 'ENOENT' || (/^Could not resolve .*\.(ts|mts|js|mjs)"$/.test(first.text) && !first.location))
    return new LabError('NOT_FOUND', `"${file}" does not exist. Write the model there, or change "model.file".`, {
      file,
    });
  if (first.detail instanceof LabError) return first.detail;
  const more = (error as BuildFailure).errors.length - 1;
  return new LabError(
    'INVALID_EXPERIMENT',
    `${said(first, file)}${more > 0 ? ` (and ${more} more)` : ''}`,
    placeOf(first, file),
  );
}

const said = ({ text, location }: Message, file: string): string => {
  const name = path.basename(location?.file ?? file);
  return location ? `${name}:${location.line}:${location.column + 1}: ${text}` : `${name}: ${text}`;
};

const placeOf = ({ location }: Message, file: string) =>
  location
    ? {
        file: path.resolve(path.dirname(file), location.file),
        ...{ line: location.line, column: location.column + 1, length: Math.max(location.length, 1) },
      }
    : { file };
