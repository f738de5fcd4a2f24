// What pages send is checked (promise C5); `npm run test:messages` sends the whole number.
import { checkedWords, sendChanged } from './changedMessages';

describe('messages of views that are changed at random', () => {
  it('are answered, and change nothing where they are wrong', async () => {
    const seed = Date.now() % 2 ** 31;
    console.log(`      seed ${seed}: ${checkedWords(await sendChanged(seed, 5000))}`);
  });
});
