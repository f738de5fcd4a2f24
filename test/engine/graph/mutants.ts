// Proof that the operator table can fail (`npm run test:mutants`): every gradient and lifting rule is made wrong in each
// of several ways, and the checks of its row must notice every time. Also one known race, which the check of threads
// must see. Prints the score; exit code 1 when a mutant survives.

import {
  noGradient,
  noLift,
  type Cotangents,
  type GradientRule,
  type Operator,
} from '../../../src/engine/graph/operators/operator';
import { figure } from '../../../scripts/test/figures.mjs';
import { OPERATORS } from '../../../src/engine/graph/operators';
import { sizeOf } from '../../../src/engine/graph/dims';
import { isFloat, type Value } from '../../../src/engine/graph/value';
import { checkSample, checkThreads } from './operatorChecks';
import { checkLoop } from './operatorLoops';
import { COMPUTED_ROWS, type AnyRow } from './operatorSamples';
import { seedOf } from '../../support/seed';

const SEED = seedOf(20260);

type AnyOperator = Operator<unknown>;
type Rule = GradientRule<unknown>;

interface Mutant {
  name: string;
  /** The operator made wrong; `acted` is to be called when the change makes a difference. */
  make(original: AnyOperator, acted: () => void): AnyOperator;
  check(op: string, row: AnyRow): Promise<void>;
}

async function checkGradients(op: string, row: AnyRow): Promise<void> {
  for (const [index, sample] of row.samples.entries()) await checkSample(op, row, sample, 'fixed', SEED + index);
}

async function checkLoops(op: string, row: AnyRow): Promise<void> {
  for (const [index, sample] of row.samples.entries())
    if (!sample.operands.some(({ transposed, shape }) => transposed || shape.includes(0)))
      await checkLoop(op, sample, SEED + index);
}

/** A rule whose cotangents are changed afterwards. */
function changing(name: string, change: (cotangents: Cotangents, rule: Rule) => Cotangents | undefined): Mutant {
  return {
    name,
    check: checkGradients,
    make: (original, acted) => ({
      ...original,
      gradient(rule) {
        const right = original.gradient(rule);
        const wrong = change(right, rule);
        if (wrong) acted();
        return wrong ?? right;
      },
    }),
  };
}

const each =
  (change: (cotangent: Value, rule: Rule) => Value) =>
  (cotangents: Cotangents, rule: Rule): Cotangents =>
    cotangents.map((cotangent) => cotangent && change(cotangent, rule));

const only =
  (operand: number, change: (cotangent: Value, rule: Rule) => Value | undefined) =>
  (cotangents: Cotangents, rule: Rule): Cotangents | undefined =>
    cotangents[operand] && cotangents.map((cotangent, i) => (i === operand ? change(cotangent!, rule) : cotangent));

const negated = (cotangent: Value, { o }: Rule): Value => o.neg(cotangent);
const scaled = (cotangent: Value, { o }: Rule): Value => o.mul(cotangent, 1.01);

const GRADIENT_MUTANTS: readonly Mutant[] = [
  changing('sign', each(negated)),
  changing('factor 1.01', each(scaled)),
  ...[0, 1, 2].flatMap((operand) => [
    changing(
      `operand ${operand} dropped`,
      only(operand, () => undefined),
    ),
    changing(`sign of operand ${operand}`, only(operand, negated)),
    changing(`factor 1.01 of operand ${operand}`, only(operand, scaled)),
  ]),
  ...[
    [0, 1],
    [1, 2],
    [0, 2],
  ].map(([a, b]) =>
    changing(`operands ${a} and ${b} exchanged`, (cotangents) =>
      cotangents[a] && cotangents[b] ? cotangents.with(a, cotangents[b]).with(b, cotangents[a]) : undefined,
    ),
  ),
  {
    name: 'broadcast not undone',
    check: checkGradients,
    make: (original, acted) => ({
      ...original,
      gradient: (rule) => original.gradient({ ...rule, o: { ...rule.o, sumTo: (gradient) => (acted(), gradient) } }),
    }),
  },
];

const PASSED_THROUGH: Mutant = {
  name: 'a gradient where there is none',
  check: checkGradients,
  make: (original, acted) => ({ ...original, gradient: (rule) => (acted(), [rule.g]) }),
};

const LIFTED: Mutant = {
  name: 'lifted result times 1.01',
  check: checkLoops,
  make: (original, acted) => ({
    ...original,
    lift(lifting) {
      const right = original.lift(lifting);
      if (!right?.every(({ dtype }) => isFloat(dtype))) return right;
      acted();
      // The rule's own operator is left out of the change, or it would lift itself for ever.
      return right.map((value) => lifting.o.add(value, lifting.o.mul(lifting.o.exp(lifting.o.mul(value, 0)), 0.01)));
    },
  }),
};

/** ScatterND with addition loses updates when indices repeat and several threads run. */
const RACING: Mutant = {
  name: 'ScatterND with addition',
  // Threads do not meet every time, least of all on a busy machine.
  async check(op, row) {
    for (let attempt = 0; attempt < 10; attempt++) await checkThreads(op, row, SEED + attempt);
  },
  make: (original, acted) => ({
    ...original,
    emit(e, node, attributes, [ids, rows]) {
      acted();
      const [idsValue, rowsValue] = node.inputs;
      const { rowCount } = attributes as { rowCount: number };
      const count = sizeOf(idsValue.shape);
      const width = rowsValue.shape[rowsValue.shape.length - 1];
      const zeros = e.node('Expand', [e.constant(rowsValue.dtype, [], [0]), e.shape([rowCount, width])]);
      const long = e.node('Cast', [ids], { to: 7 });
      const operands = [zeros, e.reshape(long, [count, 1]), e.reshape(rows, [count, width])];
      return [e.node('ScatterND', operands, { reduction: 'add' })];
    },
  }),
};

function mutantsOf(op: string, { gradient, lift }: AnyOperator): Mutant[] {
  const mutants: Mutant[] = gradient === noGradient ? (op === 'sign' ? [PASSED_THROUGH] : []) : [...GRADIENT_MUTANTS];
  if (lift !== noLift) mutants.push(LIFTED);
  if (op === 'scatterRows') mutants.push(RACING);
  return mutants;
}

async function main(): Promise<void> {
  const table = OPERATORS as unknown as Record<string, AnyOperator>;
  let caught = 0;
  const survivors: string[] = [];
  for (const [op, row] of COMPUTED_ROWS) {
    const original = table[op];
    const mutants = mutantsOf(op, original);
    let [tried, noticed] = [0, 0];
    for (const { name, make, check } of mutants) {
      let acts = false;
      table[op] = make(original, () => (acts = true));
      const failed = await check(op, row).then(
        () => false,
        () => true,
      );
      table[op] = original;
      if (!acts) continue; // the rule has no such term
      tried++;
      if (failed) noticed++;
      else survivors.push(`${op}: ${name}`);
    }
    caught += noticed;
    if (tried > 0) console.log(`${op.padEnd(22)} ${noticed} of ${tried}`);
  }
  figure(`${caught} of ${caught + survivors.length} mutants caught (seed ${SEED})`);
  for (const survivor of survivors) console.log(`survived: ${survivor}`);
  process.exitCode = survivors.length > 0 ? 1 : 0;
}

void main();
