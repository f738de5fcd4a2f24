// Which tag may follow which, for decoders that never write what a scheme does not allow.

import { OUTSIDE, readTag, type Entity, type Tag } from './tag';
import type { TagScheme } from './tagScheme';
import { tagsOf } from './writeTags';

export interface AllowedTransitions {
  /** `[tags, tags]`, 1 where the tag of the column may follow that of the row. */
  follows: Uint8Array;
  /** `[tags]`, 1 where a sentence may begin, or end, with the tag. */
  begins: Uint8Array;
  ends: Uint8Array;
}

/** So many tokens hold every pair of neighbours that there is. */
const LENGTH = 4;
const TYPES = ['a', 'b'];

/** All ways to lay entities of two types over the tokens `from` to `LENGTH`. */
function layouts(from = 0): Entity[][] {
  if (from === LENGTH) return [[]];
  const beginning = TYPES.flatMap((type) =>
    Array.from({ length: LENGTH - from }, (_, i) => from + i + 1).flatMap((end) =>
      layouts(end).map((rest) => [{ type, start: from, end }, ...rest]),
    ),
  );
  return [...beginning, ...layouts(from + 1)];
}

/** Two neighbours without the names of their types. */
const shapeOf = (before: Tag, tag: Tag): string =>
  `${before.prefix} ${tag.prefix} ${before.prefix !== 'O' && tag.prefix !== 'O' && before.type === tag.type}`;

/** Found by writing every short sentence there is. @param tags what can be written, plain where `scheme` is undefined */
export function allowedTransitions(tags: readonly string[], scheme: TagScheme | undefined): AllowedTransitions {
  const count = tags.length;
  if (scheme === undefined)
    return {
      follows: new Uint8Array(count * count).fill(1),
      begins: new Uint8Array(count).fill(1),
      ends: new Uint8Array(count).fill(1),
    };
  const pairs = new Set<string>();
  const first = new Set<string>();
  const last = new Set<string>();
  for (const entities of layouts()) {
    const written = tagsOf(entities, LENGTH, scheme);
    written.slice(1).forEach((tag, i) => pairs.add(shapeOf(written[i], tag)));
    first.add(written[0].prefix);
    last.add(written[LENGTH - 1].prefix);
  }
  const read = tags.map((text) => readTag(text) ?? OUTSIDE);
  const among = (prefixes: Set<string>) => Uint8Array.from(read, ({ prefix }) => Number(prefixes.has(prefix)));
  const follows = read.flatMap((before) => read.map((tag) => Number(pairs.has(shapeOf(before, tag)))));
  return { follows: Uint8Array.from(follows), begins: among(first), ends: among(last) };
}
