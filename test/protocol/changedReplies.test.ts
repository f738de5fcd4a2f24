// What a client receives is checked (promise C5); `npm run test:messages` sends the whole number.
import { receiveChanged } from './changedReplies';
import { drawnSeed } from '../support/seed';

describe('messages to a client that are changed at random', () => {
  it('end each call once and throw nothing', async () => {
    console.log(`      seed ${drawnSeed}: ${await receiveChanged(drawnSeed, 5000)}`);
  });
});
