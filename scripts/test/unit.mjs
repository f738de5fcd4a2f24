// Runs every built test that needs neither an editor nor a browser. Expects a build in dist/.
import { runMocha } from './mocha.mjs';

const tests = ['dist/test/**/*.test.js', '--ignore', 'dist/test/integration/**'];
// `--exit`: a failed test may leave an engine's thread behind, and a stage that never ends tells less than one that fails.
process.exit(await runMocha([...tests, '--exit']));
