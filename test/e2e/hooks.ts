// Mocha's root hooks of the browser tests. A process that shares out their files with others would leave the ground after each
// file; there it stays until the process ends, and ends with it.

import { leaveGround } from './ground';

export const mochaHooks = process.env.MOCHA_WORKER_ID === undefined ? { afterAll: leaveGround } : {};
