// The post-processor stage: special tokens around the tokens of a text.

import type { PostProcessorSpec } from './spec';

/** Ids that stand before and after those of a text. */
export interface Surround {
  before: readonly number[];
  after: readonly number[];
}

/** What a single text is put into. Stages that only concern pairs or offsets have no effect. */
export function createPostProcessor(spec: PostProcessorSpec | null | undefined): Surround {
  if (!spec || spec.type === 'ByteLevel') return { before: [], after: [] };
  if (spec.type === 'Sequence')
    return spec.processors.map(createPostProcessor).reduce(
      (inner, outer) => ({
        before: [...outer.before, ...inner.before],
        after: [...inner.after, ...outer.after],
      }),
      { before: [], after: [] },
    );
  if (spec.type !== 'TemplateProcessing') return { before: [spec.cls[1]], after: [spec.sep[1]] };
  const tokens = new Map(Object.entries(spec.special_tokens));
  const middle = spec.single.findIndex((part) => 'Sequence' in part);
  const idsOf = (parts: typeof spec.single): number[] =>
    parts.flatMap((part) => ('SpecialToken' in part ? (tokens.get(part.SpecialToken.id)?.ids ?? []) : []));
  return { before: idsOf(spec.single.slice(0, Math.max(0, middle))), after: idsOf(spec.single.slice(middle + 1)) };
}
