/**
 * A matrix product of the size of network L's first layer in WebGPU, in a page of headless Chromium: whether it is right, how far its bits are
 * from those of plain Float32, and what a call and a read-back take. Chromium computes it on its software adapter unless told:
 *
 *     node scripts/webgpuProduct.mjs                    SwiftShader: correctness, not speed
 *     WEBGPU_ADAPTER=default node scripts/webgpuProduct.mjs     the machine's own graphics unit
 *
 * It belongs to the study in docs/engine.md; nothing that is shipped uses it.
 */
import { createServer } from 'node:http';
import { chromium } from 'playwright-core';

const adapter = process.env.WEBGPU_ADAPTER ?? 'swiftshader';
const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<p>')).listen(0);
const address = server.address();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: [
    '--enable-unsafe-webgpu',
    '--no-sandbox',
    ...(adapter === 'default' ? [] : [`--use-webgpu-adapter=${adapter}`]),
  ],
});
try {
  const page = await browser.newPage();
  // A page of its own on this machine: WebGPU is there in secure contexts only.
  await page.goto(`http://localhost:${typeof address === 'object' ? address?.port : ''}/`);
  const found = await page.evaluate(pageProgram());
  process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
  process.exitCode = found.largestError < 1e-4 ? 0 : 1;
} finally {
  await browser.close();
  server.close();
}

/** What the page does, as text, because its types are not those of Node. */
function pageProgram() {
  return `(async () => {
    const [rows, inner, columns, tile] = [256, 784, 128, 16];
    const adapter = await navigator.gpu.requestAdapter();
    const device = await adapter.requestDevice();
    const random = (count) => Float32Array.from({ length: count }, (_, i) => Math.sin(i * 12.9898) * 0.5);
    const [W, A] = [random(rows * inner), random(inner * columns)];
    const code = \`
      @group(0) @binding(0) var<storage, read> W: array<f32>;
      @group(0) @binding(1) var<storage, read> A: array<f32>;
      @group(0) @binding(2) var<storage, read_write> Z: array<f32>;
      var<workgroup> w: array<f32, \${tile * tile}>;
      var<workgroup> a: array<f32, \${tile * tile}>;
      @compute @workgroup_size(\${tile}, \${tile})
      fn product(@builtin(global_invocation_id) place: vec3u, @builtin(local_invocation_id) inTile: vec3u) {
        var sum = 0.0;
        for (var start = 0u; start < \${inner}u; start += \${tile}u) {
          w[inTile.y * \${tile}u + inTile.x] = W[place.y * \${inner}u + start + inTile.x];
          a[inTile.y * \${tile}u + inTile.x] = A[(start + inTile.y) * \${columns}u + place.x];
          workgroupBarrier();
          for (var k = 0u; k < \${tile}u; k++) { sum += w[inTile.y * \${tile}u + k] * a[k * \${tile}u + inTile.x]; }
          workgroupBarrier();
        }
        Z[place.y * \${columns}u + place.x] = sum;
      }\`;
    const pipeline = await device.createComputePipelineAsync({
      layout: 'auto',
      compute: { module: device.createShaderModule({ code }), entryPoint: 'product' },
    });
    const { STORAGE, COPY_DST, COPY_SRC, MAP_READ } = GPUBufferUsage;
    const bytes = rows * columns * 4;
    const filled = (numbers) => {
      const buffer = device.createBuffer({ size: numbers.byteLength, usage: STORAGE | COPY_DST });
      device.queue.writeBuffer(buffer, 0, numbers);
      return buffer;
    };
    const result = device.createBuffer({ size: bytes, usage: STORAGE | COPY_SRC });
    const back = device.createBuffer({ size: bytes, usage: MAP_READ | COPY_DST });
    const entries = [filled(W), filled(A), result].map((buffer, binding) => ({ binding, resource: { buffer } }));
    const group = device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries });
    const run = async (products) => {
      const begun = performance.now();
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      for (let i = 0; i < products; i++) pass.dispatchWorkgroups(columns / tile, rows / tile);
      pass.end();
      encoder.copyBufferToBuffer(result, 0, back, 0, bytes);
      device.queue.submit([encoder.finish()]);
      await back.mapAsync(GPUMapMode.READ);
      const Z = new Float32Array(back.getMappedRange().slice(0));
      back.unmap();
      return { Z, milliseconds: performance.now() - begun };
    };
    const { Z } = await run(1);
    let [largestError, otherBits] = [0, 0];
    for (let j = 0; j < rows; j++)
      for (let i = 0; i < columns; i++) {
        let [exact, plain] = [0, 0];
        for (let k = 0; k < inner; k++) {
          exact += W[j * inner + k] * A[k * columns + i];
          plain = Math.fround(plain + Math.fround(W[j * inner + k] * A[k * columns + i]));
        }
        largestError = Math.max(largestError, Math.abs(Z[j * columns + i] - exact));
        if (Z[j * columns + i] !== plain) otherBits++;
      }
    const times = async (products) => {
      const all = [];
      for (let i = 0; i < 5; i++) all.push((await run(products)).milliseconds);
      return all.sort((one, other) => one - other)[2];
    };
    const [one, many] = [await times(1), await times(4)];
    const { vendor, architecture } = adapter.info;
    return {
      adapter: vendor + ' ' + architecture,
      product: rows + 'x' + inner + ' by ' + inner + 'x' + columns,
      largestError,
      entriesWithOtherBits: otherBits + ' of ' + rows * columns,
      millisecondsWithReadBack: Number(one.toFixed(2)),
      millisecondsOfAProduct: Number(((many - one) / 3).toFixed(3)),
    };
  })()`;
}
