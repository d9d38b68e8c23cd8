/**
 * Loaded into a thread, it refuses every way to another machine and writes down who tried, one line a try, into the file that
 * `NN_REFUSED_LOG` names. Pipes and sockets that are files stay: by those VS Code talks to its own extension host.
 */
const dns = require('node:dns');
const fs = require('node:fs');
const http = require('node:http');
const https = require('node:https');
const net = require('node:net');
const tls = require('node:tls');

const restored = [];

function refuse(owner, name, isAllowed = () => false) {
  const original = owner[name];
  owner[name] = function (...args) {
    if (isAllowed(args)) return original.apply(this, args);
    const { stack } = new Error(`${name} was tried`);
    fs.appendFileSync(process.env.NN_REFUSED_LOG, `${stack.replace(/\s*\n\s*/g, ' ')}\n`);
    throw new Error(`refused: ${name}`);
  };
  restored.push(() => {
    owner[name] = original;
  });
}

/** `connect({ path })` and `connect('/a/path')`, also in the form that Node has made of them. */
function isFile([first]) {
  const options = Array.isArray(first) ? first[0] : first;
  return typeof options === 'object'
    ? typeof options?.path === 'string' && options.port === undefined
    : Number.isNaN(Number(options));
}

refuse(net.Socket.prototype, 'connect', isFile);
refuse(tls, 'connect');
for (const owner of [http, https]) for (const name of ['request', 'get']) refuse(owner, name);
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) {
  refuse(dns, name);
  refuse(dns.promises, name);
}
refuse(globalThis, 'fetch');

exports.restore = () => {
  for (const back of restored.splice(0)) back();
};
