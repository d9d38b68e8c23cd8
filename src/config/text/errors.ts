/** Wrong use of the configuration from outside a file, for example on the command line. Problems inside a file are `Problem`s. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
