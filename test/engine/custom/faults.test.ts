// What is wrong with models that people write is told at their line, before anything is read, and nothing else comes to harm.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { compileModel } from '../../../src/engine/custom/compileModel';
import { setPermission } from '../../../src/engine/custom/permission';
import { runPersonCode } from '../../../src/engine/custom/personCode';
import { tryEncoder } from '../../../src/engine/custom/tryEncoder';
import { writtenEncoder } from '../../../src/engine/custom/writtenEncoder';
import { LabError } from '../../../src/protocol/labError';

const IMPORTS =
  "import { customEncoder, embeddingParameters, linear, linearParameters, ops, ownOperator, readTokens } from 'nlp-lab';";
const TABLE = 'embedding: embeddingParameters({ vocabulary, width: 4 })';

/** A model on lines 2 to 6, its `encode` on lines 4 and 5. */
const model = (encode: string, parameters = TABLE): string =>
  `${IMPORTS}
export default customEncoder({
  parameters: ({ vocabulary }) => ({ ${parameters} }), encode(p, inputs) {
    const x = readTokens(p.embedding, inputs);
${encode}
  } });`;

/** What is written, where it is at fault (line and column), and how that is said. */
const FAULTS: [name: string, text: string, place: [number?, number?], said: RegExp][] = [
  ['throws', "const a: number = 1;\nthrow new TypeError('no ' + a);", [2, 7], /^model\.ts:2:7: TypeError: no 1$/],
  ['throws a string', "throw 'up';", [], /^model\.ts: up was thrown\.$/],
  ['is no TypeScript', 'export default {\n  a: ;', [2, 6], /^model\.ts:2:6: Unexpected ";"$/],
  ['imports from Node', "import fs from 'node:fs';\nexport default fs;", [1, 16], /"node:fs" cannot be imported here/],
  ['asks for what is not there', "import { lstm } from 'nlp-lab';\nlstm();", [2, 1], /"nlp-lab" has no "lstm" for models/],
  ['requires by a computed name', "export default require('f' + 's');", [1, 24], /"fs" cannot be imported here/],
  ['has no process', 'export default process.env;', [1, 16], /ReferenceError: process is not defined/],
  ['exports nothing', 'export const a = 1;', [], /no encoder is exported/],
  ['has no parameters', model('return { states: x };', ''), [], /"parameters" gives none/],
  ['has no token vectors', model('return {};', 'a: linearParameters({ inputs: 2, outputs: 2 })'), [], /needs the table of token vectors/],
  ['has a parameter without a shape', model('return {};', `${TABLE}, a: 3`), [], /the parameter "a" is 3/],
  ['has a parameter of length 0', model('return {};', `${TABLE}, a: { shape: [0], initialize() {} }`), [], /"a" is \[0\]/],
  ['has widths that do not fit', model('return { states: linear(p.a, x) };', `${TABLE}, a: linearParameters({ inputs: 5, outputs: 3 })`), [5, 18], /inner axes differ: 4 and 5.*\[time, batch, 4\] \(made at model\.ts:4:15\).*\("a\.weight"\)/],
  ['gives no states', model('return x;'), [], /must give \{ states \}/],
  ['gives states of another shape', model('return { states: ops.sum(x, [0]) };'), [5, 22], /"states" is float32 \[batch, 4\] and must be float32 \[time, batch, width\]/],
  ['gives a last of another width', model('const last = ops.sum(x, [0, 2]);\nreturn { states: x, last };'), [5, 18], /"last" is float32 \[batch\] and must be/],
  ['loops', model('for (;;);'), [], /was not built within 0\.3 seconds/],
  ['asks for operations without an end', model('let y = x; for (;;) y = ops.add(y, 1);'), [5, 29], /more than 20000 operations/],
  ['calls itself without an end', 'const f = (): number => f() + 1;\nexport default f();', [1, 27], /Maximum call stack size exceeded/],
  ['has an operator whose gradient has another shape', model("const f = ownOperator('f', { forward: (a) => ops.mul(a, 2), backward: (g) => [ops.sum(g, [0])] });\nreturn { states: f(x) };"), [5, 83], /f: "backward" gives float32 \[batch, 4\] as the cotangent/],
  ['has an operator whose gradient fails', model("const f = ownOperator('f', { forward: (a) => a,\nbackward: (g, { operands: [, b] }) => [b.shape as never] });\nreturn { states: f(x) };"), [6, 42], /TypeError: Cannot read properties of undefined/],
]; // prettier-ignore

async function inFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-model-'));
  try {
    await body(folder);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

async function built(file: string, options = {}, mostMs = 100_000): Promise<void> {
  const { code } = await compileModel(file);
  const use = { options, needsLast: false, needsAttention: false };
  tryEncoder(writtenEncoder(runPersonCode(code, file, { mostMs }), use));
}

describe('a model that somebody wrote and that', () => {
  for (const [name, text, [line, column], said] of FAULTS)
    it(`${name} is told so`, () =>
      inFolder(async (folder) => {
        const file = path.join(folder, 'model.ts');
        fs.writeFileSync(file, text);
        const limit = Error.stackTraceLimit;
        await assert.rejects(built(file, {}, name === 'loops' ? 300 : undefined), (error) => {
          assert.ok(error instanceof LabError, String(error));
          assert.match(error.message, said);
          assert.equal(error.code, 'INVALID_EXPERIMENT');
          assert.deepEqual([error.place?.file, error.place?.line, error.place?.column], [file, line, column]);
          return true;
        });
        assert.equal(Error.stackTraceLimit, limit);
      }));

  it('is right builds, with files beside it', () =>
    inFolder(async (folder) => {
      const file = path.join(folder, 'model.ts');
      fs.writeFileSync(
        path.join(folder, 'half.ts'),
        "import { ops } from 'nlp-lab';\nexport const half = (x) => ops.mul(x, 0.5);",
      );
      fs.writeFileSync(file, `import { half } from './half';\n${model('return { states: half(x) };')}`);
      await built(file);
      const { hashes } = await compileModel(file);
      assert.deepEqual([...hashes.keys()].map((each) => path.basename(each)).sort(), ['half.ts', 'model.ts']);
    }));

  it('is at fault in a file beside it is told where', () =>
    inFolder(async (folder) => {
      const file = path.join(folder, 'model.ts');
      fs.writeFileSync(path.join(folder, 'half.ts'), "\n\nthrow new Error('half');\nexport const half = 1;");
      fs.writeFileSync(file, "import { half } from './half';\nexport default half;");
      await assert.rejects(built(file), { message: 'half.ts:3:7: half' });
    }));

  it('is not there is told so', () =>
    inFolder((folder) =>
      assert.rejects(built(path.join(folder, 'model.ts')), { code: 'NOT_FOUND', message: /model\.ts" does not exist/ }),
    ));

  it('is given options that it does not have, or of other types, is told so', () =>
    inFolder(async (folder) => {
      const file = path.join(folder, 'model.ts');
      fs.writeFileSync(
        file,
        model('return { states: x };').replace('customEncoder({', 'customEncoder({ options: { width: 3 },'),
      );
      await built(file, { width: 5 });
      await assert.rejects(built(file, { widht: 5 }), {
        message: 'model.ts has no option "widht". It has width.',
        place: { key: ['model', 'options', 'widht'], near: ['width'] },
      });
      await assert.rejects(built(file, { width: '5' }), { message: /"width" of model\.ts is a number/ });
    }));

  it('nobody has allowed to run does not run', () =>
    inFolder(async (folder) => {
      const file = path.join(folder, 'model.ts');
      fs.writeFileSync(file, "throw new Error('it ran');");
      setPermission(false);
      try {
        await assert.rejects(built(file), { code: 'INVALID_ARGUMENT', message: /in trusted folders alone/ });
      } finally {
        setPermission(true);
      }
    }));
});
