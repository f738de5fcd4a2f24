// Labels, or types of spans, as a person types them. Pure.
import type { LabellingKind } from '../../protocol/labelling';

/** More have no keys, and nobody keeps them apart. */
const MOST_NAMES = 100;
const LONGEST_NAME = 200;

/** Each once; a type stands in a tag, so that it has no white space. */
export function namesIn(line: string, kind: LabellingKind): string[] {
  const names = line.split(/[,，、]/u).map((name) => name.trim().slice(0, LONGEST_NAME));
  const plain = names.map((name) => (kind === 'spans' ? name.replace(/\s+/gu, '-') : name.replace(/\s+/gu, ' ')));
  return [...new Set(plain.filter((name) => name !== ''))].slice(0, MOST_NAMES);
}
