// The encoders there are, one line for each.

export { recurrent } from './recurrent';
export { transformer } from './transformer';
