// The programs that track experiments.

import type { TrackerName } from '../../../protocol/exportedFolder';
import { mlflow } from './mlflow';
import { tensorboard } from './tensorboard';
import type { Tracker } from './tracker';

export const TRACKERS: Record<TrackerName, Tracker> = { tensorboard, mlflow };
