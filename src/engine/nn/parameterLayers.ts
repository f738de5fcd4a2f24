// Which layer of its model a parameter belongs to. Layers count from below: 0 is what reads tokens, then come the layers of the encoder,
// then those of a decoder, and last what answers. The names say it, which are alike in all models: those of PyTorch's layers.

/** Vectors of tokens and of their places, of either side, and what is added to them; and what reads pictures. */
const READS =
  /^pictures\.|^((source|target)_)?(embedding|positions|segments|token_types|embedding_norm|embedding_projection|features|idf)\./;

/** A layer of a stack by its number: of `layers.2.norm1.weight` and `weight_ih_l2_reverse`. */
const NUMBERED = /(?:^|\.)layers\.(\d+)\.|_l(\d+)(?:_reverse)?$/;

/** What stands at the end of a stack, or belongs to no layer of it. */
const OF_STACK = /^(?:encoder\.|decoder\.|recurrent\.)?norm\./;

export interface ParameterLayers {
  /** By name. */
  readonly of: ReadonlyMap<string, number>;
  /** Of what answers: how many layers are below it. */
  readonly top: number;
}

/** @param names dotted names of a model's parameters */
export function parameterLayers(names: readonly string[]): ParameterLayers {
  const isDecoder = (name: string): boolean => name.startsWith('decoder.');
  const numberOf = (name: string): number | undefined => {
    const found = READS.test(name) ? null : NUMBERED.exec(name);
    return found ? Number(found[1] ?? found[2]) : undefined;
  };
  const countOf = (own: readonly string[]): number =>
    own.reduce((most, name) => Math.max(most, (numberOf(name) ?? -1) + 1), 0);
  const lower = countOf(names.filter((name) => !isDecoder(name)));
  const upper = countOf(names.filter(isDecoder));
  const top = 1 + lower + upper;
  const layerOf = (name: string): number => {
    if (READS.test(name)) return 0;
    const number = numberOf(name);
    const below = isDecoder(name) ? 1 + lower : 1;
    if (number !== undefined) return below + number;
    if (OF_STACK.test(name)) return below + (isDecoder(name) ? upper : lower) - 1;
    return top;
  };
  return { of: new Map(names.map((name) => [name, layerOf(name)])), top };
}

/** What of a model's parameters is read from its data, or is no part of the encoder. */
const NOT_ENCODER = /^(target_|features\.|idf\.|pictures\.)/;

/**
 * The parameters of a model's encoder under the names that they have where the encoder stands alone: `layers.0.norm1.weight` is that of
 * `encoder.layers.0.norm1.weight`, and of `decoder.layers.0.norm1.weight` where a decoder is all there is.
 * @returns by those names, the model's own
 */
export function encoderNames(names: readonly string[]): ReadonlyMap<string, string> {
  const { of, top } = parameterLayers(names);
  const has = (start: string): boolean => names.some((name) => name.startsWith(start));
  const [hasSource, hasEncoder] = [has('source_'), has('encoder.')];
  const alone = (name: string): string | undefined => {
    if (of.get(name) === top) return undefined;
    if (!hasSource && name.startsWith('target_embedding.')) return name.replace('target_', '');
    if (NOT_ENCODER.test(name)) return undefined;
    if (name.startsWith('decoder.')) return hasEncoder ? undefined : name.replace('decoder.', '');
    return name
      .replace(/^source_/, '')
      .replace(/^encoder\.(?=layers\.|norm\.)/, '')
      .replace(/^encoder\./, 'recurrent.');
  };
  return new Map(names.flatMap((name) => (alone(name) === undefined ? [] : [[String(alone(name)), name] as const])));
}
