// What the module exports. Compiled by scripts/makeKernels.mjs.

export { fillUniform, trainClassifier } from './classifier';
export { trainGlove } from './glove';
export { sigmoid4 } from './probe';
export { trainCbow, trainSkipGram, trainSubwordSkipGram } from './word2vec';
