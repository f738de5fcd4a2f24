// The encoder that a person's file exports, as one that can be trusted to be what it says: each of its parts is looked at where it
// enters, so that what is wrong is told at their line, not later by what stands on it.

import { LabError } from '../../protocol/labError';
import { byLikeness } from '../../protocol/nearestName';
import { sameShape, type Dim } from '../graph/dims';
import { dependenciesOf } from '../graph/loop';
import { input } from '../graph/ops';
import { topologicalOrder, type Value } from '../graph/value';
import type { Encoded, EncoderTree, TokenInputs } from '../models/encoders/encoded';
import type { Encoder, WrittenEncoder } from '../models/encoders/encoder';
import type { Mode } from '../nn/dropout';
import { bind, listParameters, type Bound, type ParameterSpec, type ParameterTree } from '../nn/parameters';
import type { CustomEncoder, OwnOptions } from './customEncoder';
import type { PersonCode } from './personCode';

/** What the experiment says of the model. */
export interface WrittenUse {
  options: Readonly<Record<string, unknown>>;
  /** The text's vector is the one that the file gives. */
  needsLast: boolean;
  needsAttention: boolean;
}

/** Fails with `INVALID_EXPERIMENT`, as what it gives does. */
export function writtenEncoder(code: PersonCode, use: WrittenUse): WrittenEncoder {
  const { run, fault } = code;
  const definition = definitionOf(code);
  const options = optionsOf(code, definition, use.options);
  return ({ vocabulary, longest }) => {
    const sizes = { vocabulary, longest, options };
    const parameters = guardedTree(
      run(() => definition.parameters(sizes)),
      code,
      vocabulary,
    );
    const encode = (values: Bound<EncoderTree>, inputs: TokenInputs, mode: Mode): Encoded => {
      const encoded = run(() => definition.encode(values, inputs, { ...sizes, mode }));
      requireEncoded(encoded, inputs, use, code);
      return encoded;
    };
    const tried = encode(bind(parameters, code.precision), tokens(), 'inference');
    const width = tried.states.shape[2];
    if (typeof width !== 'number')
      throw fault(`the width of the states must be a number, and is "${width}".`, tried.states);
    return { parameters, width, encode } satisfies Encoder<EncoderTree>;
  };
}

const tokens = (): TokenInputs => ({
  ids: input('ids', 'int32', ['time', 'batch']),
  mask: input('mask', 'bool', ['time', 'batch']),
});

function definitionOf({ exported, fault }: PersonCode): CustomEncoder {
  const definition = exported as Partial<CustomEncoder> | undefined;
  if (typeof definition?.parameters === 'function' && typeof definition.encode === 'function')
    return definition as CustomEncoder;
  throw fault(
    'no encoder is exported. Write "export default customEncoder({ parameters() { ... }, encode() { ... } })"; docs/engine.md has an example.',
  );
}

function optionsOf(
  { name }: PersonCode,
  { options = {} }: CustomEncoder,
  given: Readonly<Record<string, unknown>>,
): OwnOptions {
  const names = Object.keys(options);
  for (const [key, value] of Object.entries(given)) {
    const place = { key: ['model', 'options', key] };
    if (!names.includes(key)) {
      const there = names.length > 0 ? `It has ${names.join(', ')}.` : 'It has none.';
      throw new LabError('INVALID_EXPERIMENT', `${name} has no option "${key}". ${there}`, {
        ...place,
        near: byLikeness(key, names),
      });
    }
    if (typeof value !== typeof options[key])
      throw new LabError(
        'INVALID_EXPERIMENT',
        `The option "${key}" of ${name} is a ${typeof options[key]}, and "model.options.${key}" a ${typeof value}.`,
        place,
      );
  }
  return { ...options, ...(given as OwnOptions) };
}

/** The parameters, each a shape and an initialiser, which runs as the rest of the file does. */
function guardedTree(tree: unknown, { run, fault }: PersonCode, vocabulary: number): EncoderTree {
  const guarded = (entry: unknown, at: string): ParameterSpec | ParameterTree => {
    if (typeof entry !== 'object' || entry === null)
      throw fault(`the parameter "${at}" is ${String(entry)}, and no { shape, initialize }.`);
    const { initialize, shape, frozen } = entry as Partial<ParameterSpec>;
    if (typeof initialize !== 'function')
      return Object.fromEntries(
        Object.entries(entry).map(([name, part]) => [name, guarded(part, at === '' ? name : `${at}.${name}`)]),
      );
    if (!Array.isArray(shape) || !shape.every((length) => Number.isInteger(length) && length > 0))
      throw fault(`the shape of the parameter "${at}" is [${String(shape)}]: it needs whole numbers above 0.`);
    return {
      shape: [...(shape as number[])],
      initialize: (out, wanted, uniform) => run(() => initialize(out, wanted, uniform)),
      ...(frozen ? { frozen } : {}),
    };
  };
  const parameters = guarded(tree, '') as ParameterTree;
  const all = new Map(listParameters(parameters));
  if (all.size === 0) throw fault('"parameters" gives none: there is nothing to learn.');
  const { shape = [] } = all.get('embedding.weight') ?? {};
  if (shape.length !== 2 || shape[0] !== vocabulary)
    throw fault(
      `"parameters" needs the table of token vectors as "embedding": embeddingParameters({ vocabulary, width })${shape.length > 0 ? `; it has [${shape.join(', ')}] and the vocabulary ${vocabulary}` : ''}.`,
    );
  return parameters as EncoderTree;
}

/** A value has been made by an operator; nothing else has a node. */
const isValue = (given: unknown): given is Value => typeof given === 'object' && given !== null && 'node' in given;

function requireEncoded(
  encoded: unknown,
  { ids, added }: TokenInputs,
  use: WrittenUse,
  { fault, precision }: PersonCode,
): void {
  const { states, last, attention } = (encoded ?? {}) as Partial<Encoded>;
  const [time, batch] = ids.shape;
  if (!isValue(states)) throw fault('"encode" must give { states }, the states [time, batch, width] of the tokens.');
  requireShape('states', states, [time, batch, states.shape[2] ?? 'width']);
  if (last !== undefined) {
    if (!isValue(last)) throw fault('"last" must be a value [batch, width].');
    requireShape('last', last, [batch, states.shape[2]]);
  } else if (use.needsLast)
    throw fault(
      '"model.pooling" is "last", and "encode" gives no "last", the vector [batch, width] of a text.',
      states,
    );
  if (use.needsAttention && !attention?.length)
    throw fault(
      '"model.attention" is true, and "encode" gives no "attention", a list of [batch, heads, time, time].',
      states,
    );
  attention?.forEach((weights, layer) =>
    requireShape(`attention[${layer}]`, weights, [batch, weights.shape[1] ?? 'heads', time, time]),
  );
  if (added && !topologicalOrder([states], dependenciesOf).includes(added.node))
    throw fault(
      'the states do not depend on what is added to the token vectors (of pairs, or of characters): begin with readTokens(parameters.embedding, inputs).',
      states,
    );

  function requireShape(name: string, value: Value, wanted: readonly Dim[]): void {
    if (value.dtype === precision && sameShape(value.shape, wanted)) return;
    throw fault(
      `"${name}" is ${value.dtype} [${value.shape.join(', ')}] and must be ${precision} [${wanted.join(', ')}].`,
      value,
    );
  }
}
