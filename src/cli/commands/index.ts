// All commands by name, in the order of the help: a new one is a file and a line here. Only the one that is asked for is
// loaded; what it does in a line stands here, so that the help loads none.

import type { Command } from '../shared/command';

/** A command, and what it does in a line. */
interface Listed {
  summary: string;
  load(): Promise<Command>;
}

export const COMMANDS = {
  tokenize: {
    summary: 'Show the tokens of a text file or of the text column of a table',
    load: async () => (await import('./tokenize')).tokenize,
  },
  tokenizer: {
    summary: 'Learn a tokenizer from a text file or the text column of a table',
    load: async () => (await import('./tokenizer')).tokenizer,
  },
  corpus: {
    summary: 'Say what is in a corpus: words, lengths, duplicates, leaks, labels',
    load: async () => (await import('./corpus')).corpus,
  },
  clean: {
    summary: 'Write a clean copy of a file of text or of a table',
    load: async () => (await import('./clean')).clean,
  },
  train: {
    summary: 'Train from an experiment file',
    load: async () => (await import('./train')).train,
  },
  sweep: {
    summary: 'Train an experiment with other values of its keys',
    load: async () => (await import('./sweep')).sweep,
  },
  queue: {
    summary: 'Let trainings and sweeps wait for their turn',
    load: async () => (await import('./queue')).queue,
  },
  evaluate: {
    summary: "Measure a run's model on a labelled file",
    load: async () => (await import('./evaluate')).evaluate,
  },
  predict: {
    summary: "Ask a run's model about texts",
    load: async () => (await import('./predict')).predict,
  },
  generate: {
    summary: 'Let a language model go on with a text',
    load: async () => (await import('./generate')).generate,
  },
  score: {
    summary: 'Say how probable texts are to a language model',
    load: async () => (await import('./score')).score,
  },
  serve: {
    summary: 'Answer over HTTP what runs are asked',
    load: async () => (await import('./serve')).serve,
  },
  examples: {
    summary: 'List what came of single examples, and groups that a run does badly on',
    load: async () => (await import('./examples')).examples,
  },
  vectors: {
    summary: "Give each text a vector by a run's encoder",
    load: async () => (await import('./vectors')).vectors,
  },
  explain: {
    summary: 'Show which words of a text made a run answer as it does',
    load: async () => (await import('./explain')).explain,
  },
  'check-gradients': {
    summary: "Compare the gradients of a model of one's own with finite differences",
    load: async () => (await import('./checkGradients')).checkGradients,
  },
  attention: {
    summary: 'Show where a model with attention looks',
    load: async () => (await import('./attention')).attention,
  },
  neighbors: {
    summary: 'List the words nearest to a word in an embedding',
    load: async () => (await import('./neighbors')).neighbors,
  },
  analogy: {
    summary: 'Solve an analogy: a is to b as c is to ...',
    load: async () => (await import('./analogy')).analogy,
  },
  similarity: {
    summary: 'How near two words or two texts are',
    load: async () => (await import('./similarity')).similarity,
  },
  'odd-one-out': {
    summary: 'Which of some words is least like the others',
    load: async () => (await import('./oddOneOut')).oddOneOut,
  },
  cooccurrence: {
    summary: 'How probable probe words are beside each of two words, and the ratio',
    load: async () => (await import('./cooccurrence')).cooccurrence,
  },
  embeddings: {
    summary: 'Judge word vectors by files of word pairs and analogy questions',
    load: async () => (await import('./embeddings')).embeddings,
  },
  export: {
    summary: 'Write what a run learned for other programs',
    load: async () => (await import('./export')).exportRun,
  },
  import: {
    summary: 'Take over runs that were trained elsewhere, or exported as an archive',
    load: async () => (await import('./importRun')).importRun,
  },
  batch: {
    summary: 'Go through one training step: batch, tensors, loss, gradients, update',
    load: async () => (await import('./batch')).batch,
  },
  'lr-range': {
    summary: 'Test which learning rates an experiment can use',
    load: async () => (await import('./lrRange')).lrRange,
  },
  'loss-surface': {
    summary: 'Measure the loss around the path of a run that kept one',
    load: async () => (await import('./lossSurface')).lossSurface,
  },
  runs: {
    summary: 'List the runs, or those for which an expression holds',
    load: async () => (await import('./runs')).runs,
  },
  'clean-runs': {
    summary: 'Take away what runs can do without; the best and the last checkpoint stay',
    load: async () => (await import('./cleanRuns')).cleanRuns,
  },
  doctor: {
    summary: 'Tell what this machine can do, how fast it is, and what is missing',
    load: async () => (await import('./doctor')).doctor,
  },
  mcp: {
    summary: 'Offer runs to agents by the Model Context Protocol',
    load: async () => (await import('./mcp')).mcp,
  },
  mark: {
    summary: 'Star, tag, rename runs and note something about them',
    load: async () => (await import('./mark')).mark,
  },
  lessons: {
    summary: 'Judge lessons: what must hold of their runs and answers',
    load: async () => (await import('./lessons')).lessons,
  },
  compare: {
    summary: 'Compare runs: do they differ by more than chance?',
    load: async () => (await import('./compare')).compare,
  },
  labels: {
    summary: "Compare two people's labels: Cohen's kappa, F1 of spans, where they part",
    load: async () => (await import('./labels')).labels,
  },
} satisfies Record<string, Listed>;
