// A score for each tag of each token: a linear layer on the states, whatever made them. A softmax over the scores takes each token by
// itself; a linear chain (`nn/linearChain`) takes whole sequences.

import { mark } from '../../graph/marks';
import { add, equal, not, select } from '../../graph/ops';
import type { Value } from '../../graph/value';
import { dropout, type Mode } from '../../nn/dropout';
import { linear, linearParameters } from '../../nn/linear';
import { taughtLoss, type TaughtOptions } from '../../nn/distillation';
import { chainLoss, linearChainParameters, logMarginals, maskedChain, type ChainMask } from '../../nn/linearChain';
import { crossEntropy } from '../../nn/losses';
import type { Bound } from '../../nn/parameters';
import type { Encoded } from '../encoders/encoded';
import { attributeParameters, type AttributeSizes } from '../tokenAttributes';

export const TAG_HEADS = ['softmax', 'crf'] as const;

export type TagHeadType = (typeof TAG_HEADS)[number];

/** The number of a tag that does not count: padding, and tags that the model does not know. */
export const NO_TAG = -100;

type TagTree = {
  output: ReturnType<typeof linearParameters>;
  chain?: ReturnType<typeof linearChainParameters>;
  attributes?: ReturnType<typeof attributeParameters>;
};

/** What a teacher says of the tags, and how much that counts. */
interface TaughtTags {
  teacher: Value;
  options: TaughtOptions;
}

export interface TagHead {
  readonly parameters: TagTree;
  /** -> [time, batch, tags] @param attributes what those of the tokens say, which is added */
  emissions(parameters: Bound<TagTree>, encoded: Encoded, mode: Mode, attributes?: Value): Value;
  /** The transitions of a linear chain, [tags, tags], with what may not be made improbable; undefined where there is none. */
  chain(parameters: Bound<TagTree>): Value | undefined;
  /**
   * The mean of −log p over the tokens of a batch.
   * @param tags [time, batch] int32, `NO_TAG` at padding; of a chain every token has one, or with a teacher none of a sentence
   * @param mask [time, batch] @param taught with a teacher: its scores of the tags, [time, batch, tags]
   */
  loss(parameters: Bound<TagTree>, emissions: Value, tags: Value, mask: Value, taught?: TaughtTags): Value;
}

export interface TagHeadOptions {
  head: TagHeadType;
  /** Share of the states' values dropped while training. */
  dropout: number;
}

/** @param sizes `width` of the states; `allowed`: which tags may be where, of a chain; `attributes` of models that read some */
export function tagHead(
  { head, dropout: rate }: TagHeadOptions,
  {
    width,
    tags,
    allowed,
    attributes,
  }: { width: number; tags: number; allowed: ChainMask; attributes?: AttributeSizes },
): TagHead {
  const output = linearParameters({ inputs: width, outputs: tags });
  return {
    parameters: {
      output,
      ...(head === 'crf' && { chain: linearChainParameters({ tags }) }),
      ...(attributes && { attributes: attributeParameters(attributes, tags) }),
    },
    emissions(p, { states }, mode, said) {
      const scores = linear(p.output, dropout(states, { rate, stream: 'states', mode }));
      return mark(said ? add(scores, said) : scores, {
        ...{ name: 'emissions', layer: { kind: 'output' }, axes: ['time', 'batch', 'class'] },
      });
    },
    chain: (p) =>
      p.chain &&
      mark(maskedChain(p.chain, allowed).transitions, {
        ...{ name: 'transitions', layer: { kind: 'chain' }, axes: ['class', 'class'] },
      }),
    loss(p, emissions, path, mask, taught) {
      const chain = p.chain && maskedChain(p.chain, allowed);
      const known = taught && not(equal(select(path, 0, 0), NO_TAG)); // [batch]
      const right = chain
        ? chainLoss(chain, emissions, path, mask, known)
        : crossEntropy(emissions, path, { ignore: NO_TAG });
      if (!taught) return right;
      const logits = chain ? logMarginals(chain, emissions, mask) : emissions;
      return taughtLoss(right, { logits, teacher: taught.teacher, counts: mask }, taught.options);
    },
  };
}
