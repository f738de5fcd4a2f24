// Mocha's root hooks of the browser tests.

import { leaveGround } from './ground';

export const mochaHooks = { afterAll: leaveGround };
