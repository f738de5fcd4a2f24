// The stages of `npm run test:night`, tier N of docs/promises.md: what takes too long for every change. Each says in its output what
// it measured.

const npm = (name, ...args) => ['npm', 'run', '--silent', name, ...(args.length > 0 ? ['--', ...args] : [])];
const stage = (key, name, minutes, ...commands) => ({ key, name, minutes, commands, tests: false });
/** Tests of each change, with what they leave out there. */
const whole = (each) => ({ ...each, environment: { NLP_LAB_TEST_TIER: 'night' } });

const KILLS_EACH = 30;
const SUBJECTS = ['neural', 'averaged', 'classical', 'embedding'];
const kills = (subject) => npm('test:kills', '--count', String(KILLS_EACH), '--subject', subject);

export const NIGHT = [
  stage('build', 'build', 5, [process.execPath, 'esbuild.js']),
  whole(stage('unit', 'every unit test with what it leaves out at each change, from new seeds', 40, npm('test:unit'))),
  whole(stage('themes', 'every view in every theme', 30, npm('test:e2e'))),
  stage('kills', `D1, D8: ${KILLS_EACH} kills of each kind of training`, 45, ...SUBJECTS.map(kills)),
  stage(
    'outputs',
    `D1, D8: ${KILLS_EACH} kills of what learns a tokenizer and of what cleans`,
    15,
    npm('test:outputs', '--count', String(KILLS_EACH)),
  ),
  stage('sweeps', 'D1, D6: a sweep of 200 trials killed ten times', 15, npm('test:sweeps')),
  stage('writers', 'D6: many processes on one folder of runs', 15, npm('test:writers')),
  stage('isolation', 'I1, I3: 100 crashes of each kind', 60, npm('test:isolation')),
  stage('messages', 'I8, C5: calls and changed messages', 10, npm('test:messages')),
  stage('fuzz', 'C1: damaged files through every reader', 45, npm('test:fuzz')),
  stage('editor', 'I5, I6: stops, and the thread of the host', 20, npm('test:editor')),
  stage('memory', 'I4: memory that runs out', 15, npm('test:memory')),
  stage('offline', 'C8: nothing leaves the machine', 10, npm('test:offline')),
  stage('exports', 'runs in other programs: graphs checked, scripts beside answers', 10, npm('test:export')),
  stage('serve', 'runs served for ten minutes', 20, npm('test:serve', '--minutes', '10')),
  stage('kernels', 'N4: kernels on random shapes', 20, npm('test:kernels')),
  stage('coverage', 'Q2: what the tests run', 15, npm('test:coverage')),
  stage('power', 'D3: the power goes', 10, npm('test:power')),
  stage('numerics', 'N5, N9: the same bits, and it learns', 30, npm('test:numerics')),
  stage('strings', 'T1, T2: strings of all planes', 30, npm('test:strings')),
  stage('tokenizers', 'T3: parity with the npm package tokenizers', 20, npm('test:tokenizers')),
  stage('families', 'T3: families of tokenizer.json', 20, npm('test:families')),
  stage('scale', 'T4: large texts', 120, npm('test:scale')),
  stage('mutants', 'N2, Q1: mutants of differentiation, store, protocol, trainer and decoder', 90, npm('test:mutants')),
];
