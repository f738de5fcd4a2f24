// All commands by name, in the order of the help: a new one is a file and a line here. Only the one that is asked for is
// loaded.

import type { Command } from '../shared/command';

export const COMMANDS = {
  tokenize: async () => (await import('./tokenize')).tokenize,
  tokenizer: async () => (await import('./tokenizer')).tokenizer,
  corpus: async () => (await import('./corpus')).corpus,
  clean: async () => (await import('./clean')).clean,
  train: async () => (await import('./train')).train,
  sweep: async () => (await import('./sweep')).sweep,
  evaluate: async () => (await import('./evaluate')).evaluate,
  predict: async () => (await import('./predict')).predict,
  generate: async () => (await import('./generate')).generate,
  score: async () => (await import('./score')).score,
  serve: async () => (await import('./serve')).serve,
  examples: async () => (await import('./examples')).examples,
  vectors: async () => (await import('./vectors')).vectors,
  explain: async () => (await import('./explain')).explain,
  'check-gradients': async () => (await import('./checkGradients')).checkGradients,
  attention: async () => (await import('./attention')).attention,
  neighbors: async () => (await import('./neighbors')).neighbors,
  analogy: async () => (await import('./analogy')).analogy,
  similarity: async () => (await import('./similarity')).similarity,
  'odd-one-out': async () => (await import('./oddOneOut')).oddOneOut,
  cooccurrence: async () => (await import('./cooccurrence')).cooccurrence,
  embeddings: async () => (await import('./embeddings')).embeddings,
  export: async () => (await import('./export')).exportRun,
  import: async () => (await import('./importRun')).importRun,
  batch: async () => (await import('./batch')).batch,
  'lr-range': async () => (await import('./lrRange')).lrRange,
  'loss-surface': async () => (await import('./lossSurface')).lossSurface,
  runs: async () => (await import('./runs')).runs,
  doctor: async () => (await import('./doctor')).doctor,
  mcp: async () => (await import('./mcp')).mcp,
  mark: async () => (await import('./mark')).mark,
  compare: async () => (await import('./compare')).compare,
} satisfies Record<string, () => Promise<Command>>;
