// Rules about what may follow a beginning, as tokens or as typed words: what they say of a node, and how they go together. Pure.

import type { PlacedWord, SearchRule } from '../../protocol/decoding';
import { idsBefore, type PlacedNode } from './tree';

type Rule = SearchRule | PlacedWord;

/** The rule that concerns exactly this node. */
export const ruleFor = (node: PlacedNode, kind: SearchRule['kind']): SearchRule => ({
  after: idsBefore(node),
  token: node.node.tokenId,
  kind,
});

/** A typed word in the place of a node; the root's place is the beginning. */
export const wordFor = (node: PlacedNode, word: string, kind: PlacedWord['kind']): PlacedWord => ({
  after: idsBefore(node),
  word,
  kind,
});

const isOfPlace = (one: Rule, other: Rule): boolean => one.after.join() === other.after.join();

/** The token or the word it is about. */
const subjectOf = (rule: Rule): number | string => ('word' in rule ? rule.word : rule.token);

export const isSameRule = <R extends Rule>(one: R, other: R): boolean =>
  subjectOf(one) === subjectOf(other) && one.kind === other.kind && isOfPlace(one, other);

/** A rule added to others of its kind; what it forces takes the place of what else was said of that place. */
export function withRule<R extends Rule>(rules: readonly R[], rule: R): R[] {
  const isOverruled = (one: R): boolean =>
    isOfPlace(one, rule) && (rule.kind === 'force' || subjectOf(one) === subjectOf(rule));
  return [...rules.filter((one) => !isOverruled(one)), rule];
}

/** Of rules of the other kind those that a new one leaves: of a place that is forced nothing else needs to be said. */
export const besideRule = <R extends Rule>(rules: R[], rule: Rule): R[] =>
  rule.kind === 'force' ? rules.filter((one) => !isOfPlace(one, rule)) : rules;
