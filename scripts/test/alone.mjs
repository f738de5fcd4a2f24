// Runs a command in a network of its own, in which it finds itself and nobody else: `alone.mjs <program> [argument ...]`. Where the
// system gives none, it is run as it is, and that is said.
import { spawnSync } from 'node:child_process';
import { figure } from './figures.mjs';

const isRoot = process.getuid?.() === 0;
/** Whoever is not root becomes so within. */
const UNSHARE = ['unshare', '--net', ...(isRoot ? [] : ['--user', '--map-root-user'])];
const WITHIN = [...UNSHARE, 'sh', '-c', 'ip link set lo up && exec "$@"', 'alone'];

const run = ([program, ...args], stdio) => spawnSync(program, args, { stdio }).status;

const command = process.argv.slice(2);
const isAlone = run([...WITHIN, 'true'], 'ignore') === 0;
figure(isAlone ? 'in a network of its own' : 'this system gives no network of its own: not apart from others');
process.exitCode = run(isAlone ? [...WITHIN, ...command] : command, 'inherit') ?? 1;
