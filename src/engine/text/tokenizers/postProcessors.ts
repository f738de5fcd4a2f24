// The post-processor stage: special tokens around the tokens of a text, and places without the spaces of tokens.

import { widthAt } from './pieces';
import type { PostProcessorSpec } from './spec';

/** Ids that stand before and after those of a text, and how the places of these are trimmed, in order. */
export interface Surround {
  before: readonly number[];
  after: readonly number[];
  trims: readonly Trim[];
}

export interface Trim {
  /** The first token begins with a space that is not in the text. */
  prefixed: boolean;
}

const nothing: Surround = { before: [], after: [], trims: [] };

/** What a single text is put into. Stages that only concern pairs have no effect. */
export function createPostProcessor(spec: PostProcessorSpec | null | undefined): Surround {
  switch (spec?.type) {
    case undefined:
      return nothing;
    case 'ByteLevel':
      return { ...nothing, trims: trimsOf(spec) };
    case 'BertProcessing':
      return { before: [spec.cls[1]], after: [spec.sep[1]], trims: [] };
    case 'RobertaProcessing':
      return { before: [spec.cls[1]], after: [spec.sep[1]], trims: trimsOf(spec) };
    case 'TemplateProcessing':
      return template(spec);
    case 'Sequence':
      return spec.processors.map(createPostProcessor).reduce(
        (inner, outer) => ({
          before: [...outer.before, ...inner.before],
          after: [...inner.after, ...outer.after],
          trims: [...inner.trims, ...outer.trims],
        }),
        nothing,
      );
  }
}

function trimsOf({
  trim_offsets: trims,
  add_prefix_space: prefixed,
}: {
  trim_offsets: boolean;
  add_prefix_space: boolean;
}): Trim[] {
  return trims ? [{ prefixed }] : [];
}

function template({ single, special_tokens }: Extract<PostProcessorSpec, { type: 'TemplateProcessing' }>): Surround {
  const tokens = new Map(Object.entries(special_tokens));
  const middle = single.findIndex((part) => 'Sequence' in part);
  const idsOf = (parts: typeof single): number[] =>
    parts.flatMap((part) => ('SpecialToken' in part ? (tokens.get(part.SpecialToken.id)?.ids ?? []) : []));
  return { before: idsOf(single.slice(0, Math.max(0, middle))), after: idsOf(single.slice(middle + 1)), trims: [] };
}

const spaceOrItsByte = /^[\p{White_Space}\u0120]$/u;

/** So many characters behind a place, or before it, but not beyond `bound`. */
function stepped(text: string, at: number, characters: number, bound: number): number {
  for (let i = 0; i < characters && at < bound; i++) at += widthAt(text, at);
  return Math.min(at, bound);
}

function steppedBack(text: string, at: number, characters: number, bound: number): number {
  for (let i = 0; i < characters && at > bound; i++) at -= at - 2 >= bound && widthAt(text, at - 2) === 2 ? 2 : 1;
  return Math.max(at, bound);
}

/**
 * The place without the spaces that a token begins and ends with, as in Hugging Face's library. `token` is as it is written,
 * byte-level ones with `Ġ` for a space; `isFirst` for the first token of a text. Places are counted on in characters, since a token
 * with a space that is not in the text has the place of its first character.
 */
export function trimmed(
  text: string,
  token: string,
  [start, end]: readonly [start: number, end: number],
  { prefixed }: Trim,
  isFirst: boolean,
): [start: number, end: number] {
  let leading = 0;
  while (leading < token.length && spaceOrItsByte.test(token[leading])) leading++;
  let trailing = 0;
  while (trailing < token.length && spaceOrItsByte.test(token[token.length - 1 - trailing])) trailing++;
  if (leading > 0 && prefixed && (isFirst || start === 0)) leading--;
  const from = stepped(text, start, leading, end);
  return [from, steppedBack(text, end, trailing, from)];
}
