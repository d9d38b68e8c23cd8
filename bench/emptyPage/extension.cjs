/** Opens an empty page beside the editor after a question, as the panel is opened: what that takes is the editor's own time. */
const vscode = require('vscode');

/** The page marks on its own clock when it draws first. */
const page = `<!DOCTYPE html>
<html><head><meta charset="utf-8"></head>
<body id="empty-page">
<script nonce="empty">requestAnimationFrame(() => { performance.mark('empty-page.drawn'); document.body.dataset.drawn = 'yes'; });</script>
</body></html>`;

exports.activate = (context) => {
  let panel;
  const open = async () => {
    if (!(await vscode.window.showQuickPick(['Open now']))) return;
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    panel = vscode.window.createWebviewPanel('emptyPage', 'Empty Page', place, { enableScripts: true });
    panel.webview.html = page;
  };
  const { registerCommand } = vscode.commands;
  context.subscriptions.push(
    registerCommand('emptyPage.open', open),
    registerCommand('emptyPage.close', () => panel?.dispose()),
  );
};
