import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { root } from './root.ts';

const bundles = ['extension.js', 'worker.js', 'cli.js', 'webview/panel.js', 'webview/side.js'];

/** Every way to the network that Node or a browser has. */
const network = [
  /\b(?:require|import)\(\s*["'](?:node:)?(?:https?|http2|net|tls|dgram|dns|dns\/promises|inspector|undici)["']\s*\)/,
  /(?<![.\w$])fetch\s*\(/,
  /\b(?:globalThis|window|self)\.fetch\b/,
  /\b(?:XMLHttpRequest|WebSocket|WebTransport|EventSource|RTCPeerConnection|sendBeacon|importScripts)\b/,
];

describe('the shipped bundles', () => {
  for (const bundle of bundles) {
    it(`${bundle} has no way to the network`, () => {
      const text = readFileSync(join(root, 'dist', bundle), 'utf8');
      const found = network.map((way) => way.exec(text)?.[0]).filter((match) => match !== undefined);
      assert.deepEqual(found, []);
    });
  }
});
