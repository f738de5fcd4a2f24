// Runs every built test that needs neither an editor nor a browser. Expects a build in dist/.
import { runMocha } from './mocha.mjs';

process.exit(await runMocha(['dist/test/**/*.test.js', '--ignore', 'dist/test/integration/**', '--timeout', '30000']));
