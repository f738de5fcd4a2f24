// What pages send is checked (promise C5); `npm run test:messages` sends the whole number.
import { checkedWords, sendChanged } from './changedMessages';
import { drawnSeed } from '../support/seed';

describe('messages of views that are changed at random', () => {
  it('are answered, and change nothing where they are wrong', async () => {
    console.log(`      seed ${drawnSeed}: ${checkedWords(await sendChanged(drawnSeed, 5000))}`);
  });
});
