"""Serves a classifier with PyTorch over HTTP: the peer of `nlp-lab serve` in test/night/serve.ts, of the same run (`nlp-lab export --to pytorch`).

POST /predict {"text": ...} -> {"label", "probabilities"}. One thread reads requests and keeps connections (asyncio); another answers all that waits
at once, at most 64 texts, padded to the longest. Nothing beyond Python's own library and torch; the reader of texts is that of the folder.
usage: torch_server.py FOLDER [--threads 2]
Prints one JSON line when it listens: {"peer", "version", "threads", "port"}.
"""
import argparse
import asyncio
import json
import queue
import re
import sys
import threading

import torch

AT_ONCE = 64
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)

waiting: "queue.SimpleQueue[tuple[str, Connection]]" = queue.SimpleQueue()


class Connection(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport, self.said = transport, b""

    def data_received(self, data):
        self.said += data
        while (end := self.said.find(b"\r\n\r\n")) >= 0:
            found = LENGTH.search(self.said, 0, end)
            whole = end + 4 + (int(found.group(1)) if found else 0)
            if len(self.said) < whole:
                return
            body, self.said = self.said[end + 4 : whole], self.said[whole:]
            waiting.put((json.loads(body)["text"], self))

    def answer(self, body):
        head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
        self.transport.write(head.encode() + body)


class Classifier:
    def __init__(self, folder):
        sys.path.insert(0, folder)
        from model import build_model
        from safetensors_file import load_file
        from tokens import TextReader

        with open(f"{folder}/config.json", encoding="utf-8") as file:
            self.config = json.load(file)
        self.network = build_model(self.config).eval()
        self.network.load_state_dict(load_file(f"{folder}/weights.safetensors"))
        self.reader = TextReader(f"{folder}/tokenizer.json", **self.config["reader"]["tokenizer"])

    @torch.inference_mode()
    def __call__(self, texts):
        longest = self.config["texts"]["maxLength"]
        found = [torch.tensor(self.reader(text)[:longest] or [self.config["ids"]["unknown"]]) for text in texts]
        ids = torch.nn.utils.rnn.pad_sequence(found)  # [time, batch]
        shares = self.network(ids, ids != self.config["ids"]["padding"]).softmax(1).tolist()  # [batch, labels]
        labels = self.config["labels"]
        return [{"label": labels[row.index(max(row))], "probabilities": dict(zip(labels, row))} for row in shares]


def work(classify, loop):
    while True:
        batch = [waiting.get()]
        while len(batch) < AT_ONCE and not waiting.empty():
            batch.append(waiting.get())
        answers = [json.dumps(each).encode() for each in classify([text for text, _ in batch])]
        loop.call_soon_threadsafe(deliver, [(to, body) for (_, to), body in zip(batch, answers)])


def deliver(answers):
    for connection, body in answers:
        connection.answer(body)


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    loop = asyncio.get_running_loop()
    threading.Thread(target=work, args=(Classifier(given.folder), loop), daemon=True).start()
    server = await loop.create_server(Connection, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    print(json.dumps({"peer": "torch", "version": torch.__version__, "threads": given.threads, "port": port}), flush=True)
    await server.serve_forever()


asyncio.run(main())
