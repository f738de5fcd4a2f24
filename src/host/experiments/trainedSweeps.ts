// The folders of the sweeps that a window trains, remembered so that the next one can tell of those that a closed window has left.

/** In the memory of the workspace; nothing is there while none is trained. */
export const TRAINED_SWEEPS = 'nlpLab.trainedSweeps';
