// Loaded into every process and thread of a program: what asks the network, by names or addresses, is noted and refused.
const fs = require('node:fs');
const dns = require('node:dns');
const net = require('node:net');
const dgram = require('node:dgram');

function refuse(what) {
  fs.appendFileSync(process.env.NLP_LAB_NETWORK_LOG, `${what}\n`);
  throw new Error(`No network here: ${what}`);
}

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...args) {
  const [options] = Array.isArray(args[0]) ? args[0] : args;
  const isLocal = typeof options === 'string' || (typeof options === 'object' && options?.path !== undefined);
  return isLocal ? connect.apply(this, args) : refuse(`connect ${JSON.stringify(options)}`);
};
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) dns[name] = (host) => refuse(`${name} ${host}`);
dgram.Socket.prototype.send = () => refuse('a datagram');
globalThis.fetch = (address) => refuse(`fetch ${String(address)}`);
