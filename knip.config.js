// What knip starts from when it looks for files, exports, types and packages that nothing uses. `knip --production` leaves tests
// and scripts out: what is exported, and used by tests alone, does not belong into src/.
const production = process.argv.includes('--production');

/** With `!`: part of what is shipped. */
const entry = [
  'src/cli/main.ts!',
  'src/service/service.ts!',
  'src/agents/server.ts!',
  'src/engine/worker.ts!',
  'src/engine/engineProcess.ts!',
  'src/engine/embeddings/thread.ts!',
  'src/engine/sequence/decodingThread.ts!',
  'src/engine/store/heartbeatThread.ts!',
  'src/webviews/*/main.ts!',
  'src/engine/*/kernels/index.ts!', // compiled by scripts/makeKernels.mjs
  'src/engine/tasks/experimentSchema.ts!', // for scripts/makeSchema.mjs
  'src/host/manifest.ts!', // for scripts/makeManifest.mjs
  'scripts/*.mjs',
  'scripts/host/ensure*.mjs',
  'scripts/library/modelDeclarations.mjs',
  'scripts/test/{alone,unit,integration,e2e,desktop,proof,coverage}.mjs',
  'test/**/*.test.ts',
  'test/integration/index.ts',
  'test/e2e/{harness,hooks}.ts', // scripts load them from dist/
  'test/cli/slowWorker.ts', // built by signals.test.ts
  'test/engine/runs/support/queueWorker.ts', // likewise, by queue.test.ts
  'test/isolation/{faultyWorker,exitingHost}.ts', // likewise, by engineProcess.test.ts
  'test/night/*.ts', // built and run by scripts/test/proof.mjs
  'test/scale/trackerFigures.ts', // likewise, by scripts/bench/runs.mjs
  'test/golden/makeFormats.ts', // built and run by scripts/test/proof.mjs
  'test/night/mutants/{main,rig,switch}.ts', // built by `npm run test:mutants`
  'bench/*.ts!', // it measures what is shipped
];

module.exports = {
  entry,
  project: ['src/**/*.ts!', '{test,bench}/**/*.ts', 'scripts/**/*.{mjs,cjs}', '*.{js,mjs}'],
  ignore: ['src/engine/*/generated/**'],
  ignoreExportsUsedInFile: production,
  ignoreUnresolved: ['./engineProcess.js', './worker.js'], // in dist/, beside the program that starts them
  ignoreDependencies: [
    'axe-core', // read as a file by the browser tests
  ],
  ignoreBinaries: ['apt-get', 'mkfifo', 'mount', 'umount'],
};
