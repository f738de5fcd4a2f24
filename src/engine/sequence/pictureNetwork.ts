// A network of a person's that reads pictures (`model.encoder` of type "onnx"): what it finds in one takes the place of its pixels.
// Pictures go through it one by one, so that what is found in one does not depend on others.

import { createHash } from 'node:crypto';
import { LabError } from '../../protocol/labError';
import type { GivenFeatures } from '../models/pictures/featureReader';
import type { GivenNetworkOptions } from '../models/pictures/givenNetwork';
import type { GivenPictures } from '../models/pictures/pictureReader';
import { PictureFault } from '../pictures/pictureHead';
import { givenFile, type GivenFile } from '../runtime/givenGraph';
import type { SessionSettings } from '../runtime/session';

export interface PictureNetwork {
  /** What it finds in a picture. */
  readonly given: GivenFeatures;
  /** Of its file, hexadecimal. */
  readonly sha256: string;
  /**
   * `[rows, columns, numbers]` of `pixels` `[height, width, channels]`, 0 to 255. Fails with `INVALID_FILE` where the network fails, and with
   * `PictureFault` where it finds numbers that are not finite.
   */
  find(pixels: Uint8Array): Promise<Float32Array>;
  release(): Promise<void>;
}

export interface NetworkFile {
  bytes: Uint8Array;
  /** As messages name it. */
  file: string;
}

/** Axes of a picture as the network reads it. */
type Layout = 'channelsFirst' | 'channelsLast';

const BRIGHT = 128;

/**
 * Opens it and has it read a grey picture, by which it is known what it finds. Fails with `INVALID_FILE` for what is no such network, and with
 * `INVALID_EXPERIMENT` where it reads other pictures than the experiment says.
 */
export async function openPictureNetwork(
  { bytes, file }: NetworkFile,
  { output: asked }: GivenNetworkOptions,
  pictures: GivenPictures,
  settings: Pick<SessionSettings, 'threads'>,
): Promise<PictureNetwork> {
  const found = givenFile(bytes, file);
  const layout = layoutOf(found, file, pictures);
  const output = outputOf(found, file, asked);
  const graph = await found.open(settings);
  try {
    const { height, width, channels } = pictures;
    const shape = layout === 'channelsFirst' ? [1, channels, height, width] : [1, height, width, channels];
    const run = (pixels: Uint8Array) => graph.run(normalised(pixels, pictures, layout), shape, output);
    const tried = await run(new Uint8Array(height * width * channels).fill(BRIGHT));
    const given = featuresIn(tried.shape, layout, { file, output });
    return {
      given,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      async find(pixels) {
        const { data } = await run(pixels);
        if (data.length !== tried.data.length) throw unsteady(file, output);
        if (!data.every(Number.isFinite))
          throw new PictureFault((picture) => `In the picture "${picture}" the network "${file}" finds numbers that are not finite.`); // prettier-ignore
        return layout === 'channelsFirst' && tried.shape.length === 4 ? channelsLast(data, given) : data;
      },
      release: () => graph.release(),
    };
  } catch (error) {
    await graph.release();
    throw error;
  }
}

function layoutOf({ inputs }: GivenFile, file: string, { height, width, channels }: GivenPictures): Layout {
  const refused = (message: string): LabError => new LabError('INVALID_FILE', message, { file });
  const misfit = (message: string, key: string): LabError =>
    new LabError('INVALID_EXPERIMENT', message, { key: ['data', 'source', key] });
  if (inputs.length !== 1)
    throw refused(
      `"${file}" has ${inputs.length} inputs (${inputs.map(({ name }) => name).join(', ')}): a network that reads pictures has one.`,
    );
  const [{ name, dtype, axes }] = inputs;
  if (dtype !== 'float') throw refused(`"${file}" reads numbers of type ${dtype} ("${name}"): export it for float32.`);
  if (axes.length !== 4)
    throw refused(
      `"${file}" reads [${axes.map((each) => each ?? '?').join(', ')}] ("${name}"): pictures have four axes, [pictures, channels, height, width] or [pictures, height, width, channels].`,
    );
  const [batch, ...rest] = axes;
  if (batch !== undefined && batch !== 1)
    throw refused(`"${file}" reads ${batch} pictures at once: export it for one, or for any number ("dynamic_axes").`);
  const fits = (axis: number | undefined): boolean => axis === undefined || axis === channels;
  // Where nothing is said, channels come first, as PyTorch has them.
  const isFirst = rest[0] === channels || (fits(rest[0]) && rest[2] !== channels);
  if (!isFirst && !fits(rest[2])) {
    const read = [rest[0], rest[2]].find((axis) => axis === 1 || axis === 3);
    throw misfit(
      `"${file}" reads pictures of ${read ?? rest[0] ?? rest[2]} channels, and these have ${channels}: "data.source.colour" says how many.`,
      'colour',
    );
  }
  const [readHeight, readWidth] = isFirst ? rest.slice(1) : rest;
  const is = (wanted: number | undefined, side: number): boolean => wanted === undefined || wanted === side;
  if (!is(readHeight, height) || !is(readWidth, width))
    throw misfit(
      `"${file}" reads pictures of ${readHeight ?? height} × ${readWidth ?? width} pixels, and "data.source.size" makes them ${height} × ${width}: set it to [${readHeight ?? height}, ${readWidth ?? width}].`,
      'size',
    );
  return isFirst ? 'channelsFirst' : 'channelsLast';
}

function outputOf({ outputs }: GivenFile, file: string, asked: string | undefined): string {
  const key = ['model', 'encoder', 'output'];
  const named = outputs.map((each) => `"${each}"`).join(', ');
  if (asked === undefined && outputs.length > 1)
    throw new LabError('INVALID_EXPERIMENT', `"${file}" has several outputs (${named}): name one by "output".`, {
      key,
    });
  if (asked !== undefined && !outputs.includes(asked))
    throw new LabError('INVALID_EXPERIMENT', `"${file}" has no output "${asked}", but ${named}.`, { key });
  return asked ?? outputs[0];
}

/** [1, numbers], [1, places, numbers], or a picture of places in the layout of the input. */
function featuresIn(
  shape: readonly number[],
  layout: Layout,
  { file, output }: { file: string; output: string },
): GivenFeatures {
  const [batch, ...axes] = shape;
  if (batch !== 1 || axes.length < 1 || axes.length > 3 || axes.includes(0))
    throw new LabError(
      'INVALID_FILE',
      `The output "${output}" of "${file}" is [${shape.join(', ')}] for one picture: it is to be [1, numbers], [1, places, numbers], or [1, numbers, rows, columns].`,
      { file },
    );
  if (axes.length === 1) return { rows: 1, columns: 1, numbers: axes[0] };
  if (axes.length === 2) return { rows: axes[0], columns: 1, numbers: axes[1] };
  const [first, second, third] = axes;
  return layout === 'channelsFirst'
    ? { rows: second, columns: third, numbers: first }
    : { rows: first, columns: second, numbers: third };
}

const unsteady = (file: string, output: string): LabError =>
  new LabError(
    'INVALID_FILE',
    `The output "${output}" of "${file}" has more numbers for some pictures than for others: it is to have as many for each.`,
    { file },
  );

/** (x / 255 − mean) / std, in single precision as PyTorch does. */
function normalised(pixels: Uint8Array, { channels, mean, std }: GivenPictures, layout: Layout): Float32Array {
  const count = pixels.length / channels;
  const out = new Float32Array(pixels.length);
  for (let channel = 0; channel < channels; channel++) {
    const [m, s] = [Math.fround(mean[channel]), Math.fround(std[channel])];
    for (let i = 0; i < count; i++) {
      const at = layout === 'channelsFirst' ? channel * count + i : i * channels + channel;
      out[at] = Math.fround(Math.fround(pixels[i * channels + channel] / 255) - m) / s;
    }
  }
  return out;
}

/** [numbers, rows, columns] -> [rows, columns, numbers] */
function channelsLast(data: Float32Array, { rows, columns, numbers }: GivenFeatures): Float32Array {
  const places = rows * columns;
  const out = new Float32Array(data.length);
  for (let number = 0; number < numbers; number++)
    for (let place = 0; place < places; place++) out[place * numbers + number] = data[number * places + place];
  return out;
}
