// Mocha's spec reporter that also appends what begins and what has ended as JSON lines to the file named by NLP_LAB_RESULTS: a
// stage which dies half-way still tells what it had done, and one that hangs where. With several processes mocha tells a file's
// events when the file has ended; there `beginnings.cjs` tells what begins.
const { constants } = require('mocha').Runner;
const { Spec } = require('mocha').reporters;
const { append } = require('./append.cjs');

module.exports = class ResultsReporter extends Spec {
  constructor(runner, options) {
    super(runner, options);
    const record = (kind) => (testOrHook) => append({ kind, title: testOrHook.fullTitle() });
    if (!options.parallel) {
      runner.on(constants.EVENT_TEST_BEGIN, record('begun'));
      runner.on(constants.EVENT_HOOK_BEGIN, record('begun'));
      runner.on(constants.EVENT_HOOK_END, record('ended'));
    }
    runner.on(constants.EVENT_TEST_PASS, record('passed'));
    runner.on(constants.EVENT_TEST_PENDING, record('skipped'));
    runner.on(constants.EVENT_TEST_FAIL, (test, error) =>
      append({ kind: 'failed', title: test.fullTitle(), message: String(error?.message ?? error).slice(0, 2000) }),
    );
    runner.once(constants.EVENT_RUN_END, () => append({ kind: 'end' }));
  }
};
