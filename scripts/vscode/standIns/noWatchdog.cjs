/** Stands for `@vscode/native-watchdog`. Whoever starts the server here also ends its process group, so nothing is left to watch. */
exports.start = () => {};
