/** Types of server.mjs for the tests and benches. */
export interface ServerOptions {
  readonly data?: string;
  readonly port?: number;
  readonly link?: readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly flags?: readonly string[];
  readonly trust?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Server {
  readonly port: number;
  readonly version: string;
  readonly ended: Promise<void>;
  log(): string;
  stop(): Promise<void>;
}

export function startServer(options?: ServerOptions): Promise<Server>;

export function workbenchAddress(
  port: number,
  options: {
    readonly folder?: string;
    readonly workspace?: string;
    readonly developmentPath?: string;
    readonly testsPath?: string;
  },
): string;
