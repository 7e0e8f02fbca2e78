import { accepts, rejects, ruleTester } from './ruleTester.ts';
import { unsafeSinksRule } from './rules/unsafeSinks.ts';

const page = 'src/renderer/rendering/Markdown.tsx';
const main = 'src/main/chat/ChatService.ts';
const gate = 'src/main/electron/openExternalUrl.ts';

ruleTester.run('unsafe-sinks', unsafeSinksRule, {
  valid: [
    accepts(page, 'element.textContent = text;'),
    accepts(page, 'const length = element.innerHTML.length;'),
    accepts(page, 'const words = { shell: en.shell };'),
    accepts(main, 'spawn(program, args, { shell: false });'),
    accepts(main, `await import('./RunJournal.ts');`),
    accepts(gate, 'await shell.openExternal(url);'),
    accepts('scripts/start.ts', 'await import(path);'),
  ],
  invalid: [
    rejects(page, 'element.innerHTML = text;', 'html'),
    rejects(page, `element['innerHTML'] = text;`, 'html'),
    rejects(page, 'element.outerHTML += text;', 'html'),
    rejects(page, 'frame.srcdoc = text;', 'html'),
    rejects(page, `element.insertAdjacentHTML('beforeend', text);`, 'html'),
    rejects(page, 'document.write(text);', 'html'),
    rejects(page, 'const props = { dangerouslySetInnerHTML: { __html: text } };', 'html'),
    rejects(page, `createElement('p', { 'dangerouslySetInnerHTML': html });`, 'html'),
    rejects(main, 'spawn(program, args, { shell: true });', 'shell'),
    rejects(main, 'const options = { shell: true };', 'shell'),
    rejects(main, `childProcess.spawn(program, args, { shell: '/bin/bash' });`, 'shell'),
    rejects(main, 'execFile(program, args, { shell: wanted });', 'shell'),
    rejects('src/main/electron/mainWindow.ts', 'await shell.openExternal(url);', 'openExternal'),
    rejects('src/main/electron/mainWindow.ts', `await shell['openExternal'](url);`, 'openExternal'),
    rejects('src/main/electron/mainWindow.ts', 'const { openExternal } = shell;', 'openExternal'),
    rejects(main, 'await import(path);', 'computedImport'),
  ],
});
