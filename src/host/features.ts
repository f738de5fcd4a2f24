// The features of the extension, a line for each: what they show, and what can be done with them.
export { asking } from './asking/feature';
export { comparison } from './comparison/feature';
export { corpus } from './corpus/feature';
export { embeddings } from './embeddings/feature';
export { examples } from './examples/feature';
export { experiments } from './experiments/feature';
export { generate } from './generate/feature';
export { gradients } from './gradients/feature';
export { lossSurface } from './lossSurface/feature';
export { network } from './network/feature';
export { parallel } from './parallel/feature';
export { rateRange } from './rateRange/feature';
export { runs } from './runs/feature';
export { shares } from './shares/feature';
export { surprise } from './surprise/feature';
export { tags } from './tags/feature';
export { tokens } from './tokens/feature';
