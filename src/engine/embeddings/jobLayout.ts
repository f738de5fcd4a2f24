// What the kernels are told, field by field in the order of the classes in kernels/job.ts and kernels/glove.ts. All fields
// are 32 bits wide: addresses and whole numbers, and floats where `floatFields` says so.

export const jobFields = [
  ...['tokens', 'tokenCount', 'input', 'output', 'stride', 'keep', 'vocabulary', 'noiseThreshold', 'noiseAlias'],
  ...['negative', 'window', 'rate', 'treeStarts', 'treeNodes', 'treeLabels', 'subwordStarts', 'subwordRows', 'kept'],
  ...['rows', 'targets', 'labels', 'block', 'gradients', 'deltas', 'zeros', 'hidden', 'lossSum', 'lossCount'],
] as const;

export const gloveFields = [
  ...['words', 'contexts', 'values', 'count', 'input', 'output', 'inputSquares', 'outputSquares', 'stride', 'biasAt'],
  ...['rate', 'xMax', 'exponent', 'lossSum'],
] as const;

/** In the order of the class in kernels/classifierJob.ts. */
export const classifierFields = [
  ...['rows', 'starts', 'labels', 'texts', 'input', 'output', 'stride', 'classes', 'loss', 'negative'],
  ...['noiseThreshold', 'noiseAlias', 'treeStarts', 'treeNodes', 'treeLabels', 'rate', 'rateFall'],
  ...['hidden', 'step', 'scores', 'lossSum'],
] as const;

export type JobFields = Record<(typeof jobFields)[number], number>;
export type GloveFields = Record<(typeof gloveFields)[number], number>;

const floatFields: ReadonlySet<string> = new Set(['rate', 'xMax', 'exponent', 'rateFall']);

/** Writes a job to `address`, a multiple of 4. */
export function writeJob<Name extends string>(
  buffer: ArrayBufferLike,
  address: number,
  fields: readonly Name[],
  job: Readonly<Record<Name, number>>,
): void {
  const view = new DataView(buffer);
  fields.forEach((name, index) => {
    if (floatFields.has(name)) view.setFloat32(address + 4 * index, job[name], true);
    else view.setUint32(address + 4 * index, job[name], true);
  });
}
