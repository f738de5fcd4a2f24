// What computed a run: versions, platform, processor, device, threads.

import os from 'node:os';
import type { SessionSettings } from '../runtime/session';

/** What computed: kept in the record and in checkpoints. */
export const buildOf = ({ device, threads }: SessionSettings): Record<string, string> => ({
  nlpLab: process.env.NLP_LAB_VERSION ?? 'unknown', // put in by the build
  node: process.versions.node,
  platform: `${process.platform}-${process.arch}`,
  ...processorOf(),
  device,
  threads: String(threads),
});

let processor: string | undefined;

/** Its kind decides which instructions there are, and so in which order sums are made; not everywhere is it told. */
function processorOf(): { processor?: string } {
  processor ??= os.cpus().at(0)?.model.trim() ?? '';
  return processor === '' ? {} : { processor };
}
