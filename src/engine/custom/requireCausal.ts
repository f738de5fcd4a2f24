// Whether an encoder that a person wrote looks back alone, as a language model must: states of a few made-up tokens are computed, then
// again with one of the tokens changed.

import { input } from '../graph/ops';
import type { WrittenEncoder } from '../models/encoders/encoder';
import { LabError } from '../../protocol/labError';
import { bind, flatten, nest } from '../nn/parameters';
import { compile, type Feeds } from '../runtime/session';
import { tensor } from '../runtime/tensor';

const VOCABULARY = 11;
const TIME = 6;
/** Of what a sum in another order could make of the same numbers. */
const TOLERANCE = 1e-5;

/** Fails with `INVALID_EXPERIMENT` where a state depends on a token behind it. @param name of the file, for people @param uniform numbers in [0, 1) */
export async function requireCausal(written: WrittenEncoder, name: string, uniform: () => number): Promise<void> {
  const { parameters, encode, width } = written({ vocabulary: VOCABULARY, longest: TIME, padding: 'after' });
  const flat = flatten(parameters);
  const inputs = { ids: input('ids', 'int32', ['time', 'batch']), mask: input('mask', 'bool', ['time', 'batch']) };
  const { states } = encode(nest(parameters, bind(flat, 'float32')), inputs, 'inference');
  const values = Object.entries(flat).map(([key, { shape, initialize }]) => {
    const data = new Float32Array(shape.reduce((a, b) => a * b, 1));
    initialize(data, shape, uniform);
    // What begins at zero hides what it will weigh.
    return [key, tensor('float32', shape, data.map((each) => each + 0.2 * (uniform() - 0.5)))] as const; // prettier-ignore
  });
  const program = await compile({ states }, { device: 'cpu', threads: 1 }, 'states');
  try {
    // Side by side: the tokens as they are, and by column with the last, the last but one, ... changed.
    const columns = TIME;
    const ids = Int32Array.from({ length: TIME * columns }, (_, at) => {
      const [place, column] = [Math.floor(at / columns), at % columns];
      return 1 + ((3 * place + (column > 0 && place === TIME - column ? 1 : 0)) % (VOCABULARY - 1));
    });
    const shape = [TIME, columns];
    const feeds: Feeds = {
      ...Object.fromEntries(values),
      ids: tensor('int32', shape, ids),
      mask: tensor('bool', shape, new Uint8Array(ids.length).fill(1)),
    };
    const found = (await program.run(feeds)).states.data as Float32Array; // [time, batch, width]
    const scale = found.reduce((most, each) => Math.max(most, Math.abs(each)), 1e-6);
    for (let column = 1; column < columns; column++)
      for (let place = 0; place < TIME - column; place++)
        for (let unit = 0; unit < width; unit++) {
          const at = (place * columns + column) * width + unit;
          const asItIs = place * columns * width + unit;
          if (Math.abs(found[at] - found[asItIs]) <= TOLERANCE * scale) continue;
          throw new LabError(
            'INVALID_EXPERIMENT',
            `${name}: the state of token ${place + 1} changes with token ${TIME - column + 1}, which stands behind it. A language model looks back alone: read with "scan" or "recurrent" in one direction, mask attention to what comes later, and let convolutions see what is before.`,
            { key: ['model', 'file'] },
          );
        }
  } finally {
    await program.release();
  }
}
