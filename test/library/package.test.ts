// The package `nlp-lab` as others use it, on a packed copy in an empty folder.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { packedCopy, type PackedCopy } from './packedCopy';
import { classify, searchOwnModel, typedProgram } from './programs';

/** Every file in the package matches one of these. */
const WANTED: RegExp[] = [
  /^(package\.json|README\.md|LICENSE)$/,
  /^dist\/(cli|service|worker|embeddingThread|decodingThread|heartbeatThread|jschardet|engine)\.js$/,
  /^dist\/(engine\.mjs|THIRD-PARTY\.txt)$/,
  /^dist\/types\/(index\.d\.mts|[\w/]+\.d\.ts)$/,
  /^schemas\/[\w.-]+\.(json|d\.ts)$/,
];

const page = (): string => fs.readFileSync('docs/engine.md', 'utf8');

describe('the package nlp-lab', () => {
  let copy: PackedCopy;
  before(async () => {
    copy = await packedCopy();
  });
  after(() => copy?.remove());

  it('holds what the library and the command line need, and nothing else', () => {
    assert.deepEqual(
      copy.files.filter((file) => !WANTED.some((pattern) => pattern.test(file))),
      [],
    );
    for (const file of ['README.md', 'LICENSE', 'dist/engine.mjs', 'dist/types/index.d.ts'])
      assert.ok(copy.files.includes(file), file);
  });

  it('trains, opens and asks where it is imported', async () => {
    copy.write('imported.tsv', classify.table);
    const output = await copy.node('-e', `import('nlp-lab').then(${classify.program('imported')})`);
    assert.deepEqual(JSON.parse(output), classify.expected);
  });

  it('trains, opens and asks where it is required', async () => {
    copy.write('required.tsv', classify.table);
    const output = await copy.node('-e', `(${classify.program('required')})(require('nlp-lab'))`);
    assert.deepEqual(JSON.parse(output), classify.expected);
  });

  it('is the same library, imported or required', async () => {
    const program = "import('nlp-lab').then(({ LabError }) => console.log(LabError === require('nlp-lab').LabError))";
    assert.equal(await copy.node('-e', program), 'true\n');
  });

  it("searches a model of one's own", async () => {
    copy.write('search.mjs', searchOwnModel.program);
    assert.deepEqual(JSON.parse(await copy.node('search.mjs')), searchOwnModel.expected);
  });

  for (const [resolution, module] of [
    ['node16', 'node16'],
    ['bundler', 'esnext'],
  ])
    it(`has types for a strict program, modules found as by ${resolution}`, async () => {
      const model = /```ts\n([\s\S]*?)```/.exec(page())?.[1];
      assert.ok(model);
      copy.write('typed.mts', typedProgram);
      copy.write('typed.cts', typedProgram);
      copy.write('model.mts', model);
      const tsc = path.resolve('node_modules/typescript/bin/tsc');
      const kind = ['--module', module, '--moduleResolution', resolution];
      const flags = ['--strict', '--noEmit', '--skipDefaultLibCheck', '--target', 'es2022', ...kind];
      const output = await copy
        .node(tsc, ...flags, 'typed.mts', 'typed.cts', 'model.mts')
        .catch((error) => error.stdout);
      assert.equal(output, '');
    });

  it('has a command line', async () => {
    const { version } = JSON.parse(fs.readFileSync('package.json', 'utf8')) as { version: string };
    const cli = path.join(copy.folder, 'node_modules/nlp-lab/dist/cli.js');
    assert.match(await copy.node(cli, '--version'), new RegExp(version.replaceAll('.', '\\.')));
  });

  it('runs the script at the end of docs/engine.md', async () => {
    const script = /```js\n([\s\S]*?)```\s*$/.exec(page())?.[1];
    assert.ok(script, 'docs/engine.md does not end with a script');
    fs.copyFileSync('samples/en/reviews.tsv', path.join(copy.folder, 'reviews.tsv'));
    copy.write('script.mjs', script);
    const lines = (await copy.node('script.mjs')).trimEnd().split('\n');
    assert.match(lines[0], /^\d+ rows of text, label$/);
    assert.match(lines.at(-2) ?? '', /^positive/);
    assert.match(lines.at(-1) ?? '', /^negative/);
  });
});
