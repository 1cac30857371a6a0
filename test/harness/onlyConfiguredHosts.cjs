/**
 * Loaded into every process of a town by `NODE_OPTIONS=--require`: notes whoever is called outside of this machine.
 * What Temporal's core does in Rust is not seen here; it is given one address and has no other.
 */
const dns = require('node:dns');
const fs = require('node:fs');
const net = require('node:net');

const isHere = (host) => !host || host === 'localhost' || host === '::1' || /^(::ffff:)?127\./.test(host);

/** @param file gets one line per call to a stranger; beside it stand the processes that are watched */
exports.record = (file) => {
  fs.appendFileSync(`${file}.watched`, `${process.pid}\n`);
  const note = (host, how) => {
    if (!isHere(host)) fs.appendFileSync(file, `${how} ${host} by ${process.argv.slice(1).join(' ')}\n`);
  };
  const { connect } = net.Socket.prototype;
  net.Socket.prototype.connect = function (...args) {
    // net.connect hands its arguments on as one array that it has read already
    const [first, second] = Array.isArray(args[0]) ? args[0] : args;
    const isPath = typeof first === 'string' && Number.isNaN(Number(first));
    if (!isPath) note(typeof first === 'object' && first !== null ? first.host : second, 'connect');
    return connect.apply(this, args);
  };
  for (const holder of [dns, dns.promises]) {
    const { lookup } = holder;
    holder.lookup = function (host, ...rest) {
      note(host, 'look up');
      return lookup.call(this, host, ...rest);
    };
  }
};
