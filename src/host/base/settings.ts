/** The extension's settings, read anew each time. One of a wrong type or size is told in the log, once for each value. */
import * as vscode from 'vscode';
import { type NumberBounds, settingValue } from '../../session/settingValue.ts';

let log: ((sentence: string) => void) | null = null;
const reported = new Set<string>();

/** Where wrong settings are told. */
export function tellWrongSettings(warn: (sentence: string) => void): void {
  log = warn;
}

/** @param name without the extension's own prefix @param fallback as `package.json` has it */
export function readSetting(name: string, fallback: boolean, scope?: vscode.ConfigurationScope): boolean {
  return settingValue(prefixed(name), found(name, fallback, scope), fallback, tell);
}

/** The same of a number. */
export function readNumber(name: string, fallback: number, bounds: NumberBounds): number {
  return settingValue(prefixed(name), found(name, fallback), fallback, tell, bounds);
}

/** The same of one of several words. */
export function readChoice<T extends string>(name: string, choices: readonly T[], fallback: T): T {
  const value = found(name, fallback);
  const chosen = choices.find((choice) => choice === value);
  if (chosen === undefined)
    tell(`The setting ${prefixed(name)} is ${JSON.stringify(value)?.slice(0, 100)}; ${fallback} is used instead.`);
  return chosen ?? fallback;
}

/** The same of what older versions wrote as yes or no. */
export function readAutomatic(name: string): 'auto' | 'on' | 'off' {
  const value = found(name, 'auto');
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return readChoice(name, ['auto', 'on', 'off'], 'auto');
}

function found(name: string, fallback: unknown, scope?: vscode.ConfigurationScope): unknown {
  return vscode.workspace.getConfiguration('neuralNetwork', scope).get<unknown>(name, fallback);
}

function prefixed(name: string): string {
  return `neuralNetwork.${name}`;
}

function tell(sentence: string): void {
  if (reported.has(sentence)) return;
  reported.add(sentence);
  log?.(sentence);
}
