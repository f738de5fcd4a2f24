// Runs a person's compiled file: for so long, with so many operations, and with what goes wrong told at their line. Apart from the
// library it is given nothing of Node. That keeps mistakes in bounds, not malice: such code is run in trusted folders alone.

import path from 'node:path';
import vm from 'node:vm';
import { LabError } from '../../protocol/labError';
import { GraphError, type Value } from '../graph/value';
import { inTime } from '../text/tokenizers/inTime';
import { libraryFor, libraryNames, type Precision } from './library';
import { personPlaces, SCRIPT, spelledPlace, type PersonPlace } from './personPlaces';
import { requireAllowed } from './permission';

interface Running {
  /** In which the numbers are computed that the file calls float32. */
  precision?: Precision;
  /** How long the code may take each time that something is asked of it. */
  mostMs?: number;
}

const MOST_MS = 10_000;
/** Operations that it may ask for each time. */
const MOST_OPERATIONS = 20_000;
const FRAMES = 100;

export interface PersonCode {
  /** As people know it: `model.ts`. */
  readonly name: string;
  readonly exported: unknown;
  /** In which its numbers are computed. */
  readonly precision: Precision;
  /** Runs what the file has made. Fails with `INVALID_EXPERIMENT` at the line at fault. */
  run<Result>(work: () => Result): Result;
  /** Where in the file a value was made. */
  madeAt(value: Value): PersonPlace | undefined;
  /** What is wrong, where a value was made that is wrong, or with the file as a whole. */
  fault(problem: string, at?: Value): LabError;
}

/**
 * Fails with `INVALID_EXPERIMENT` where the file itself fails, and with `INVALID_ARGUMENT` where no such code may run.
 * @param compiled by `compileModel` @param file from which it was compiled, absolute; it need not be there any more
 */
export function runPersonCode(
  compiled: string,
  file: string,
  { precision = 'float32', mostMs = MOST_MS }: Running = {},
): PersonCode {
  requireAllowed();
  const places = personPlaces(compiled, path.dirname(file));
  const name = path.basename(file);
  let operations = 0;

  const madeAt = (value: Value | undefined): PersonPlace | undefined => value && places.of(value.node.origin.stack);

  function fault(problem: string, place: PersonPlace | undefined): LabError {
    const at = place ? spelledPlace(place) : name;
    return new LabError('INVALID_EXPERIMENT', `${at}: ${problem}`, place ?? { file });
  }

  function run<Result>(work: () => Result): Result {
    const before = Error.stackTraceLimit;
    Error.stackTraceLimit = FRAMES;
    operations = 0;
    try {
      const ended = inTime(work, mostMs);
      if (ended) return ended.value;
    } catch (error) {
      if (error instanceof LabError) throw error;
      const { stack } = error as { stack?: string };
      throw fault(
        saidOf(error),
        places.of(stack) ?? (error instanceof GraphError ? madeAt(error.inputs[0]) : undefined),
      );
    } finally {
      Error.stackTraceLimit = before;
    }
    throw fault(
      `the model was not built within ${mostMs / 1000} seconds, and was stopped. Is there a loop without an end?`,
      undefined,
    );
  }

  const saidOf = (error: unknown): string => {
    if (error instanceof GraphError) return `${error.op}: ${error.problem}.${operandsOf(error)}`;
    const { name: kind, message } = error as { name?: string; message?: string };
    if (message === undefined) return `${String(error)} was thrown.`;
    return kind === undefined || kind === 'Error' ? message : `${kind}: ${message}`;
  };

  const operandsOf = ({ inputs }: GraphError): string => {
    if (inputs.length === 0) return '';
    const each = inputs.map((value) => {
      const place = madeAt(value);
      return `${value.dtype} [${value.shape.join(', ')}]${originOf(value, place)}`;
    });
    return ` The ${each.length === 1 ? 'operand is' : 'operands are'} ${each.join(' and ')}.`;
  };

  const counted = (): void => {
    operations++;
    if (operations > MOST_OPERATIONS)
      throw new Error(`more than ${MOST_OPERATIONS} operations, and no end of them. Is there a loop without an end?`);
  };

  const library = libraryFor({ counted, precision, around: (work) => run(work) });
  const exported = run(() => moduleOf(places.code, library));
  return { name, exported, precision, run, madeAt, fault: (problem, at) => fault(problem, madeAt(at)) };
}

const originOf = ({ node }: Value, place: PersonPlace | undefined): string => {
  const { name } = (node.op === 'input' ? node.attributes : {}) as { name?: string };
  if (name !== undefined) return ` ("${name}")`;
  return place ? ` (made at ${spelledPlace(place)})` : ` (of ${node.op})`;
};

function moduleOf(code: string, library: Readonly<Record<string, unknown>>): unknown {
  const context = vm.createContext({});
  vm.runInContext(`Error.stackTraceLimit = ${FRAMES}`, context);
  const known = new Proxy(library, {
    get: (target, key) => {
      if (typeof key !== 'string' || key in target || key === '__esModule') return target[key as string];
      throw new Error(`"nlp-lab" has no "${key}" for models. There are ${libraryNames.join(', ')}.`);
    },
  });
  const wanted = (asked: string): unknown => {
    if (asked === 'nlp-lab') return known;
    throw new Error(`"${asked}" cannot be imported here.`);
  };
  const run = vm.compileFunction(code, ['module', 'exports', 'require'], {
    filename: SCRIPT,
    parsingContext: context,
  });
  const module: { exports: { default?: unknown } } = { exports: {} };
  run(module, module.exports, wanted);
  return module.exports.default;
}
