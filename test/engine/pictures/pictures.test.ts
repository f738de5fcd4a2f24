// Reading pictures: their pixels in another size beside PyTorch's, and what is no picture, is cut off, too small or too large.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { encode as encodeJpeg } from 'jpeg-js';
import { PNG } from 'pngjs';
import { decodePicture } from '../../../src/engine/pictures/decodePicture';
import { pictureHead, PictureFault } from '../../../src/engine/pictures/pictureHead';
import { readPictures } from '../../../src/engine/pictures/readPictures';
import { pixelsOf } from '../../../src/engine/pictures/resize';
import { LabError } from '../../../src/protocol/labError';
import { readGolden, valuesOf, type GoldenTensor } from '../../golden/readGolden';

interface Resizing {
  size: [number, number];
  picture: GoldenTensor;
  resized: GoldenTensor;
}

const RGB = { colour: 'rgb' } as const;

/** [height, width, 3] with a fourth component. */
function rgbaOf(rgb: ArrayLike<number>, opacity = 255): Uint8Array {
  return Uint8Array.from({ length: (rgb.length / 3) * 4 }, (_, i) =>
    i % 4 === 3 ? opacity : rgb[Math.floor(i / 4) * 3 + (i % 4)],
  );
}

function pngOf(width: number, height: number, rgba: Uint8Array): Buffer {
  const png = new PNG({ width, height });
  png.data.set(rgba);
  return PNG.sync.write(png);
}

/** Colours that change slowly, as a JPEG keeps them. */
const sunset = (width: number, height: number): Uint8Array =>
  rgbaOf(Array.from({ length: width * height * 3 }, (_, i) => [200, Math.floor(i / 3 / width) * 10, 40][i % 3]));

function chunk(name: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(content.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** A grey PNG that says this size, whatever its data are. */
function rawPng(width: number, height: number, data: Uint8Array, interlaced = false): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, interlaced ? 1 : 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

/** Exif data that say nothing but the orientation, in this order of bytes. */
function exifOf(orientation: number, order: 'II' | 'MM'): Buffer {
  const [short, long] = order === 'II' ? (['writeUInt16LE', 'writeUInt32LE'] as const) : (['writeUInt16BE', 'writeUInt32BE'] as const); // prettier-ignore
  const tiff = Buffer.alloc(26);
  tiff.write(order, 'latin1');
  for (const [at, value] of [[2, 42], [8, 1], [10, 0x0112], [12, 3], [18, orientation]]) tiff[short](value, at); // prettier-ignore
  for (const [at, value] of [[4, 8], [14, 1]]) tiff[long](value, at); // prettier-ignore
  return tiff;
}

const isFault =
  (pattern: RegExp) =>
  (error: unknown): boolean => {
    assert.ok(error instanceof PictureFault, String(error));
    assert.match(error.message, pattern);
    return true;
  };

describe('pictures', () => {
  it('are turned as their Exif data say', () => {
    // 3 x 2 pixels, 1 to 6: what the standard calls row and column 0 is the top and the left of what is seen.
    const turned = [[1, 2, 3, 4, 5, 6], [3, 2, 1, 6, 5, 4], [6, 5, 4, 3, 2, 1], [4, 5, 6, 1, 2, 3], [1, 4, 2, 5, 3, 6], [4, 1, 5, 2, 6, 3], [6, 3, 5, 2, 4, 1], [3, 6, 2, 5, 1, 4]]; // prettier-ignore
    const rows = deflateSync(Uint8Array.of(0, 1, 2, 3, 0, 4, 5, 6));
    const plain = rawPng(3, 2, rows);
    for (const order of ['II', 'MM'] as const)
      turned.forEach((pixels, i) => {
        const exif = exifOf(i + 1, order);
        const file = Buffer.concat([plain.subarray(0, 33), chunk('eXIf', exif), plain.subarray(33)]);
        const { width, height, rgba } = decodePicture(file);
        assert.deepEqual([width, height], i < 4 ? [3, 2] : [2, 3]);
        assert.deepEqual([...rgba].filter((_, at) => at % 4 === 0), pixels, `orientation ${i + 1}, ${order}`); // prettier-ignore
      });
    const jpeg = encodeJpeg({ width: 16, height: 8, data: sunset(16, 8) }, 90).data;
    const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 34]), Buffer.from('Exif\0\0'), exifOf(6, 'MM')]);
    const photo = decodePicture(Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]));
    assert.deepEqual([photo.width, photo.height], [8, 16]);
    for (const broken of [exifOf(9, 'II'), exifOf(6, 'II').subarray(0, 20), Buffer.from('MM')])
      assert.equal(decodePicture(Buffer.concat([plain.subarray(0, 33), chunk('eXIf', broken), plain.subarray(33)])).width, 3); // prettier-ignore
  });

  for (const { size, picture, resized } of readGolden<Resizing>('resizing.json').cases)
    it(`are made ${size.join(' by ')} as PyTorch makes them`, () => {
      const [height, width] = picture.shape;
      const rgba = rgbaOf(valuesOf(picture));
      const found = pixelsOf({ width, height, rgba }, { size, ...RGB });
      const expected = valuesOf(resized);
      assert.equal(found.length, expected.length);
      found.forEach((value, i) => assert.ok(Math.abs(value - expected[i]) < 0.501, `${i}: ${value}, ${expected[i]}`));
    });

  it('are read from PNG to the bit, and from JPEG nearly so', () => {
    const pixels = sunset(16, 24);
    const png = decodePicture(pngOf(16, 24, pixels));
    assert.deepEqual([png.width, png.height], [16, 24]);
    assert.deepEqual([...png.rgba], [...pixels]);
    const jpeg = decodePicture(encodeJpeg({ width: 16, height: 24, data: pixels }, 95).data);
    assert.deepEqual([jpeg.width, jpeg.height], [16, 24]);
    jpeg.rgba.forEach((value, i) => assert.ok(Math.abs(value - pixels[i]) <= 6, `${i}: ${value}, ${pixels[i]}`));
  });

  it('are brightness alone where grey ones are wanted, and white where they are clear', () => {
    const size: [number, number] = [2, 2];
    const grey = pixelsOf(
      { width: 2, height: 2, rgba: rgbaOf([255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9]) },
      { size, colour: 'grey' },
    );
    assert.deepEqual([...grey], [76, 150, 29, 9]);
    const clear = pixelsOf({ width: 2, height: 2, rgba: rgbaOf(new Array<number>(12).fill(0), 0) }, { size, ...RGB });
    assert.deepEqual(new Set(clear), new Set([255]));
  });

  it('that come in seven passes are read, and not inflated beyond their size', () => {
    const passes = [[1, 1], [1, 1], [2, 1], [2, 2], [4, 2], [4, 4], [8, 4]]; // prettier-ignore
    const bytes = passes.reduce((sum, [width, height]) => sum + height * (1 + width), 0);
    const good = decodePicture(rawPng(8, 8, deflateSync(Buffer.alloc(bytes)), true));
    assert.deepEqual(new Set(good.rgba), new Set([0, 255]));
    const bomb = rawPng(8, 8, deflateSync(Buffer.alloc(30_000_000)), true);
    assert.throws(() => decodePicture(bomb), isFault(/^The picture "" is a damaged PNG: /));
  });

  it('of a few bytes that would be gone through for hours are refused', () => {
    const frame = [0xff, 0xc2, 0, 11, 8, 0, 200, 0, 200, 1, 1, 0x11, 0]; // 200 by 200 pixels, in steps that refine it
    const scan = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0];
    const comment = [0xff, 0xfe, 0, 4, 0xff, 0xd9]; // which looks like the end
    const scans = new Array<number[]>(101).fill([...scan, ...comment]).flat();
    const jpeg = Buffer.from([0xff, 0xd8, ...frame, ...scans, 0xff, 0xd9]);
    assert.throws(() => pictureHead(jpeg), isFault(/^The picture "" comes in 101 scans; at most 100 are read/));
    const [head, empty] = [rawPng(8, 8, Buffer.alloc(0)), chunk('IDAT', Buffer.alloc(0))];
    const png = Buffer.concat([head.subarray(0, -12), ...new Array<Buffer>(100_000).fill(empty), head.subarray(-12)]);
    assert.throws(() => pictureHead(png), isFault(/^The picture "" comes in more than 100000 parts/));
  });

  it('are refused before anything is made of what they merely claim', () => {
    const jpeg = Buffer.from(encodeJpeg({ width: 16, height: 24, data: sunset(16, 24) }, 80).data);
    const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
    jpeg.writeUInt16BE(5000, frame + 5);
    jpeg.writeUInt16BE(8000, frame + 7);
    assert.throws(() => pictureHead(jpeg), isFault(/^The picture "" ends too early/));
  });

  it('are read with a film behind them', () => {
    const film = new Array<number>(300).fill(0xff).flatMap((byte) => [byte, 0xda]);
    const png = pngOf(16, 24, sunset(16, 24));
    const jpeg = encodeJpeg({ width: 16, height: 24, data: sunset(16, 24) }, 95).data;
    for (const picture of [png, jpeg])
      assert.deepEqual(decodePicture(Buffer.concat([picture, Buffer.from(film)])), decodePicture(picture));
  });

  it('are refused by their heads: no picture, of one pixel, too large, cut off', () => {
    const png = pngOf(16, 24, sunset(16, 24));
    const jpeg = encodeJpeg({ width: 16, height: 24, data: sunset(16, 24) }, 80).data;
    const rows: [string, Uint8Array, RegExp][] = [
      ['nothing', Buffer.alloc(0), /^The picture "" is no PNG and no JPEG/],
      ['a text', Buffer.from('GIF89a, or so'), /^The picture "" is no PNG and no JPEG/],
      ['one pixel', rawPng(1, 1, deflateSync(Buffer.alloc(2))), /^The picture "" has 1 × 1 pixels/],
      ['20,000 pixels', rawPng(20_000, 20_000, Buffer.alloc(0)), /^The picture "" has 20000 × 20000 pixels: at most/],
      ['a side of 20,000', rawPng(20_000, 10, Buffer.alloc(0)), /^The picture "" has 20000 × 10 pixels: at most/],
      ['no pixels', rawPng(0, 5, Buffer.alloc(0)), /^The picture "" has 0 × 5 pixels/],
      ...[9, 30, png.length - 13].map((length): [string, Uint8Array, RegExp] => [`${length} bytes of a PNG`, png.subarray(0, length), /^The picture "" ends too early/]), // prettier-ignore
      ...[3, 30, jpeg.length - 2].map((length): [string, Uint8Array, RegExp] => [`${length} bytes of a JPEG`, jpeg.subarray(0, length), /^The picture "" ends too early/]), // prettier-ignore
    ];
    for (const [name, bytes, pattern] of rows) assert.throws(() => pictureHead(bytes), isFault(pattern), name);
  });

  it('are refused where what they hold is not what they say', () => {
    assert.throws(
      () => decodePicture(rawPng(8, 8, deflateSync(Buffer.alloc(20)))),
      isFault(/^The picture "" is a damaged PNG/),
    );
    assert.throws(
      () => decodePicture(rawPng(8, 8, Buffer.from('no zlib'))),
      isFault(/^The picture "" is a damaged PNG/),
    );
  });

  describe('that a table names', () => {
    let folder: string;
    before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-pictures-'))));
    after(() => fs.rmSync(folder, { recursive: true, force: true }));

    it('lie beside it; the same one is read once, and content may stand for a file', async () => {
      const bytes = pngOf(4, 4, rgbaOf(new Array<number>(48).fill(7)));
      fs.writeFileSync(path.join(folder, 'a.png'), bytes);
      const named = [{ source: 'a.png', file: path.join(folder, 'table.tsv'), line: 2 }];
      const content = { source: `data:image/png;base64,${bytes.toString('base64')}` };
      const reading = { size: [8, 8] as [number, number], ...RGB, baseFolder: '/nowhere' };
      const { pixels, sha256 } = await readPictures([...named, ...named, content], reading);
      assert.equal(pixels.length, 3 * 8 * 8 * 3);
      assert.deepEqual(new Set(pixels), new Set([7]));
      assert.notEqual(sha256, (await readPictures(named, reading)).sha256);
    });

    it('are told with its line where there are none, or something else', async () => {
      fs.writeFileSync(path.join(folder, 'text.png'), 'no picture');
      fs.mkdirSync(path.join(folder, 'folder.png'));
      const table = path.join(folder, 'table.tsv');
      const rows = [
        {
          source: 'none.png',
          code: 'NOT_FOUND',
          pattern: /none\.png" does not exist\.$/,
        },
        {
          source: 'text.png',
          code: 'INVALID_DATA',
          pattern: /text\.png" is no PNG and no JPEG\.$/,
        },
        { source: 'folder.png', code: 'INVALID_DATA', pattern: /folder\.png" is a folder\.$/ },
      ];
      for (const { source, code, pattern } of rows)
        await assert.rejects(
          readPictures([{ source, file: table, line: 5 }], { size: [8, 8], ...RGB, baseFolder: folder }),
          (error: unknown) => {
            assert.ok(error instanceof LabError);
            assert.equal(error.code, code);
            assert.match(error.message, pattern);
            assert.deepEqual(error.place, { file: table, line: 5 });
            return true;
          },
        );
    });
  });
});
