// The stages of `npm run test:night`, tier N of docs/promises.md: what takes too long for every change. Each says in its output what
// it measured (`figures.mjs`). The tests of each change come first; then what measures times, alone; then two rows of stages side by side,
// each as one core likes it, which build nothing that others read.

const script = (file, ...args) => [process.execPath, `scripts/${file}`, ...args];
const npm = (name, ...args) => ['npm', 'run', '--silent', name, ...(args.length > 0 ? ['--', ...args] : [])];
const proof = (name, ...args) => script('test/proof.mjs', name, ...args);

/** @param minutes of one processor that it may take: several times what it takes */
const stage = (key, name, minutes, command, { proves = [], environment = {} } = {}) => ({
  ...{ key, name, minutes, proves, environment },
  ...{ commands: [command], tests: false },
});

/** Tests of each change, with what they leave out there. */
const whole = (key, name, command, proves = []) => ({
  ...{ key, name, commands: [command], tests: true, proves: ['each', ...proves] },
  environment: { NLP_LAB_TEST_TIER: 'night' },
});

/** Rows of stages that go side by side: in each one after the other. */
const sideBySide = (before, ...rows) =>
  rows.flatMap((row) => row.map((each, at) => ({ ...each, after: [at === 0 ? before : row[at - 1].key] })));

const KILLS_EACH = 30;
const SUBJECTS = ['neural', 'averaged', 'classical', 'embedding'];

export const NIGHT = [
  { ...stage('build', 'build', 15, [process.execPath, 'esbuild.js']), again: true },
  whole('integration', 'tests in the extension host', script('test/integration.mjs'), ['I6']),
  whole(
    'unit',
    'every unit test with what it leaves out at each change, from new seeds, in a network of its own',
    script('test/alone.mjs', ...script('test/unit.mjs', '--built')),
    ['N1', 'Q4'],
  ),
  whole('themes', 'every view in every theme', script('test/e2e.mjs')),
  stage('editor', 'stops, and the thread of the host', 60, proof('editor'), { proves: ['I5', 'I6'] }),
  stage('serve', 'runs served for five minutes', 60, proof('serve', '--minutes', '5')),
  ...sideBySide(
    'serve',
    [
      ...SUBJECTS.map((subject) =>
        stage(
          `kills-${subject}`,
          `${KILLS_EACH} kills of trainings: ${subject}`,
          60,
          proof('faults/killLoop', '--count', String(KILLS_EACH), '--subject', subject),
          { proves: ['D1', 'D8', 'D10'] },
        ),
      ),
      stage(
        'outputs',
        `${KILLS_EACH} kills of what learns a tokenizer and of what cleans`,
        30,
        proof('killedOutputs', '--count', String(KILLS_EACH)),
        { proves: ['D1', 'D8'] },
      ),
      stage('writers', 'many processes on one folder of runs', 30, npm('test:writers'), { proves: ['D6'] }),
      stage('sweeps', 'a sweep of 200 trials killed ten times', 30, npm('test:sweeps'), { proves: ['D1', 'D6'] }),
      stage('queue', '40 trainings that wait, ten processes killed', 30, npm('test:queue'), { proves: ['D1', 'D6'] }),
      stage('isolation', '100 crashes of each kind', 60, script('test/unit.mjs', '--built', 'isolation'), {
        ...{ proves: ['I1', 'I3'], environment: { NLP_LAB_TEST_REPEATS: '100' } },
      }),
      stage('memory', 'memory that runs out', 30, script('test/unit.mjs', '--built', 'failingMemory'), {
        ...{ proves: ['I4'], environment: { NLP_LAB_TEST_REPEATS: '200' } },
      }),
      stage('numerics', 'the same bits, and it learns', 90, proof('numerics'), { proves: ['N5', 'N9'] }),
    ],
    [
      stage('power', 'the power goes', 15, proof('powerCuts'), { proves: ['D3'] }),
      stage('messages', 'calls and changed messages', 15, proof('messages'), { proves: ['I8', 'C5'] }),
      stage('offline', 'nothing leaves the machine', 15, proof('offline'), { proves: ['C8'] }),
      stage('exports', 'runs in other programs: graphs checked, scripts beside answers', 20, proof('exports')),
      stage('kernels', 'kernels on random shapes', 40, proof('kernels'), { proves: ['N4'] }),
      stage('strings', 'strings of all planes', 40, npm('test:strings'), { proves: ['T1', 'T2'] }),
      stage('tokenizers', 'parity with the npm package tokenizers', 40, npm('test:tokenizers'), { proves: ['T3'] }),
      stage('families', 'families of tokenizer.json', 40, npm('test:families'), { proves: ['T3'] }),
      stage('fuzz', 'damaged files through every reader', 60, proof('fuzz'), { proves: ['C1'] }),
      stage(
        'mutants',
        'mutants of differentiation, store, protocol, trainer and decoder',
        120,
        npm('test:mutants', '--count=40', '--processes=1'),
        {
          proves: ['N2', 'Q1'],
        },
      ),
      stage('scale', 'large texts', 90, proof('scale/textScale', '--size', '50'), { proves: ['T4'] }),
    ],
  ),
  stage('coverage', 'what the tests run', 60, script('test/coverage.mjs', '--built'), { proves: ['Q2'] }),
];
