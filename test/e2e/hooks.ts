// Mocha's root hooks of the browser tests.

import { leaveGround } from './harness';

export const mochaHooks = { afterAll: leaveGround };
