// Whether a command that tells nothing of its progress still works, and whether it has worked for too long. A busy machine makes all of it
// slow; it does not make it more.
import { workMs } from './workOf.mjs';

const LOOK_MS = 5000;

/** Less than this between two looks may be a clock that ticks in something that hangs. */
const MOVED_MS = 2000;

/**
 * @param {number} pid
 * @param {object} options
 * @param {number} options.mostMs processors' time that the command may take with all it starts; where the system does not say it, the
 * time of the clock
 * @param {() => void} options.moved called whenever it has worked for a while
 * @param {() => void} options.spent called once it has taken more
 * @returns {() => number} what ends the watching, and says how long it has worked
 */
export function watchWork(
  pid,
  { mostMs, moved, spent },
  { work = workMs, timers = globalThis, now = () => performance.now() } = {},
) {
  const began = now();
  let most = 0; // what a child has done is lost where its parent has gone
  let told = 0;
  const look = () => {
    most = Math.max(most, work(pid) ?? now() - began);
    if (most - told >= MOVED_MS) {
      told = most;
      moved();
    }
    if (most > mostMs) spent();
  };
  const timer = timers.setInterval(look, LOOK_MS);
  return () => {
    timers.clearInterval(timer);
    return most;
  };
}
