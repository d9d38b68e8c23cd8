/** Stands for `@vscode/spdlog`: the same interface, writing each line to its file at once, without rotation. */
const fs = require('node:fs');

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];

class PlainLogger {
  constructor(_name, file) {
    this.file = file;
    this.level = levels.indexOf('info');
    for (const [level, name] of levels.entries()) this[name] = (text) => this.append(level, text);
  }

  append(level, text) {
    if (level < this.level || !this.file) return;
    try {
      fs.appendFileSync(this.file, `${text}\n`);
    } catch {
      // A log that cannot be written must not end the server.
    }
  }

  getLevel() {
    return this.level;
  }

  setLevel(level) {
    this.level = level;
  }

  setPattern() {}
  clearFormatters() {}
  flush() {}
  drop() {}
}

const createSync = (name, file) => new PlainLogger(name, file);
const createAsync = async (name, file) => new PlainLogger(name, file);

// One assignment a name: so an ES module that imports this finds the names.
exports.version = 0;
exports.Logger = PlainLogger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.shutdown = () => {};
exports.createRotatingLogger = createSync;
exports.createRotatingLoggerAsync = createAsync;
exports.createAsyncRotatingLogger = createAsync;
exports.createAsyncRotatingLoggerAsync = createAsync;
