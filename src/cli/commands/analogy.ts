// nlp-lab analogy: a is to b as c is to the words it prints.

import { analogyMethod } from '../shared/analogyMethod';
import type { Command } from '../shared/command';
import { showNeighbors } from '../shared/neighborsTable';
import { VECTORS_OPTIONS, withVectors } from '../shared/vectorsSource';

export const analogy: Command = {
  name: 'analogy',
  usage: ['<run or vectors> <a> <b> <c> [--k 10] [--method add]'],
  positionals: ['<run or vectors>', '<a>', '<b>', '<c>'],
  options: {
    k: { value: 'N', help: 'how many answers (default 10)' },
    method: { value: 'add|multiply', help: '3CosAdd or 3CosMul (default add)' },
    ...VECTORS_OPTIONS,
  },
  notes: ['With --json: a line per answer, best first, {"word":...,"similarity":...}.'],

  async run(given, report, surroundings) {
    const [name, a, b, c] = given.positionals;
    const method = analogyMethod(given.text('method'));
    const k = given.count('k', 1);
    return withVectors(given, report, surroundings, {
      name,
      async use({ client, info: { vectors } }) {
        const reply = await client.call('analogy', { vectors, a, b, c, k, method });
        showNeighbors(report, reply.neighbors);
        return 0;
      },
    });
  },
};
