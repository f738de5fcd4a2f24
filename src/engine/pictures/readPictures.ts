// Pictures that a table or a person names, as a model sees them. Whatever is wrong with one is told with its name and its line, before
// anything is made of it.

import { createHash } from 'node:crypto';
import path from 'node:path';
import { reasonOf, systemCodeOf } from '../../protocol/foreignErrors';
import { LabError } from '../../protocol/labError';
import { pictureContent } from '../../protocol/pictureContent';
import { lookAt, readPlain } from '../disk/plainFile';
import type { PictureForm } from '../schema/pictureSource';
import { decodePicture } from './decodePicture';
import { PictureFault } from './pictureHead';
import { pixelsOf } from './resize';

/** A picture by its file or by its content, `data:image/png;base64,...`, and where it is named. */
export interface NamedPicture {
  source: string;
  /** The table that names it: its path begins beside that. */
  file?: string;
  line?: number;
}

interface ReadPictures {
  /** `[pictures, height, width, channels]`, 0 to 255. */
  pixels: Uint8Array<ArrayBuffer>;
  /** SHA-256 of all their bytes, hexadecimal. */
  sha256: string;
}

export interface PictureReading extends PictureForm {
  /** Where paths begin that no table names. */
  baseFolder: string;
  signal?: AbortSignal;
}

const MOST_BYTES = 100_000_000;

/** The number of bytes that a picture of this form takes. */
export const bytesOfPicture = ({ size: [height, width], colour }: PictureForm): number =>
  height * width * (colour === 'grey' ? 1 : 3);

/** In their order. Fails as `visitPictures`. */
export async function readPictures(pictures: readonly NamedPicture[], reading: PictureReading): Promise<ReadPictures> {
  const each = bytesOfPicture(reading);
  const pixels = new Uint8Array(pictures.length * each);
  const sha256 = await visitPictures(pictures, reading, {
    take: (i, seen) => pixels.set(seen(), i * each),
    again: (i, same) => pixels.copyWithin(i * each, same * each, (same + 1) * each),
  });
  return { pixels, sha256 };
}

interface PictureVisitor {
  /** @param seen its pixels, `[height, width, channels]`; it is decoded when they are asked for */
  take(i: number, seen: () => Uint8Array): void | Promise<void>;
  /** It is the picture `same` once more. */
  again(i: number, same: number): void;
}

/**
 * Goes through them in their order, each held for as long as it is looked at, and returns the SHA-256 of all their bytes. Fails with
 * `NOT_FOUND`, `INVALID_DATA`, `DISK` or `CANCELLED`, and as the visitor does.
 */
export async function visitPictures(
  pictures: readonly NamedPicture[],
  reading: PictureReading,
  { take, again }: PictureVisitor,
): Promise<string> {
  const hash = createHash('sha256');
  const known = new Map<string, number>();
  for (const [i, picture] of pictures.entries()) {
    if (reading.signal?.aborted) throw new LabError('CANCELLED', 'Reading the pictures was cancelled.');
    const place = placeOf(picture, reading.baseFolder);
    const same = known.get(place);
    if (same !== undefined) {
      again(i, same);
      continue;
    }
    known.set(place, i);
    try {
      const bytes = await bytesOf(place);
      hash.update(bytes);
      await take(i, () => pixelsOf(decodePicture(bytes), reading));
    } catch (error) {
      throw failure(error, picture, place);
    }
  }
  return hash.digest('hex');
}

/** The path of its file, or its content. */
function placeOf({ source, file }: NamedPicture, baseFolder: string): string {
  if (pictureContent(source) !== undefined) return source;
  return path.resolve(file === undefined ? baseFolder : path.dirname(file), source);
}

async function bytesOf(place: string): Promise<Uint8Array> {
  const content = pictureContent(place);
  if (content !== undefined) return Buffer.from(content, 'base64');
  const looked = await lookAt(place);
  if (!looked) throw new LabError('NOT_FOUND', 'does not exist');
  if (looked.isDirectory()) throw new PictureFault((picture) => `The picture "${picture}" is a folder.`);
  if (looked.size > MOST_BYTES)
    throw new PictureFault((picture) => `The picture "${picture}" has more than ${MOST_BYTES / 1e6} MB.`);
  return readPlain(place);
}

function failure(error: unknown, { source, file, line }: NamedPicture, place: string): LabError {
  if (error instanceof LabError && error.code !== 'NOT_FOUND') return error;
  const isContent = pictureContent(source) !== undefined;
  const name = isContent ? 'data:' : place;
  const at = file === undefined ? (isContent ? {} : { file: place }) : { file, ...(line !== undefined && { line }) };
  if (error instanceof PictureFault) return new LabError('INVALID_DATA', error.told(name), at, { cause: error });
  if (error instanceof LabError || systemCodeOf(error) === 'ENOENT')
    return new LabError('NOT_FOUND', `The picture "${name}" does not exist.`, at);
  return new LabError('DISK', `The picture "${name}" could not be read: ${reasonOf(error)}.`, at, { cause: error });
}
