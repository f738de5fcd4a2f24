// The blocks that reports are made of, by kind.

import type { ReportBlock } from '../../../protocol/report';
import type { OfKind } from '../../shared/ofKind';

export type BlockKind = ReportBlock['kind'];

export type BlockOf<K extends BlockKind> = OfKind<ReportBlock, K>;
