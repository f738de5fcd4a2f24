// A run done once more: what is not as it was when it was trained, and whether it came to the same.

import { toTranslate } from './toTranslate';
import type { TrainRequest } from './trainRequest';
import type { Translating } from './verdict';

/**
 * `file`: of the data or of a tokenizer, by SHA-256; `version`: of a program; `machine`: what it is computed on; `threads`: more than there
 * are cores. `is` is left out where there is nothing any more.
 */
export interface RunDifference {
  kind: 'file' | 'version' | 'machine' | 'threads';
  name: string;
  was: string;
  is?: string;
}

/** Of the call `train`, but for the folder of runs. */
type AgainRequest = Pick<TrainRequest, 'experimentText' | 'experimentFile' | 'baseFolder'> &
  Required<Pick<TrainRequest, 'defaults' | 'again'>>;

export interface AgainReply {
  id: string;
  seed: number;
  /** As the run was asked for, changes by `--set` included. */
  request: AgainRequest;
  /** As far as that is seen before the data are read. */
  differences: RunDifference[];
}

export interface SamenessReply {
  /** Bit for bit; left out where one of them has no parameters any more. */
  hasSameParameters?: boolean;
  /** Names of data, vocabularies and pictures that are not the same. */
  others: string[];
}

export type RunAgainCalls = {
  /** What it takes to train a run once more. Fails where its record or its experiment cannot be read. */
  again: { request: { folder: string }; reply: AgainReply };
  sameness: { request: { folders: [string, string] }; reply: SamenessReply };
};

/** What a machine is told by, as records name it. */
export const MACHINE: Readonly<Record<string, string>> = {
  platform: toTranslate('platform'),
  processor: toTranslate('processor'),
  device: toTranslate('device'),
};

const SHOWN_DIGITS = 12;
const short = (hash: string): string => `${hash.slice(0, SHOWN_DIGITS)}…`;

export function differenceInWords({ kind, name, was, is }: RunDifference, t: Translating): string {
  if (kind === 'threads')
    return t('It was trained with {0} threads, and {1} cores are here: as many threads take longer.', was, is ?? '0');
  if (kind === 'file')
    return is === undefined
      ? t('"{0}" is not there any more.', name)
      : t('"{0}" has changed since: its SHA-256 was {1} and is {2}.', name, short(was), short(is));
  const there = is ?? t('not there');
  return kind === 'version'
    ? t('The version of {0} was {1} and is {2}: the bits may differ.', name, was, there)
    : t('The {0} was {1} and is {2}: the bits may differ.', machineName(name, t), was, there);
}

const machineName = (name: string, translate: Translating): string => translate(MACHINE[name] ?? name);

/** @param id of the run before */
export function samenessInWords({ hasSameParameters, others }: SamenessReply, id: string, t: Translating): string {
  if (hasSameParameters === undefined) return t('{0} has no parameters any more to compare with.', id);
  if (hasSameParameters) return t('The parameters are the same, bit for bit, as those of {0}.', id);
  const said = t('The parameters are not those of {0}.', id);
  return others.length === 0 ? said : t('{0} Other than then: {1}.', said, others.join(', '));
}
