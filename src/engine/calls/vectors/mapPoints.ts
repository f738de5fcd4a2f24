// The points of a map: rows of one set of vectors, and after them those of another that is drawn beside it.

import { LabError } from '../../../protocol/labError';
import type { ProjectRequest } from '../../../protocol/projection';
import { gatherPoints, type Points } from '../../analysis/points';
import type { VectorSet } from '../../embeddings/vectors/vectorSet';
import type { OpenedVectors } from './openedVectors';
import { chosenRows } from './rows';

export interface MapPoints {
  set: VectorSet;
  points: Points;
  rows: Int32Array<ArrayBuffer>;
  /** Of the other set; empty without one. */
  besideRows: Int32Array<ArrayBuffer>;
}

/** @param limit how many rows where none are named */
export function mapPoints(
  { vectors, rows: named, beside, normalize = true }: Pick<ProjectRequest, 'vectors' | 'rows' | 'beside' | 'normalize'>,
  opened: OpenedVectors,
  limit: number,
): MapPoints {
  const { set } = opened.get(vectors);
  const rows = chosenRows(set, named, limit);
  const own = gatherPoints(set.values, set.dimensions, rows, normalize);
  if (!beside) return { set, points: own, rows, besideRows: new Int32Array(0) };
  const { set: other } = opened.get(beside.vectors);
  if (other.dimensions !== set.dimensions)
    throw new LabError(
      'INVALID_ARGUMENT',
      `Vectors of ${set.dimensions} and of ${other.dimensions} numbers do not fit in one map. Compare them first: that aligns them.`,
    );
  const besideRows = chosenRows(other, beside.rows, rows.length);
  return {
    ...{ set, rows, besideRows },
    points: joined(own, gatherPoints(other.values, other.dimensions, besideRows, normalize)),
  };
}

function joined(a: Points, b: Points): Points {
  const values = new Float32Array(a.values.length + b.values.length);
  values.set(a.values);
  values.set(b.values, a.values.length);
  return { count: a.count + b.count, dimensions: a.dimensions, values };
}
