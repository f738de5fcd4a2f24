// What the run's view remembers.

export interface RunViewState {
  axis: string;
  smoothing: number;
  logarithmic: boolean;
  asTable: boolean;
  details: boolean;
  /** The section in front at the side. */
  section: string;
  text: string;
}

export const DEFAULTS: RunViewState = {
  axis: 'step',
  smoothing: 0.8,
  logarithmic: false,
  asTable: false,
  details: window.innerWidth >= 700,
  section: '',
  text: '',
};
