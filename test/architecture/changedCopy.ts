// A copy of src/ in which something is added, to measure what an addition costs: type-checked, bundled and run as it is.

import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';

const run = promisify(execFile);

/** What the type check of `npm test` has learned. */
const CHECKED = 'dist/check.tsbuildinfo';

/** The same, of files that lie in the copy instead. */
function knownOfCopy(name: string): string {
  const known = JSON.parse(fs.readFileSync(CHECKED, 'utf8')) as { fileNames: string[] };
  const moved = (file: string): string =>
    file.startsWith('../src/') ? `./${name}/${file.slice('../'.length)}` : `../${file}`;
  return JSON.stringify({ ...known, fileNames: known.fileNames.map(moved) });
}

export type ChangedCopy = ReturnType<typeof changedCopy>;

/** Calls the command line in a folder, and gives what it prints. */
export type CommandLine = (cwd: string, ...args: string[]) => Promise<string>;

/** @param name the copy's folder below dist/copies, made anew; what the type check learned there is kept for the next time */
export function changedCopy(name: string) {
  const folder = path.join('dist', 'copies', name);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.cpSync('src', path.join(folder, 'src'), { recursive: true });
  const tsconfig = { extends: '../../../tsconfig.json', include: ['src'], exclude: ['src/engine/*/kernels'] };
  fs.writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));

  return {
    folder,

    /** A new file. @param source where its text is now */
    add(file: string, source: string): void {
      fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      fs.copyFileSync(source, path.join(folder, file), fs.constants.COPYFILE_EXCL);
    },

    /** A line at the end of a file. */
    append(file: string, line: string): void {
      fs.accessSync(path.join(folder, file));
      fs.appendFileSync(path.join(folder, file), `${line}\n`);
    },

    /** A line before the first one that begins so. */
    insert(file: string, before: string, line: string): void {
      const lines = fs.readFileSync(path.join(folder, file), 'utf8').split('\n');
      const at = lines.findIndex((one) => one.startsWith(before));
      if (at < 0) throw new Error(`${file} has no line that begins with ${before}`);
      fs.writeFileSync(path.join(folder, file), lines.toSpliced(at, 0, line).join('\n'));
    },

    /** What the compiler has to say, nothing where all is well. What it knows already of files that are as in src/ it checks no more. */
    async typeErrors(): Promise<string> {
      const known = `${folder}.tsbuildinfo`;
      if (!fs.existsSync(known) && fs.existsSync(CHECKED)) fs.writeFileSync(known, knownOfCopy(name));
      const flags = ['-p', folder, '--noEmit', '--incremental', '--tsBuildInfoFile', known];
      return run(process.execPath, ['node_modules/typescript/bin/tsc', ...flags]).then(
        ({ stdout }) => stdout,
        (failure: { stdout: string }) => failure.stdout,
      );
    },

    /** The command line with its worker. */
    async commandLine(): Promise<CommandLine> {
      await build({
        entryPoints: { cli: `${folder}/src/cli/main.ts`, worker: `${folder}/src/engine/worker.ts` },
        outdir: `${folder}/dist`,
        ...{ bundle: true, platform: 'node', format: 'cjs', logLevel: 'error' },
        external: ['onnxruntime-node', 'kiwi-nlp', 'kiwi-nlp/dist/kiwi-wasm.wasm'],
        alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
        define: { 'process.env.NLP_LAB_VERSION': '"copy"' },
      });
      fs.copyFileSync('package.json', path.join(folder, 'package.json')); // has the version
      const cli = path.resolve(folder, 'dist/cli.js');
      return async (cwd, ...args) => (await run(process.execPath, [cli, ...args], { cwd })).stdout;
    },
  };
}
