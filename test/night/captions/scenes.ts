// Pictures of two things beside or above each other, with captions that say all of it: which shapes, which colours, which is the large
// one, and how they stand. Everything follows from a seed.

import { PNG } from 'pngjs';
import { createRandom } from '../../../src/engine/data/random';

export const SIDE = 32;

const COLOURS = {
  red: { ko: '빨간', rgb: [214, 40, 40] },
  green: { ko: '초록', rgb: [42, 157, 70] },
  blue: { ko: '파란', rgb: [38, 84, 201] },
  yellow: { ko: '노란', rgb: [236, 201, 40] },
  purple: { ko: '보라', rgb: [130, 50, 160] },
  white: { ko: '하얀', rgb: [245, 245, 245] },
} as const;

/** Whether a point, from −1 to 1 both ways, lies within the shape. */
const SHAPES = {
  circle: { ko: '원이', within: (x: number, y: number) => x * x + y * y <= 1 },
  square: { ko: '사각형이', within: (x: number, y: number) => Math.max(Math.abs(x), Math.abs(y)) <= 0.86 },
  triangle: { ko: '삼각형이', within: (x: number, y: number) => y <= 0.8 && y >= 2 * Math.abs(x) - 1 },
  cross: { ko: '십자가가', within: (x: number, y: number) => Math.min(Math.abs(x), Math.abs(y)) <= 0.32 },
} as const;

/** How the large thing stands to the small one: right and down. */
const RELATIONS = {
  'left of': { ko: '왼쪽에', step: [-1, 0] },
  'right of': { ko: '오른쪽에', step: [1, 0] },
  above: { ko: '위에', step: [0, -1] },
  below: { ko: '아래에', step: [0, 1] },
} as const;

interface Thing {
  colour: keyof typeof COLOURS;
  shape: keyof typeof SHAPES;
}

interface Scene {
  large: Thing;
  small: Thing;
  relation: keyof typeof RELATIONS;
}

interface DrawnScene {
  png: Buffer;
  en: string;
  ko: string;
  /** The two things stand together in no picture of the training part. */
  isUnseen: boolean;
}

const keysOf = <T extends object>(record: T): (keyof T)[] => Object.keys(record) as (keyof T)[];

const THINGS: Thing[] = keysOf(COLOURS).flatMap((colour) => keysOf(SHAPES).map((shape) => ({ colour, shape })));
const PAIRS = THINGS.flatMap((large) => THINGS.map((small) => ({ large, small })));

const PLAIN_KO = { circle: '원', square: '사각형', triangle: '삼각형', cross: '십자가' } as const;

const english = ({ large, small, relation }: Scene): string =>
  `a large ${large.colour} ${large.shape} ${relation} a small ${small.colour} ${small.shape}`;

const korean = ({ large, small, relation }: Scene): string =>
  `작은 ${COLOURS[small.colour].ko} ${PLAIN_KO[small.shape]} ${RELATIONS[relation].ko} 큰 ${COLOURS[large.colour].ko} ${SHAPES[large.shape].ko} 있다`;

/** So many pictures; a share of all pairs of things, and with them that of the pictures, is `isUnseen`. */
export function* drawScenes(count: number, seed: number, unseen = 0.1): Generator<DrawnScene> {
  const order = createRandom({ seed, stream: 'pairs' }).shuffle(Int32Array.from(PAIRS.keys()));
  const held = new Set(order.subarray(0, Math.round(unseen * PAIRS.length)));
  const random = createRandom({ seed, stream: 'scenes' });
  for (let i = 0; i < count; i++) {
    const pair = random.integer(PAIRS.length);
    const relation = keysOf(RELATIONS)[random.integer(4)];
    const scene: Scene = { ...PAIRS[pair], relation };
    const between = (low: number, high: number): number => low + (high - low) * random.uniform();
    yield { png: draw(scene, between), en: english(scene), ko: korean(scene), isUnseen: held.has(pair) };
  }
}

function draw({ large, small, relation }: Scene, between: (low: number, high: number) => number): Buffer {
  const ground = between(20, 90);
  const pixels = Array.from({ length: SIDE * SIDE }, () => {
    const grey = ground + between(-12, 12);
    return [grey, grey, grey];
  });
  const [right, down] = RELATIONS[relation].step;
  const [apart, aside] = [between(7, 8), between(-3, 3)];
  const centre = SIDE / 2;
  const at = (side: 1 | -1): [number, number] => [
    centre + side * (right * apart + down * aside),
    centre + side * (down * apart + right * aside),
  ];
  paint(pixels, large, at(1), between(6.2, 7.2));
  paint(pixels, small, at(-1), between(3.6, 4.6));
  const picture = new PNG({ width: SIDE, height: SIDE });
  pixels.forEach((rgb, i) => picture.data.set([...rgb.map(Math.round), 255], i * 4));
  return PNG.sync.write(picture);
}

/** Edges are smooth: of each pixel 16 points are looked at. */
function paint(pixels: number[][], { colour, shape }: Thing, [cx, cy]: [number, number], radius: number): void {
  const { rgb } = COLOURS[colour];
  pixels.forEach((pixel, i) => {
    let covered = 0;
    for (let k = 0; k < 16; k++) {
      const x = ((i % SIDE) + (k % 4) / 4 + 0.125 - cx) / radius;
      const y = (Math.floor(i / SIDE) + Math.floor(k / 4) / 4 + 0.125 - cy) / radius;
      if (Math.max(Math.abs(x), Math.abs(y)) <= 1 && SHAPES[shape].within(x, y)) covered++;
    }
    for (let channel = 0; channel < 3; channel++) pixel[channel] += ((rgb[channel] - pixel[channel]) * covered) / 16;
  });
}
