// The walkthrough, as a table: what a step says, its one button, and what counts as done. package.json is made from it; nothing of
// the editor is needed.
import { idOf } from '../commands/commandId';
import { DONE } from './done';

const ID = 'beginning';
/** By its publisher and name, as the editor asks for it. */
export const WALKTHROUGH = `nlp-lab.nlp-lab#${ID}`;

/** Given to commands that the walkthrough runs. */
export const FROM_WALKTHROUGH = 'walkthrough';

interface Step {
  id: string;
  title: string;
  /** In Markdown, but for its button. */
  text: string;
  button: string;
  /** A command on a file of the samples... */
  sample?: { command: string; file: string };
  /** ...or one by itself. */
  command?: { name: string; given?: unknown };
  done: string;
  /** What the picture shows, for those who do not see it. */
  altText: string;
}

const SAMPLES: Step = {
  id: 'samples',
  title: 'Open the samples',
  text: 'A folder with small texts written for learning, and an experiment for each thing that can be learned from them. It is yours: change what you like.',
  button: 'Open Samples',
  command: { name: 'openSamples', given: FROM_WALKTHROUGH },
  done: DONE.samples,
  altText: 'A folder from which sheets with lines of text rise.',
};

const TOKENS: Step = {
  id: 'tokens',
  title: 'Tokenize a text',
  text: 'A model reads no letters, but tokens: words or pieces of words, each with a number. See how a text is cut, and try other tokenizers beside it.',
  button: 'Tokenize the Stories',
  sample: { command: 'tokenizeFile', file: 'stories.txt' },
  done: DONE.tokens,
  altText: 'A line of text, cut into boxes; below each box its number.',
};

const VECTORS: Step = {
  id: 'vectors',
  title: 'Learn word vectors',
  text: 'Words that stand among the same words get similar vectors. Training takes some seconds; then *Open Embeddings* on the run, and look for the neighbours of a word.',
  button: 'Train Word Vectors',
  sample: { command: 'train', file: 'word-vectors.nlplab.json' },
  done: DONE.vectors,
  altText: 'A map of points in three groups; lines join one point with its neighbours.',
};

const CLASSIFIER: Step = {
  id: 'classifier',
  title: 'Train a classifier',
  text: 'A network learns from some hundred reviews whether one is positive or negative. Watch the curves: when the loss on texts it has not seen rises, it learns by heart.',
  button: 'Train on the Reviews',
  sample: { command: 'train', file: 'reviews-cnn.nlplab.json' },
  done: DONE.labels,
  altText: 'Two curves of the loss: that of training falls, that of validation falls and rises again.',
};

const SEQUENCES: Step = {
  id: 'sequences',
  title: 'Train a model that writes',
  text: 'It reads dates as people write them, letter by letter, and writes them as 2021-03-05. Attention tells it which letters to look at.',
  button: 'Train on the Dates',
  sample: { command: 'train', file: 'dates-gru.nlplab.json' },
  done: DONE.attention,
  altText: 'An encoder above a written date, a decoder below the same date in digits, and lines between them.',
};

const MAPS: Step = {
  id: 'attention',
  title: 'Look at its attention',
  text: 'Ask your model about a date of your own. Each row of the map is a character that it writes, each column one that it reads: the darker, the more it looked at it.',
  button: 'Show Attention Maps',
  command: { name: 'showAttention' },
  done: DONE.maps,
  altText: 'A grid of squares whose strongest ones lie near the diagonal.',
};

export const STEPS: readonly Step[] = [SAMPLES, TOKENS, VECTORS, CLASSIFIER, SEQUENCES, MAPS];

const TITLE = 'Get started with NLP Lab';
const DESCRIPTION = 'From a text to a model of your own and what it looks at, in six steps.';

const link = (command: string, ...given: unknown[]): string =>
  `command:${command}${given.length > 0 ? `?${encodeURIComponent(JSON.stringify(given))}` : ''}`;

function buttonOf({ button, sample, command }: Step): string {
  const address = sample
    ? link(idOf('trySample'), sample.command, sample.file)
    : link(idOf(command?.name ?? ''), ...(command?.given === undefined ? [] : [command.given]));
  return `[${button}](${address})`;
}

/** What package.json says of it. */
export const walkthroughs = [
  {
    id: ID,
    title: '%walkthrough.title%',
    description: '%walkthrough.description%',
    steps: STEPS.map(({ id, done }) => ({
      id,
      title: `%walkthrough.${id}.title%`,
      description: `%walkthrough.${id}.description%`,
      media: { svg: `media/walkthrough/${id}.svg`, altText: `%walkthrough.${id}.altText%` },
      completionEvents: [`onContext:${done}`],
    })),
  },
];

/** The English texts, by their keys in package.nls.json. */
export const walkthroughTexts: Record<string, string> = Object.fromEntries([
  ['walkthrough.title', TITLE],
  ['walkthrough.description', DESCRIPTION],
  ...STEPS.flatMap((step) => [
    [`walkthrough.${step.id}.title`, step.title],
    [`walkthrough.${step.id}.description`, `${step.text}\n${buttonOf(step)}`],
    [`walkthrough.${step.id}.altText`, step.altText],
  ]),
]);
