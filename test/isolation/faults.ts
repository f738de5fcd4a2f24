// What may happen to an engine.
export const FAULTS = ['segfault', 'abort', 'killed', 'exit', 'heap', 'loop'] as const;
export type Fault = (typeof FAULTS)[number];
