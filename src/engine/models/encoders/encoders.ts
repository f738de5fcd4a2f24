// The encoders there are, one line for each.

export { bow } from './bow';
export { cnn } from './cnn';
export { custom } from './custom';
export { recurrent } from './recurrent';
export { transformer } from './transformer';
