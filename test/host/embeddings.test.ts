// The Embeddings view and its host side, as far as no editor is needed: where points fall, which are meant, which bear a
// label, what a view may ask for, how maps are made and stopped.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addressName, sourceKey, VECTORS_FILE_NAME } from '../../src/host/embeddings/vectorsAddress';
import { CooccurrenceMaker } from '../../src/host/embeddings/cooccurrenceMaker';
import { MapMaker } from '../../src/host/embeddings/mapMaker';
import { word2vecText } from '../../src/host/embeddings/word2vecText';
import { embeddingsRequests } from '../../src/host/embeddings/embeddingsRequests';
import { parseExperiment } from '../../src/engine/tasks/parseExperiment';
import { LabError } from '../../src/protocol/labError';
import type {
  CooccurrenceReply,
  CooccurrenceRequest,
  ProjectionReply,
  ProjectRequest,
} from '../../src/protocol/vectors';
import {
  type Camera,
  fitCamera,
  isCamera,
  panned,
  type Points,
  toScreen,
  zoomed,
} from '../../src/webviews/embeddings/map/camera';
import { probeColumns, ratioOf, unseenIn } from '../../src/webviews/embeddings/panel/cooccurrenceTable';
import { placeLabels } from '../../src/webviews/embeddings/map/labels';
import type { Overlay } from '../../src/webviews/embeddings/map/drawing';
import { svgOf, svgOfMaps } from '../../src/webviews/embeddings/map/svg';
import { nearestPoint, nextPoint, pointsInBox, pointsInLasso } from '../../src/webviews/embeddings/map/pick';
import { embeddingsStrings } from '../../src/webviews/embeddings/strings';
import { DEFAULT_STATE, isDrawable, mended, settingsOf } from '../../src/webviews/embeddings/viewState';
import { lastWordIn, wordsIn } from '../../src/webviews/embeddings/words/wordList';
import { csvOf } from '../../src/webviews/shared/csv';

const SIZE = { width: 800, height: 600 };
const coordinate = fc.integer({ min: -10_000, max: 10_000 });
const somePoints = (dimensions: 2 | 3): fc.Arbitrary<Points> =>
  fc
    .array(fc.array(coordinate, { minLength: dimensions, maxLength: dimensions }), { minLength: 1, maxLength: 40 })
    .map((rows) => ({ positions: Float32Array.from(rows.flat()), dimensions, count: rows.length }));

function places(points: Points, camera: Camera): Float32Array {
  const screen = new Float32Array(2 * points.count);
  toScreen(points, camera, SIZE, screen);
  return screen;
}

describe('the camera of a map', () => {
  for (const dimensions of [2, 3] as const)
    it(`fits all points of ${dimensions} dimensions onto the screen`, () => {
      fc.assert(
        fc.property(somePoints(dimensions), (points) => {
          const screen = places(points, fitCamera(points, SIZE));
          for (let i = 0; i < points.count; i++) {
            assert.ok(screen[2 * i] > -1 && screen[2 * i] < SIZE.width + 1);
            assert.ok(screen[2 * i + 1] > -1 && screen[2 * i + 1] < SIZE.height + 1);
          }
        }),
      );
    });

  it('keeps what is under the pointer while it zooms', () => {
    fc.assert(
      fc.property(
        somePoints(2),
        fc.double({ min: 0.5, max: 2, noNaN: true }),
        fc.integer({ min: 0, max: 800 }),
        (points, factor, x) => {
          const camera = fitCamera(points, SIZE);
          const before = places(points, camera);
          const after = places(points, zoomed(camera, factor, { x, y: 200 }, SIZE));
          for (let i = 0; i < points.count; i++) {
            assert.ok(Math.abs(after[2 * i] - (x + factor * (before[2 * i] - x))) < 1);
            assert.ok(Math.abs(after[2 * i + 1] - (200 + factor * (before[2 * i + 1] - 200))) < 1);
          }
        },
      ),
    );
  });

  it('moves its centre by as many pixels as the hand, turned or not', () => {
    fc.assert(
      fc.property(
        fc.float({ min: -3, max: 3, noNaN: true }),
        fc.float({ min: -1, max: 1, noNaN: true }),
        (yaw, pitch) => {
          const camera: Camera = { center: [1, 2, 3], scale: 10, yaw, pitch, distance: 0 };
          const [x, y] = places(
            { positions: Float32Array.of(1, 2, 3), dimensions: 3, count: 1 },
            panned(camera, 30, -20),
          );
          assert.ok(Math.abs(x - 430) < 0.01 && Math.abs(y - 280) < 0.01, `${x}, ${y}`);
        },
      ),
    );
  });

  it('copes with points that are no numbers, and with one point', () => {
    for (const values of [
      [Number.NaN, Number.NaN],
      [5, 5],
    ]) {
      const camera = fitCamera({ positions: Float32Array.from(values), dimensions: 2, count: 1 }, SIZE);
      assert.ok(isCamera(camera));
    }
    assert.ok(!isCamera({ center: [0, 0, 0], scale: 0, yaw: 0, pitch: 0, distance: 0 }));
    assert.ok(!isCamera({ center: [0, Number.NaN, 0], scale: 1, yaw: 0, pitch: 0, distance: 0 }));
    assert.ok(!isCamera(null));
  });
});

describe('points that are meant', () => {
  const screen = Float32Array.of(100, 100, 200, 100, 300, 300, Number.NaN, Number.NaN);

  it('are the nearest within reach, the first of equals', () => {
    assert.equal(nearestPoint(screen, 4, { x: 104, y: 103 }, 10), 0);
    assert.equal(nearestPoint(screen, 4, { x: 150, y: 100 }, 60), 0);
    assert.equal(nearestPoint(screen, 4, { x: 500, y: 500 }, 10), -1);
  });

  it('are those in a box, drawn in any direction', () => {
    assert.deepEqual(pointsInBox(screen, 4, { x: 250, y: 150 }, { x: 50, y: 50 }), [0, 1]);
  });

  it('are those in a lasso: in a rectangle the same as in a box', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 99 })), { maxLength: 50 }),
        (pairs) => {
          const some = Float32Array.from(pairs.flatMap(([x, y]) => [x + 0.5, y + 0.5]));
          const [low, high] = [20, 70];
          const corners = [
            { x: low, y: low },
            { x: high, y: low },
            { x: high, y: high },
            { x: low, y: high },
          ];
          assert.deepEqual(
            pointsInLasso(some, pairs.length, corners),
            pointsInBox(some, pairs.length, corners[0], corners[2]),
          );
        },
      ),
    );
    const hollow = [
      { x: 0, y: 0 },
      { x: 400, y: 0 },
      { x: 400, y: 50 },
      { x: 50, y: 50 },
      { x: 50, y: 400 },
      { x: 0, y: 400 },
    ];
    assert.deepEqual(pointsInLasso(screen, 4, hollow), []);
  });

  it('are the next in the direction of an arrow key', () => {
    assert.equal(nextPoint(screen, 4, 0, 1, 0), 1);
    assert.equal(nextPoint(screen, 4, 0, 0, 1), 2);
    assert.equal(nextPoint(screen, 4, 0, -1, 0), -1);
  });
});

describe('labels of a map', () => {
  it('never overlap, lie on the screen, and the first in order always has one', () => {
    const place = fc.tuple(
      fc.integer({ min: 0, max: 700 }),
      fc.integer({ min: 10, max: 590 }),
      fc.integer({ min: 1, max: 90 }),
    );
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 150 }), (some) => {
        const height = 13;
        const labels = placeLabels({
          ...{ size: SIZE, height, most: 100, order: some.keys() },
          screen: Float32Array.from(some.flatMap(([x, y]) => [x, y])),
          widthOf: (index) => some[index][2],
        });
        assert.equal(labels[0].index, 0);
        for (const [i, a] of labels.entries()) {
          assert.ok(a.x + some[a.index][2] <= SIZE.width);
          for (const b of labels.slice(0, i)) {
            const isApart =
              a.x >= b.x + some[b.index][2] || b.x >= a.x + some[a.index][2] || Math.abs(a.y - b.y) >= height;
            assert.ok(isApart, `labels ${a.index} and ${b.index} overlap`);
          }
        }
      }),
    );
  });
});

describe('what the Embeddings view remembers', () => {
  it('gives the same settings for a map whatever was set for other methods', () => {
    const { map } = DEFAULT_STATE;
    const odd = { ...map, perplexity: 7, epochs: 3, axes: [{ from: ['a'], to: ['b'] }] };
    assert.deepEqual(settingsOf(odd), settingsOf(map));
    assert.equal(settingsOf({ ...odd, method: 'tsne' }).perplexity, 7);
  });

  it('is mended where it was damaged', () => {
    const state = mended({ ...DEFAULT_STATE, camera: { camera: { scale: 0 } as Camera }, map: {} as never });
    assert.deepEqual([state.camera, state.map], [{}, DEFAULT_STATE.map]);
    const old = mended({
      ...DEFAULT_STATE,
      similarity: {} as never,
      cooccurrence: {} as never,
      corpusPart: 'x' as never,
    });
    assert.deepEqual(old, { ...DEFAULT_STATE, map: { ...DEFAULT_STATE.map } });
  });

  it('draws axes only when both ends have words', () => {
    const axes = [{ from: ['bad'], to: ['good'] }];
    assert.ok(!isDrawable({ ...DEFAULT_STATE.map, method: 'axes', axes }));
    assert.ok(isDrawable({ ...DEFAULT_STATE.map, method: 'axes', axes: [...axes, ...axes] }));
  });
});

describe('requests of the Embeddings view', () => {
  const settings = settingsOf(DEFAULT_STATE.map);

  it('are let through when they are right', () => {
    assert.ok(embeddingsRequests.draw({ settings }));
    assert.ok(embeddingsRequests.neighbors({ side: 0, word: 'cat', row: -1, k: 10, measure: 'cosine' }));
  });

  const wrong: [string, unknown][] = [
    ['a method that is not offered', { ...settings, method: 'toString' }],
    ['four dimensions', { ...settings, dimensions: 4 }],
    ['endless rows', { ...settings, limit: 1e9 }],
    ['a row that is none', { ...settings, rows: [0.5] }],
    ['another key', { ...settings, file: '/etc/passwd' }],
    ['a distance that is no number', { ...settings, minDistance: Number.NaN }],
  ];
  for (const [name, value] of wrong)
    it(`are refused with ${name}`, () => assert.ok(!embeddingsRequests.draw({ settings: value })));

  it('of several words are let through within bounds only', () => {
    const question = { words: ['ice', 'steam'], probes: ['gas'], window: 10, weighted: false, matchCase: true };
    const { similarity, oddOneOut, countCooccurrence } = embeddingsRequests;
    assert.ok(similarity({ side: 0, a: 'sea', b: 'a lake and a river' }));
    assert.ok(oddOneOut({ side: 0, words: ['a', 'b', 'c'] }));
    assert.ok(countCooccurrence({ side: 0, question }));
    assert.ok(!similarity({ side: 0, a: 'x'.repeat(20_001), b: 'lake' }));
    assert.ok(!oddOneOut({ side: 2, words: ['a'] }));
    for (const wrong of [{ words: ['ice'] }, { probes: [] }, { window: 0 }, { files: ['/etc/passwd'] }])
      assert.ok(!countCooccurrence({ side: 0, question: { ...question, ...wrong } }), JSON.stringify(wrong));
  });
});

describe('the map of the Embeddings view', () => {
  const settings = settingsOf(DEFAULT_STATE.map);
  const subject = { vectors: 1, total: 3 };
  const replyTo = ({ dimensions }: ProjectRequest): ProjectionReply => ({
    ...{ dimensions, count: 3, total: 3, notices: [], seconds: 0.1 },
    rows: Int32Array.of(0, 1, 2).buffer,
    besideRows: new ArrayBuffer(0),
    positions: new Float32Array(6).buffer,
    quality: { trustworthiness: 1, overlap: 1, neighbors: 2, sampled: 3, points: 3 },
  });
  const noEvents = { onState: () => undefined, onProgress: () => undefined };

  it('is made once for the same settings', async () => {
    const asked: ProjectRequest[] = [];
    const maker = new MapMaker({
      ...noEvents,
      project: (request) => (asked.push(request), Promise.resolve(replyTo(request))),
    });
    maker.draw(settings, subject);
    maker.draw({ ...settings }, subject);
    await maker.settled;
    maker.draw(settings, subject);
    assert.equal(asked.length, 1);
    assert.equal(maker.state?.status, 'done');
    maker.draw({ ...settings, seed: 2 }, subject);
    await maker.settled;
    assert.deepEqual(
      asked.map(({ seed }) => seed),
      [1, 2],
    );
  });

  it('keeps the positions reached when it is stopped', async () => {
    const positions = Float32Array.of(1, 2, 3, 4, 5, 6).buffer;
    const maker = new MapMaker({
      ...noEvents,
      project: (_, onProgress, signal) => {
        onProgress({ phase: 'layout', fraction: 0.5, positions });
        return new Promise((_, reject) =>
          signal.addEventListener('abort', () => reject(new LabError('CANCELLED', 'stopped'))),
        );
      },
    });
    maker.draw(settings, subject);
    assert.equal(maker.progress?.fraction, 0.5);
    maker.stop();
    await maker.settled;
    assert.deepEqual([maker.state?.status, maker.state?.positions], ['stopped', positions]);
    assert.equal(maker.progress, undefined);
  });

  it('says why it failed, and says nothing of one that is no longer wanted', async () => {
    const states: string[] = [];
    const maker: MapMaker = new MapMaker({
      onState: () => states.push(maker.state?.status ?? 'none'),
      onProgress: () => undefined,
      project: ({ seed }) => Promise.reject(new LabError('NOT_FOUND', `seed ${seed}`)),
    });
    maker.draw(settings, subject);
    const first = maker.settled;
    maker.draw({ ...settings, seed: 9 }, subject);
    await Promise.all([first, maker.settled]);
    assert.equal(maker.state?.message, 'seed 9');
    assert.deepEqual(states, ['working', 'working', 'failed']);
  });

  it('holds the words that two embeddings share, of those asked for', async () => {
    let asked: ProjectRequest | undefined;
    const maker = new MapMaker({
      ...noEvents,
      project: (request) => ((asked = request), Promise.resolve(replyTo(request))),
    });
    const beside = { vectors: 2, rowsA: Int32Array.of(5, 1, 7), rowsB: Int32Array.of(0, 4, 2) };
    maker.draw({ ...settings, rows: [7, 5, 99] }, { ...subject, beside });
    await maker.settled;
    assert.deepEqual([asked?.rows, asked?.beside], [[5, 7], { vectors: 2, rows: [0, 2] }]);
  });
});

describe('several words in one field', () => {
  it('are parted by spaces, or by commas where there is one', () => {
    assert.deepEqual(wordsIn(' sea  lake\nriver '), ['sea', 'lake', 'river']);
    assert.deepEqual(wordsIn('new york, rome,,'), ['new york', 'rome']);
    assert.deepEqual(wordsIn(' '), []);
  });

  it('are whole but for the last, which is the one that is typed', () => {
    assert.deepEqual(lastWordIn('sea la'), { before: 'sea ', word: 'la' });
    assert.deepEqual(lastWordIn('rome, new y'), { before: 'rome, ', word: 'new y' });
    assert.deepEqual(lastWordIn('sea '), { before: 'sea ', word: '' });
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { before, word } = lastWordIn(text);
        assert.equal(before + word, text);
      }),
    );
  });
});

describe('the table of co-occurrence', () => {
  const table = {
    words: [
      { word: 'ice', occurrences: 3, contexts: 10 },
      { word: 'steam', occurrences: 0, contexts: 0 },
    ],
    probes: [
      {
        probe: 'solid',
        occurrences: 4,
        counts: [2, 0] as [number, number],
        probabilities: [0.2, 0] as [number, number],
      },
      { probe: 'none', occurrences: 0, counts: [0, 0] as [number, number], probabilities: [0, 0] as [number, number] },
    ],
    ...{ files: ['a.txt'], seconds: 1 },
  };

  it('has ratios from nothing to infinity', () => {
    assert.equal(ratioOf([0.02, 0.01]), 2);
    assert.equal(ratioOf([0.02, 0]), Infinity);
    assert.equal(ratioOf([0, 0.02]), 0);
    assert.equal(ratioOf([0, 0]), undefined);
  });

  it('says what stands nowhere', () => assert.deepEqual(unseenIn(table), { words: ['steam'], probes: ['none'] }));

  it('is saved with whole numbers, and nothing where there is no ratio', () => {
    const strings = embeddingsStrings((message, ...values) =>
      message.replace(/\{(\d+)\}/g, (_, index) => String(values[Number(index)])),
    );
    const csv = csvOf(probeColumns(strings, ['ice', 'condensation']), table.probes);
    assert.deepEqual(csv.split('\r\n'), [
      'Probe k,P(k|ice),P(k|condensa…),Ratio,Count',
      'solid,0.2,0,Infinity,4',
      'none,0,0,,0',
      '',
    ]);
  });
});

describe('counting in the corpus', () => {
  const question = {
    ...{ words: ['ice', 'steam'] as [string, string], probes: ['gas'] },
    ...{ window: 5, weighted: true, matchCase: true },
  };
  const reply: CooccurrenceReply = {
    words: [],
    probes: [{ probe: 'gas', occurrences: 2, counts: [2, 0], probabilities: [1, 0], ratio: Infinity }],
    seconds: 1,
  };
  const texts = { counting: 'counting', stopped: 'stopped', noCorpus: 'choose texts' };
  const files = ['/w/a.csv', '/w/b.csv'];

  it('tells how far it is, and then a table that can cross to a view', async () => {
    const said: unknown[] = [];
    let asked: CooccurrenceRequest | undefined;
    const maker: CooccurrenceMaker = new CooccurrenceMaker({
      texts,
      onState: () => said.push(maker.state?.notice?.fraction ?? maker.state?.table?.files),
      count: (request, onProgress) => {
        asked = request;
        onProgress(0.5);
        return Promise.resolve(reply);
      },
    });
    maker.count(question, { files, column: 'body' });
    await maker.settled;
    const { words, probes } = question;
    assert.deepEqual(asked, {
      ...{ words, probes, files, column: 'body' },
      ...{ window: 5, weighted: true, lowercase: false },
    });
    assert.deepEqual(said, [0, 0.5, ['a.csv', 'b.csv']]);
    assert.deepEqual(JSON.parse(JSON.stringify(maker.state)), maker.state);
  });

  it('is stopped at once, whatever comes later', async () => {
    let arrive: (late: CooccurrenceReply) => void = () => undefined;
    let signal: AbortSignal | undefined;
    const maker = new CooccurrenceMaker({
      texts,
      onState: () => undefined,
      count: (_, __, given) => ((signal = given), new Promise((resolve) => (arrive = resolve))),
    });
    maker.count(question, { files });
    maker.stop();
    assert.ok(signal?.aborted);
    assert.equal(maker.state?.notice?.message, 'stopped');
    arrive(reply);
    await maker.settled;
    assert.deepEqual(maker.state, { question, notice: { kind: 'error', message: 'stopped' } });
  });

  it('says what to do without texts, and why it failed with them', async () => {
    const maker = new CooccurrenceMaker({
      texts,
      onState: () => undefined,
      count: () => Promise.reject(new LabError('NOT_FOUND', 'There is no column "body" in a.csv.')),
    });
    assert.throws(() => maker.count(question, { files: [] }), /choose texts/);
    maker.count(question, { files });
    await maker.settled;
    assert.deepEqual(maker.state?.notice, { kind: 'error', message: 'There is no column "body" in a.csv.' });
  });

  it('keeps only the last of two questions', async () => {
    const maker = new CooccurrenceMaker({
      texts,
      onState: () => undefined,
      count: ({ window = 0 }) => Promise.resolve({ ...reply, seconds: window }),
    });
    maker.count(question, { files });
    const first = maker.settled;
    maker.count({ ...question, window: 9 }, { files });
    await Promise.all([first, maker.settled]);
    assert.equal(maker.state?.table?.seconds, 9);
  });
});

describe('addresses of vectors', () => {
  it('name a view by what it shows', () => {
    const first = { kind: 'run', folder: '/w/.nlplab/runs/a' } as const;
    const second = { kind: 'file', uri: 'file:///w/%EB%8B%A8%EC%96%B4.vec' } as const;
    assert.equal(addressName(second), '단어.vec');
    assert.equal(addressName(first), 'a');
    assert.notEqual(sourceKey({ first }), sourceKey({ first, second }));
    assert.notEqual(sourceKey({ first }), sourceKey({ first: { ...first, layer: 'target' } }));
    assert.ok(VECTORS_FILE_NAME.test('a.vec.gz') && !VECTORS_FILE_NAME.test('a.tsv'));
  });
});

describe('the experiment of Train Word2Vec on Active File', () => {
  for (const bytes of [1000, 1_000_000, 1_000_000_000])
    it(`is right for ${bytes} bytes`, () => {
      const text = word2vecText({ name: 'a "b"', dataFile: 'c\\d.tsv', column: 'e"f', bytes });
      const { experiment, problems } = parseExperiment(text, {});
      assert.deepEqual(problems ?? [], []);
      assert.equal(experiment?.task, 'embedding');
    });
});

describe('a map as SVG', () => {
  const overlay: Overlay = {
    ...{
      size: SIZE,
      screen: Float32Array.from([100, 100, 200, 100, 300, 100]),
      hover: -1,
      labels: [{ index: 0, x: 109, y: 100 }],
    },
    emphasis: { focus: 1, selected: [], neighbors: [], arrows: [{ from: 0, to: 2, isFound: true }] },
    ...{ textOf: (i: number) => ['a <b> & "c"', 'two', 'three'][i], height: 13, font: '13px sans', family: 'sans' },
    colors: { text: '#fff', quiet: '#aaa', halo: '#000', focus: '#ff0', neighbor: '#0f0', found: '#f0f' },
  };
  const points: Points = { positions: new Float32Array(6), dimensions: 2, count: 3 };
  const looks = { colors: new Uint8Array(12).fill(200), shapes: Uint8Array.from([0, 1, 6]), diameter: 6 };
  const axes = { across: 'component 1: 20 %', up: 'bad → good' };

  it('has the shapes of the categories, titles at the axes, and text that is escaped', () => {
    const svg = svgOf({ overlay, points, looks, axes });
    assert.match(svg, /<circle cx="100" cy="100" r="3" fill=/);
    assert.match(svg, /<polygon points="197\.6,97\.6 202\.4,97\.6 202\.4,102\.4 197\.6,102\.4"/);
    assert.match(svg, />component 1: 20 %<\/text>/);
    assert.match(svg, /rotate\(-90 .*>bad → good<\/text>/);
    assert.match(svg, />a &#60;b&#62; &#38; &#34;c&#34;<\/text>/);
  });

  it('puts two maps side by side, and a legend below in lines that fit', () => {
    const one = svgOf({ overlay, points, looks, axes });
    const entries = Array.from({ length: 7 }, (_, i) => ({
      color: '#123456',
      shape: i,
      text: `${i + 1}: words & more`,
    }));
    const legend = { title: 'Cluster', entries, widthOf: (text: string) => 30 * text.length };
    const more = { height: 13, family: 'sans', color: '#aaa', background: '#000' };
    const svg = svgOfMaps([one, one], { ...legend, ...more });
    assert.match(svg, /<svg x="800" y="0" /);
    for (const { text } of entries) assert.ok(svg.includes(text.replace('&', '&#38;')));
    const [, height] = /width="1600" height="(\d+(?:\.\d+)?)"/.exec(svg) ?? [];
    assert.equal(Number(height), 600 + 3 * 21);
  });
});

describe('labels at the right edge', () => {
  it('stand to the left of their point', () => {
    const screen = Float32Array.from([790, 300]);
    const [label] = placeLabels({ size: SIZE, screen, order: [0], most: 5, widthOf: () => 40, height: 13 });
    assert.deepEqual(label, { index: 0, x: 741, y: 300 });
  });
});
