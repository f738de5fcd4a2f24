// What a client receives is checked (promise C5); `npm run test:messages` sends the whole number.
import { receiveChanged } from './changedReplies';

describe('messages to a client that are changed at random', () => {
  it('end each call once and throw nothing', async () => {
    const seed = Date.now() % 2 ** 31;
    console.log(`      seed ${seed}: ${await receiveChanged(seed, 5000)}`);
  });
});
