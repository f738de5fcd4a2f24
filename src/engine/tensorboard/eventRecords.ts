// The bytes of TensorBoard's event files: records of TensorFlow (length, its check, data, its check), each an `Event`
// (tensorflow/core/util/event.proto, summary.proto). Numbers are little-endian.

import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { maskedCrc32c } from './crc32c';

/** Figures, or a text in Markdown, at a step. */
export interface TensorBoardEvent {
  /** In seconds since 1970. */
  wallTime: number;
  step?: number;
  /** By tag, as `validation/accuracy`. */
  figures?: Record<string, number>;
  texts?: Record<string, string>;
}

const FIRST_EVENT = 'brain.Event:2';
/** `DT_STRING` of TensorFlow's types. */
const STRING = 7;

/** Of a whole file, record by record. */
export function* eventRecords(events: Iterable<TensorBoardEvent>, startTime: number): Generator<Uint8Array> {
  yield record(
    message((event) =>
      event.tag(1, WireType.Bit64).double(startTime).tag(3, WireType.LengthDelimited).string(FIRST_EVENT),
    ),
  );
  for (const event of events) yield record(eventBytes(event));
}

function record(data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 16);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(data.length), true);
  view.setUint32(8, maskedCrc32c(bytes.subarray(0, 8)), true);
  bytes.set(data, 12);
  view.setUint32(12 + data.length, maskedCrc32c(data), true);
  return bytes;
}

function eventBytes({ wallTime, step = 0, figures = {}, texts = {} }: TensorBoardEvent): Uint8Array {
  const values = [
    ...Object.entries(figures).map(([tag, value]) => figureValue(tag, value)),
    ...Object.entries(texts).map(([tag, text]) => textValue(tag, text)),
  ];
  return message((event) => {
    event.tag(1, WireType.Bit64).double(wallTime);
    if (step !== 0) event.tag(2, WireType.Varint).int64(step);
    inner(event, 5, (summary) => values.forEach((value) => summary.tag(1, WireType.LengthDelimited).bytes(value)));
  });
}

const figureValue = (tag: string, value: number): Uint8Array =>
  message((written) => written.tag(1, WireType.LengthDelimited).string(tag).tag(2, WireType.Bit32).float(value));

/** A tensor of one string, which the plugin for texts draws. */
const textValue = (tag: string, text: string): Uint8Array =>
  message((written) => {
    written.tag(1, WireType.LengthDelimited).string(tag);
    inner(written, 8, (tensor) => {
      tensor.tag(1, WireType.Varint).int32(STRING);
      inner(tensor, 2, (shape) => inner(shape, 2, (dimension) => dimension.tag(1, WireType.Varint).int64(1)));
      tensor.tag(8, WireType.LengthDelimited).bytes(new TextEncoder().encode(text));
    });
    inner(written, 9, (metadata) =>
      inner(metadata, 1, (plugin) => plugin.tag(1, WireType.LengthDelimited).string('text')),
    );
  });

function inner(writer: BinaryWriter, field: number, write: (writer: BinaryWriter) => unknown): void {
  writer.tag(field, WireType.LengthDelimited).bytes(message(write));
}

function message(write: (writer: BinaryWriter) => unknown): Uint8Array {
  const writer = new BinaryWriter();
  write(writer);
  return writer.finish();
}
