// Draws 1,000 small pictures of a coloured shape, with captions in English and in Korean: node draw.mjs
// Beside it come pictures/, captions.tsv to learn from, and test.tsv with what captions.tsv never has together: a fifth of all ways in which
// colour, shape, size and corner can meet.
import fs from 'node:fs';
import { deflateSync } from 'node:zlib';

const COUNT = 1000;
const SIDE = 32;
const COLOURS = {
  red: [214, 40, 40],
  green: [42, 157, 70],
  blue: [38, 84, 201],
  yellow: [236, 201, 40],
  white: [245, 245, 245],
};
const SHAPES = {
  circle: (x, y) => x * x + y * y <= 1,
  square: (x, y) => Math.max(Math.abs(x), Math.abs(y)) <= 0.86,
  triangle: (x, y) => y <= 0.8 && y >= 2 * Math.abs(x) - 1,
  cross: (x, y) => Math.min(Math.abs(x), Math.abs(y)) <= 0.32 && Math.max(Math.abs(x), Math.abs(y)) <= 1,
};
const KOREAN = {
  ...{ red: '빨간', green: '초록', blue: '파란', yellow: '노란', white: '하얀', large: '큰', small: '작은' },
  ...{
    circle: '원이',
    square: '사각형이',
    triangle: '삼각형이',
    cross: '십자가가',
    top: '위',
    bottom: '아래',
    left: '왼쪽',
    right: '오른쪽',
  },
};
/** Whether it stands in the test part alone; any two of its properties stand together in the training part, too. */
function isUnseen({ colour, shape, size, top, left }) {
  const numbers = [
    Object.keys(COLOURS).indexOf(colour),
    2 * Object.keys(SHAPES).indexOf(shape),
    size === 'large' ? 1 : 0,
  ];
  return (numbers[0] + numbers[1] + numbers[2] + (top ? 2 : 0) + (left ? 1 : 0)) % 5 === 0;
}

// Marsaglia's xorshift, 32 bits: the same pictures on every machine.
let state = 2463534242;
function uniform() {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) / 2 ** 32;
}
const between = (low, high) => low + (high - low) * uniform();
const pick = (list) => list[Math.floor(uniform() * list.length)];

/** [side * side * 3] bytes; edges are smooth: of each pixel 16 points are looked at. */
function draw({ colour, shape, size, top, left }) {
  const radius = size === 'large' ? between(6, 7) : between(3, 4);
  const [cx, cy] = [left, top].map((isFirst) => (isFirst ? 9 : 23) + between(-1.5, 1.5));
  const ground = between(20, 90);
  const pixels = Buffer.alloc(SIDE * SIDE * 3);
  for (let i = 0; i < SIDE * SIDE; i++) {
    const grey = ground + between(-12, 12);
    let covered = 0;
    for (let k = 0; k < 16; k++) {
      const x = ((i % SIDE) + (k % 4) / 4 + 0.125 - cx) / radius;
      const y = (Math.floor(i / SIDE) + Math.floor(k / 4) / 4 + 0.125 - cy) / radius;
      if (SHAPES[shape](x, y)) covered++;
    }
    for (let c = 0; c < 3; c++) pixels[3 * i + c] = Math.round(grey + ((COLOURS[colour][c] - grey) * covered) / 16);
  }
  return pixels;
}

function crc(bytes) {
  let value = -1;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return ~value >>> 0;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc(body), body.length + 4);
  return whole;
}

/** PNG: 8 bits for each of red, green and blue; before each line a byte that says it is as it is. */
function png(pixels) {
  const head = Buffer.from([0, 0, 0, SIDE, 0, 0, 0, SIDE, 8, 2, 0, 0, 0]);
  const lines = Array.from({ length: SIDE }, (_, y) => [
    Buffer.from([0]),
    pixels.subarray(y * SIDE * 3, (y + 1) * SIDE * 3),
  ]).flat();
  const parts = [chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.concat(lines))), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...parts]);
}

const place = (name) => new URL(name, import.meta.url);
fs.mkdirSync(place('pictures/'), { recursive: true });
const rows = { captions: [], test: [] };
for (let number = 0; number < COUNT; number++) {
  const thing = {
    colour: pick(Object.keys(COLOURS)),
    shape: pick(Object.keys(SHAPES)),
    size: pick(['large', 'small']),
    top: uniform() < 0.5,
    left: uniform() < 0.5,
  };
  const { colour, shape, size } = thing;
  const [down, across] = [thing.top ? 'top' : 'bottom', thing.left ? 'left' : 'right'];
  const file = `pictures/${String(number).padStart(4, '0')}.png`;
  fs.writeFileSync(place(file), png(draw(thing)));
  const ko = `${KOREAN[across]} ${KOREAN[down]}에 ${KOREAN[size]} ${KOREAN[colour]} ${KOREAN[shape]} 있다`;
  const row = [file, `a ${size} ${colour} ${shape} at the ${down} ${across}`, ko].join('\t');
  rows[isUnseen(thing) ? 'test' : 'captions'].push(row);
}
for (const [name, lines] of Object.entries(rows))
  fs.writeFileSync(place(`${name}.tsv`), `picture\ten\tko\n${lines.join('\n')}\n`);
console.log(`${rows.captions.length} pictures to learn from, ${rows.test.length} to be asked about`);
