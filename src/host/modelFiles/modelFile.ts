// A file of a model, which a view shows, and what its pages may ask.
import type * as vscode from 'vscode';
import type { SharedEngine } from '../engine/sharedEngine';
import type { Log } from '../editor/shown/log';
import { KeptSources } from '../views/keptSources';
import { integer, nothing, object } from '../views/requestChecks';

export interface ModelFile {
  /** Its path. */
  file: string;
}

export interface ModelFileNeeds {
  memory: vscode.Memento;
  /** Reads all numbers of a tensor: what others ask must not wait for that. */
  counting: SharedEngine;
  log: Log;
}

const MOST_KEPT = 30;
const tensor = integer(0, 1e9);
const place = integer(-1, 1e12);

export const TENSOR_CHECKS = {
  again: nothing,
  cancel: nothing,
  measure: object({ tensor }),
  part: object({ tensor, matrix: integer(0, 1e12), row: place, column: place }),
};

export const keptFiles = (view: string, { memory }: ModelFileNeeds): KeptSources<ModelFile> =>
  new KeptSources(memory, { name: `nlpLab.${view}`, most: MOST_KEPT, nameOf: ({ file }) => file });
