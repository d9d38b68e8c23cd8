/** An esbuild plugin: of lit the pages take templates alone. Its custom elements, of which there is none here, would come along. */
export const litTemplates = {
  name: 'lit-templates',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onResolve({ filter: /^lit$/ }, ({ kind, resolveDir }) => build.resolve('lit/html.js', { kind, resolveDir }));
  },
};
