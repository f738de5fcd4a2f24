// Every call ends, and every message is checked, at full length (promises I8 and C5).
//
// npm run test:messages -- [--calls 100000] [--messages 100000] [--seed 1]
import { parseArgs } from 'node:util';
import { checkedWords, sendChanged } from '../host/changedMessages';
import { receiveChanged } from '../protocol/changedReplies';
import { CALLS_A_SCHEDULE, runSchedules, told } from '../protocol/schedules';
import { prove } from './prove';

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '100000' },
    messages: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
  },
});
const seed = Number(values.seed);

void prove(seed, {
  'calls over ports that do not keep what ports promise': async () =>
    told(await runSchedules(seed, Math.ceil(Number(values.calls) / CALLS_A_SCHEDULE))),
  'changed messages of views': async () => checkedWords(await sendChanged(seed, Number(values.messages))),
  'changed messages to a client': () => receiveChanged(seed, Number(values.messages)),
});
