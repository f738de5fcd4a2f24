// Small made-up corpora and experiments for the browser tests, written into a suite's workspace before it opens.

import fs from 'node:fs';
import path from 'node:path';

const ADJECTIVES = {
  positive: ['bright', 'warm', 'witty', 'graceful', 'moving', 'clever'],
  negative: ['dull', 'cold', 'clumsy', 'tedious', 'hollow', 'noisy'],
};
const SUBJECTS = ['film', 'story', 'book', 'song', 'play', 'scene', 'ending'];
const WAYS = ['from the start', 'in every part', 'for the most part', 'as a whole', 'to my surprise'];

/** `count` labelled sentences, a tenth of them with the label of the other kind; the same ones each time. */
export function labelledTable(count: number): string {
  const rows = ['text\tlabel'];
  for (let i = 0; i < count; i++) {
    const kind = i % 2 === 0 ? 'positive' : 'negative';
    const words = ADJECTIVES[kind];
    const text = `The ${SUBJECTS[i % 7]} was ${words[(i * 5) % 6]} and ${words[(i * 7 + 1) % 6]} ${WAYS[(i * 3) % 5]}.`;
    const isMislabelled = i % 20 === 9;
    rows.push(`${text}\t${isMislabelled ? (kind === 'positive' ? 'negative' : 'positive') : kind}`);
  }
  return `${rows.join('\n')}\n`;
}

export interface ExperimentChoice {
  name: string;
  epochs: number;
  data?: string;
  hidden?: number;
}

/** An experiment file's text: a small GRU on `reviews.tsv`. */
export function experimentText({ name, epochs, data = 'reviews.tsv', hidden = 16 }: ExperimentChoice): string {
  const experiment = {
    name,
    task: 'classification',
    data: { train: data, validation: 0.1, test: 0.1, text: 'text', label: 'label' },
    tokenizer: { type: 'word', lowercase: true },
    model: { type: 'gru', embedding: 16, hidden, pooling: 'mean' },
    training: { epochs, batchSize: 32, optimizer: { type: 'adam', learningRate: 0.01 } },
    seed: 1,
  };
  return `${JSON.stringify(experiment, null, 2)}\n`;
}

/** Writes files into a folder; made for `useEditor`'s `prepare`. */
export function writing(files: Record<string, string>): (folder: string) => void {
  return (folder) => {
    for (const [name, text] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      fs.writeFileSync(path.join(folder, name), text);
    }
  };
}
