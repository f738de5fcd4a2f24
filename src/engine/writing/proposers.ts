// What is proposed for a text that names something: a line for each kind of name. Files of the workspace are known to who asks.

import { NAMED_FILES, type Named, type NamedFile, type Proposal } from '../../protocol/writing';
import type { Asked } from './asked';
import { columnNumbers, columns } from './columns';
import { encoders, runsOfTask, withVectors } from './runsNamed';

type Proposer = (asked: Asked) => Proposal[] | Promise<Proposal[]>;

const PROPOSERS: Partial<Record<NamedFile, Proposer>> & Record<Exclude<Named, NamedFile>, Proposer> = {
  column: columns,
  columnNumber: columnNumbers,
  run: runsOfTask,
  encoder: encoders,
  vectors: withVectors,
};

export async function proposed(named: readonly Named[], asked: Asked): Promise<Proposal[]> {
  const all = await Promise.all(named.map((kind) => PROPOSERS[kind]?.(asked) ?? []));
  return all.flat();
}

export const filesAmong = (named: readonly Named[]): NamedFile[] =>
  named.filter((kind): kind is NamedFile => Object.hasOwn(NAMED_FILES, kind));
