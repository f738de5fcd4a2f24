"""Writes tensorboard.events: the events of `eventRecords.test.ts`, serialised by Google's protobuf from the messages of TensorFlow.

python3-protobuf 3.21 (Debian 12). The messages are declared here by hand, field by field as in tensorflow/core/util/event.proto and
tensorflow/core/framework/{summary,tensor,tensor_shape}.proto; the CRC is bit by bit, not by table.
"""
import struct
import sys

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

F = descriptor_pb2.FieldDescriptorProto
file = descriptor_pb2.FileDescriptorProto(name='event.proto', package='t', syntax='proto3')


def declare(name, *fields):
    message = file.message_type.add(name=name)
    for number, (field, kind, repeated) in fields:
        added = message.field.add(name=field, number=number, label=F.LABEL_REPEATED if repeated else F.LABEL_OPTIONAL)
        if isinstance(kind, str):
            added.type, added.type_name = F.TYPE_MESSAGE, '.t.' + kind
        else:
            added.type = kind


declare('Dim', (1, ('size', F.TYPE_INT64, False)))
declare('Shape', (2, ('dim', 'Dim', True)))
declare('Tensor', (1, ('dtype', F.TYPE_INT32, False)), (2, ('tensor_shape', 'Shape', False)), (8, ('string_val', F.TYPE_BYTES, True)))
declare('PluginData', (1, ('plugin_name', F.TYPE_STRING, False)))
declare('Metadata', (1, ('plugin_data', 'PluginData', False)))
declare('Value', (1, ('tag', F.TYPE_STRING, False)), (2, ('simple_value', F.TYPE_FLOAT, False)), (8, ('tensor', 'Tensor', False)), (9, ('metadata', 'Metadata', False)))
declare('Summary', (1, ('value', 'Value', True)))
declare('Event', (1, ('wall_time', F.TYPE_DOUBLE, False)), (2, ('step', F.TYPE_INT64, False)), (3, ('file_version', F.TYPE_STRING, False)), (5, ('summary', 'Summary', False)))
pool = descriptor_pool.DescriptorPool()
pool.Add(file)
get = getattr(message_factory, 'GetMessageClass', None) or message_factory.MessageFactory(pool).GetPrototype
Event = get(pool.FindMessageTypeByName('t.Event'))


def crc32c(data):
    rest = 0xFFFFFFFF
    for byte in data:
        rest ^= byte
        for _ in range(8):
            rest = (rest >> 1) ^ (0x82F63B78 if rest & 1 else 0)
    return rest ^ 0xFFFFFFFF


def masked(data):
    crc = crc32c(data)
    return (((crc >> 15) | (crc << 17)) + 0xA282EAD8) & 0xFFFFFFFF


def record(event):
    data = event.SerializeToString()
    length = struct.pack('<Q', len(data))
    return length + struct.pack('<I', masked(length)) + data + struct.pack('<I', masked(data))


def text(tag, words):
    value = {'tag': tag, 'tensor': {'dtype': 7, 'tensor_shape': {'dim': [{'size': 1}]}, 'string_val': [words.encode()]}, 'metadata': {'plugin_data': {'plugin_name': 'text'}}}
    return value


def event(time, step, values):
    made = Event(wall_time=time, step=step)
    for value in values:
        added = made.summary.value.add(tag=value['tag'])
        if 'simple_value' in value:
            added.simple_value = value['simple_value']
        else:
            tensor = added.tensor
            tensor.dtype = 7
            tensor.tensor_shape.dim.add(size=1)
            tensor.string_val.append(value['tensor']['string_val'][0])
            added.metadata.plugin_data.plugin_name = 'text'
    return made


assert crc32c(b'123456789') == 0xE3069283  # RFC 3720
figure = lambda tag, value: {'tag': tag, 'simple_value': value}
events = [
    Event(wall_time=1764500000.25, file_version='brain.Event:2'),
    event(1764500000.25, 0, [text('configuration', '| key | value |\n|---|---|\n| 이름 | gru |')]),
    event(1764500001.5, 1, [figure('training/loss', 0.6931471805599453), figure('training/learning_rate', 0.001)]),
    event(1764500002.75, 70000, [figure('validation/accuracy', 0.8125)]),
]
with open(sys.argv[1] if len(sys.argv) > 1 else 'tensorboard.events', 'wb') as out:
    for one in events:
        out.write(record(one))
