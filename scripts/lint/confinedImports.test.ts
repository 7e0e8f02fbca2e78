import { accepts, rejects, ruleTester } from './ruleTester.ts';
import { confinedImportsRule } from './rules/confinedImports.ts';

const rejected = (file: string, code: string) => rejects(file, code, 'confined');

ruleTester.run('confined-imports', confinedImportsRule, {
  valid: [
    accepts('src/main/electron/mainWindow.ts', `import { BrowserWindow } from 'electron';`),
    accepts('src/main/index.ts', `import { app } from 'electron';`),
    accepts('src/main/electron/IpcTransport.ts', `import { ipcMain } from 'electron';`),
    accepts('src/main/electron/other.ts', `import type { IpcMain } from 'electron';`),
    accepts('src/preload/index.ts', `import { contextBridge, ipcRenderer } from 'electron';`),
    accepts('e2e/App.ts', `import type { BrowserWindow } from 'electron';`),
    accepts('src/main/providers/openai/openAi.ts', `import OpenAI from 'openai';`),
    accepts('src/main/providers/bedrock/client.ts', `await import('@aws-sdk/client-bedrock-runtime');`),
    accepts('src/main/secrets/KeytarSecretStore.ts', `await import('keytar');`),
    accepts('src/main/history/SqlcipherDriver.ts', `import Database from '@signalapp/sqlcipher';`),
    accepts('scripts/childProcess.ts', `import { spawn, execFile } from 'node:child_process';`),
  ],
  invalid: [
    rejected('src/main/chat/ChatService.ts', `import { app } from 'electron';`),
    rejected('src/main/chat/ChatService.ts', `import type { App } from 'electron';`),
    rejected('src/main/chat/ChatService.test.ts', `import { app } from 'electron';`),
    rejected('src/main/chat/ChatService.ts', `const { app } = require('electron');`),
    rejected('src/main/chat/ChatService.ts', `await import('electron/main');`),
    rejected('src/renderer/app/client.ts', `import { clipboard } from 'electron/renderer';`),
    rejected('e2e/App.ts', `import { app } from 'electron';`),
    rejected('src/main/index.ts', `import { ipcMain as calls } from 'electron';`),
    rejected('src/main/electron/mainWindow.ts', `import { ipcMain } from 'electron';`),
    rejected('src/main/electron/mainWindow.ts', `import { ipcRenderer } from 'electron';`),
    rejected('src/preload/index.ts', `import { ipcMain } from 'electron';`),
    rejected('src/main/chat/ChatService.ts', `import OpenAI from 'openai';`),
    rejected('src/main/providers/bedrock/client.ts', `import OpenAI from 'openai/client';`),
    rejected('src/main/providers/openai/openAi.ts', `import { x } from '@aws-sdk/credential-providers';`),
    rejected('src/main/providers/watchStream.ts', `import { x } from '@smithy/node-http-handler';`),
    rejected('src/main/secrets/openSecretStore.ts', `import keytar from 'keytar';`),
    rejected(
      'src/main/secrets/openSecretStore.ts',
      `createRequire(import.meta.url).resolve; require.resolve('keytar');`,
    ),
    rejected('src/main/history/historyWorker.ts', `import Database from '@signalapp/sqlcipher';`),
    rejected('src/preload/index.ts', `import { electronAPI } from '@electron-toolkit/preload';`),
    rejected('scripts/start.ts', `import { exec } from 'node:child_process';`),
    rejected('scripts/start.ts', `import { execSync as run } from 'child_process';`),
    rejected('scripts/start.ts', `import * as childProcess from 'node:child_process';`),
    rejected('src/main/chat/ChatService.ts', `import { runInNewContext } from 'node:vm';`),
  ],
});
