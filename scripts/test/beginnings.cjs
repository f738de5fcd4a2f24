// Root hooks for tests that several processes share out: each says by itself which test it has begun, and that it has ended.
const { append } = require('./append.cjs');

let current = 'no test';

// Mocha gives it to the test that runs at that moment, which need not be the one that has left it.
process.on('uncaughtExceptionMonitor', (error, origin) =>
  console.error(`${origin} while "${current}" ran: ${error instanceof Error ? error.stack : String(error)}`),
);

exports.mochaHooks = {
  beforeEach() {
    current = this.currentTest.fullTitle();
    append({ kind: 'begun', title: current });
  },
  afterEach() {
    append({ kind: 'ended', title: this.currentTest.fullTitle() });
  },
};
