// What computed a run: versions, platform, device, threads.

import type { SessionSettings } from '../runtime/session';

/** What computed: kept in the record and in checkpoints. */
export const buildOf = ({ device, threads }: SessionSettings): Record<string, string> => ({
  nlpLab: process.env.NLP_LAB_VERSION ?? 'unknown', // put in by the build
  node: process.versions.node,
  platform: `${process.platform}-${process.arch}`,
  device,
  threads: String(threads),
});
