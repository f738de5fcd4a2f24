// Root hooks for tests that several processes share out: each says by itself which test it has begun, and that it has ended.
const { append } = require('./append.cjs');

exports.mochaHooks = {
  beforeEach() {
    append({ kind: 'begun', title: this.currentTest.fullTitle() });
  },
  afterEach() {
    append({ kind: 'ended', title: this.currentTest.fullTitle() });
  },
};
