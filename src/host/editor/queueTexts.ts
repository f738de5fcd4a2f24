// What the engine says of the queue, as `engineTextList.ts` has the rest.
import { toTranslate } from '../../protocol/toTranslate';

export const QUEUE_TEXTS = [
  toTranslate('The queue in "{0}" holds no more. Train or remove some of it first.'),
  toTranslate('Another process has been changing the queue in "{0}" for half a minute. Try again when it has ended.'),
  toTranslate('"{0}" waits in the queue no more: it was trained or removed meanwhile.'),
  toTranslate('"{0}" is being trained by another process.'),
  toTranslate('The run "{0}" waits in the queue already.'),
  toTranslate('The run "{0}" is not in "{1}", whose queue this is.'),
  toTranslate('The run "{0}" cannot be resumed: it is complete, being trained, or has no checkpoint.'),
];
